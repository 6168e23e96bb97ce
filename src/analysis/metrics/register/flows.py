"""How does one stock of staff become the next, person by person?"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

CELL = ["group", "staff_class", "level", "trained"]
MOVES = ("transfer", "upgrade", "transfer_and_upgrade", "change", "training")
SIGNS = {"in": 1, "out": -1}


class UnclosedFlows(ValueError):
    """Which stocks do not follow from the ones before them?"""


def stocks(counted: pd.DataFrame, days: Sequence[datetime.date], by: Sequence[str]) -> pd.DataFrame:
    """How many persons are there on each day, by the columns named?

    ``counted`` are the stocks of a register (or its unit_stocks), ``days`` those on which they were
    counted, in turn. Columns: period (the year of the day), those of ``by``, persons.
    """
    persons = counted.groupby(["period", *by], as_index=False, sort=True)["persons"].sum()
    return persons.assign(period=[str(days[at].year) for at in persons["period"]])


def flows(
    counted: pd.DataFrame, cells: pd.DataFrame, days: Sequence[datetime.date], by: Sequence[str]
) -> pd.DataFrame:
    """What stood at opening, came, left and moved, and stands at closing, in each period?

    One row a period and cell of ``by``, a column for each thing that happens, in persons: opening,
    hire_in, return_in, exit_out, and <move>_in and <move>_out for each of MOVES; closing, counted
    by itself; and person_days (days on which somebody was there). A move from one cell of ``by``
    into the same counts on both sides. opening + in − out = closing in every row. Raises
    UnclosedFlows where it does not: then rows were counted twice or lost.
    """
    standing = counted.groupby(["period", *by])["persons"].sum()
    moved = cells[cells["period"] > 0]
    name = moved["kind"] + "_" + moved["direction"]
    happened = (
        moved.assign(flow=name)
        .pivot_table(
            index=["period", *by], columns="flow", values="persons", aggfunc="sum", fill_value=0
        )
        .reindex(columns=columns_of_flows(), fill_value=0)
    )
    later = standing[standing.index.get_level_values("period") > 0]
    opening = _at_next_period(standing, len(days))
    index = happened.index.union(later.index).union(opening.index)
    table = happened.reindex(index, fill_value=0)
    table.insert(0, "opening", opening.reindex(index, fill_value=0))
    table["closing"] = standing.reindex(index, fill_value=0)
    _check_closed(table)
    signed = moved["person_days"] * moved["direction"].map(SIGNS)
    rest = signed.groupby([moved[key] for key in ["period", *by]]).sum()
    period = index.get_level_values("period")
    lengths = pd.Series([(days[at] - days[at - 1]).days for at in period], index=index)
    table["person_days"] = table["opening"] * lengths + rest.reindex(index, fill_value=0)
    table = table.astype("int64").reset_index()
    return table.assign(period=[str(days[at].year) for at in table["period"]])


def exits_by_reason(
    cells: pd.DataFrame, days: Sequence[datetime.date], by: Sequence[str]
) -> pd.DataFrame:
    """How many persons leave in each period, and why? Columns period, those of by, reason, persons.

    A person leaves where no further spell begins on the day of the exit.
    """
    left = cells[(cells["period"] > 0) & (cells["kind"] == "exit")]
    persons = left.groupby(["period", *by, "reason"], as_index=False, sort=True)["persons"].sum()
    return persons.assign(period=[str(days[at].year) for at in persons["period"]])


def columns_of_flows() -> list[str]:
    """Which things happen to a stock, each with its direction, arrivals first?"""
    moves = [f"{move}_{way}" for move in MOVES for way in SIGNS]
    return ["hire_in", "return_in", "exit_out", *moves]


def _at_next_period(standing: pd.Series, stocks_counted: int) -> pd.Series:
    frame = standing.reset_index()
    frame["period"] += 1
    keys = [name for name in frame.columns if name != "persons"]
    return frame[frame["period"] < stocks_counted].set_index(keys)["persons"]


def _check_closed(table: pd.DataFrame) -> None:
    ways = [name for name in table.columns if name.endswith(("_in", "_out"))]
    follows = table["opening"] + sum(
        table[name] * (1 if name.endswith("_in") else -1) for name in ways
    )
    wrong = table[follows != table["closing"]]
    if len(wrong):
        raise UnclosedFlows(
            f"{len(wrong)} stocks do not follow from opening, arrivals and departures; the first "
            f"is {wrong.index[0]}: {follows[wrong.index[0]]} instead of "
            f"{wrong['closing'].iloc[0]} persons."
        )
