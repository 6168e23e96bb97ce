from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.comparable import (
    BrokenSeries,
    Comparability,
    ComparableSeries,
    comparable_series,
)
from analysis.metrics.years.points import TooFewPoints
from analysis.metrics.years.trend import change_of_trend, linear_trend
from analysis.sources.breaks import read_breaks
from analysis.sources.paths import project_root

DATA = Path(__file__).parents[2] / "data"
Series = Callable[[dict[int, float]], ComparableSeries]


@pytest.fixture
def series(unbroken: Comparability) -> Series:
    """A series of values by year that no break touches."""

    def build(values: dict[int, float]) -> ComparableSeries:
        return comparable_series(pd.Series(values, dtype=float), "total", "qualified", unbroken)

    return build


def test_three_points_by_hand(series: Series) -> None:
    """30, 34, 44 in 2012, 2014, 2016: slope (44 − 30) / 4; the mean 36 lies on the line in 2014."""
    fit = linear_trend(series({2012: 30, 2014: 34, 2016: 44}))
    terms = fit.terms["estimate"]
    assert terms["change_per_year"] == pytest.approx(3.5)
    assert terms["level"] == pytest.approx(36 - 2 * 3.5)
    assert fit.points == 3


def test_the_error_allows_for_scatter_that_differs_by_year_by_hand(series: Series) -> None:
    """Years −1, 0, 1, residuals 1, −2, 1, leverages 5/6, 1/3, 5/6, so (e / (1 − h))² is 36, 9, 36.

    The variance of the slope is the sum of x² (e / (1 − h))² / (sum of x²)²: (36 + 36) / 2² = 18.
    """
    fit = linear_trend(series({2011: 11, 2012: 8, 2013: 11}))
    slope = fit.terms.loc["change_per_year"]
    assert slope["estimate"] == pytest.approx(0)
    assert slope["standard_error"] == pytest.approx(math.sqrt(18))
    t_of_one_degree = math.tan(math.pi * 0.475)
    assert slope["high"] == pytest.approx(t_of_one_degree * math.sqrt(18))
    assert slope["low"] == -slope["high"]


def test_the_bend_of_three_points_is_the_difference_of_the_yearly_changes(series: Series) -> None:
    fit = change_of_trend(series({2012: 30, 2016: 50, 2018: 54}), 2016)
    terms = fit.terms["estimate"]
    assert terms["level"] == pytest.approx(30)
    assert terms["change_per_year"] == pytest.approx((50 - 30) / 4)
    assert terms["change_of_trend"] == pytest.approx((54 - 50) / 2 - (50 - 30) / 4)
    assert fit.terms["standard_error"].isna().all()


def test_points_in_any_order_are_one_series(series: Series) -> None:
    jumbled = linear_trend(series({2016: 44, 2012: 30, 2014: 34}))
    assert jumbled.terms["estimate"]["change_per_year"] == pytest.approx(3.5)


def test_two_counts_are_no_trend_and_the_refusal_says_how_many_are_needed(series: Series) -> None:
    with pytest.raises(TooFewPoints, match=r"needs at least 3 points in time; there are 2\."):
        linear_trend(series({2012: 30.21, 2016: 55.88}))
    with pytest.raises(TooFewPoints, match=r"needs at least 3 points in time; there are 2\."):
        change_of_trend(series({2012: 30.21, 2016: 55.88}), 2014)


@pytest.mark.parametrize(("year", "side"), [(2012, "before 2012"), (2016, "after 2016")])
def test_a_trend_cannot_change_at_the_end_of_its_series(
    series: Series, year: int, side: str
) -> None:
    with pytest.raises(TooFewPoints, match=f"at least 1 point {side}; there are 0"):
        change_of_trend(series({2012: 30, 2014: 34, 2016: 44}), year)


def test_a_year_with_two_values_is_no_series(unbroken: Comparability) -> None:
    twice = pd.Series([55.88, 51.48], index=[2016, 2016])
    with pytest.raises(ValueError, match="more than one value for 2016"):
        comparable_series(twice, "total", "qualified", unbroken)


def test_a_series_across_a_break_never_reaches_a_method() -> None:
    breaks = read_breaks(project_root(Path(__file__).parent))
    hcmc = Comparability(breaks, "hcmc", (), {})
    values = pd.Series({2012: 30.0, 2016: 50.0, 2026: 60.0})
    with pytest.raises(BrokenSeries, match="province-79-enlarged"):
        comparable_series(values, "total", "qualified", hcmc)
    bridged = Comparability(breaks, "hcmc", (), {"province-79-enlarged": "former-city"})
    fit = linear_trend(comparable_series(values, "total", "qualified", bridged))
    assert fit.assumed == ("assumption:former-city",)


def test_californias_cigarettes_before_1989_fell_as_printed(series: Series) -> None:
    """Linden's help of power multi_itsa prints −1.779474 packs a year and 132.2258 in 1970."""
    table = pd.read_csv(DATA / "california_cigarettes.csv").set_index("year")["packs_per_head"]
    fit = linear_trend(series(table[table.index < 1989].to_dict()))
    assert round(fit.terms.at["change_per_year", "estimate"], 6) == -1.779474
    assert round(fit.terms.at["level", "estimate"], 4) == 132.2258


def test_two_lines_that_meet_at_0_have_the_printed_slopes() -> None:
    """Regression Models (Johns Hopkins University, Coursera), quiz 4, question 6.

    The eleven points are printed there, and as answers the intercept −0.183, the slope until the
    knot −1.024, its change 2.037, and the slope after it 1.013, in worked answers 1.013067.
    """
    printed = [5.12, 3.93, 2.67, 1.87, 0.52, 0.08, 0.93, 2.05, 2.54, 3.87, 4.97]
    points = ComparableSeries(pd.Series(printed, index=range(-5, 6)), ())
    level, slope, change = change_of_trend(points, 0).terms["estimate"]
    assert round(level + 5 * slope, 3) == -0.183
    assert round(slope, 3) == -1.024
    assert round(change, 3) == 2.037
    assert round(slope + change, 6) == 1.013067


@settings(max_examples=40, deadline=None)
@given(
    level=st.floats(0, 100),
    slope=st.floats(-5, 5),
    years=st.lists(st.integers(1990, 2030), min_size=3, max_size=12, unique=True),
)
def test_a_straight_line_is_found_again(level: float, slope: float, years: list[int]) -> None:
    start = min(years)
    values = pd.Series({year: level + slope * (year - start) for year in sorted(years)})
    terms = linear_trend(ComparableSeries(values, ())).terms["estimate"]
    assert np.allclose(terms.to_numpy(), [level, slope], atol=1e-6)
