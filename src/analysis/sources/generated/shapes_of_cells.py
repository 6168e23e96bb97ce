"""In which shapes do the figures of a return arrive?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from analysis.sources.generated.drafts import Draft, Grid

Made = tuple[str, str, str, Callable[[Draft], Any]]
FIRST = 2


def _first(cell: Any, reported: int | None) -> Callable[[Draft], None]:
    """The headcount of the first body, in the first year, as this cell that reports so many."""

    def change(draft: Draft) -> None:
        year, category = draft.columns[0]
        draft.bodies[0][FIRST] = cell
        draft.truth[draft.bodies[0][1], year, category] = reported

    return change


def _last(cell: Any, reported: int | None) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        year, category = draft.columns[-1]
        draft.bodies[0][-1] = cell
        draft.truth[draft.bodies[0][1], year, category] = reported

    return change


def _each(made: Callable[[int], Any]) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        draft.bodies = [[n, name, *map(made, cells)] for n, name, *cells in draft.bodies]

    return change


def _thousands(draft: Draft) -> None:
    draft.above[3] = ["Đơn vị tính: nghìn người"]
    draft.bodies = [[n, name, *(c / 1000 for c in cells)] for n, name, *cells in draft.bodies]


def _thousands_in_headings(draft: Draft) -> None:
    draft.above[3] = [""]
    draft.depth = 1
    for code in draft.asked.settings["categories"]:
        draft.headings[code] += " (nghìn người)"
    draft.bodies = [[n, name, *(c / 1000 for c in cells)] for n, name, *cells in draft.bodies]


def _grouped(draft: Draft) -> None:
    year, category = draft.columns[0]
    draft.bodies[0][FIRST] = "1.234"
    draft.truth[draft.bodies[0][1], year, category] = 1234


def _computed(value: Any, kind: str = "=10+2") -> Callable[[Draft], list[Grid]]:
    def change(draft: Draft) -> list[Grid]:
        if value is not None and not isinstance(value, str):
            _first(value, value)(draft)
        else:
            _first("", None)(draft)
        grid = draft.grid()
        grid.formulas[draft.first_body(grid), FIRST] = (kind, value)
        return [grid]

    return change


def _total_not_calculated(draft: Draft) -> list[Grid]:
    draft.total = "below"
    grid = draft.grid()
    at = next(at for at, row in enumerate(grid.rows) if "Tổng cộng" in row)
    for column in range(FIRST, FIRST + len(draft.columns)):
        grid.rows[at][column] = ""
        grid.formulas[at, column] = ("=SUM(C1:C2)", None)
    return [grid]


def _nameless(draft: Draft) -> None:
    name = draft.bodies[0][1]
    draft.bodies[0][1] = ""
    for year, category in draft.columns:
        del draft.truth[name, year, category]


def _called(name: str) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        old = draft.bodies[0][1]
        draft.bodies[0][1] = name
        for column in draft.columns:
            draft.truth[name.strip(), *column] = draft.truth.pop((old, *column))

    return change


def _numbered_as_text(draft: Draft) -> None:
    draft.bodies = [[f"{n}.", *rest] for n, *rest in draft.bodies]


def _formula_for_a_name(draft: Draft) -> None:
    _called("=1+1")(draft)


def _year_left_out(draft: Draft) -> None:
    year = str(draft.asked.settings["years"][-1])
    for row in draft.bodies:
        for at, (own, category) in enumerate(draft.columns):
            if own == year:
                row[FIRST + at] = ""
                draft.truth[row[1], year, category] = None


CELLS: tuple[Made, ...] = (
    ("numbers-as-text", ".xlsx", "number_as_text", _each(str)),
    ("number-with-groups-as-text", ".xlsx", "number_as_text", _grouped),
    ("dash-for-none", ".xlsx", "", _last("-", None)),
    ("long-dash-for-none", ".xlsx", "", _last("–", None)),
    ("cross-for-not-applicable", ".xlsx", "", _last("x", None)),
    ("capital-cross", ".xlsx", "", _last("X", None)),
    ("blank", ".xlsx", "", _last("", None)),
    ("zero", ".xlsx", "", _last(0, 0)),
    ("numbers-as-decimals", ".xlsx", "", _each(float)),
    ("thousands-stated", ".xlsx", "", _thousands),
    ("thousands-in-headings", ".xlsx", "", _thousands_in_headings),
    ("name-with-spaces", ".xlsx", "", _called("  Phòng Mẫu D ")),
    ("running-number-as-text", ".xlsx", "", _numbered_as_text),
    ("formula-with-value", ".xlsx", "computed_cell", _computed(12)),
    ("formula-without-value", ".xlsx", "formula_without_value", _computed(None)),
    ("formula-with-error", ".xlsx", "error_value", _computed("#REF!", "=#REF!")),
    ("formula-with-value-ods", ".ods", "computed_cell", _computed(12)),
    ("formula-without-value-ods", ".ods", "formula_without_value", _computed(None)),
    ("formula-with-error-ods", ".ods", "error_value", _computed("#REF!", "=#REF!")),
    ("total-not-calculated", ".xlsx", "total_not_calculated", _total_not_calculated),
    ("word-for-a-number", ".xlsx", "malformed_number", _first("nhiều", None)),
    ("number-with-space", ".xlsx", "malformed_number", _first("1 234", None)),
    ("number-of-mixed-groups", ".xlsx", "malformed_number", _first("45.5524", None)),
    ("negative-number", ".xlsx", "malformed_number", _first(-3, None)),
    ("truth-for-a-number", ".xlsx", "malformed_number", _first(True, None)),
    ("part-of-a-person", ".xlsx", "not_whole", _first(12.5, None)),
    ("point-taken-for-decimal", ".xlsx", "not_whole", _first(1.234, None)),
    ("row-without-name", ".xlsx", "row_without_name", _nameless),
    ("formula-for-a-name", ".xlsx", "formula_as_text", _formula_for_a_name),
    ("year-left-out", ".xlsx", "", _year_left_out),
    ("number-with-apostrophe-csv", ".csv", "malformed_number", _first("'12", None)),
)
