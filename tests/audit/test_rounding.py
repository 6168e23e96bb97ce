from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.audit.rounding import count_range, forced_to_hundred


def shares(**printed: str) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in printed.items()}


def test_a_share_of_a_small_whole_allows_one_count() -> None:
    assert count_range(Decimal("33.3"), 1, Decimal(3)) == (1, 1)


def test_a_coarse_share_of_a_large_whole_allows_many_counts() -> None:
    assert count_range(Decimal(50), 0, Decimal(1000)) == (495, 504)


def test_a_share_that_no_count_gives_allows_none() -> None:
    low, high = count_range(Decimal("33.4"), 1, Decimal(3))
    assert low > high


@pytest.mark.parametrize(
    ("mean", "persons", "possible"),
    [("5.93", 49, False), ("4.71", 20, False), ("5.30", 20, True), ("4.71", 17, True),
     ("5.3", 23, True)],
)  # fmt: skip
def test_means_called_possible_and_impossible_in_print_are_so_here(
    mean: str, persons: int, possible: bool
) -> None:
    """The GRIM test (Brown and Heathers 2017), which asks the same of a mean of whole numbers.

    5.93 of 49 persons: The Economist, 18 June 2016, on that paper. 5.3 and 4.71, impossible for 20
    and 20 but possible for 23 and 17: Bauer and Francis 2021, as told in the vignette "GRIM" of the
    R package scrutiny. A mean of m is a share of 100 m per cent.
    """
    decimals = len(mean.partition(".")[2])
    low, high = count_range(100 * Decimal(mean), decimals - 2, Decimal(persons))
    assert (low <= high) == possible


def test_a_share_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="positive whole, not 0"):
        count_range(Decimal(50), 0, Decimal(0))


@given(st.integers(1, 5000), st.data(), st.integers(0, 2))
def test_the_count_behind_a_correctly_rounded_share_is_always_allowed(
    whole: int, data: st.DataObject, decimals: int
) -> None:
    part = data.draw(st.integers(0, whole))
    unit = Decimal(1).scaleb(-decimals)
    share = (Decimal(100 * part) / whole).quantize(unit, ROUND_HALF_UP)
    low, high = count_range(share, decimals, Decimal(whole))
    assert low <= part <= high


def test_the_digit_that_was_forced_is_named_with_its_nudge() -> None:
    thirds = Decimal(100) / 3
    answer = forced_to_hundred(
        shares(a="33.4", b="33.3", c="33.3"),
        dict.fromkeys("abc", thirds),
        decimals=dict.fromkeys("abc", 1),
    )
    assert answer is not None
    assert (answer.nudges, answer.correct_sum) == ({"a": Decimal("0.1")}, Decimal("99.9"))


PUBLISHED = "13.626332", "47.989636", "9.596008", "28.788024"


def test_the_digits_that_a_published_method_forces_are_found_with_their_nudges() -> None:
    """The largest remainder method as the package round-percentages 1.0 describes it: four shares
    become 14, 48, 9 and 29, where rounded singly (14, 48, 10 and 29) they make 101.
    """
    computed = dict(zip("abcd", map(Decimal, PUBLISHED), strict=True))
    printed = shares(a="14", b="48", c="9", d="29")
    answer = forced_to_hundred(printed, computed, decimals=dict.fromkeys(printed, 0))
    assert answer is not None
    assert (answer.nudges, answer.correct_sum) == ({"c": Decimal(-1)}, Decimal(101))


def test_a_published_share_that_is_rounded_up_to_reach_the_whole_is_found() -> None:
    """The table of the package customergauge/remainder: of 92, 93 and 70 the shares are
    0.3607843137, 0.3647058823 and 0.2745098039; rounded 0.36, 0.36 and 0.27; by largest remainders
    0.36, 0.37 and 0.27. Here in per cent.
    """
    computed = shares(a="36.07843137", b="36.47058823", c="27.45098039")
    rounded, by_remainders = shares(a="36", b="36", c="27"), shares(a="36", b="37", c="27")
    whole = dict.fromkeys(computed, 0)
    answer = forced_to_hundred(by_remainders, computed, whole)
    assert answer is not None
    assert (answer.nudges, answer.correct_sum) == ({"b": Decimal(1)}, Decimal(99))
    assert forced_to_hundred(rounded, computed, whole) is None


HALVES = shares(a="50", b="50")


def test_a_share_with_fewer_decimals_than_its_column_is_rounded_to_its_own() -> None:
    computed = shares(a="99.5569", b="0.4431")
    printed = shares(a="99.60", b="0.4")
    answer = forced_to_hundred(printed, computed, decimals={"a": 2, "b": 1})
    assert answer is not None
    assert (answer.nudges, answer.correct_sum) == ({"a": Decimal("0.04")}, Decimal("99.96"))


def test_shares_that_are_rounded_correctly_were_not_forced() -> None:
    assert forced_to_hundred(shares(a="50.0", b="50.0"), HALVES, dict.fromkeys("ab", 1)) is None


def test_shares_that_do_not_add_up_to_a_hundred_were_not_forced() -> None:
    assert forced_to_hundred(shares(a="50.1", b="50.0"), HALVES, dict.fromkeys("ab", 1)) is None
