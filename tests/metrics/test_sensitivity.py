from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.metrics.sensitivity import tornado
from analysis.metrics.simulation import Range

PROFIT = {
    "quantity": Range(40, 100, 120),
    "price": Range(40, 50, 60),
    "cost": Range(29, 30, 32),
}


def profit(values: Mapping[str, float]) -> float:
    return values["quantity"] * (values["price"] - values["cost"]) - 1000


def test_each_parameter_goes_to_its_ends_while_the_others_stay_central() -> None:
    """At the centre 100 · 20 − 1000 = 1000; 40 · 20 − 1000 = −200; 100 · 10 − 1000 = 0 …"""
    table = tornado(profit, PROFIT)
    assert table.to_dict("records") == [
        {"parameter": "price", "at_low": 0, "at_high": 2000, "swing": 2000},
        {"parameter": "quantity", "at_low": -200, "at_high": 1400, "swing": 1600},
        {"parameter": "cost", "at_low": 1100, "at_high": 800, "swing": 300},
    ]


def test_parameters_of_equal_swing_stay_in_their_order() -> None:
    even = {name: Range(0, 1, 2) for name in ("c", "a", "b")}
    assert list(tornado(lambda v: sum(v.values()), even)["parameter"]) == ["c", "a", "b"]


whole = st.integers(-1000, 1000)


@given(st.lists(st.tuples(whole, whole, whole, whole), min_size=1, max_size=6))
def test_on_a_straight_line_a_swing_is_the_slope_times_the_width(
    drawn: list[tuple[int, int, int, int]],
) -> None:
    slopes = {f"p{place}": slope for place, (slope, *_) in enumerate(drawn)}
    ranges = {
        f"p{place}": Range(min(bounds), sorted(bounds)[1], max(bounds))
        for place, (_, *bounds) in enumerate(drawn)
    }  # fmt: skip
    table = tornado(lambda v: sum(slopes[name] * v[name] for name in v), ranges)
    for row in table.itertuples():
        low, _, high, _ = ranges[row.parameter]
        assert row.swing == pytest.approx(abs(slopes[row.parameter]) * (high - low))
    assert table["swing"].is_monotonic_decreasing
