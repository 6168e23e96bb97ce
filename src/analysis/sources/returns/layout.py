"""Where on a sheet is the table, and what do its columns hold?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from analysis.sources.returns.headings import (
    Column,
    read_column,
    text_of,
    understood,
    years_in,
)
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.sheets import Block, Sheet, address
from analysis.sources.returns.terms import MOST_KEPT, Terms

INDEX = re.compile(r"\(?[0-9]{1,2}\)?( ?=.*)?|[A-EĐ]")
MOST_ROWS_OF_HEADINGS = 4

Texts = tuple[str, ...]
"""The cells of a row as they read in a heading."""


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
        return self._first.get(use)

    @cached_property
    def _first(self) -> dict[str, int]:
        return {column.use: column.at for column in reversed(self.columns)}

    @cached_property
    def figures(self) -> list[Column]:
        """Which columns hold figures?"""
        return [column for column in self.columns if column.use == "figure"]


def find_table(sheet: Sheet, asked: Asked) -> Table | None:
    """Where is the table of a sheet? None where no row heads a column of names.

    The table begins with the first row that holds a term for the column of names beside another
    heading; title rows stand above it. Headings may go on over the rows beneath, as long as the
    column of names is empty there, and over rows above that hold nothing but headings.
    """
    texts = _Texts(sheet)
    anchor = next((at for at in range(len(sheet.rows)) if _heads(texts[at], asked.terms)), None)
    if anchor is None:
        return None
    name_at = _name_at(texts[anchor], asked.terms)
    top = anchor
    while top > 0 and _is_heading_above(texts[top - 1], name_at, asked.terms):
        top -= 1
    bottom = anchor
    while bottom + 1 < len(sheet.rows) and _goes_on(texts[bottom + 1], name_at, bottom + 1 - top):
        bottom += 1
    first = bottom + 1
    sums: tuple[tuple[int, tuple[int, ...]], ...] = ()
    if first < len(sheet.rows) and _is_index(texts[first]):
        sums, first = _sums(texts[first]), first + 1
    title = [text for at in range(top) for text in texts[at] if text]
    stated = list(dict.fromkeys(year for text in title for year in years_in(text)))
    years = tuple(str(year) for year in asked.settings["years"])
    known = [year for year in stated if year in years]
    year = known[0] if len(known) == 1 else years[0] if len(years) == 1 else ""
    merged = tuple(one for one in sheet.merged if one[0][0] <= bottom and one[1][0] >= top)
    begin = min([top, *(row for (row, _), _ in merged)])
    heads = tuple(texts[at] for at in range(begin, bottom + 1))
    columns, problems = _read(heads, begin, top, merged, year, years, asked.terms)
    return Table(top, bottom, first, columns, sums, problems)


class _Texts(dict[int, Texts]):
    """The cells of each row as they read in a heading, once they are asked for."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__()
        self._rows = sheet.rows

    def __missing__(self, at: int) -> Texts:
        self[at] = texts = tuple(map(text_of, self._rows[at]))
        return texts


@lru_cache(MOST_KEPT)
def _read(
    heads: tuple[Texts, ...],
    begin: int,
    top: int,
    merged: tuple[Block, ...],
    year: str,
    years: tuple[str, ...],
    terms: Terms,
) -> tuple[tuple[Column, ...], tuple[Problem, ...]]:
    """The columns under these rows, of which the first is ``begin``. Units head tables alike."""
    sheet, bottom = Sheet("", (*((),) * begin, *heads), merged=merged), begin + len(heads) - 1
    read = [read_column(sheet, top, bottom, at, year, terms, years) for at in range(len(heads[0]))]
    return _without_repetitions(read, bottom)


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


@lru_cache(MOST_KEPT)
def _heads(row: Texts, terms: Terms) -> bool:
    said = [understood([text], terms) for text in row if text]
    headings = [heading for heading in said if heading.codes or heading.years]
    return len(headings) > 1 and _name_at(row, terms) >= 0


def _name_at(row: Texts, terms: Terms) -> int:
    names = (
        at for at, text in enumerate(row) if text and "name" in understood([text], terms).codes
    )
    return next(names, -1)


def _is_heading_above(row: Texts, name_at: int, terms: Terms) -> bool:
    filled = {at: text for at, text in enumerate(row) if text}
    if not filled or min(filled) <= name_at:
        return False
    stated = any(terms.beginning(text, "above") for text in filled.values())
    headings = [understood([text], terms) for text in filled.values()]
    return not stated and all(
        not heading.unknown and (heading.years or heading.codes) for heading in headings
    )


def _goes_on(row: Texts, name_at: int, depth: int) -> bool:
    if depth >= MOST_ROWS_OF_HEADINGS or _is_index(row):
        return False
    filled = [text for text in row if text]
    numeric = [text for text in filled if text.replace(".", "").isdigit() and not years_in(text)]
    return bool(filled) and not any(row[: name_at + 1]) and not numeric


@lru_cache(MOST_KEPT)
def _is_index(row: Texts) -> bool:
    marks = [text.replace(" ", "") for text in row if text]
    if len(marks) < 2 or not all(INDEX.fullmatch(mark) for mark in marks):
        return False
    counted = [int(number) for mark in marks for number in re.findall(r"^\(?([0-9]+)", mark)]
    return counted == list(range(counted[0], counted[0] + len(counted))) if counted else False


@lru_cache(MOST_KEPT)
def _sums(index: Texts) -> tuple[tuple[int, tuple[int, ...]], ...]:
    marks = {at: text for at, text in enumerate(index) if text}
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
    return Table(top, row - 1, row + 1, tuple(columns), _sums(_Texts(sheet)[row]), ())
