"""Where on a sheet is the table, and what do its columns hold?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analysis.sources.returns.headings import (
    Column,
    read_column,
    text_of,
    understood,
    years_in,
)
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.sheets import Sheet, address
from analysis.sources.returns.terms import Terms

INDEX = re.compile(r"\(?[0-9]{1,2}\)?( ?=.*)?|[A-EĐ]")
MOST_ROWS_OF_HEADINGS = 4


@dataclass(frozen=True)
class Table:
    """A table on a sheet: the rows of its headings, its index row, its columns.

    Rows count from 0: headings from ``top`` to ``bottom``, data from ``first`` on. ``index`` maps
    the number in the index row to the column and the columns that it adds up: {3: (2, (3, 4))} for
    (3)=(4)+(5). ``problems`` are those of the headings.
    """

    top: int
    bottom: int
    first: int
    columns: tuple[Column, ...]
    sums: tuple[tuple[int, tuple[int, ...]], ...]
    problems: tuple[Problem, ...]

    def at(self, use: str) -> int | None:
        """In which column stands the running number, the name or the note? None without one."""
        return next((column.at for column in self.columns if column.use == use), None)

    @property
    def figures(self) -> list[Column]:
        """Which columns hold figures?"""
        return [column for column in self.columns if column.use == "figure"]


def find_table(sheet: Sheet, asked: Asked) -> Table | None:
    """Where is the table of a sheet? None where no row heads a column of names.

    The table begins with the first row that holds a term for the column of names beside another
    heading; title rows stand above it. Headings may go on over the rows beneath, as long as the
    column of names is empty there, and over rows above that hold nothing but headings.
    """
    anchor = next((row for row in range(len(sheet.rows)) if _heads(sheet, row, asked.terms)), None)
    if anchor is None:
        return None
    name_at = _name_at(sheet, anchor, asked.terms)
    top = anchor
    while top > 0 and _is_heading_above(sheet, top - 1, name_at, asked.terms):
        top -= 1
    bottom = anchor
    while bottom + 1 < len(sheet.rows) and _goes_on(sheet, bottom + 1, name_at, bottom + 1 - top):
        bottom += 1
    first = bottom + 1
    index = first if first < len(sheet.rows) and _is_index(sheet, first) else None
    if index is not None:
        first = index + 1
    title = [text_of(cell) for row in sheet.rows[:top] for cell in row if cell != ""]
    stated = list(dict.fromkeys(year for text in title for year in years_in(text)))
    years = [str(year) for year in asked.settings["years"]]
    known = [year for year in stated if year in years]
    year = known[0] if len(known) == 1 else years[0] if len(years) == 1 else ""
    read = [
        read_column(sheet, top, bottom, at, year, asked.terms, years) for at in range(sheet.width)
    ]
    columns, problems = _without_repetitions(read, bottom)
    return Table(top, bottom, first, columns, _sums(sheet, index), problems)


def _without_repetitions(
    read: Sequence[Column | Problem | None], bottom: int
) -> tuple[tuple[Column, ...], tuple[Problem, ...]]:
    columns, problems = list[Column](), list[Problem]()
    seen: dict[tuple[str, str, str], int] = {}
    for column in read:
        if isinstance(column, Problem):
            problems.append(column)
        elif column is not None:
            key = (column.use, column.year, column.category)
            if key in seen:
                other = address(bottom, seen[key]).rstrip("0123456789")
                where = address(bottom, column.at)
                problems.append(Problem("repeated_column", "", where, facts={"other": other}))
                continue
            seen[key] = column.at
            columns.append(column)
    return tuple(columns), tuple(problems)


def _heads(sheet: Sheet, row: int, terms: Terms) -> bool:
    said = [understood([text_of(cell)], terms) for cell in sheet.rows[row] if cell != ""]
    headings = [heading for heading in said if heading.codes or heading.years]
    return len(headings) > 1 and _name_at(sheet, row, terms) >= 0


def _name_at(sheet: Sheet, row: int, terms: Terms) -> int:
    names = (
        at
        for at, cell in enumerate(sheet.rows[row])
        if isinstance(cell, str) and cell and "name" in understood([cell], terms).codes
    )
    return next(names, -1)


def _is_heading_above(sheet: Sheet, row: int, name_at: int, terms: Terms) -> bool:
    filled = {at: text_of(cell) for at, cell in enumerate(sheet.rows[row]) if cell != ""}
    if not filled or min(filled) <= name_at:
        return False
    stated = any(terms.beginning(text, "above") for text in filled.values())
    headings = [understood([text], terms) for text in filled.values()]
    return not stated and all(
        not heading.unknown and (heading.years or heading.codes) for heading in headings
    )


def _goes_on(sheet: Sheet, row: int, name_at: int, depth: int) -> bool:
    if depth >= MOST_ROWS_OF_HEADINGS or _is_index(sheet, row):
        return False
    cells = sheet.rows[row]
    filled = [text_of(cell) for cell in cells if cell != ""]
    before = [cell for cell in cells[: name_at + 1] if cell != ""]
    numeric = [text for text in filled if text.replace(".", "").isdigit() and not years_in(text)]
    return bool(filled) and not before and not numeric


def _is_index(sheet: Sheet, row: int) -> bool:
    filled = [text_of(cell) for cell in sheet.rows[row] if cell != ""]
    marks = [text.replace(" ", "") for text in filled]
    if len(marks) < 2 or not all(INDEX.fullmatch(mark) for mark in marks):
        return False
    counted = [int(number) for mark in marks for number in re.findall(r"^\(?([0-9]+)", mark)]
    return counted == list(range(counted[0], counted[0] + len(counted))) if counted else False


def _sums(sheet: Sheet, index: int | None) -> tuple[tuple[int, tuple[int, ...]], ...]:
    if index is None:
        return ()
    marks = {at: text_of(cell) for at, cell in enumerate(sheet.rows[index]) if cell != ""}
    numbered = {
        int(number[0]): at
        for at, mark in marks.items()
        if (number := re.findall(r"^\(?([0-9]+)\)?", mark))
    }
    sums = []
    for at, mark in marks.items():
        right = mark.partition("=")[2]
        parts = [int(number) for number in re.findall(r"[0-9]+", right)]
        plus_only = re.fullmatch(r"[0-9()+ ]+", right)
        if plus_only and len(parts) > 1 and all(part in numbered for part in parts):
            sums.append((at, tuple(numbered[part] for part in parts)))
    return tuple(sums)


def named_table(sheet: Sheet, places: Mapping[str, tuple[int, int]]) -> Table | None:
    """Where do the hidden names of a form say that its table is? None for another sheet.

    ``places`` maps the names of the form that lie on this sheet to row and column. Columns without
    a name are not of the form.
    """
    if "return.name" not in places:
        return None
    row, name_at = places["return.name"]
    columns = [Column(places["return.number"][1], "number"), Column(name_at, "name")]
    for name, (_, at) in places.items():
        if name.startswith("figure."):
            _, year, category = name.split(".", 2)
            columns.append(Column(at, "figure", year, category))
    columns.sort(key=lambda column: column.at)
    top = places["return.top"][0]
    return Table(top, row - 1, row + 1, tuple(columns), _sums(sheet, row), ())
