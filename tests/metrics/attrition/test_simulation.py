from __future__ import annotations

import math
from collections.abc import Mapping
from hashlib import sha256

import numpy as np
import pytest
from scipy import stats

from analysis.metrics.attrition.simulation import Draws, ParameterRange, drawn, simulated, spread

RANGES = {
    "attrition": ParameterRange(0, 6, 12, "triangular"),
    "training": ParameterRange(229, 341, 453, "uniform"),
}


def total(values: Mapping[str, Draws]) -> Draws:
    return np.asarray(np.sum(list(values.values()), axis=0), dtype=np.float64)


def test_the_sum_of_four_rectangular_quantities_lies_within_3_88() -> None:
    """JCGM 101:2008 (GUM Supplement 1), 9.2.3: four quantities of mean 0 and deviation 1.

    The 95 % interval is printed as ±3.88; its ends are ±2√3 · (2 − 0.6^(1/4)), as the sum of four
    numbers between 0 and 1 lies below x < 1 with the probability x⁴ / 24.
    """
    ends = math.sqrt(3)
    four = {name: ParameterRange(-ends, 0, ends) for name in ("x1", "x2", "x3", "x4")}
    found = spread(simulated(total, four, 4_000_000, 9), 0.95)
    exact = 2 * math.sqrt(3) * (2 - 0.6**0.25)
    assert round(exact, 2) == 3.88
    assert (round(found.low, 2), round(found.high, 2)) == (-3.88, 3.88)
    assert found.median == pytest.approx(0, abs=0.005)


def test_draws_follow_the_declared_distributions() -> None:
    """Held against scipy's distributions by the largest distance of the two functions."""
    found = drawn(RANGES, 50_000, 1)
    triangle = stats.triang(0.5, loc=0, scale=12)
    box = stats.uniform(loc=229, scale=453 - 229)
    assert stats.kstest(found["attrition"], triangle.cdf).statistic < 0.008
    assert stats.kstest(found["training"], box.cdf).statistic < 0.008


def test_the_same_seed_gives_the_same_bytes_and_another_does_not() -> None:
    def digest(seed: int) -> str:
        return sha256(simulated(total, RANGES, 1000, seed).tobytes()).hexdigest()

    assert digest(7) == digest(7)
    assert digest(7) != digest(8)


def test_a_range_of_one_value_is_that_value() -> None:
    found = drawn({"growth": ParameterRange(5, 5, 5, "triangular")}, 10, 0)
    assert set(found["growth"]) == {5}


@pytest.mark.parametrize(
    ("bounds", "message"),
    [
        (ParameterRange(3, 2, 4), r"growth: expected low <= central <= high"),
        (ParameterRange(4, 5, 3), r"growth: expected low <= central <= high"),
        (ParameterRange(0, 1, 2, "normal"), r"growth: 'normal' is neither uniform nor triangular"),
    ],
)
def test_a_range_that_cannot_be_is_named(bounds: ParameterRange, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        drawn({"growth": bounds}, 10, 0)


def test_half_of_the_results_lie_between_the_quarters() -> None:
    found = spread(np.arange(101, dtype=np.float64), 0.5)
    assert found == (50, 25, 75)


@pytest.mark.parametrize("coverage", [0, 1, 90])
def test_a_coverage_that_is_no_share_is_refused(coverage: float) -> None:
    with pytest.raises(ValueError, match=f"between 0 and 1, found {coverage}"):
        spread(np.arange(3, dtype=np.float64), coverage)
