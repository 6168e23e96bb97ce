from __future__ import annotations

import pytest

from analysis.pipeline.bench.cluster import efficiency


def test_two_workers_that_halve_the_time_are_worth_as_much_as_one() -> None:
    assert efficiency((1, 100.0), (2, 50.0)) == pytest.approx(1.0)


def test_two_workers_that_need_three_fifths_of_the_time_do_five_sixths_each() -> None:
    assert efficiency((1, 100.0), (2, 60.0)) == pytest.approx(5 / 6)


def test_efficiency_is_that_of_a_worker_against_the_first_number_of_workers() -> None:
    assert efficiency((2, 60.0), (4, 40.0)) == pytest.approx(0.75)
