"""The briefing on Nghệ An's directive: what it demands, and that nothing has been reported."""

from __future__ import annotations

from analysis.briefing.elements import Box, Column, DataTable, Element, Heading, Masthead, Prose
from analysis.briefing.sources_told import facts_line, source_note
from analysis.briefing.teller import Teller


def opening(t: Teller) -> list[Element]:
    """What must a reader know: it is a demand, not a report."""
    return [
        Masthead(
            t.lang,
            t.text(t.material.settings["title"]),
            t.say("The directive demands training and regular reports; no result has been reported"),
            t.say(
                "It names whom to train, who does what and how often to report. It prints no number of "
                "people, no money and no target, so there is nothing to compute."
            ),
            facts_line(t),
            t.word("Draft"),
        ),
        Box(
            t.word("What cannot be concluded"),
            (
                t.say("Whether anyone was trained: the project has no report that answers the directive."),
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
        _listed(t, t.word("Whom to train"), meta["audiences"]),
        _listed(t, t.word("Who does what"), meta["duties"]),
        _listed(t, t.word("How often to report"), meta["reporting"]),
        Prose(
            t.say(
                "The reports that it demands would be the first source of figures: how many of each "
                "audience there are, how many were trained, and at what cost."
            )
        ),
        source_note(t),
    ]


def _listed(t: Teller, heading: str, entries: list[dict[str, str]]) -> DataTable:
    rows = tuple((str(place), t.text(entry)) for place, entry in enumerate(entries, 1))
    columns = (Column(t.word("No.")), Column(heading, numeric=False))
    return DataTable(heading, columns, rows)
