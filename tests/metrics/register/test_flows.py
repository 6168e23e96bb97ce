from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.sources.register.conftest import Row, asked_for, spell, write

from analysis.metrics.register.flows import (
    UnclosedFlows,
    columns_of_flows,
    exits_by_reason,
    flows,
    stocks,
)
from analysis.metrics.register.rates import poisson_bounds, rates
from analysis.sources.register.counting import Counts, count_register

ASKED = asked_for()
DAYS = ASKED.days
FIRST = datetime.date(2013, 1, 1)
LEFT = {"exit": "2016-03-01", "exit_reason": "resignation"}


def counted(rows: Iterable[Row]) -> Counts:
    with tempfile.TemporaryDirectory() as folder:
        return count_register(write(Path(folder), list(rows)), ASKED)


def by_hand() -> Counts:
    """Six persons over three years, two of them in one department for good."""
    return counted(
        [
            spell("stays"),
            spell("stays too", unit="unit_b", group="districts"),
            spell("leaves", **LEFT),
            spell("moves", exit="2016-07-01", exit_reason="transfer"),
            spell("moves", entry="2016-07-01", unit="unit_b", group="districts"),
            spell("comes", entry="2016-10-01", level="bachelor"),
            spell("comes and goes", entry="2015-02-01", exit="2015-11-30", exit_reason="death"),
        ]
    )


def test_a_tiny_register_closes_as_it_does_by_hand() -> None:
    counts = by_hand()
    table = flows(counts.stocks, counts.cells, DAYS, [])
    shown = ["period", "opening", "hire_in", "exit_out", "transfer_in", "transfer_out", "closing"]
    assert table[shown].to_numpy().tolist() == [
        ["2015", 4, 1, 1, 0, 0, 4],
        ["2016", 4, 1, 1, 1, 1, 4],
        ["2017", 4, 0, 0, 0, 0, 4],
    ]
    assert table["person_days"].to_list() == [4 * 365 + 302, 3 * 366 + 60 + 92, 4 * 365]


def test_groups_close_each_with_who_moved_between_them() -> None:
    counts = by_hand()
    table = flows(counts.stocks, counts.cells, DAYS, ["group"]).set_index(["period", "group"])
    assert table.loc[("2016", "departments"), "transfer_out"] == 1
    assert table.loc[("2016", "districts"), "transfer_in"] == 1
    assert table.loc[("2016", "districts"), ["opening", "closing"]].to_list() == [1, 2]


def test_stocks_are_told_by_the_year_of_their_day() -> None:
    table = stocks(by_hand().stocks, DAYS, ["level"])
    assert table.to_dict("records") == [
        {"period": "2014", "level": "college", "persons": 4},
        {"period": "2015", "level": "college", "persons": 4},
        {"period": "2016", "level": "bachelor", "persons": 1},
        {"period": "2016", "level": "college", "persons": 3},
        {"period": "2017", "level": "bachelor", "persons": 1},
        {"period": "2017", "level": "college", "persons": 3},
    ]


def test_exits_are_told_by_reason() -> None:
    table = exits_by_reason(by_hand().cells, DAYS, [])
    assert table.to_numpy().tolist() == [["2015", "death", 1], ["2016", "resignation", 1]]


def test_a_stock_that_does_not_follow_is_told() -> None:
    counts = by_hand()
    lost = counts.stocks[counts.stocks["period"] != 3]
    with pytest.raises(UnclosedFlows, match="instead of 0 persons"):
        flows(lost, counts.cells, DAYS, ["group"])


@st.composite
def careers(draw: st.DrawFn) -> list[Row]:
    rows: list[Row] = []
    for person in range(draw(st.integers(1, 6))):
        marks = sorted(draw(st.sets(st.integers(0, 2200), min_size=1, max_size=6)))
        trained = draw(st.none() | st.integers(0, 1800))
        for begin, end in zip(marks, [*marks[1:], None], strict=True):
            if draw(st.booleans()) and end is None and len(marks) > 1:
                continue
            rows.append(_spell(draw, f"person {person}", begin, end, trained))
    return rows or [spell("nobody else")]


def _spell(draw: st.DrawFn, name: str, begin: int, end: int | None, trained: int | None) -> Row:
    cells: dict[str, Any] = {
        "entry": _day(begin),
        "unit": draw(st.sampled_from(["unit_a", "unit_b"])),
        "group": draw(st.sampled_from(["departments", "districts"])),
        "level": draw(st.sampled_from(["unqualified", "college", "master"])),
    }
    last = min(begin + 800, 1825) if end is None else end
    if end is not None and end - begin > 3 and draw(st.booleans()):
        last = end - 2
    if (end is not None or draw(st.booleans())) and begin < last <= 1825:
        cells |= {"exit": _day(last), "exit_reason": draw(st.sampled_from(["death", "transfer"]))}
    if begin + 1 < last <= 1825 and draw(st.booleans()):
        cells["qualified_on"] = _day(draw(st.integers(begin - 50, last - 1)))
    if trained is not None:
        cells |= {"trained_on": _day(trained), "course_kind": "short_course"}
    return spell(name, **cells)


def _day(at: int) -> str:
    return str(FIRST + datetime.timedelta(at))


def standing_on(rows: list[Row], day: datetime.date) -> int:
    """How many persons are there, one by one?"""
    return sum(
        row["entry"] <= str(day) and (not row["exit"] or str(day) < row["exit"]) for row in rows
    )


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(careers())
def test_flows_of_any_careers_close_against_stocks_at_every_grain(rows: list[Row]) -> None:
    counts = counted(rows)
    outcomes = dict(zip(counts.outcomes["outcome"], counts.outcomes["rows"], strict=True))
    assert sum(outcomes.values()) == len(rows)
    for by in ([], ["group"], ["level"], ["group", "staff_class", "level", "trained"]):
        table = flows(counts.stocks, counts.cells, DAYS, by)
        ways = table[columns_of_flows()]
        signs = [1 if name.endswith("_in") else -1 for name in ways]
        assert (table["opening"] + (ways * signs).sum(axis=1)).equals(table["closing"])
        assert (table["person_days"] >= 0).all()
    if set(outcomes) == {"kept"}:
        standing = counts.stocks.groupby("period")["persons"].sum()
        by_one = [standing_on(rows, day) for day in DAYS]
        assert standing.reindex(range(len(DAYS)), fill_value=0).to_list() == by_one


def test_rates_are_events_by_years_of_persons() -> None:
    table = pd.DataFrame(
        {"period": ["2016"], "opening": [100], "exit_out": [12], "person_days": [36525]}
    )
    (row,) = rates(table, {"attrition": ["exit_out"]}).to_dict("records")
    assert row["rate_pct"] == 12.0
    assert row["person_years"] == 100


def test_bounds_of_a_poisson_count_as_printed() -> None:
    """Garwood 1936, table; as in Ulm 1990, American Journal of Epidemiology 131:373–375.

    95 per cent: 0 → 0, 3.69; 1 → 0.03, 5.57; 5 → 1.62, 11.67; 10 → 4.80, 18.39.
    """
    low, high = poisson_bounds(pd.Series([0, 1, 5, 10]))
    assert low.round(2).to_list() == [0.0, 0.03, 1.62, 4.80]
    assert high.round(2).to_list() == [3.69, 5.57, 11.67, 18.39]
