from __future__ import annotations

import pytest

from analysis.metrics.years.points import TooFewPoints, require_points


def test_as_many_points_as_a_method_needs_are_enough() -> None:
    require_points("A trend", 3, 3)
    require_points("A trend", 3, 4)


def test_one_point_too_few_is_refused_with_the_number_needed_and_the_number_there() -> None:
    with pytest.raises(
        TooFewPoints, match=r"^A trend needs at least 3 points in time; there are 2"
    ):
        require_points("A trend", 3, 2)


def test_the_refusal_says_of_what_there_are_too_few() -> None:
    with pytest.raises(ValueError, match="needs at least 2 counts; there are 0"):
        require_points("A regression", 2, 0, "counts")
