from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.audit.subsets import MOST_COMPONENTS, explaining_subsets


def numbered(*values: int) -> dict[str, Decimal]:
    return {f"c{place}": Decimal(value) for place, value in enumerate(values)}


def test_the_one_component_that_a_total_leaves_out_is_found() -> None:
    answer = explaining_subsets(Decimal(10 + 20), numbered(10, 20, 7))
    assert (answer.tried, answer.fitting, answer.left_out) == (2**3, 1, (("c2",),))


def test_a_total_that_no_combination_gives_has_no_reading() -> None:
    answer = explaining_subsets(Decimal(5), numbered(10, 20))
    assert (answer.tried, answer.fitting, answer.left_out) == (4, 0, ())


def test_a_total_that_all_components_give_leaves_nothing_out() -> None:
    assert explaining_subsets(Decimal(37), numbered(10, 20, 7)).left_out == ((),)


def test_the_readings_that_leave_out_the_fewest_are_listed() -> None:
    answer = explaining_subsets(Decimal(10), numbered(10, 4, 6, 10))
    assert answer.fitting == 3
    assert answer.left_out == (("c0", "c3"),)


def test_thirty_equal_components_are_counted_without_being_listed() -> None:
    answer = explaining_subsets(Decimal(15), numbered(*[1] * 30))
    assert answer.tried == 2**30
    assert answer.fitting == comb(30, 15)


def test_more_components_than_can_be_tried_are_refused() -> None:
    with pytest.raises(ValueError, match=f"At most {MOST_COMPONENTS} components, not 31"):
        explaining_subsets(Decimal(1), numbered(*[1] * 31))


@given(st.lists(st.integers(0, 20), max_size=8), st.integers(0, 60))
def test_as_many_combinations_fit_as_trying_each_of_them_finds(
    values: list[int], total: int
) -> None:
    fitting = [
        chosen
        for size in range(len(values) + 1)
        for chosen in combinations(range(len(values)), size)
        if sum(values[place] for place in chosen) == total
    ]
    answer = explaining_subsets(Decimal(total), numbered(*values))
    assert answer.fitting == len(fitting)
    for left_out in answer.left_out:
        rest = sum(value for place, value in enumerate(values) if f"c{place}" not in left_out)
        assert rest == total
