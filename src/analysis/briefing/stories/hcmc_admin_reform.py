"""The briefing on Hồ Chí Minh City's civil servants doing administrative reform."""

from __future__ import annotations

from analysis.briefing.elements import (
    Box,
    Element,
    Finding,
    Heading,
    KeyFindings,
    Masthead,
    Note,
    Prose,
)  # fmt: skip
from analysis.briefing.locale_format import period
from analysis.briefing.teller import Teller
from analysis.briefing.told.checks import audit_section
from analysis.briefing.told.sources import facts_line, source_note


def opening(t: Teller) -> list[Element]:
    """What is known: two figures, and nothing about qualification, cost or attrition."""
    attendances, classes = t.fact("attendances"), t.fact("classes")
    return [
        Masthead(
            t.lang,
            t.text(t.material.settings["title"]),
            t.say(
                "{classes} with {attendances} ({period}) are all that is reported: results "
                "cannot be judged",
                period=period(classes.period),
                classes=classes,
                attendances=attendances,
            ),
            t.say(
                "The article on the city's report gives no headcount, no qualification, no "
                "funding and no leavers; the report itself is not at hand."
            ),
            facts_line(t),
            t.word("Draft"),
        ),
        KeyFindings(
            t.word("Key findings"),
            (
                Finding(
                    t.say("{number}", number=attendances),
                    t.say(
                        "in {classes}, {period}.",
                        classes=classes,
                        period=period(attendances.period),
                    ),
                ),
                Finding(
                    t.say("{number}", number=t.number(t.fact("attendances_per_class"), decimals=0)),
                    t.say(
                        "to a class on average ({period}). Attendances are not people.",
                        period=period(attendances.period),
                    ),
                ),
            ),
        ),
        Box(
            t.word("What cannot be concluded"),
            (
                t.say(
                    "How many people were trained, and what share of those doing this work they "
                    "are."
                ),
                t.say("What it cost, as a whole or for one attendance: no funding is printed."),
                t.say("What attrition did: neither stocks nor leavers are printed."),
                t.say(
                    "How the years compare: there is one figure for the whole period, in which "
                    "some courses of 2020 were put off or moved online."
                ),
            ),
            "limits",
        ),
    ]


def questions(t: Teller) -> list[Element]:
    """What is asked, and what the document answers."""
    return [
        Heading(t.word("What would have to be reported?"), 2, "needed"),
        Prose(
            t.say(
                "Three figures would open the questions of this series: the staff who do this "
                "work with their qualification at the beginning and the end of the period, the "
                "money spent, and those who left."
            )
        ),
        Note(
            t.word("Method"),
            t.say("Attendances per class = attendances / classes, both as printed."),
        ),
        source_note(t),
        *audit_section(t),
    ]
