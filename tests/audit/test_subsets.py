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


def test_the_three_solutions_of_a_published_problem_are_counted() -> None:
    """Burkardt, dataset SUBSET_SUM, P01: eight weights, target 53, three solutions.

    They are 15 + 22 + 16, 15 + 14 + 16 + 8 and 22 + 14 + 9 + 8.
    """
    weights = numbered(15, 22, 14, 26, 32, 9, 16, 8)
    answer = explaining_subsets(Decimal(53), weights)
    assert (answer.tried, answer.fitting) == (2**8, 3)
    taken = [{int(weights[n]) for n in weights if n not in left} for left in answer.left_out]
    assert sorted(map(sorted, taken)) == [[8, 9, 14, 22], [8, 14, 15, 16]]


def test_the_one_solution_of_a_published_problem_of_21_weights_is_found() -> None:
    """Burkardt, dataset SUBSET_SUM, P03: target 2463098, solution 1037066 + 796528 + 629504."""
    weights = numbered(
        518533, 1037066, 2074132, 1648264, 796528, 1593056, 686112, 1372224, 244448, 488896,
        977792, 1955584, 1411168, 322336, 644672, 1289344, 78688, 157376, 314752, 629504, 1259008,
    )  # fmt: skip
    answer = explaining_subsets(Decimal(2463098), weights)
    assert (answer.tried, answer.fitting) == (2**21, 1)
    (left_out,) = answer.left_out
    assert {int(weights[name]) for name in weights if name not in left_out} == {
        1037066,
        796528,
        629504,
    }


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
