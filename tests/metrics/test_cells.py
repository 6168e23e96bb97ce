from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from analysis.metrics.cells import counted, total_of

Cells = Callable[..., pd.DataFrame]


def test_named_cells_are_added_up_and_keep_their_addresses(cells: Cells) -> None:
    total = total_of(cells("count", a=21, b=1, c=320), "count", ["report#a", "report#c"])
    assert total.value == 21 + 320
    assert total.sources == ("report#a", "report#c")


def test_a_sum_with_a_lower_bound_in_it_is_a_lower_bound(cells: Cells) -> None:
    table = cells("count", bounds={"b": "lower"}, a=10, b=1850)
    assert total_of(table, "count", ["report#a", "report#b"]).is_lower_bound
    assert not total_of(table, "count", ["report#a"]).is_lower_bound


def test_a_cell_that_belongs_to_two_programmes_counts_once(cells: Cells) -> None:
    table = cells("count", a=10)
    assert total_of(pd.concat([table, table]), "count", ["report#a"]).value == 10


def test_values_kept_as_text_are_added_as_numbers(cells: Cells) -> None:
    table = cells("value", a=85, b=7).astype({"value": "str"})
    assert total_of(table, "value", ["report#a", "report#b"]).value == 92


def test_every_cell_that_is_not_there_is_named(cells: Cells) -> None:
    with pytest.raises(KeyError, match=r"count figures .*: report#x, report#y") as error:
        total_of(cells("count", a=10), "count", ["report#x", "report#a", "report#y"])
    assert "figures.csv" in str(error.value)
    assert "report#a" not in str(error.value)


def test_a_cell_that_reports_nothing_is_named_and_not_taken_for_zero(cells: Cells) -> None:
    table = cells("count", bounds={"b": "not_reported"}, a=10, b=0)
    with pytest.raises(KeyError, match="report nothing: report#b"):
        total_of(table, "count", ["report#a", "report#b"])


def test_staff_trainees_and_seats_are_counted_in_one_column(cells: Cells) -> None:
    table = counted(
        cells("headcount_persons", a=3860), cells("count", b=529), cells("seats", c=100)
    )
    assert list(table.columns) == ["count", "bound", "sources"]
    assert table["count"].tolist() == [3860, 529, 100]
