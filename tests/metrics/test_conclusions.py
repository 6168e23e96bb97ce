from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.conclusions import conclusion_facts
from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.ranges import with_ranges
from analysis.metrics.studies import attrition_study, cost_study, qualification_study
from analysis.sources.processed import Processed

FactOf = Callable[[Iterable[Fact], str], Fact]
ROSE: dict[str, Any] = {"name": "rose", "metric": "change", "holds_if": "positive"}


def fact(
    variant: str, value: float, group: str = "total", metric: str = "change", period: str = "2016",
    status: str = "computed",
) -> Fact:  # fmt: skip
    return Fact(
        "town", metric, group, period, variant, "percentage_points", "b − a", ("report#a",), value,
        status=status,
    )  # fmt: skip


def over(low: float, high: float, group: str = "total", metric: str = "change") -> Fact:
    return replace(fact("range", 0, group, metric), value=None, low=low, high=high)


def told(conclusion: dict[str, Any], facts: list[Fact]) -> tuple[float | None, float | None]:
    found = {f.metric: f.value for f in conclusion_facts("town", [conclusion], facts)}
    return found["conclusion_readings_holding"], found["conclusion_readings"]


def test_a_conclusion_that_holds_in_both_readings_survives() -> None:
    assert told(ROSE, with_ranges([fact("printed", 25), fact("recomputed", 21)])) == (2, 2)


def test_a_conclusion_that_holds_in_one_reading_alone_says_in_which() -> None:
    facts = with_ranges([fact("printed", 25), fact("recomputed", -21)])
    holding = conclusion_facts("town", [ROSE], facts)[1]
    assert (holding.id, holding.value) == (
        "town/conclusion_readings_holding/rose/2016/printed",
        1,
    )


def test_the_value_of_a_conclusion_runs_from_its_least_to_its_most_reading() -> None:
    facts = with_ranges([fact("printed", 25), fact("recomputed", -21)])
    value = conclusion_facts("town", [ROSE], facts)[2]
    assert (value.id, value.low, value.high) == ("town/conclusion_value/rose/2016/range", -21, 25)
    assert value.unit == "percentage_points"


def test_a_scenario_that_leaves_a_body_alone_counts_with_the_value_of_the_table() -> None:
    facts = [
        fact("both", -2, "offices"),
        fact("unplaced_in_offices", 16, "offices", status="assumed"),
        over(-2, 16, "offices"),
        fact("both", 28, "districts"),
        fact("unplaced_in_districts", 35, "districts", status="assumed"),
    ]
    fell = {**ROSE, "group": "offices", "holds_if": "negative"}
    assert told(fell, facts) == (2, 3)


def test_an_end_of_a_range_that_no_reading_reaches_is_a_reading_of_its_own() -> None:
    facts = [fact("recomputed", 3), fact("unplaced_in_offices", 5), over(-1, 5)]
    assert told(ROSE, facts) == (2, 3)


def test_every_road_counts_in_every_reading() -> None:
    facts = [
        fact(variant, value, road, "needed")
        for road, pair in {"flat": (1.3, 1.6), "favourable": (0.9, 1.2)}.items()
        for variant, value in zip(("printed", "recomputed"), pair, strict=True)
    ]
    missed = {"name": "missed", "metric": "needed", "group": ["flat", "favourable"],
              "holds_if": "above", "threshold": 1}  # fmt: skip
    assert told(missed, with_ranges(facts)) == (3, 4)


def test_a_threshold_that_is_a_fact_is_that_of_the_same_reading() -> None:
    below = {"name": "below", "metric": "change", "holds_if": "below",
             "threshold": {"metric": "limit"}}  # fmt: skip
    facts = [
        fact("printed", 25),
        fact("recomputed", 21),
        fact("printed", 26, metric="limit"),
        fact("recomputed", 20, metric="limit"),
    ]
    assert told(below, facts) == (1, 2)
    assert told(below, [*facts[:2], fact("both", 25, metric="limit")]) == (1, 2)


def test_the_end_of_a_range_is_held_against_the_worst_end_of_the_threshold() -> None:
    above = {"name": "above", "metric": "change", "holds_if": "above",
             "threshold": {"metric": "limit"}}  # fmt: skip
    facts = [fact("recomputed", 21), over(15, 21), fact("recomputed", 1, metric="limit")]
    assert told(above, [*facts, over(1, 14, metric="limit")]) == (2, 2)
    assert told(above, [*facts, over(1, 16, metric="limit")]) == (1, 2)


def test_what_rests_on_a_scenario_is_assumed_and_its_range_is_not() -> None:
    facts = [fact("recomputed", 3), fact("unplaced_in_offices", 5, status="assumed"), over(3, 5)]
    readings, holding, value = conclusion_facts("town", [ROSE], facts)
    assert (readings.status, holding.status, value.status) == ("assumed", "assumed", "computed")


def test_a_conclusion_of_another_study_is_left_to_it() -> None:
    assert conclusion_facts("town", [ROSE], [fact("printed", 3, metric="other")]) == []


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"holds_if": "large"}, "holds_if 'large' is not one of positive, negative, above, below"),
        ({"holds_if": "above"}, "above needs a threshold"),
        ({"holds_if": "below", "threshold": {"metric": "gone"}}, "no fact of the same study fits"),
    ],
)
def test_a_condition_that_cannot_be_held_against_anything_is_named(
    wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=f"programmes.yml, town, conclusions, rose: {said}"):
        conclusion_facts("town", [{**ROSE, **wrong}], [fact("both", 1)])


def test_a_metric_in_two_periods_needs_one_named() -> None:
    facts = [fact("both", 1, period="2012"), fact("both", 2, period="2016")]
    with pytest.raises(ValueError, match="name one period; there are 2012, 2016"):
        conclusion_facts("town", [ROSE], facts)
    assert told({**ROSE, "period": 2012}, facts) == (1, 1)


@settings(max_examples=60)
@given(st.lists(st.floats(-9, 9), min_size=2, max_size=2), st.floats(-9, 9))
def test_a_conclusion_survives_exactly_where_both_ends_of_its_value_satisfy_it(
    ends: list[float], threshold: float
) -> None:
    above = {**ROSE, "holds_if": "above", "threshold": threshold}
    facts = with_ranges([fact("printed", ends[0]), fact("recomputed", ends[1])])
    readings, holding, value = conclusion_facts("town", [above], facts)
    assert value.low is not None
    assert (readings.value == holding.value) == (value.low > threshold)


ARCHIVES = {
    # holding, readings, least and most, by hand from the printed table
    "rate_rose/2012-2016": (2, 2, 100 * (1987 / 3860 - 1071 / 3545),
                            100 * (2157 / 3860 - 1071 / 3545)),
    "departments_fell/2012-2016": (3, 4, 100 * (316 / 924 - 298 / 834),
                                   100 * ((316 + 170) / 924 - 298 / 834)),
    "districts_made_most/2012-2016": (4, 4, 100 * 733 / 1086, 100 * (733 + 170) / 1086),
    "goal_missed/2016-2021": (7, 8, (3860 - 2157) / 5 / (1086 / 3),
                              ((3860 - 1987) / 5 + 315 / 4) / (916 / 4)),
}  # fmt: skip


@pytest.fixture(scope="module")
def archives(real: Callable[[str], Processed]) -> list[Fact]:
    tables = real("hcmc-archives-2014-2020")
    cost = facts_table(cost_study(tables))
    tables = replace(tables, earlier=lambda programme, study: cost)
    return [*qualification_study(tables), *attrition_study(tables)]


@pytest.mark.parametrize("name", ARCHIVES)
def test_the_conclusions_on_archives_hold_in_as_many_readings_as_by_hand(
    archives: list[Fact], fact_of: FactOf, name: str
) -> None:
    holding, readings, low, high = ARCHIVES[name]
    assert fact_of(archives, f"conclusion_readings/{name}/both").value == readings
    assert fact_of(archives, f"conclusion_readings_holding/{name}/both").value == holding
    value = fact_of(archives, f"conclusion_value/{name}/range")
    assert [value.low, value.high] == pytest.approx([low, high])


def test_every_declared_conclusion_is_established(
    archives: list[Fact], real: Callable[[str], Processed]
) -> None:
    declared = {entry["name"] for entry in real("hcmc-archives-2014-2020").settings["conclusions"]}
    assert {fact.group for fact in archives if fact.metric == "conclusion_readings"} == declared
