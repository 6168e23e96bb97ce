"""In which shapes do the sheets of a return arrive: one a year, hidden, twice the same?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.sources.generated.drafts import Draft, Grid

Made = tuple[str, str, str, Callable[[Draft], Any]]


def _by_year(draft: Draft) -> list[Grid]:
    grids = []
    width = len(draft.asked.settings["categories"])
    for number, year in enumerate(draft.asked.settings["years"]):
        left = 2 + number * width
        rows = [[number, name, *cells[left - 2 : left - 2 + width]]
                for number, name, *cells in draft.bodies]  # fmt: skip
        head = [draft.headings[name] for name in ("number", "name")]
        head += [draft.headings[code] for code in draft.asked.settings["categories"]]
        group = draft.asked.labels[draft.unit["group"]]["vi"]
        above = [*draft.above, [f"Năm {year}"]]
        grids.append(Grid([*above, head, ["I", group], *rows], str(year)))
    return grids


def _twice(draft: Draft) -> list[Grid]:
    again = draft.grid()
    again.name = "Biểu (2)"
    return [draft.grid(), again]


def _two_units(draft: Draft) -> list[Grid]:
    other = draft.grid()
    other.name = "Khác"
    names = [u for u in draft.asked.units["vi"] if u != draft.unit["vi"]]
    other.rows[2] = [f"Đơn vị báo cáo: {names[0]}"]
    first = draft.first_body(other)
    for number, row in enumerate(other.rows[first : first + len(draft.bodies)]):
        row[1] = f"Phòng Khác {number}"
    return [draft.grid(), other]


def _beside(hidden: bool, rows: list[list[Any]]) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        draft.more.append(Grid(rows, "Phụ", hidden=hidden))

    return change


def _hidden(rows: bool) -> Callable[[Draft], list[Grid]]:
    def change(draft: Draft) -> list[Grid]:
        grid = draft.grid()
        (grid.hidden_rows if rows else grid.hidden_columns).add(
            draft.first_body(grid) if rows else 3
        )
        return [grid]

    return change


SHEETS: tuple[Made, ...] = (
    ("a-sheet-a-year", ".xlsx", "", _by_year),
    ("hidden-row", ".xlsx", "hidden_row", _hidden(True)),
    ("hidden-column", ".xlsx", "hidden_column", _hidden(False)),
    ("hidden-row-ods", ".ods", "hidden_row", _hidden(True)),
    ("hidden-column-ods", ".ods", "hidden_column", _hidden(False)),
    ("hidden-sheet", ".xlsx", "hidden_sheet", _beside(True, [["ghi chú nội bộ"]])),
    ("sheet-of-remarks", ".xlsx", "sheet_without_table", _beside(False, [["ghi chú"]])),
    ("empty-sheet", ".xlsx", "", _beside(False, [])),
    ("same-table-on-two-sheets", ".xlsx", "repeated_table", _twice),
    ("two-units-in-one-file", ".xlsx", "unknown_reporting_unit", _two_units),
)
