"""The fan of simulated rates, where it can be known without simulating."""

from __future__ import annotations

from typing import Any

import pytest

from analysis.metrics.attrition.fan import fan_facts
from analysis.metrics.attrition.road import Declared, Start, Throughput

ROAD = {"draws": 200_000, "seed": 7, "coverage_pct": 90}
STILL: Any = (0.0, 0.0, 0.0, "uniform")


def start(attrition: Any = STILL, trained: Any = STILL) -> Start:
    """A hundred people, half of them qualified, at the end of 2016; the target is of 2019."""
    return Start(
        variant="both",
        headcount=100.0,
        qualified=50.0,
        closing_year=2016,
        target_year=2019,
        growth=0.0,
        throughputs={"every_attendance": Throughput(0.0, ())},
        parameters={
            "attrition_pct": Declared(attrition, ()),
            "trained_persons": Declared(trained, ()),
            "growth_persons": Declared(STILL, ()),
            "qualified_hires_pct": Declared(STILL, ()),
        },
        of_stock=("d#cell",),
    )


def bounds(**ranges: Any) -> dict[str, tuple[float | None, float | None]]:
    return {fact.period: (fact.low, fact.high) for fact in fan_facts("p", ROAD, start(**ranges))}


def test_without_any_range_the_fan_is_the_road_itself() -> None:
    ten_of_hundred = (10.0, 10.0, 10.0, "uniform")
    assert bounds(trained=ten_of_hundred) == {"2017": (60.0, 60.0), "2018": (70.0, 70.0)}


def test_training_drawn_evenly_spreads_evenly_and_twice_as_far_after_two_years() -> None:
    low, high = 5, 95
    found = bounds(trained=(0.0, 5.0, 10.0, "uniform"))
    assert found["2017"] == pytest.approx((50 + low / 10, 50 + high / 10), abs=0.1)
    assert found["2018"] == pytest.approx((50 + 2 * low / 10, 50 + 2 * high / 10), abs=0.2)


def test_attrition_alone_takes_its_share_of_the_qualified_each_year() -> None:
    found = bounds(attrition=(0.0, 10.0, 20.0, "uniform"))
    most, least = 0.19, 0.01
    assert found["2017"] == pytest.approx((50 * (1 - most), 50 * (1 - least)), abs=0.1)
    assert found["2018"] == pytest.approx((50 * (1 - most) ** 2, 50 * (1 - least) ** 2), abs=0.1)


def test_the_fan_ends_before_the_target_year_and_is_assumed() -> None:
    facts = list(fan_facts("p", ROAD, start()))
    assert [fact.period for fact in facts] == ["2017", "2018"]
    assert {(fact.status, fact.value, fact.unit) for fact in facts} == {
        ("assumed", None, "percent")
    }
    assert {fact.sources for fact in facts} == {("d#cell", "assumption:declared-ranges")}
