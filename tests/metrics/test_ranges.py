from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.metrics.facts import Fact, facts_table, only_readings
from analysis.metrics.ranges import weakest, with_ranges

NUMBER = st.floats(-1e6, 1e6)


def fact(
    variant: str, value: float | None, low: float | None = None, high: float | None = None,
    status: str = "computed", group: str = "total", source: str = "report#a",
) -> Fact:  # fmt: skip
    return Fact(
        "town", "rate", group, "2016", variant, "percent", "a / b", (source,), value, low, high,
        status,
    )  # fmt: skip


def test_two_readings_are_followed_by_their_range() -> None:
    printed, recomputed = fact("printed", 55, source="report#a"), fact("recomputed", 51, None)
    facts = with_ranges([printed, recomputed, fact("both", 7, group="offices")])
    assert [one.id for one in facts] == [
        "town/rate/total/2016/printed",
        "town/rate/total/2016/recomputed",
        "town/rate/offices/2016/both",
        "town/rate/total/2016/range",
    ]
    assert (facts[-1].value, facts[-1].low, facts[-1].high) == (None, 51, 55)


def test_a_range_takes_in_the_bounds_of_its_readings() -> None:
    (*_, over) = with_ranges([fact("printed", 55, 53, 57), fact("recomputed", None, 50, 54)])
    assert (over.low, over.high) == (50, 57)
    assert over.formula == "from the lower to the higher of the readings"


def test_a_range_says_where_one_of_its_ends_is_only_a_bound() -> None:
    (*_, over) = with_ranges([fact("printed", 15), fact("recomputed", 17, low=17)])
    assert (over.low, over.high) == (15, 17)
    assert over.formula.endswith("one of them only a bound")


def test_a_range_rests_on_the_cells_of_both_readings_and_is_as_sure_as_the_weaker() -> None:
    (*_, over) = with_ranges(
        [
            fact("printed", 55, status="reported"),
            fact("recomputed", 51, status="unverified", source="report#b"),
        ]
    )
    assert over.sources == ("report#a", "report#b")
    assert over.status == "unverified"


@pytest.mark.parametrize(
    ("one", "other", "weaker"),
    [
        ("reported", "computed", "computed"),
        ("computed", "unverified", "unverified"),
        ("assumed", "unverified", "assumed"),
        ("assumed", "reported", "assumed"),
    ],
)
def test_an_assumption_weighs_most_and_a_report_least(one: str, other: str, weaker: str) -> None:
    assert weakest([one, other]) == weakest([other, one]) == weaker


def test_what_stands_in_one_reading_alone_has_no_range() -> None:
    alone = [fact("recomputed", 51), fact("unplaced_in_offices", 55), fact("both", 3, group="b")]
    assert with_ranges(alone) == alone


def test_ranges_and_scenarios_are_no_readings() -> None:
    facts = with_ranges([fact("printed", 55), fact("recomputed", 51), fact("if_so", 52)])
    assert list(only_readings(facts_table(facts))["variant"]) == ["printed", "recomputed"]


@given(NUMBER, NUMBER)
def test_a_range_holds_every_reading_and_nothing_further(one: float, other: float) -> None:
    (*_, over) = with_ranges([fact("printed", one), fact("recomputed", other)])
    assert {over.low, over.high} == {one, other}
    assert over.low is not None
    assert over.high is not None
    assert over.low <= over.high


def test_a_fact_that_is_kept_back_is_no_reading_to_compute_with() -> None:
    facts = [
        Fact("p", "m", group, "2016", "both", "persons", "as counted", ("r-returns#a",), value)
        for group, value in (("shown", 7.0), ("kept_back", None))
    ]
    assert list(only_readings(facts_table(facts))["group"]) == ["shown"]
