from __future__ import annotations

from itertools import product

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.qualification.splits import extremes, split_bounds

ROOMS = st.lists(st.integers(0, 6), min_size=1, max_size=4)


def every_split(unplaced: int, rooms: list[int]) -> list[tuple[int, ...]]:
    ways = product(*(range(room + 1) for room in rooms))
    return [way for way in ways if sum(way) == unplaced]


def test_a_body_takes_at_most_its_room_and_at_least_what_no_other_can() -> None:
    bounds = split_bounds(10, pd.Series({"offices": 4, "districts": 9}))
    assert bounds["most_persons"].to_dict() == {"offices": 4, "districts": 9}
    assert bounds["least_persons"].to_dict() == {"offices": 10 - 9, "districts": 10 - 4}


def test_the_bounds_of_king_for_a_district_in_ohio() -> None:
    """King 1997, A Solution to the Ecological Inference Problem, section 1.2 and table 1.1.

    19,896 votes for the Democrat, 55,054 black among the 80,760 people of voting age: he prints
    any number between 0 and 19,896 for the black votes among them.
    """
    room = pd.Series({"black": 55_054, "white": 80_760 - 55_054})
    bounds = split_bounds(19_896, room)
    assert tuple(bounds.loc["black"]) == (0, 19_896)


@pytest.mark.parametrize(
    ("women", "opposed", "women_at_least", "men_at_most"), [(40, 40, 0, 40), (60, 60, 20, 40)]
)
def test_the_bounds_of_king_for_the_precincts_of_ogburn_and_goltra(
    women: int, opposed: int, women_at_least: int, men_at_most: int
) -> None:
    """King 1997, chapter 1 and its third note, in percent of a precinct's voters.

    40 % women and 40 % opposed, and 60 % of each: at least 0 % and 20 % are women who opposed, at
    most 40 % men who did.
    """
    bounds = split_bounds(opposed, pd.Series({"women": women, "men": 100 - women}))
    assert bounds.at["women", "least_persons"] == women_at_least
    assert bounds.at["men", "most_persons"] == men_at_most


def test_the_worst_case_of_manski_for_a_survey_with_nonresponse() -> None:
    """Dearden, Survey nonresponse in Stan (wdearden.com), after Manski.

    Of 100 asked 80 answered, 60 with yes and 20 with no; with the others the share of yes lies
    between 60 and 80 percent.
    """
    silent = 100 - 80
    more = split_bounds(silent, pd.Series({"yes": silent, "no": silent})).loc["yes"]
    assert tuple(100 * (60 + more) / 100) == (60, 80)


def test_more_people_than_room_cannot_be_split() -> None:
    with pytest.raises(ValueError, match="11 people cannot be split among bodies that have room"):
        split_bounds(11, pd.Series({"offices": 4, "districts": 6}))
    with pytest.raises(ValueError, match="-1 people cannot be split"):
        extremes(pd.Series({"a": 1.0}), -1, pd.Series({"a": 5}))


def test_a_weighted_sum_is_largest_where_the_heaviest_are_filled_first() -> None:
    weights = pd.Series({"offices": 3.0, "districts": 1.0, "companies": -2.0})
    room = pd.Series({"offices": 2, "districts": 4, "companies": 1})
    assert extremes(weights, 3, room) == (1 * -2 + 2 * 1, 2 * 3 + 1 * 1)


@settings(max_examples=60)
@given(ROOMS, st.integers(0, 24), st.lists(st.integers(-5, 5), min_size=4, max_size=4))
def test_bounds_and_extremes_are_those_of_all_splits_tried_one_by_one(
    rooms: list[int], unplaced: int, weights: list[int]
) -> None:
    ways = every_split(unplaced, rooms)
    room = pd.Series(rooms)
    if not ways:
        with pytest.raises(ValueError, match="cannot be split"):
            split_bounds(unplaced, room)
        return
    bounds = split_bounds(unplaced, room)
    assert list(bounds["least_persons"]) == [min(column) for column in zip(*ways, strict=True)]
    assert list(bounds["most_persons"]) == [max(column) for column in zip(*ways, strict=True)]
    sums = [sum(w * x for w, x in zip(weights, way, strict=False)) for way in ways]
    found = extremes(pd.Series(weights[: len(rooms)], dtype="float"), unplaced, room)
    assert found == (min(sums), max(sums))
