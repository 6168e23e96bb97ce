from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.comparable import ComparableSeries
from analysis.metrics.years.interrupted_series import interrupted_series
from analysis.metrics.years.points import TooFewPoints
from analysis.metrics.years.regression import Fit

DATA = Path(__file__).parents[2] / "data"
California = Callable[[int], Fit]


@pytest.fixture(scope="module")
def california() -> ComparableSeries:
    table = pd.read_csv(DATA / "california_cigarettes.csv").set_index("year")
    return ComparableSeries(table["packs_per_head"], ())


def test_californias_tax_of_1989_changed_level_and_slope_as_printed(
    california: ComparableSeries,
) -> None:
    """Linden 2015, The Stata Journal 15:480–500, figures as in his help of `power multi_itsa`.

    tint(132.2258) tpre(-1.779474) tpost(-3.274126) tstep(-20.0581).
    """
    terms = interrupted_series(california, 1989, lag=1).terms["estimate"]
    assert round(terms["level"], 4) == 132.2258
    assert round(terms["slope"], 6) == -1.779474
    assert round(terms["level_change"], 4) == -20.0581
    assert round(terms["slope"] + terms["slope_change"], 6) == -3.274126


def test_the_same_series_in_another_parameterisation_that_is_printed(
    california: ComparableSeries,
) -> None:
    """C. Mendez, Six ways to evaluate a policy using R (2026), section 8: the year 0 is 1989."""
    terms = interrupted_series(california, 1989, lag=1).terms["estimate"]
    assert round(terms["level"] + 19 * terms["slope"], 5) == 98.41579
    assert round(terms["slope_change"], 5) == -1.49465


def test_the_errors_are_newey_and_wests_by_their_own_formula(california: ComparableSeries) -> None:
    """n/(n − k) · (X'X)⁻¹ [Σ e²xx' + Σ w_l Σ e_t e_{t−l} (x_t x'_{t−l} + x_{t−l} x'_t)] (X'X)⁻¹."""
    y = california.values.to_numpy()
    t = np.arange(31.0)
    after = (t >= 19).astype(float)
    x = np.column_stack([np.ones(31), t, after, after * (t - 19)])
    bread = np.linalg.inv(x.T @ x)
    scores = x * (y - x @ (bread @ x.T @ y))[:, None]
    meat = scores.T @ scores
    for lag in (1, 2):
        neighbours = scores[lag:].T @ scores[:-lag]
        meat = meat + (1 - lag / 3) * (neighbours + neighbours.T)
    expected = np.sqrt(31 / 27 * np.diag(bread @ meat @ bread))
    fit = interrupted_series(california, 1989, lag=2)
    assert fit.terms["standard_error"].to_numpy() == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(("years", "there"), [(2, "2 and 3"), (3, "3 and 2")])
def test_too_short_a_side_is_refused_with_the_number_that_is_needed(years: int, there: str) -> None:
    values = pd.Series(range(5), index=range(2012, 2017), dtype=float)
    with pytest.raises(TooFewPoints) as error:
        interrupted_series(ComparableSeries(values, ()), 2012 + years, lag=1)
    assert "needs at least 3 points in time before" in str(error.value)
    assert f"there are {there}." in str(error.value)


def test_years_with_a_gap_have_no_neighbours() -> None:
    values = pd.Series(range(7), index=[2010, 2011, 2012, 2014, 2015, 2016, 2017], dtype=float)
    with pytest.raises(ValueError, match=r"2012, 2014, .* are not equally spaced"):
        interrupted_series(ComparableSeries(values, ()), 2014, lag=1)


def test_a_lag_as_long_as_a_side_is_refused() -> None:
    values = pd.Series(range(7), index=range(2010, 2017), dtype=float)
    with pytest.raises(ValueError, match="not 3"):
        interrupted_series(ComparableSeries(values, ()), 2013, lag=3)


@settings(max_examples=30, deadline=None)
@given(
    level=st.floats(0, 100),
    slope=st.floats(-5, 5),
    jump=st.floats(-50, 50),
    bend=st.floats(-5, 5),
    before=st.integers(3, 10),
    after=st.integers(3, 10),
)
def test_two_lines_with_a_jump_are_found_again(
    level: float, slope: float, jump: float, bend: float, before: int, after: int
) -> None:
    values = pd.Series(
        {
            2000 + i: level + slope * i + (i >= before) * (jump + bend * (i - before))
            for i in range(before + after)
        }
    )
    fit = interrupted_series(ComparableSeries(values, ()), 2000 + before, lag=1)
    found = fit.terms["estimate"].to_numpy()
    assert all(
        math.isclose(a, b, abs_tol=1e-6)
        for a, b in zip(found, [level, slope, jump, bend], strict=True)
    )
