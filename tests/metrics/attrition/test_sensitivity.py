from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.attrition.sensitivity import tornado
from analysis.metrics.attrition.simulation import ParameterRange

PROFIT = {
    "selling_price": ParameterRange(140, 175, 200),
    "market_size": ParameterRange(8, 12, 20),
    "our_share": ParameterRange(0.18, 0.25, 0.35),
    "variable_cost": ParameterRange(30, 40, 60),
    "fixed_costs": ParameterRange(150, 180, 300),
}


def profit(values: Mapping[str, float]) -> float:
    sold = values["market_size"] * values["our_share"]
    return (values["selling_price"] - values["variable_cost"]) * sold - values["fixed_costs"]


def test_the_printed_tornado_of_a_profit_is_reproduced() -> None:
    """The example in the workbook TORNDIAG.XLS that goes with a macro for tornado diagrams.

    Printed: a profit of 225, and for each parameter the profit at its low and at its high.
    """
    assert profit({name: bounds.central for name, bounds in PROFIT.items()}) == 225
    table = tornado(profit, PROFIT)
    found = [tuple(row) for row in table.round(10).itertuples(index=False)]
    assert found == [
        ("market_size", 90, 495, 405),
        ("our_share", 111.6, 387, 275.4),
        ("selling_price", 120, 300, 180),
        ("fixed_costs", 255, 105, 150),
        ("variable_cost", 255, 165, 90),
    ]


def test_parameters_of_equal_swing_stay_in_their_order() -> None:
    even = {name: ParameterRange(0, 1, 2) for name in ("c", "a", "b")}
    assert list(tornado(lambda v: sum(v.values()), even)["parameter"]) == ["c", "a", "b"]


whole = st.integers(-1000, 1000)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(whole, whole, whole, whole), min_size=1, max_size=6))
def test_on_a_straight_line_a_swing_is_the_slope_times_the_width(
    drawn: list[tuple[int, int, int, int]],
) -> None:
    slopes = {f"p{place}": slope for place, (slope, *_) in enumerate(drawn)}
    ranges = {
        f"p{place}": ParameterRange(min(bounds), sorted(bounds)[1], max(bounds))
        for place, (_, *bounds) in enumerate(drawn)
    }  # fmt: skip
    table = tornado(lambda v: sum(slopes[name] * v[name] for name in v), ranges)
    for row in table.itertuples():
        low, _, high, _ = ranges[row.parameter]
        assert row.swing == pytest.approx(abs(slopes[row.parameter]) * (high - low))
    assert table["swing"].is_monotonic_decreasing
