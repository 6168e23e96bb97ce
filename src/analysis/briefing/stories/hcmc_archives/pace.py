"""Hồ Chí Minh City's archives staff: does the pace reach the target, and at what attrition?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from analysis.briefing.charts import Series, lines
from analysis.briefing.elements import (
    Chart,
    Column,
    DataTable,
    Element,
    Heading,
    Note,
    Number,
    Prose,
    Sentence,
)  # fmt: skip
from analysis.briefing.locale_format import period
from analysis.briefing.names import ROADS
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.receipted import as_printed, declared

BETWEEN = "2012-2016"
SHOWN_ATTRITION_PCT = 8


def pace(t: Teller) -> list[Element]:
    """When would the target be met, and what would it have needed each year?"""
    return [
        Heading(_pace_heading(t), 3, "pace"),
        Prose(
            t.say(
                "Year in which the goal would be met at the pace of {years}{readings}: {flat} "
                "with headcount unchanged, {growing} if it grows as observed, {favourable} if "
                "the whole gain had been made in the scheme's {count} years and headcount is "
                "unchanged.",
                years=period(BETWEEN),
                readings=t.two_readings("qualified"),
                flat=year_of_target(t, "flat"),
                growing=year_of_target(t, "growing"),
                favourable=year_of_target(t, "flat_scheme_years"),
                count=t.number(t.fact("scheme_years"), digits_only=True),
            ),
            t.say(
                "To reach {target}, {needed} had to qualify each year with headcount unchanged; "
                "{gained}. If {percent} of the qualified left each year, the need would rise to "
                "{attrition}.",
                target=declared(t, "attrition.pace.target_rate_pct"),
                needed=t.both("required_per_year", "flat", decimals=0),
                gained=gained_each_year(t),
                percent=declared(t, "attrition.pace.attrition_pct", SHOWN_ATTRITION_PCT),
                attrition=t.both(
                    "required_per_year", f"flat_attrition_{SHOWN_ATTRITION_PCT:02d}", decimals=0
                ),
            ),
        ),
        _chart_of_pace(t),
        _table_of_roads(t),
        Note(
            t.word("Method"),
            t.say(
                "Years needed = people still missing / net gain a year. With a share a leaving "
                "each year and n years to go, the need is T = (target − (1 − a)^n × qualified) × "
                "a / (1 − (1 − a)^n). Growth of headcount is spread over the years between the "
                "counts, also where the gain is put into the scheme's years."
            ),
        ),
        Note(
            t.word("Limits"),
            t.say(
                "The goal names {goal}, a year after the scheme's end ({end}). If it means the "
                "beginning of that year, one year less is left and the need is greater.",
                goal=as_printed(t, _settings(t)["target_year"]),
                end=as_printed(t, _settings(t)["scheme_end"]),
            ),
        ),
    ]


def year_of_target(t: Teller, road: str) -> Sentence:
    """In which year is the target met on this road, in each reading, if it is met at all?"""
    years = {fact.variant: fact for fact in t.found("year_of_target", road)}
    parts: list[str | Number] = []
    for gained in t.readings("delivered_per_year", road):
        met = years.get(gained.variant)
        parts += [" / "] * bool(parts)
        parts.append(t.number(met) if met else t.word("not at this pace"))
    return Sentence(tuple(parts))


def gained_each_year(t: Teller) -> Sentence:
    """How many more were qualified each year? With its sign where one reading has fewer."""
    metric = "delivered_per_year", "flat"
    if _may_be_lost(t):
        return t.say("changed each year by {moved}", moved=t.both(*metric, decimals=0, signed=True))
    return t.say("gained each year {moved}", moved=t.both(*metric, decimals=0))


def _may_be_lost(t: Teller) -> bool:
    return any(fact.amount < 0 for fact in t.readings("delivered_per_year", "flat"))


def _pace_heading(t: Teller) -> str:
    return t.say(
        "Was {rate} by {year} within reach?",
        rate=declared(t, "attrition.pace.target_rate_pct"),
        year=as_printed(t, _settings(t)["target_year"]),
    ).plain()


def _settings(t: Teller) -> dict[str, Any]:
    pace: dict[str, Any] = t.material.settings["attrition"]["pace"]
    return pace


def _chart_of_pace(t: Teller) -> Chart:
    rates = _settings(t)["attrition_pct"]
    series = []
    names = {
        "printed": (t.word("Needed, as stated"), t.word("Gained, as stated")),
        "recomputed": (t.word("Needed, by the table"), t.word("Gained, by the table")),
        "both": (t.word("Needed"), t.word("Gained")),
    }
    if _may_be_lost(t):
        names = {
            "printed": (names["printed"][0], t.word("Net change, as stated")),
            "recomputed": (names["recomputed"][0], t.word("Net change, by the table")),
            "both": (names["both"][0], t.word("Net change")),
        }
    for place, fact in enumerate(t.readings("delivered_per_year", "flat")):
        style = t.palette[place]
        needed = [
            t.fact("required_per_year", "flat" if rate == 0 else f"flat_attrition_{rate:02d}",
                   variant=fact.variant).drawn
            for rate in rates
        ]  # fmt: skip
        series.append(Series(names[fact.variant][0], tuple(needed), style, dashed=True))
        series.append(Series(names[fact.variant][1], tuple(fact.drawn for _ in rates), style))
    positions = [Decimal(rate) for rate in rates]
    written = t.written("persons", 0)
    title = t.say("People to qualify each year to reach the goal, by assumed attrition")
    labels = [declared(t, "attrition.pace.attrition_pct", rate) for rate in rates]
    return chart_told(
        lines(positions, series, written, t.written("percent", 0)),
        title,
        t.say(
            "Persons a year {period}, headcount unchanged; attrition is an assumption",
            period=period(t.readings("required_per_year", "flat")[0].period),
        ),
        labels,
        series,
        written,
    )


def _table_of_roads(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Assumption"), numeric=False),
        Column(t.word("Net change a year") if _may_be_lost(t) else t.word("Gained a year")),
        Column(t.word("Needed a year")),
        Column(t.word("Needed / gained")),
        Column(t.word("Target met in")),
    )
    rows = [
        (
            t.word(name),
            t.either("delivered_per_year", road, decimals=0),
            t.either("required_per_year", road, decimals=0),
            t.either("required_to_delivered", road)
            if t.has("required_to_delivered", road)
            else "–",
            year_of_target(t, road),
        )
        for road, name in ROADS.items()
    ]
    return DataTable(
        t.word("The road to the target at the net pace"),
        columns,
        tuple(rows),
        t.say("Assumptions throughout{readings}.", readings=t.two_readings("qualified")),
    )
