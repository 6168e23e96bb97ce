"""What does a column of a return hold, by the headings above it?"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from analysis.sources.returns.problems import Problem
from analysis.sources.returns.sheets import Sheet, address
from analysis.sources.returns.terms import MOST_KEPT, STRUCTURE, Match, Terms

Use = Literal["number", "name", "note", "figure"]
YEAR = re.compile(
    r"(?:tính đến|đến|as of)?\s*(?:hết|ngày)?\s*(?:\d{1,2}[/-]\d{1,2}[/-])?(?:năm|year)?\s*"
    r"(?<!\d)((?:19|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
IN_BRACKETS = re.compile(r"\(([^()]*)\)")


@dataclass(frozen=True)
class Column:
    """One column that is understood. ``unit`` is the one stated in the heading, or ""."""

    at: int
    use: Use
    year: str = ""
    category: str = ""
    unit: str = ""


@dataclass(frozen=True)
class Heading:
    """What the headings above one column say together: years, uses, categories, units, the rest."""

    years: tuple[str, ...]
    codes: tuple[str, ...]
    units: tuple[str, ...]
    unknown: tuple[Match, ...]


def text_of(cell: Any) -> str:
    """How does a cell of a heading read? A year that is a number reads as one."""
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole else str(cell)


@lru_cache(MOST_KEPT)
def years_in(text: str) -> tuple[str, ...]:
    """Which years does a text name? ("Tính đến 31/12/2016" names 2016)"""
    return tuple(match[1] for match in YEAR.finditer(text))


def parts_above(sheet: Sheet, top: int, bottom: int, column: int) -> list[str]:
    """Which headings stand above a column, from the top down, each once?

    A merged heading stands above every column that it spans. Where the file merges nothing (.csv,
    .ods), a heading of an upper row reaches to the next one on its right.
    """
    covered = {
        (row, at): (row1, at1)
        for (row1, at1), (row2, at2) in sheet.merged
        if row1 <= bottom and row2 >= top
        for row in range(row1, row2 + 1)
        for at in range(at1, at2 + 1)
    }
    parts = []
    for row in range(top, bottom + 1):
        if covered:
            above, at = covered.get((row, column), (row, column))
        else:
            above, at = row, _reaching(sheet, row, bottom, column)
        text = text_of(sheet.rows[above][at])
        if text and text not in parts:
            parts.append(text)
    return parts


def _reaching(sheet: Sheet, row: int, bottom: int, column: int) -> int:
    beneath = any(sheet.rows[below][column] != "" for below in range(row + 1, bottom + 1))
    if sheet.rows[row][column] != "" or not beneath:
        return column
    return max((at for at in range(column) if sheet.rows[row][at] != ""), default=column)


def understood(parts: Sequence[str], terms: Terms) -> Heading:
    """What do the headings above a column say? Years and units are taken out first."""
    return _understood(tuple(parts), terms)


@lru_cache(MOST_KEPT)
def _understood(parts: tuple[str, ...], terms: Terms) -> Heading:
    years, codes, units, unknown = list[str](), list[str](), list[str](), list[Match]()
    for part in parts:
        rest = part
        for bracket in IN_BRACKETS.findall(part):
            unit = terms.match(bracket, "unit").code
            if unit:
                units.append(unit)
                rest = rest.replace(f"({bracket})", " ")
        years += years_in(rest)
        rest = YEAR.sub(" ", rest).strip(" ,.:;()")
        if rest:
            match = terms.match(rest, "column")
            codes += [match.code] if match.code else []
            unknown += [] if match.code else [match]
    said = [tuple(dict.fromkeys(texts)) for texts in (years, codes, units)]
    return Heading(said[0], said[1], said[2], tuple(unknown))


def read_column(
    sheet: Sheet, top: int, bottom: int, at: int, year: str, terms: Terms, years: Sequence[str]
) -> Column | Problem | None:
    """What does a column hold, or why is that not clear? None where nothing stands above it.

    ``year`` is that of the whole table, "" where none is stated; ``years`` are the programme's.
    """
    parts = parts_above(sheet, top, bottom, at)
    if not parts:
        return None
    heading = understood(parts, terms)
    cell, found = address(bottom, at), " / ".join(parts)
    uses = [code for code in heading.codes if code in STRUCTURE["column"] and code != "span"]
    categories = [code for code in heading.codes if code not in STRUCTURE["column"]]
    if heading.unknown or len(uses) + len(categories) != 1 or len(heading.units) > 1:
        near = [term for match in heading.unknown for term in match.nearest]
        return Problem("unknown_column", found, cell, facts={"nearest": ", ".join(near) or "–"})
    if uses:
        use: dict[str, Use] = {"number": "number", "name": "name", "note": "note"}
        return Column(at, use[uses[0]])
    own = heading.years or ((year,) if year else ())
    if len(own) != 1 or own[0] not in years:
        return Problem("no_year", found, cell, facts={"years": ", ".join(years)})
    return Column(at, "figure", own[0], categories[0], "".join(heading.units))
