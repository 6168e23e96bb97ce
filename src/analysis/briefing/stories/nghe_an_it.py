"""The briefing on Nghệ An's directive: what it demands, and that nothing has been reported."""

from __future__ import annotations

from analysis.briefing.elements import Box, Column, DataTable, Element, Heading, Masthead, Prose
from analysis.briefing.teller import Teller
from analysis.briefing.told.sources import facts_line, source_note


def opening(t: Teller) -> list[Element]:
    """What must a reader know: it is a demand, not a report."""
    return [
        Masthead(
            t.lang,
            t.text(t.material.settings["title"]),
            t.say(
                "The directive demands training and regular reports; the documents at hand "
                "report no result"
            ),
            t.say(
                "It names whom to train, who does what and how often to report. It prints no "
                "number of people, no money and no target, so there is nothing to compute."
            ),
            facts_line(t),
            t.word("Draft"),
        ),
        Box(
            t.word("What cannot be concluded"),
            (
                t.say(
                    "Whether anyone was trained: the project has no report that answers the "
                    "directive."
                ),
                t.say("What it cost and what attrition did: no figure is printed."),
            ),
            "limits",
        ),
    ]


def questions(t: Teller) -> list[Element]:
    """What does it demand of whom, and how often is it to be reported?"""
    meta = next(iter(t.material.documents.values()))
    return [
        Heading(t.word("What does it demand?"), 2, "demands"),
        Prose(
            t.say("To be trained: {audiences}.", audiences=_joined(t, meta["audiences"])),
            t.say("To be reported: {rhythm}.", rhythm=_joined(t, meta["reporting"])),
        ),
        _duties(t, meta["duties"]),
        Prose(
            t.say(
                "The reports that it demands would be the first source of figures: how many of "
                "each audience there are, how many were trained, and at what cost."
            )
        ),
        source_note(t),
    ]


def _joined(t: Teller, entries: list[dict[str, str]]) -> str:
    texts = [t.text(entry) for entry in entries]
    return "; ".join(text[:1].lower() + text[1:] for text in texts)


def _duties(t: Teller, duties: list[dict[str, str]]) -> DataTable:
    columns = (
        Column(t.word("Body"), numeric=False),
        Column(t.word("Duty"), numeric=False),
    )
    rows = tuple(tuple(t.text(duty).split(": ", 1)) for duty in duties)
    return DataTable(t.word("Who does what"), columns, rows)
