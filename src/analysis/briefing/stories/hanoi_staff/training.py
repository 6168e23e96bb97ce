"""Hà Nội's staff: how much training was there, and what became of the trained?"""

from __future__ import annotations

from analysis.briefing.charts import Series, horizontal_bars
from analysis.briefing.elements import (
    Cell,
    Chart,
    Column,
    DataTable,
    Element,
    Heading,
    Note,
    Prose,
)
from analysis.briefing.locale_format import period
from analysis.briefing.stories.hanoi_staff.opening import RESERVE
from analysis.briefing.stories.hanoi_staff.qualification import ARTICLE, DECISION
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.sources import source_note

KINDS = (
    "state_management",
    "leadership_skills",
    "defence_security",
    "foreign_languages",
    "informatics",
    "professional_titles",
    "specialised_skills",
)

CANDIDATES = "civil_service_candidates"


def cost(t: Teller) -> list[Element]:
    """How much training was there, and why can its cost not be said?"""
    labels = [t.label(kind) for kind in KINDS]
    values = [t.fact("attendances", kind).drawn for kind in KINDS]
    written = t.written("attendances")
    title = t.say("Attendances by kind of course")
    series = [Series(t.word("Attendances"), tuple(values))]
    return [
        Heading(t.word("How much training, and at what cost?"), 2, "cost"),
        Prose(
            t.say(
                "In {period} there were {total} in the country, {intensity} a year for each "
                "member of staff; {special} of them were for special skills of the post. "
                "{delegates} of council delegates and {abroad} abroad are counted apart. No "
                "funding is printed, so no cost per trainee can be computed.",
                period=period("2016-2020"),
                total=t.fact("attendances"),
                intensity=t.fact("attendances_per_staff_member_and_year"),
                special=t.fact("attendances", "specialised_skills"),
                delegates=t.fact("attendances", "council_delegates"),
                abroad=t.fact("attendances", "abroad"),
            )
        ),
        chart_told(
            horizontal_bars(labels, values, written, palette=t.palette),
            title,
            t.say("Attendances in the country, {period}", period=period("2016-2020")),
            labels,
            series,
            written,
        ),
        DataTable(
            t.word("Attendances by kind of course"),
            (Column(t.word("Kind of course"), numeric=False), Column(t.word("Attendances"))),
            tuple(
                (t.label(kind), t.number(t.fact("attendances", kind), digits_only=True))
                for kind in KINDS
            ),
        ),
        Note(
            t.word("Method"),
            t.say(
                "Attendances / staff of 2022 / years of the period. One figure is a misprint in "
                "the decision and was read in the only way that closes its total; the receipt "
                "shows both."
            ),
        ),
        source_note(t, DECISION),
        Note(
            t.word("Limits"),
            t.say("An attendance may be an afternoon or a year: durations are not printed."),
        ),
    ]


def attrition(t: Teller) -> list[Element]:
    """What became of those who were trained?"""
    return [
        Heading(t.word("What does attrition do?"), 2, "attrition"),
        Prose(
            t.say(
                "Of {trained} trained as reserve officials for communes, {placed} were placed "
                "({rate}): {ratio} trained for one placed. If each trained person cost the same, "
                "a placed official cost that many times as much; the article prints no money.",
                trained=t.fact("trained_before_placement", RESERVE),
                placed=t.fact("placed", RESERVE),
                rate=t.number(t.fact("placement_rate", RESERVE), decimals=1),
                ratio=t.number(t.fact("trained_per_placed", RESERVE), decimals=2),
            ),
            t.say(
                "In 2017, {placed} were recruited without an examination for {seats} ({rate}).",
                placed=t.fact("placed", CANDIDATES),
                seats=t.fact("seats_before_placement", CANDIDATES),
                rate=t.number(t.fact("seats_filled", CANDIDATES), decimals=1),
            ),
        ),
        _chart_of_placement(t),
        _table_of_placement(t),
        Note(t.word("Method"), t.say("Placement rate = placed / trained, both as printed.")),
        source_note(t, ARTICLE),
        Note(
            t.word("Limits"),
            t.say(
                "The article says that the number trained was reached in substance, so it may "
                "repeat the goal. Whether those placed stayed is not reported."
            ),
        ),
    ]


def _chart_of_placement(t: Teller) -> Chart:
    facts = [t.fact("placed", RESERVE), t.fact("not_placed", RESERVE)]
    labels = [t.word("Placed"), t.word("Not placed")]
    values = [fact.drawn for fact in facts]
    written = t.written("persons")
    return chart_told(
        horizontal_bars(labels, values, written, palette=t.palette),
        t.say("Reserve officials trained for communes, placed and not placed"),
        t.say("Persons, {period}", period=period(facts[0].period)),
        labels,
        [Series(t.word("Persons"), tuple(values))],
        written,
    )


def _table_of_placement(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Group"), numeric=False),
        Column(t.word("Trained, or seats offered")),
        Column(t.word("Placed")),
        Column(t.word("Rate")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            f"{t.label(group)}, {period(t.fact('placed', group).period)}",
            t.number(t.fact(offered, group)),
            t.number(t.fact("placed", group)),
            t.number(t.fact(rate, group), decimals=1),
        )
        for group, offered, rate in (
            (RESERVE, "trained_before_placement", "placement_rate"),
            (CANDIDATES, "seats_before_placement", "seats_filled"),
        )
    ]
    return DataTable(t.word("Placement after training, and recruitment"), columns, tuple(rows))
