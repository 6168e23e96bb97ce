"""A programme told from a register: who comes, goes and stays?"""

from __future__ import annotations

from analysis.briefing.elements import (
    Cell,
    Column,
    DataTable,
    Element,
    Heading,
    Note,
    Prose,
    Sentence,
)
from analysis.briefing.teller import Teller
from analysis.briefing.told.sources import source_note

FLOWS = ("hires", "returned", "exits", "upgrades", "newly_trained")
STATUS = ("trained", "untrained")
CLOCKS = ("since_entry", "since_training")
AFTER_YEARS = (1, 3, 5)


def movements(t: Teller) -> list[Element]:
    """Who comes, goes and stays? Nothing where the programme has no register."""
    facts = t.material.facts
    rates = facts[facts["metric"].eq("attrition_rate") & facts["group"].eq("total")]
    years = sorted(str(year) for year in rates["period"])
    if not years:
        return []
    last = years[-1]
    return [
        Heading(t.word("Who comes, goes and stays?"), 2, "movements"),
        Prose(
            t.say(
                "In {year} {exits} left and {hires} were hired; of a hundred in service for a "
                "year, {rate} left.",
                year=last,
                exits=t.fact("exits", period=last),
                hires=t.fact("hires", period=last),
                rate=t.fact("attrition_rate", period=last),
            ),
            *_compared(t),
        ),
        _table_of_flows(t, years),
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
    columns = (
        Column(t.word("Year"), numeric=False),
        *(Column(t.label(name)) for name in FLOWS),
        Column(t.word("Left of a hundred, %")),
    )
    rows = [
        (
            year,
            *(_cell(t, name, "total", year) for name in FLOWS),
            _cell(t, "attrition_rate", "total", year),
        )
        for year in years
    ]
    return DataTable(t.word("Hires, exits and moves by year"), columns, tuple(rows))


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
        Column(t.word("After one year, %")),
        Column(t.word("After three years, %")),
        Column(t.word("After five years, %")),
    )
    rows = [
        (
            f"{t.label(group)}, {named[clock]}",
            *(_cell(t, f"retention_after_{n}_years_{clock}", group) for n in AFTER_YEARS),
        )
        for group, clock in kinds
    ]
    return [DataTable(t.word("Share of staff still there"), columns, tuple(rows))]


def _cell(t: Teller, metric: str, group: str, year: str = "") -> Cell:
    if not t.readings(metric, group, year):
        return "–"
    return t.number(t.fact(metric, group, year), digits_only=True)
