from __future__ import annotations

from decimal import Decimal

from analysis.audit.reads import reading_code, reads_of, written

READ = {"cell": Decimal(249), "column-total": Decimal("3.29")}


def test_what_a_reading_puts_in_place_is_written_and_read_back_with_its_document() -> None:
    assert written(READ) == "cell=249;column-total=3.29"
    row = {"document": "report", "reads": written(READ)}
    assert reads_of(row) == {"report#cell": "249", "report#column-total": "3.29"}


def test_a_reading_that_changes_no_figure_puts_nothing_in_place() -> None:
    assert reads_of({"document": "report", "reads": written({})}) == {}


def test_a_reading_is_named_by_the_first_figure_that_it_changes() -> None:
    assert reading_code("share-of-a=3.29") == "if_share_of_a_is_3_29"
    assert reading_code(written(READ)) == "if_cell_is_249"
