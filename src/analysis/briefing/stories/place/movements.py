"""A programme told from a register: who comes, goes and stays?"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.briefing.elements import (
    Cell,
    Column,
    DataTable,
    Element,
    Finding,
    Heading,
    Note,
    Prose,
    Sentence,
)
from analysis.briefing.stories.place.reasons import table_of_reasons
from analysis.briefing.teller import Teller
from analysis.briefing.told.sources import source_note

FLOWS = ("exits", "attrition_rate", "hires", "newly_trained", "upgrades", "returned")
MAY_BE_NOUGHT = ("returned",)
"""Movements that stand in the table only where there is one in some year."""

STATUS = ("trained", "untrained")
CLOCKS = ("since_entry", "since_training")
AFTER_YEARS = (1, 3, 5)


def movements_found(t: Teller) -> list[Finding]:
    """Which share of the staff left last year? Nothing without a register, or where it is kept."""
    years = _years(t)
    if not years:
        return []
    rate, exits = (t.fact(name, period=years[-1]) for name in ("attrition_rate", "exits"))
    if rate.kept_back or exits.kept_back:
        return []
    return [
        Finding(
            t.say("{rate}", rate=rate),
            t.say(
                "of staff left in {year} ({exits}), measured over the time that all of them "
                "served.",
                year=years[-1],
                exits=exits,
            ),
        )
    ]


def movements(t: Teller) -> list[Element]:
    """Who comes, goes and stays? Nothing where the programme has no register."""
    years = _years(t)
    if not years:
        return []
    last = years[-1]
    return [
        Heading(t.word("Who comes, goes and stays?"), 2, "movements"),
        Prose(
            t.say(
                "In {year} {exits} left and {hires} were hired; the attrition rate is {rate}, "
                "measured over the time that all of them served.",
                year=last,
                exits=t.fact("exits", period=last),
                hires=t.fact("hires", period=last),
                rate=t.fact("attrition_rate", period=last),
            ),
            *_compared(t),
        ),
        _table_of_flows(t, years),
        *table_of_reasons(t),
        *_table_of_retention(t),
        Note(
            t.word("Method"),
            t.say(
                "Every person of the register is followed. Rate = persons who leave / years of "
                "service of all. Still there: Kaplan and Meier's product over the days on which "
                "somebody leaves, persons who were there before the register begins being counted "
                "from its first day. Nobody counts as trained before the training. Whether "
                "training keeps people, or those are trained who stay, a register cannot tell."
            ),
        ),
        source_note(t),
    ]


def _years(t: Teller) -> list[str]:
    facts = t.material.facts
    rates = facts[facts["metric"].eq("attrition_rate") & facts["group"].eq("total")]
    return sorted(str(year) for year in rates["period"])


def _compared(t: Teller) -> list[Sentence]:
    if not t.has("relative_hazard", "trained"):
        return []
    ratio = t.fact("relative_hazard", "trained")
    return [
        t.say(
            "The trained left at {ratio} times the rate of the others.",
            ratio=t.number(ratio, decimals=2),
        )
    ]


def _table_of_flows(t: Teller, years: list[str]) -> DataTable:
    named = [name for name in FLOWS if name not in MAY_BE_NOUGHT or not _is_nought(t, name, years)]
    headings = {"attrition_rate": t.word("Left, %")}
    columns = (
        Column(t.word("Year"), numeric=False),
        *(Column(headings.get(name) or t.label(name)) for name in named),
    )
    rows = [(year, *(_cell(t, name, "total", year) for name in named)) for year in years]
    note = None if "returned" in named else t.say("Nobody returned to service in these years.")
    caption = t.word("Exits, hires and moves by year, persons")
    return DataTable(caption, columns, tuple(rows), note)


def _is_nought(t: Teller, metric: str, years: Sequence[str]) -> bool:
    """Is it 0 in every year, and shown?"""
    found = [fact for fact in t.found(metric) if fact.period in years]
    return len(found) == len(years) and all(fact.value == 0 for fact in found)


def _table_of_retention(t: Teller) -> list[Element]:
    kinds = [
        (group, clock)
        for group in STATUS
        for clock in CLOCKS
        if t.has(f"retention_after_1_years_{clock}", group)
    ]
    if not kinds:
        return []
    named = {
        "since_entry": t.word("since entry into service"),
        "since_training": t.word("since the training"),
    }
    columns = (
        Column(t.word("Group"), numeric=False),
        Column(t.word("One year")),
        Column(t.word("Three years")),
        Column(t.word("Five years")),
    )
    rows = [
        (
            f"{t.label(group)}, {named[clock]}",
            *(_cell(t, f"retention_after_{n}_years_{clock}", group) for n in AFTER_YEARS),
        )
        for group, clock in kinds
    ]
    return [DataTable(t.word("Share of staff still there after so long, %"), columns, tuple(rows))]


def _cell(t: Teller, metric: str, group: str, year: str = "") -> Cell:
    if not t.readings(metric, group, year):
        return "–"
    return t.number(t.fact(metric, group, year), digits_only=True)
