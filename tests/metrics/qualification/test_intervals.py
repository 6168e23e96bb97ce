"""Newcombe 1998, Statistics in Medicine 17:857–872; Fagerland, Lydersen and Laake 2015."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.metrics.qualification.intervals import newcombe_interval_pp, wilson_interval_pct


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilsons_interval_is_the_one_of_newcombes_table_1(
    part: int, whole: int, low: float, high: float
) -> None:
    found = wilson_interval_pct(part, whole)
    assert [round(bound / 100, 4) for bound in found] == [low, high]


def test_newcombes_interval_is_the_one_that_fagerland_and_others_print() -> None:
    low, high = newcombe_interval_pp(1, 34, 7, 34)
    assert round(low / 100, 3) == 0.019
    assert round(high / 100, 2) == 0.34


def test_a_fall_has_the_interval_of_the_rise_with_other_signs() -> None:
    low, high = newcombe_interval_pp(7, 34, 1, 34)
    assert (round(low / 100, 2), round(high / 100, 3)) == (-0.34, -0.019)


def test_a_wider_level_gives_a_wider_interval() -> None:
    low_90, high_90 = wilson_interval_pct(15, 148, level=0.90)
    low_95, high_95 = wilson_interval_pct(15, 148)
    assert low_95 < low_90 < 100 * 15 / 148 < high_90 < high_95


counts = st.integers(min_value=1, max_value=5_000).flatmap(
    lambda whole: st.tuples(st.integers(min_value=0, max_value=whole), st.just(whole))
)


@given(counts)
def test_the_rate_lies_within_wilsons_interval_and_that_within_0_and_100(
    count: tuple[int, int],
) -> None:
    part, whole = count
    low, high = wilson_interval_pct(part, whole)
    assert -1e-9 <= low <= 100 * part / whole + 1e-9
    assert 100 * part / whole - 1e-9 <= high <= 100 + 1e-9


@given(counts, counts)
def test_the_change_lies_within_newcombes_interval(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    low, high = newcombe_interval_pp(*first, *second)
    change = 100 * second[0] / second[1] - 100 * first[0] / first[1]
    assert low - 1e-9 <= change <= high + 1e-9


@pytest.mark.parametrize(("part", "whole"), [(21, 20), (-1, 20), (0, 0)])
def test_a_part_that_is_no_part_is_refused_with_its_numbers(part: int, whole: int) -> None:
    with pytest.raises(ValueError, match=f"not {part} of {whole}"):
        wilson_interval_pct(part, whole)


@pytest.mark.parametrize("counts", [(21, 20, 1, 20), (1, 20, -1, 20), (0, 0, 1, 20)])
def test_a_change_between_parts_that_are_none_is_refused(
    counts: tuple[int, int, int, int],
) -> None:
    with pytest.raises(ValueError, match="A rate needs 0 <= part <= whole"):
        newcombe_interval_pp(*counts)
