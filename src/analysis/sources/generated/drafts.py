"""Which table would a unit send, before anything goes wrong with it? Made up, its truth known."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from analysis.sources.returns.settings import Asked

Key = tuple[str, str, str]
Truth = dict[Key, int | None]
MADE_UP = "Số liệu mô phỏng"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


@dataclass
class Grid:
    """One sheet as it is saved: cells, and what a spreadsheet knows beside them.

    ``merged`` are corners (row, column, row, column), ``formulas`` a formula and the value that was
    calculated for it (None where none was). Rows and columns count from 0.
    """

    rows: list[list[Any]]
    name: str = "Biểu"
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    formulas: dict[tuple[int, int], tuple[str, Any]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False
    font: str = ""


@dataclass
class Draft:
    """A return in its parts, so that each can be made otherwise; ``truth`` is what it reports.

    ``bodies`` are rows of number, name and figures; ``truth`` maps body, year and category to
    persons, None where nothing is reported.
    """

    asked: Asked
    unit: dict[str, str]
    above: list[list[Any]]
    headings: dict[str, str]
    bodies: list[list[Any]]
    truth: Truth
    below: list[list[Any]]
    depth: int = 2
    merges: bool = True
    index: bool = True
    group: str = "plain"
    total: str = ""
    number: bool = True
    more: list[Grid] = field(default_factory=list)

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Which figures stand beside one another?"""
        return self.asked.columns

    def sums(self) -> list[Any]:
        """What do the figures of the bodies add up to, column by column?"""
        return [
            sum(value for name in self.names if (value := self.truth.get((name, *column))))
            for column in self.columns
        ]

    @property
    def names(self) -> list[str]:
        """Which bodies report?"""
        return list(dict.fromkeys(name for name, _, _ in self.truth))

    def grid(self) -> Grid:
        """Which sheet is it?"""
        head, merged = self._head()
        rows = [*self.above, *head]
        merged = [(a + len(self.above), b, c + len(self.above), d) for a, b, c, d in merged]
        if self.index:
            rows.append(["A", "B", *(f"({n})" for n, _ in enumerate(self.columns, 1))])
        group = self.asked.labels[self.unit["group"]]["vi"]
        summed = self.sums() if self.group == "summed" else [""] * len(self.columns)
        data: list[list[Any]] = [["I", group, *summed]] if self.group else []
        data += [list(row) for row in self.bodies]
        if self.total:
            data.insert(0 if self.total == "above" else len(data), ["", "Tổng cộng", *self.sums()])
        table = [*rows[len(self.above) :], *data]
        if not self.number:
            table = [row[1:] for row in table]
            merged = [(a, b - 1, c, d - 1) for a, b, c, d in merged if b]
        grid = Grid([*self.above, *table, *self.below])
        grid.merged = merged if self.merges else []
        return grid

    def first_body(self, grid: Grid) -> int:
        """In which row of the sheet stands the first body?"""
        name = self.bodies[0][1]
        return next(at for at, row in enumerate(grid.rows) if name in row)

    def _head(self) -> tuple[list[list[Any]], list[tuple[int, int, int, int]]]:
        fixed = [self.headings["number"], self.headings["name"]]
        if self.depth == 1:
            return [[*fixed, *(f"{self.headings[c]} {year}" for year, c in self.columns)]], []
        levels = self.depth - 1
        rows = [[*fixed, *[""] * len(self.columns)], *[["", ""] for _ in range(levels)]]
        merged = [(0, column, levels, column) for column in (0, 1)]
        categories = self.asked.settings["categories"]
        width = len(categories)
        for number, (year, category) in enumerate(self.columns):
            at = 2 + number
            if number % width == 0:
                rows[0][at] = f"Năm {year}"
                merged += [(0, at, 0, at + width - 1)] if width > 1 else []
            inner = [""] * (levels - 1) + [self.headings[category]]
            if levels == 2 and number % width == 1:
                inner[0] = "Trình độ"
                merged += [(1, at, 1, at + width - 2)] if width > 2 else []
            if levels == 2 and number % width == 0:
                inner = [self.headings[category], ""]
                merged.append((1, at, 2, at))
            for level, text in enumerate(inner, 1):
                rows[level].append(text)
        return rows, merged


def draft(asked: Asked, unit: dict[str, str], seed: int, bodies: Sequence[str] = ()) -> Draft:
    """Which return does a unit send, drawn by a seed?

    ``unit`` has code, vi, en and group. Levels hold less than the headcount together.
    """
    rng = random.Random(f"{seed}/{unit['code']}")
    names = list(bodies) or [f"Phòng Mẫu {letter}" for letter in "ABC"]
    truth: Truth = {}
    for name in names:
        for year in asked.settings["years"]:
            staff = rng.randrange(20, 90)
            levels = [c for c in asked.settings["categories"] if c != "all"]
            truth[name, str(year), "all"] = staff
            for level in levels:
                truth[name, str(year), level] = rng.randrange(5, 5 + staff // (2 * len(levels)) + 1)
    rows = [
        [number, name, *(truth[name, *column] for column in asked.columns)]
        for number, name in enumerate(names, 1)
    ]
    headings = {"number": "STT", "name": "Tên đơn vị", "all": "Tổng số người"}
    headings |= {code: asked.labels[code]["vi"] for code in asked.settings["categories"][1:]}
    return Draft(
        asked,
        unit,
        [
            [f"Biểu số {asked.settings['number']}"],
            [MADE_UP],
            [f"Đơn vị báo cáo: {unit['vi']}"],
            ["Đơn vị tính: người"],
        ],
        headings,
        rows,
        truth,
        [[], ["", "", "Ngày 15 tháng 3 năm 2017"], ["", "NGƯỜI LẬP BIỂU", "", "GIÁM ĐỐC"]],
    )
