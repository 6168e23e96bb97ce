from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.comparable import BrokenSeries, Comparability, ComparableSeries
from analysis.metrics.years.difference_in_differences import (
    difference_in_differences,
    difference_of_changes,
)
from analysis.metrics.years.points import NO_INFERENCE, TooFewPoints
from analysis.sources.breaks import Breaks, read_breaks
from analysis.sources.paths import project_root

DATA = Path(__file__).parents[2] / "data"
UNBROKEN = Comparability(Breaks(), "hcmc", (), {})


def series(before: float, after: float) -> ComparableSeries:
    return ComparableSeries(pd.Series({2012: before, 2016: after}), ())


@pytest.fixture(scope="module")
def restaurants() -> pd.DataFrame:
    """One row a restaurant and time, of those that reported their employment at both times."""
    wide = pd.read_csv(DATA / "card_krueger_1994.csv").dropna()
    long = wide.melt(["store", "state"], ["employment_before", "employment_after"])
    period = long["variable"].map({"employment_before": 1, "employment_after": 2})
    return pd.DataFrame(
        {
            "unit": long["store"],
            "group": long["state"],
            "period": period,
            "outcome": long["value"],
        }
    )


def test_the_means_of_new_jersey_and_pennsylvania_are_those_that_are_printed() -> None:
    """Card and Krueger 1994, table 3, rows 1 and 2: full-time equivalent employment."""
    table = pd.read_csv(DATA / "card_krueger_1994.csv").drop(columns="store")
    assert table.groupby("state").mean().round(2).to_dict("index") == {
        "new_jersey": {"employment_before": 20.44, "employment_after": 21.03},
        "pennsylvania": {"employment_before": 23.33, "employment_after": 21.17},
    }


def test_the_difference_of_the_printed_means() -> None:
    """21.03 − 20.44 − (21.17 − 23.33) = 2.75; the paper prints 2.76, from unrounded changes."""
    new_jersey, pennsylvania = series(20.44, 21.03), series(23.33, 21.17)
    assert difference_of_changes(new_jersey, pennsylvania, 2012, 2016) == pytest.approx(2.75)


def test_the_regression_on_restaurants_gives_the_printed_difference_and_error(
    restaurants: pd.DataFrame,
) -> None:
    """Card and Krueger 1994, table 3, row 4, balanced sample: −2.28, 0.47, 2.75 (1.34)."""
    fit = difference_in_differences(restaurants, "new_jersey", "pennsylvania", 1, 2, UNBROKEN)
    terms = fit.terms["estimate"]
    assert round(terms["change"], 2) == -2.28
    assert round(terms["change"] + terms["difference_in_differences"], 2) == 0.47
    assert round(terms["difference_in_differences"], 2) == 2.75
    assert round(fit.terms.at["difference_in_differences", "standard_error"], 2) == 1.34
    assert fit.points == 2 * (309 + 75)


def test_the_coefficients_on_the_balanced_sample_are_those_that_r_prints(
    restaurants: pd.DataFrame,
) -> None:
    """H. Lopes, example 2 on Card and Krueger (2025): 23.380, −2.283, −2.949, 2.750."""
    fit = difference_in_differences(restaurants, "new_jersey", "pennsylvania", 1, 2, UNBROKEN)
    assert fit.terms["estimate"].round(3).to_dict() == {
        "comparison_before": 23.38,
        "gap_before": -2.949,
        "change": -2.283,
        "difference_in_differences": 2.75,
    }


def test_two_cities_are_refused_a_standard_error_and_told_why(restaurants: pd.DataFrame) -> None:
    cities = restaurants.groupby(["group", "period"], as_index=False)["outcome"].mean()
    with pytest.raises(TooFewPoints) as error:
        difference_in_differences(
            cities.assign(unit=cities["group"]), "new_jersey", "pennsylvania", 1, 2, UNBROKEN
        )
    message = str(error.value)
    assert "at least 2 units in each group at each time" in message
    assert "there are 1 in new_jersey and 1 in pennsylvania" in message
    assert NO_INFERENCE in message


def test_many_rows_of_one_unit_are_still_one_unit(restaurants: pd.DataFrame) -> None:
    one = restaurants[restaurants["group"] == "pennsylvania"].assign(unit="pennsylvania")
    rows = pd.concat([restaurants[restaurants["group"] == "new_jersey"], one])
    with pytest.raises(TooFewPoints, match="309 in new_jersey and 1 in pennsylvania"):
        difference_in_differences(rows, "new_jersey", "pennsylvania", 1, 2, UNBROKEN)


def test_a_series_without_one_of_the_years_is_refused() -> None:
    short = ComparableSeries(pd.Series({2012: 30.0}), ())
    with pytest.raises(TooFewPoints, match=r"from 2012 to 2016 needs at least 2 .* there are 1"):
        difference_of_changes(series(1, 2), short, 2012, 2016)


def test_districts_before_and_after_the_end_of_their_tier_are_not_differenced() -> None:
    across = Comparability(read_breaks(project_root(Path(__file__).parent)), "hanoi", (), {})
    rows = pd.DataFrame({"unit": [1], "group": ["districts"], "period": [2024], "outcome": [1.0]})
    with pytest.raises(BrokenSeries, match="district-tier-abolished"):
        difference_in_differences(rows, "districts", "departments", 2024, 2026, across)


@settings(max_examples=30, deadline=None)
@given(
    outcomes=st.lists(st.floats(-100, 100), min_size=8, max_size=40).filter(
        lambda values: len(values) % 4 == 0
    )
)
def test_the_interaction_is_the_difference_of_the_changes_of_the_means(
    outcomes: list[float],
) -> None:
    units = len(outcomes) // 2
    rows = pd.DataFrame(
        {
            "unit": [*range(units)] * 2,
            "group": (["here"] * (units // 2) + ["there"] * (units // 2)) * 2,
            "period": [2012] * units + [2016] * units,
            "outcome": outcomes,
        }
    )
    fit = difference_in_differences(rows, "here", "there", 2012, 2016, UNBROKEN)
    means = rows.groupby(["group", "period"])["outcome"].mean()
    here, there = (ComparableSeries(means[group], ()) for group in ("here", "there"))
    assert np.isclose(
        fit.terms.at["difference_in_differences", "estimate"],
        difference_of_changes(here, there, 2012, 2016),
        atol=1e-8,
    )
