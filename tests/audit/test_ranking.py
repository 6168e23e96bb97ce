from __future__ import annotations

from decimal import Decimal

from analysis.audit.audited import Proposal
from analysis.audit.ranking import ranked


def proposal(way: str, tried: int, fitting: int, **reads: Decimal) -> Proposal:
    return Proposal(way, tried, fitting, "It reads so.", "It follows.", reads=reads)


def order(*proposals: Proposal) -> list[tuple[int | None, str]]:
    return [(rank, one.way) for rank, one in ranked(proposals)]


def test_one_that_fits_comes_before_nine_that_fit() -> None:
    nine = [proposal("misprint", 600, 9)] * 9
    assert order(*nine, proposal("subset", 128, 1))[0] == (1, "subset")


def test_of_two_unique_readings_the_one_among_more_tried_comes_first() -> None:
    few, many = proposal("points_as_percent", 2, 1), proposal("subset", 512, 1)
    assert order(few, many) == [(1, "subset"), (2, "points_as_percent")]


def test_of_two_unique_readings_the_one_that_presumes_no_misprint_comes_first() -> None:
    slip, count = proposal("misprint", 300, 1, a=Decimal(5)), proposal("count_range", 2, 1)
    assert order(slip, count) == [(1, "count_range"), (2, "misprint")]


def test_a_way_of_which_nothing_fits_comes_last_and_has_no_rank() -> None:
    assert order(proposal("subset", 512, 0), proposal("table_cell", 16, 12)) == [
        (1, "table_cell"),
        (None, "subset"),
    ]


def test_the_readings_of_one_way_keep_their_order() -> None:
    first, second = proposal("misprint", 300, 2), proposal("misprint", 300, 2)
    assert [one for _, one in ranked([first, second])] == [first, second]
