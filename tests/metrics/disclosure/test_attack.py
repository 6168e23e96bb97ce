"""What a reader can work out, against the intervals that a handbook prints."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from analysis.metrics.disclosure.attack import feasible_intervals


def sums(**relations: dict[str, int]) -> pd.DataFrame:
    rows = [
        (relation, name, sign)
        for relation, signs in relations.items()
        for name, sign in signs.items()
    ]
    return pd.DataFrame(rows, columns=["relation", "name", "sign"])


def test_the_interval_that_the_handbook_works_out_is_found() -> None:
    # Geurts 1992, table 10, as example 3 in the Handbook on Statistical Disclosure Control, 4.2.2:
    # rows sum to 7 and 3, columns to 6 and 4 (9 and 7 less the row that is shown); it prints
    # 3 to 6 for the cell (1, 1). The other three follow from it by the same sums.
    counts = pd.Series({"11": 5, "12": 2, "21": 1, "22": 2, "1.": 7, "2.": 3, ".1": 6, ".2": 4})
    relations = sums(
        r1={"1.": 1, "11": -1, "12": -1}, r2={"2.": 1, "21": -1, "22": -1},
        c1={".1": 1, "11": -1, "21": -1}, c2={".2": 1, "12": -1, "22": -1},
    )  # fmt: skip
    found = feasible_intervals(counts, relations, {"11", "12", "21", "22"})
    assert found.loc["11"].tolist() == [3, 6]
    assert found.loc["12"].tolist() == [1, 4]
    assert found.loc["21"].tolist() == [0, 3]
    assert found.loc["22"].tolist() == [0, 3]


def test_a_count_that_alone_is_kept_back_in_a_sum_is_found_out() -> None:
    counts = pd.Series({"whole": 10, "small": 3, "other": 7})
    relations = sums(row={"whole": 1, "small": -1, "other": -1})
    found = feasible_intervals(counts, relations, {"small"})
    assert found.loc["small"].tolist() == [3, 3]


def test_whole_numbers_can_be_pinned_where_fractions_could_not() -> None:
    # 2 a + 4 b = 6 with a not above 1: between 0 and 1 for fractions, only 1 in whole numbers
    counts = pd.Series({"a": 1, "b": 1, "spare": 0, "one": 1, "sum": 6})
    relations = sums(odd={"sum": 1, "a": -2, "b": -4}, cap={"one": 1, "a": -1, "spare": -1})
    found = feasible_intervals(counts, relations, {"a", "b", "spare"})
    assert found.loc["a"].tolist() == [1, 1]


def test_what_stands_in_no_sum_is_bounded_by_nothing() -> None:
    found = feasible_intervals(pd.Series({"alone": 3}), sums(), {"alone"})
    assert found.loc["alone"].tolist() == [0, math.inf]


def test_relations_that_the_counts_do_not_keep_are_an_error() -> None:
    counts = pd.Series({"whole": 2, "a": 3, "b": 4})
    relations = sums(row={"whole": 1, "a": -1, "b": -1}, again={"a": 2, "b": 2})
    assert feasible_intervals(counts, relations, {"a", "b"}).loc["a"].tolist() == [0, 7]
    with pytest.raises(ValueError, match="contradict"):
        feasible_intervals(pd.Series({"whole": 2, "a": -3}), sums(r={"a": 1}), {"a"})
