"""How is it told what attrition does to the cost of a qualified staff-year?"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.briefing.elements import Cell, Column, DataTable, Note, Sentence
from analysis.briefing.teller import Teller
from analysis.briefing.told.receipted import declared

SHOWN_ATTRITION_PCT = 8
RATES, HORIZON, LOWERED = (
    f"retention.{name}" for name in ("attrition_pct", "horizon_years", "lowered_pp")
)


def at(t: Teller, percent: int) -> str:
    """Under which group does the ledger hold a staff-year at this attrition?"""
    return f"attrition_{percent:02d}_over_{t.material.settings['retention']['horizon_years']}_years"


def lowered(t: Teller, percent: int) -> str:
    """Under which group does the ledger hold the break-even of lowering this attrition?"""
    less = percent - t.material.settings["retention"]["lowered_pp"]
    return at(t, percent).replace("_over_", f"_to_{less:02d}_over_")


def rates_told(t: Teller) -> list[int]:
    """Which of the assumed rates of attrition stand in the table? Every second, from the first."""
    rates: list[int] = t.material.settings["retention"]["attrition_pct"]
    return rates[::2]


def staff_years_in_words(t: Teller, cost: str) -> list[Sentence]:
    """What does a staff-year cost at one attrition, and what is keeping people worth?"""
    percent = SHOWN_ATTRITION_PCT
    return [
        t.say(
            "If {percent} leave each year, each person trained gives {years} of work on average in "
            "the first {horizon} years: {cost} a year of work.",
            percent=declared(t, RATES, percent),
            years=t.number(t.fact("retained_staff_years", at(t, percent)), decimals=2),
            horizon=declared(t, HORIZON),
            cost=t.both(f"{cost}_by_staff_year", at(t, percent)),
        ),
        t.say(
            "To bring attrition from {percent} to {less}, up to {most} may be spent on each of "
            "them before training another buys as much work.",
            percent=declared(t, RATES, percent),
            less=declared(t, RATES, percent - t.material.settings["retention"]["lowered_pp"]),
            most=t.both(f"{cost}_break_even", lowered(t, percent)),
        ),
    ]


def staff_year_table(t: Teller, cost: str, more: Sequence[tuple[str, str]] = ()) -> DataTable:
    """What does a staff-year cost by assumed attrition, and up to which sum does keeping pay?

    ``more`` are further columns of the cost: a heading and its metric.
    """
    columns = (
        Column(t.word("Assumed attrition a year"), numeric=False),
        Column(t.word("Years of work")),
        Column(t.word("Cost of a year of work")),
        *(Column(heading) for heading, _ in more),
        Column(
            t.say("Most that may be spent for {points} less", points=declared(t, LOWERED)).plain()
        ),
    )
    rows = []
    for percent in rates_told(t):
        group = at(t, percent)
        cells: list[Cell] = [
            declared(t, RATES, percent),
            t.number(t.fact("retained_staff_years", group), decimals=2, digits_only=True),
            t.either(f"{cost}_by_staff_year", group),
        ]
        cells += [t.either(f"{metric}_by_staff_year", group) for _, metric in more]
        kept = lowered(t, percent)
        known = t.has(f"{cost}_break_even", kept)
        cells.append(t.either(f"{cost}_break_even", kept) if known else "–")
        rows.append(tuple(cells))
    return DataTable(
        t.say(
            "A year of work of a trained person within {years} years", years=declared(t, HORIZON)
        ).plain(),
        columns,
        tuple(rows),
        t.say(
            "Assumptions throughout{readings}: attrition, {points} less of it, {years} years; no "
            "document prints a rate of attrition.",
            readings=t.two_readings(cost),
            points=declared(t, LOWERED),
            years=declared(t, HORIZON),
        ),
    )


def staff_year_method(t: Teller) -> Note:
    """By which formulas?"""
    return Note(
        t.word("Method"),
        t.say(
            "Years of work S(a) = 1 + (1 − a) + … + (1 − a)^(n − 1) with the share a leaving each "
            "year. Cost of a year of work = cost / S(a). Keeping people pays up to cost × "
            "(S(lower a) / S(a) − 1) for each."
        ),
    )
