from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.comparable import BrokenSeries, Comparability
from analysis.metrics.years.grouped_counts import grouped_counts
from analysis.metrics.years.points import TooFewPoints
from analysis.sources.breaks import Breaks, read_breaks
from analysis.sources.paths import project_root

DATA = Path(__file__).parents[2] / "data"
UNBROKEN = Comparability(Breaks(), "hcmc", (), {})


def counts(*rows: tuple[str, float, int, int]) -> pd.DataFrame:
    columns = ["group", "period", "qualified_persons", "headcount_persons"]
    return pd.DataFrame(rows, columns=columns)


def test_the_beetles_of_bliss_as_printed() -> None:
    """Dobson, An Introduction to Generalized Linear Models, after Bliss 1935.

    −60.717455 (5.181), 34.270326 (2.912), deviance 11.232231 on 6 degrees of freedom: to
    these digits in the manual of P. Dunn's glmlab, which says that they agree with Dobson's (its
    data misprint 60 for 61 killed at 1.8610, see tests/data/README.md).
    """
    table = pd.read_csv(DATA / "bliss_beetles.csv")
    rows = [
        ("beetles", row.log_dose, int(row.killed), int(row.exposed)) for row in table.itertuples()
    ]
    fit = grouped_counts(counts(*rows), UNBROKEN)
    assert fit.terms["estimate"].round(6).to_dict() == {
        "level": -60.717455,
        "change_per_year": 34.270326,
    }
    assert fit.terms["standard_error"].round(3).to_list() == [5.181, 2.912]
    assert round(fit.deviance, 6) == 11.232231
    assert fit.residual_degrees == 6


def test_two_groups_at_one_time_by_hand() -> None:
    """McCullagh and Nelder 1989: 41 of 733 died with sulphinpyrazone, 60 of 742 without.

    The term of the group is the log odds ratio, ln(60·692 / (41·682)), with Woolf's error
    √(1/41 + 1/692 + 1/60 + 1/682).
    """
    table = counts(("drug", 1989, 41, 733), ("placebo", 1989, 60, 742))
    fit = grouped_counts(table, UNBROKEN)
    placebo = fit.terms.loc["placebo"]
    assert placebo["estimate"] == pytest.approx(math.log(60 * 692 / (41 * 682)))
    assert placebo["standard_error"] == pytest.approx(
        math.sqrt(1 / 41 + 1 / 692 + 1 / 60 + 1 / 682), rel=1e-6
    )
    assert fit.dispersion is None


def test_dispersion_is_what_scatters_beyond_chance_by_hand() -> None:
    """Three counts of 100 with 20, 50, 80 and no trend to be seen by symmetry: see the χ².

    20, 80, 20 of 100: the slope is 0, the rate 40 %, so χ² = (20² + 40² + 20²) / (100·0.4·0.6).
    """
    table = counts(("all", 2012, 20, 100), ("all", 2014, 80, 100), ("all", 2016, 20, 100))
    fit = grouped_counts(table, UNBROKEN, origin=2014)
    assert fit.terms.at["change_per_year", "estimate"] == pytest.approx(0, abs=1e-9)
    assert fit.terms.at["level", "estimate"] == pytest.approx(math.log(0.4 / 0.6))
    assert fit.pearson_chi2 == pytest.approx((20**2 + 40**2 + 20**2) / (100 * 0.4 * 0.6))
    assert fit.dispersion == pytest.approx(fit.pearson_chi2 / 1)


def test_one_count_or_fewer_counts_than_terms_are_refused_with_the_number_needed() -> None:
    with pytest.raises(TooFewPoints, match="at least 2 counts; there are 1"):
        grouped_counts(counts(("all", 2016, 20, 100)), UNBROKEN)
    table = counts(("a", 2012, 20, 100), ("b", 2016, 30, 100))
    with pytest.raises(TooFewPoints, match="at least 3 counts; there are 2"):
        grouped_counts(table, UNBROKEN)


@pytest.mark.parametrize(("part", "whole"), [(5, 4), (-1, 4), (0, 0)])
def test_counts_that_are_no_part_of_a_whole_are_refused(part: int, whole: int) -> None:
    table = counts(("a", 2012, part, whole), ("a", 2016, 1, 4))
    with pytest.raises(ValueError, match="0 <= qualified_persons <= headcount_persons"):
        grouped_counts(table, UNBROKEN)


def test_a_group_in_which_all_are_qualified_has_no_finite_odds() -> None:
    table = counts(("a", 2016, 4, 4), ("b", 2016, 1, 4))
    with pytest.raises(ValueError, match="a, 2016: all or none are qualified"):
        grouped_counts(table, UNBROKEN)
    table = counts(("a", 2012, 0, 10), ("a", 2016, 10, 10))
    with pytest.raises(ValueError, match="a, 2012: all or none are qualified"):
        grouped_counts(table, UNBROKEN)


def test_groups_that_were_counted_in_years_of_their_own_cannot_be_told_from_the_years() -> None:
    table = counts(("a", 2012, 2, 10), ("a", 2012, 3, 10), ("b", 2016, 5, 10))
    with pytest.raises(ValueError, match="group and year are one"):
        grouped_counts(table, UNBROKEN)


def test_districts_across_the_end_of_their_tier_are_refused() -> None:
    across = Comparability(read_breaks(project_root(Path(__file__).parent)), "hanoi", (), {})
    table = counts(("districts", 2024, 20, 100), ("districts", 2026, 30, 100))
    with pytest.raises(BrokenSeries, match="district-tier-abolished"):
        grouped_counts(table, across)


@settings(max_examples=30, deadline=None)
@given(
    cells=st.lists(
        st.integers(2, 2000).flatmap(
            lambda whole: st.tuples(st.integers(1, whole - 1), st.just(whole))
        ),
        min_size=2,
        max_size=6,
    )
)
def test_with_a_term_for_each_group_the_observed_rates_are_fitted(
    cells: list[tuple[int, int]],
) -> None:
    table = counts(*((f"g{i}", 2016, part, whole) for i, (part, whole) in enumerate(cells)))
    fit = grouped_counts(table, UNBROKEN)
    observed = 100 * table["qualified_persons"] / table["headcount_persons"]
    assert np.allclose(fit.fitted["rate_pct"], observed, atol=1e-4)
    assert fit.residual_degrees == 0
