"""In which shapes do tables arrive: titles, headings, groups, totals, sheets?"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from typing import Any

from analysis.sources.generated.drafts import Draft, Grid

Made = tuple[str, str, str, Callable[[Draft], Any]]
SHORT = {"bachelor": "ĐH", "college": "CĐ", "intermediate": "TC", "short_course": "BD"}


def _set(**settings: Any) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        for name, value in settings.items():
            setattr(draft, name, value)

    return change


def _headings(made: Callable[[str], str]) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        draft.headings = {code: made(text) for code, text in draft.headings.items()}

    return change


def _abbreviated(draft: Draft) -> None:
    draft.headings |= {code: SHORT[code] for code in SHORT if code in draft.headings}
    draft.headings |= {"number": "TT", "all": "TS"}
    draft.headings["all"] = "Số lượng người"


def _official(draft: Draft) -> None:
    draft.above = [
        ["ỦY BAN NHÂN DÂN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        ["", "", "", "Độc lập - Tự do - Hạnh phúc"],
        [],
        *draft.above,
        ["BÁO CÁO SỐ LƯỢNG VÀ TRÌNH ĐỘ"],
    ]


def _signed(draft: Draft) -> None:
    draft.below += [
        [],
        [],
        ["", "Nguyễn Văn Mẫu", "", "Trần Thị Mẫu"],
        ["Nơi nhận:"],
        ["- Như trên"],
    ]


def _unit_beside(draft: Draft) -> None:
    draft.above[2] = ["Đơn vị báo cáo", draft.unit["vi"]]


def _unit_by_name(draft: Draft) -> None:
    draft.above[2] = [draft.unit["vi"].upper()]


def _english(draft: Draft) -> None:
    labels = draft.asked.labels
    draft.headings |= {code: labels[code]["en"] for code in draft.asked.settings["categories"][1:]}
    draft.headings |= {"number": "No.", "name": "Unit", "all": "Headcount"}
    draft.above[2] = [f"Reporting unit: {draft.unit['en']}"]
    draft.above[3] = ["Unit of count: persons"]


def _wrong_sum(draft: Draft) -> list[Grid]:
    draft.group = "summed"
    grid = draft.grid()
    head = grid.rows[draft.first_body(grid) - 1]
    head[2] += 7
    return [grid]


def _wrong_total(draft: Draft) -> list[Grid]:
    draft.total = "below"
    grid = draft.grid()
    row = next(row for row in grid.rows if "Tổng cộng" in row)
    row[3] += 1
    return [grid]


def _offset(draft: Draft) -> list[Grid]:
    grid = draft.grid()
    grid.rows = [[], [], [], *([["", "", *row] for row in grid.rows])]
    grid.merged = [(a + 3, b + 2, c + 3, d + 2) for a, b, c, d in grid.merged]
    return [grid]


def _note(text: str) -> Callable[[Draft], list[Grid]]:
    def change(draft: Draft) -> list[Grid]:
        draft.depth, draft.index = 1, False
        grid = draft.grid()
        first = draft.first_body(grid)
        grid.rows[first - 2].append("Ghi chú")
        grid.rows[first].append(text)
        return [grid]

    return change


def _missing_column(draft: Draft) -> list[Grid]:
    draft.depth, draft.index = 1, False
    grid = draft.grid()
    first = draft.first_body(grid)
    for row in grid.rows[first - 2 : first + len(draft.bodies)]:
        del row[-1]
    year, category = draft.columns[-1]
    for name in draft.names:
        draft.truth[name, year, category] = None
    return [grid]


def _heading(text: str, place: int = -1) -> Callable[[Draft], list[Grid]]:
    def change(draft: Draft) -> list[Grid]:
        draft.depth, draft.index = 1, False
        grid = draft.grid()
        grid.rows[draft.first_body(grid) - 2][place] = text
        return [grid]

    return change


def _repeated(draft: Draft) -> list[Grid]:
    draft.depth, draft.index = 1, False
    grid = draft.grid()
    head = grid.rows[draft.first_body(grid) - 2]
    head[-1] = head[-2]
    return [grid]


def _stray(draft: Draft) -> list[Grid]:
    grid = draft.grid()
    grid.rows[draft.first_body(grid)].append(3)
    return [grid]


def _above(at: int, text: str) -> Callable[[Draft], None]:
    def change(draft: Draft) -> None:
        draft.above[at] = [text]

    return change


def _named(text: str) -> Callable[[Draft], list[Grid]]:
    def change(draft: Draft) -> list[Grid]:
        grid = draft.grid()
        grid.rows[draft.first_body(grid) - 1][1] = text
        return [grid]

    return change


def _spread(draft: Draft) -> list[Grid]:
    grid = draft.grid()
    first = draft.first_body(grid)
    grid.rows[first + 1 : first + 1] = [[], [""]]
    return [grid]


TABLES: tuple[Made, ...] = (
    ("two-rows-of-headings", ".xlsx", "", _set()),
    ("one-row-of-headings", ".xlsx", "", _set(depth=1)),
    ("three-rows-of-headings", ".xlsx", "", _set(depth=3)),
    ("no-index-row", ".xlsx", "", _set(index=False)),
    ("no-running-number", ".xlsx", "", _set(number=False)),
    ("headings-in-capitals", ".xlsx", "", _headings(str.upper)),
    ("headings-decomposed", ".xlsx", "", _headings(lambda t: unicodedata.normalize("NFD", t))),
    ("headings-over-lines", ".xlsx", "", _headings(lambda t: t.replace(" ", "\n"))),
    ("headings-with-hard-spaces", ".xlsx", "", _headings(lambda t: t.replace(" ", "\u00a0"))),
    ("headings-abbreviated", ".xlsx", "", _abbreviated),
    ("headings-in-english", ".xlsx", "", _english),
    ("official-title", ".xlsx", "", _official),
    ("signatures", ".xlsx", "", _signed),
    ("unit-beside-its-term", ".xlsx", "", _unit_beside),
    ("unit-by-its-name-alone", ".xlsx", "", _unit_by_name),
    ("no-group-row", ".xlsx", "", _set(group="")),
    ("group-with-sums", ".xlsx", "", _set(group="summed")),
    ("total-below", ".xlsx", "", _set(total="below")),
    ("total-above", ".xlsx", "", _set(total="above")),
    ("group-and-total", ".xlsx", "", _set(group="summed", total="below")),
    ("table-away-from-the-corner", ".xlsx", "", _offset),
    ("column-of-notes", ".xlsx", "", _note("mới thành lập")),
    ("empty-rows-between", ".xlsx", "", _spread),
    ("merged-nowhere-ods", ".ods", "", _set(merges=False)),
    ("merged-ods", ".ods", "", _set(depth=3)),
    ("merged-nowhere-csv", ".csv", "", _set(merges=False)),
    ("one-row-csv", ".csv", "", _set(depth=1, index=False)),
    ("group-sum-wrong", ".xlsx", "sum_differs", _wrong_sum),
    ("total-wrong", ".xlsx", "sum_differs", _wrong_total),
    ("column-missing", ".xlsx", "column_missing", _missing_column),
    ("column-unknown", ".xlsx", "unknown_column column_missing", _heading("Trình độ lạ 2016")),
    ("column-without-year", ".xlsx", "no_year column_missing", _heading("Đại học")),
    ("column-of-another-year", ".xlsx", "no_year column_missing", _heading("Đại học 2009")),
    ("column-twice", ".xlsx", "repeated_column column_missing", _repeated),
    ("column-without-heading", ".xlsx", "column_without_heading", _stray),
    ("unit-not-listed", ".xlsx", "unknown_reporting_unit", _above(2, "Đơn vị báo cáo: Sở Lạ")),
    ("unit-not-named", ".xlsx", "unknown_reporting_unit", _above(2, "Kính gửi")),
    ("unit-of-count-not-stated", ".xlsx", "unit_not_stated", _above(3, "")),
    ("unit-of-count-unknown", ".xlsx", "unknown_unit_of_count", _above(3, "Đơn vị tính: cái")),
    ("unit-of-count-money", ".xlsx", "wrong_unit_of_count", _above(3, "ĐVT: triệu đồng")),
    ("group-unknown", ".xlsx", "unknown_group no_group", _named("Nhóm lạ")),
    ("not-marked-as-generated", ".xlsx", "unmarked_return", _above(1, "Báo cáo")),
)
