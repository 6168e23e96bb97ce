from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from analysis.metrics.comparable import Comparability, comparability_of
from analysis.metrics.years.points import NO_INFERENCE
from analysis.metrics.years.series import (
    rates_of_programme,
    rates_of_table,
    what_the_series_allows,
)
from analysis.sources.breaks import read_breaks
from analysis.sources.errors import MalformedTable
from analysis.sources.paths import project_root
from analysis.sources.processed import Processed
from analysis.sources.schemas import SERIES, read_table

ROOT = project_root(Path(__file__).parent)
DATA = Path(__file__).parents[2] / "data"
BREAKS = read_breaks(ROOT)
Real = Callable[[str], Processed]


def estimate(answers: pd.DataFrame, method: str, term: str) -> float:
    row = answers[(answers["method"] == method) & (answers["term"] == term)]
    return float(row["estimate"].item())


def told(answers: pd.DataFrame, method: str) -> str:
    return str(answers.loc[answers["method"] == method, "told"].iloc[0])


def test_the_archives_two_counts_allow_no_trend_in_either_reading(real: Real) -> None:
    tables = real("hcmc-archives-2014-2020")
    rates = rates_of_programme(tables)
    total = rates[rates["group"] == "total"]
    assert dict(zip(total["variant"], total["rate_pct"].round(2), strict=True)) == {
        "both": 30.21,
        "printed": 55.88,
        "recomputed": 51.48,
    }
    across = comparability_of(tables.settings, tables.breaks)
    answers = what_the_series_allows(rates, "total", "", 2014, 1, across)
    for reading in ("printed", "recomputed"):
        of_reading = answers[answers["reading"] == reading]
        assert "needs at least 3 points in time; there are 2" in told(of_reading, "trend")
        assert "there are 1 and 1" in told(of_reading, "interrupted_series")


def test_the_odds_of_the_archives_staff_by_hand(real: Real) -> None:
    """1071 of 3545 in 2012, 2157 of 3860 as stated in 2016: the log-odds change over four years."""
    tables = real("hcmc-archives-2014-2020")
    across = comparability_of(tables.settings, tables.breaks)
    answers = what_the_series_allows(rates_of_programme(tables), "total", "", 2014, 1, across)
    opening = math.log(1071 / (3545 - 1071))
    closing = math.log(2157 / (3860 - 2157))
    printed = answers[answers["reading"] == "printed"]
    assert estimate(printed, "grouped_counts", "level") == pytest.approx(opening)
    yearly = estimate(printed, "grouped_counts", "change_per_year")
    assert yearly == pytest.approx((closing - opening) / 4)


def test_a_programme_that_counts_no_qualified_has_no_series(
    real: Real, unbroken: Comparability
) -> None:
    rates = rates_of_programme(real("hanoi-scheme-2022-2025"))
    answers = what_the_series_allows(rates, "total", "", 2024, 1, unbroken)
    assert "at least 3 points in time; there are 0" in told(answers, "trend")
    assert "at least 2 counts; there are 0" in told(answers, "grouped_counts")


def test_a_table_of_ones_own_that_is_published_gives_its_printed_rates_and_their_difference(
    unbroken: Comparability,
) -> None:
    """Snow 1855; deaths per 10,000 as in R's causaldata: 134.9, 146.6, 130.1 and 84.9."""
    rates = rates_of_table(read_table(DATA / "snow_cholera.csv", SERIES))
    assert (100 * rates["rate_pct"]).round(1).to_list() == [134.9, 146.6, 130.1, 84.9]
    answers = what_the_series_allows(rates, "with_lambeth", "southwark_vauxhall", 1854, 1, unbroken)
    difference = 100 * estimate(answers, "difference_in_differences", "difference")
    assert difference == pytest.approx((84.9 - 130.1) - (146.6 - 134.9), abs=0.2)
    assert told(answers, "difference_in_differences") == NO_INFERENCE
    ratio = math.exp(estimate(answers, "grouped_counts", "with_lambeth"))
    assert ratio < 1


def districts(*counts: tuple[int, int, int]) -> pd.DataFrame:
    return rates_of_table(
        pd.DataFrame(
            [("districts", *count) for count in counts],
            columns=["group", "period", "qualified_persons", "headcount_persons"],
        )
    )


def test_districts_over_2024_to_2026_are_refused_with_the_bridge_and_pass_once_it_is_declared() -> (
    None
):
    rates = districts((2024, 60, 100), (2025, 62, 100), (2026, 70, 100))
    broken = Comparability(BREAKS, "hanoi", (), {})
    answers = what_the_series_allows(rates, "districts", "", 2025, 1, broken)
    assert set(answers["term"]) == {""}
    for method in ("trend", "change_of_trend", "interrupted_series", "grouped_counts"):
        assert "district-tier-abolished" in told(answers, method)
        assert "a table that allots the staff of each district" in told(answers, method)
    bridged = Comparability(BREAKS, "hanoi", (), {"district-tier-abolished": "put-together"})
    answers = what_the_series_allows(rates, "districts", "", 2025, 1, bridged)
    assert estimate(answers, "trend", "change_per_year") == pytest.approx((70 - 60) / 2)
    assert told(answers, "trend") == "assumption:put-together"
    assert estimate(answers, "change_of_trend", "change_of_trend") == pytest.approx(8 - 2)


def test_a_table_of_ones_own_with_more_qualified_than_staff_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    header = "group,period,qualified_persons,headcount_persons\n"
    path.write_text(header + "districts,2024,60,100\ndistricts,2025,101,100\n", encoding="utf-8")
    with pytest.raises(MalformedTable, match="no more qualified_persons than headcount_persons"):
        read_table(path, SERIES)
    path.write_text(header + "districts,2024,,100\n", encoding="utf-8")
    with pytest.raises(MalformedTable, match="neither empty"):
        read_table(path, SERIES)
