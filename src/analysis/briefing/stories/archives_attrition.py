"""Hồ Chí Minh City's archives staff: what do leaving and the pace do?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from analysis.briefing.charts import Series, in_words, lines
from analysis.briefing.elements import Chart, Column, DataTable, Element, Heading, Note, Prose, Sentence
from analysis.briefing.locale_format import period, quantity
from analysis.briefing.names import ROADS
from analysis.briefing.sources_told import source_note
from analysis.briefing.stories.archives_opening import BETWEEN
from analysis.briefing.stories.archives_questions import LEVELS
from analysis.briefing.teller import Teller


def attrition(t: Teller) -> list[Element]:
    """What do stocks and training leave unexplained, and does the pace reach the target?"""
    return [
        Heading(t.word("What does attrition do?"), 2, "attrition"),
        Prose(*_residual_in_words(t)),
        _table_of_residuals(t),
        Note(
            t.word("Method"),
            t.say(
                "Residual = closing − opening − trained = qualified hires − losses − trained people who "
                "did not qualify. A negative residual means that people left, came twice or had not "
                "finished; a positive one that qualified people came from elsewhere."
            ),
        ),
        *_pace(t),
        *_retention(t),
        source_note(t),
        Note(
            t.word("Limits"),
            t.say(
                "Attendances are counted as if each were a person who finished; the classes for the "
                "bachelor's degree were still under way in 2016. Every rate of attrition here is an "
                "assumption: no document prints one."
            ),
        ),
    ]


def _residual_in_words(t: Teller) -> list[Sentence]:
    metrics = ("stock_flow_residual_elementary", "stock_flow_residual_all_courses")
    signs = {fact.amount > 0 for metric in metrics for fact in t.readings(metric)}
    told = [
        t.say(
            "The report says that staff move often but prints no leavers. Closing stock less opening "
            "stock less people trained leaves a residual of {elementary} if only elementary courses "
            "qualify, and of {all_courses} if every course does.",
            elementary=t.both(metrics[0], signed=True),
            all_courses=t.both(metrics[1], signed=True),
        )
    ]
    if len(signs) > 1:
        told.append(
            t.say(
                "Even its sign is open, so losses cannot be read off: they lie within {losses}.",
                losses=t.fact("losses_worst_case_all_courses", variant="recomputed"),
            )
        )
    return told


def _table_of_residuals(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Level"), numeric=False),
        Column(t.word("Trained")),
        Column(t.word("Residual")),
        Column(t.word("Losses in the worst case")),
    )
    rows = []
    for level in LEVELS:
        metric = "stock_flow_residual_all_courses"
        known = t.has(metric, level)
        rows.append(
            (
                t.label(level),
                t.either("trained_all_courses", level) if known else "–",
                t.either(metric, level, signed=True) if known else t.word("not reported"),
                t.either("losses_worst_case_all_courses", level) if known else "–",
            )
        )
    for count, name in (
        ("elementary", t.word("Total, elementary courses only")),
        ("all_courses", t.word("Total, all courses")),
    ):
        rows.append(
            (
                name,
                t.either(f"trained_{count}"),
                t.either(f"stock_flow_residual_{count}", signed=True),
                t.either(f"losses_worst_case_{count}"),
            )
        )
    return DataTable(
        t.word("Stock-flow residual by level"),
        columns,
        tuple(rows),
        t.say("Two values in one cell: as stated / by the table."),
    )


def _pace(t: Teller) -> list[Element]:
    return [
        Heading(_pace_heading(t), 3, "pace"),
        Prose(
            t.say(
                "At the pace of {years} the goal would be met in {flat} with headcount unchanged and in "
                "{growing} if it grows as observed. If the whole gain had been made in the scheme's "
                "{count} years, headcount unchanged, it would be met in {favourable}.",
                count=str(_settings(t)["scheme_years"]),
                years=period(BETWEEN),
                flat=t.both("year_of_target", "flat"),
                growing=t.both("year_of_target", "growing"),
                favourable=t.both("year_of_target", "flat_scheme_years"),
            ),
            t.say(
                "To meet it, {needed} had to qualify each year with headcount unchanged; {delivered} a "
                "year were gained. If {percent} of the qualified left each year, the need would rise to "
                "{attrition}.",
                needed=t.both("required_per_year", "flat", decimals=0),
                delivered=t.both("delivered_per_year", "flat", decimals=0),
                percent=quantity(Decimal(8), "percent", t.lang),
                attrition=t.both("required_per_year", "flat_attrition_08", decimals=0),
            ),
        ),
        _chart_of_pace(t),
        _table_of_roads(t),
        Note(
            t.word("Method"),
            t.say(
                "Years needed = people still missing / net gain a year. With a share a leaving each year "
                "and n years to go, the need is T = (target − (1 − a)^n × qualified) × a / (1 − (1 − a)^n)."
            ),
        ),
    ]


def _pace_heading(t: Teller) -> str:
    return t.say(
        "Was {rate} by {year} within reach?",
        rate=quantity(Decimal(_settings(t)["target_rate_pct"]), "percent", t.lang),
        year=t.printed(_settings(t)["target_year"]),
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
    for fact in t.readings("delivered_per_year", "flat"):
        needed = [
            t.fact("required_per_year", "flat" if rate == 0 else f"flat_attrition_{rate:02d}",
                   variant=fact.variant).amount
            for rate in rates
        ]  # fmt: skip
        series.append(Series(names[fact.variant][0], tuple(needed), dashed=True))
        series.append(Series(names[fact.variant][1], tuple(fact.amount for _ in rates)))
    positions = [Decimal(rate) for rate in rates]
    written = t.written("persons", 0)
    title = t.say("People to qualify each year to reach the goal, by assumed attrition")
    labels = [quantity(position, "percent", t.lang) for position in positions]
    return Chart(
        lines(positions, series, written, t.written("percent", 0)),
        f"{title.plain()}. {in_words(labels, series, written)}",
        title,
        t.say(
            "Persons a year {period}, headcount unchanged; attrition is an assumption",
            period=period(t.readings("required_per_year", "flat")[0].period),
        ),
    )


def _table_of_roads(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Assumption"), numeric=False),
        Column(t.word("Gained a year")),
        Column(t.word("Needed a year")),
        Column(t.word("Needed / gained")),
        Column(t.word("Target met in")),
    )
    rows = [
        (
            t.word(name),
            t.either("delivered_per_year", road, decimals=0),
            t.either("required_per_year", road, decimals=0),
            t.either("required_to_delivered", road),
            t.either("year_of_target", road),
        )
        for road, name in ROADS.items()
    ]
    return DataTable(
        t.word("The road to the target without attrition"),
        columns,
        tuple(rows),
        t.say("Assumptions throughout; as stated / by the table."),
    )


def _retention(t: Teller) -> list[Element]:
    rates = [rate for rate in t.material.settings["retention"]["attrition_pct"] if rate]
    horizon = t.material.settings["retention"]["horizon_years"]
    metric = "cost_per_net_additional_qualified_retained"
    columns = (
        Column(t.word("Assumed attrition a year"), numeric=False),
        Column(t.word("Needed a year")),
        Column(t.say("Cost of one who is still there after {years} years", years=str(horizon)).plain()),
    )
    rows = [
        (
            quantity(Decimal(rate), "percent", t.lang),
            t.either("required_per_year", f"flat_attrition_{rate:02d}", decimals=0),
            t.either(metric, f"attrition_{rate:02d}_after_{horizon}_years"),
        )
        for rate in rates
    ]
    return [
        DataTable(
            t.word("What assumed attrition does to the need and to the cost"),
            columns,
            tuple(rows),
            t.say("Assumptions throughout; headcount unchanged; as stated / by the table."),
        )
    ]
