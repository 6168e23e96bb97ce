"""Which cells does a file of a unit hold, whoever's spreadsheet saved it?"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import python_calamine
from xlsxwriter.utility import xl_rowcol_to_cell

from analysis.sources.errors import SourceError
from analysis.sources.returns.behind import Behind, BehindBook, Place
from analysis.sources.returns.behind_ods import CONTENT, behind_ods
from analysis.sources.returns.behind_xlsx import behind_xlsx
from analysis.sources.returns.guard import (
    LONGEST_TEXT,
    MOST_BYTES,
    MOST_CELLS,
    LockedFile,
    MacroFile,
    TooLargeFile,
    TooLongCell,
    UnreadableFile,
    require_safe,
)
from analysis.sources.returns.legacy import MOST_KEPT, Encoding, decode_cell, encoding_of_sheet
from analysis.sources.text import normalise, read_text

SUFFIXES = (".xlsx", ".xls", ".ods", ".csv")
WITH_MACROS = (".xlsm", ".xlsb", ".xltm", ".xlam")
HTML_STARTS = (b"<html", b"<!doc", b"<?xml", b"<table")

Block = tuple[Place, Place]


@dataclass(frozen=True)
class Sheet:
    """One sheet: its cells from A1 on, in Unicode, and what a reader of the print would not see.

    ``rows`` are of one width; a cell is a text ("" where empty), a number, or what else the file
    holds. ``formulas`` says where a value was computed, ``hidden_rows`` and ``hidden_columns``
    count from 0, ``merged`` are corners of merged cells, ``legacy`` the cells that were decoded.
    ``all_text``: the file knows no numbers, as .csv does not.
    """

    name: str
    rows: tuple[tuple[Any, ...], ...]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[Block, ...] = ()
    formulas: Mapping[Place, str] = field(default_factory=dict)
    legacy: Mapping[Place, Encoding] = field(default_factory=dict)
    all_text: bool = False

    @property
    def width(self) -> int:
        """How many columns has the sheet?"""
        return len(self.rows[0]) if self.rows else 0


@dataclass(frozen=True)
class Workbook:
    """The sheets of a file, and the names that it defines: name to "'sheet'!$A$1" or a text.

    ``seen``: whether what lies behind the values could be seen, where the format keeps such.
    """

    sheets: tuple[Sheet, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    seen: bool = True


def address(row: int, column: int) -> str:
    """How does a spreadsheet call the cell? Rows and columns count from 0 here."""
    return str(xl_rowcol_to_cell(row, column))


def read_workbook(path: Path) -> Workbook:
    """What does a file hold?

    .xlsx, .xls and .ods are read by calamine, .csv as UTF-8 separated by commas or semicolons.
    From .xlsx and .ods come also fonts, formulas, error values, hidden rows and columns, from .xlsx
    defined names; of .xls calamine tells only which sheets are hidden. Raises UnreadableFile
    for another kind of file, a broken or protected one, and for what ``require_safe`` refuses.
    """
    suffix = path.suffix.lower()
    if suffix in WITH_MACROS:
        raise MacroFile(f"{path.name} may hold macros: save it as .xlsx.")
    if suffix not in SUFFIXES:
        raise UnreadableFile(f"{path.name}: expected a file {', '.join(SUFFIXES)}.")
    if path.stat().st_size > MOST_BYTES:
        raise TooLargeFile(f"{path.name} is larger than {MOST_BYTES:,} bytes.")
    if suffix == ".csv":
        sheet = _sheet(path.stem, _csv_rows(path), False, (), Behind())
        return Workbook((replace(sheet, all_text=True),))
    content = path.read_bytes()
    parts = require_safe(path.name, content)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        behind = _behind(suffix, parts)
        return Workbook(tuple(_sheets(book, behind.sheets)), behind.names, bool(parts))
    except python_calamine.PasswordError as error:
        raise LockedFile(f"{path.name} is locked with a password: save it without.") from error
    except (UnreadableFile, KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # calamine panics on some damaged .xls, past Exception
        told = "a web page" if content[:6].lower().startswith(HTML_STARTS) else "broken"
        raise UnreadableFile(
            f"{path.name} cannot be read as {suffix} ({told}): open it and save it as .xlsx."
        ) from error


def _behind(suffix: str, parts: Mapping[str, bytes]) -> BehindBook:
    if suffix != ".xlsx" and CONTENT in parts:
        return behind_ods(parts)
    return behind_xlsx(parts) if parts or suffix == ".xlsx" else BehindBook()


def _sheets(
    book: python_calamine.CalamineWorkbook, behind: Mapping[str, Behind]
) -> Sequence[Sheet]:
    sheets = []
    for number, about in enumerate(book.sheets_metadata):
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_index(number)
        if sheet.total_height * sheet.total_width > MOST_CELLS:
            raise TooLargeFile(
                f"sheet {about.name!r} spans {sheet.total_height:,} rows and "
                f"{sheet.total_width:,} columns: delete what lies around the table."
            )
        rows = sheet.to_python(skip_empty_area=False)
        _require_cells(about.name, rows)
        merged = tuple(sheet.merged_cell_ranges or ())
        visible = about.visible == python_calamine.SheetVisibleEnum.Visible
        own = behind.get(about.name, Behind())
        sheets.append(_sheet(about.name, rows, not visible, merged, own))
    return sheets


def _sheet(
    name: str,
    rows: Sequence[Sequence[Any]],
    hidden: bool,
    merged: Sequence[Block],
    behind: Behind,
) -> Sheet:
    beyond = [*behind.formulas, *behind.errors]
    height = max([len(rows), *(row + 1 for row, _ in beyond)])
    width = max([0, *map(len, rows), *(column + 1 for _, column in beyond)])
    rows = [*rows, *[()] * (height - len(rows))]
    around = encoding_of_sheet(cell for row in rows for cell in row if isinstance(cell, str))
    legacy: dict[Place, Encoding] = {}
    read = []
    for row, cells in enumerate(rows):
        told = [*cells, *[""] * (width - len(cells))]
        for column, cell in enumerate(told):
            if isinstance(cell, str) and cell:
                place = (row, column)
                told[column], encoding = _decoded(cell, behind.fonts.get(place, ""), around)
                if encoding != "unicode":
                    legacy[place] = encoding
        read.append(told)
    for (row, column), error in behind.errors.items():
        read[row][column] = error
    return Sheet(
        name,
        tuple(map(tuple, read)),
        hidden,
        behind.hidden_rows,
        behind.hidden_columns,
        tuple(merged),
        behind.formulas,
        legacy,
    )


@lru_cache(MOST_KEPT)
def _decoded(cell: str, font: str, around: Encoding) -> tuple[str, Encoding]:
    said, encoding = decode_cell(cell, font, around)
    return normalise(said), encoding if said != cell else "unicode"


def _csv_rows(path: Path) -> list[list[str]]:
    try:
        text = read_text(path)
        separator = ";" if text.count(";") > text.count(",") else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except (SourceError, csv.Error) as error:
        raise UnreadableFile(f"{path.name}: {error}") from error
    if max(map(len, rows), default=0) * len(rows) > MOST_CELLS:
        raise TooLargeFile(f"{path.name} spans more than {MOST_CELLS:,} cells.")
    _require_cells(path.name, rows)
    return rows


def _require_cells(name: str, rows: Sequence[Sequence[Any]]) -> None:
    if any(isinstance(cell, str) and len(cell) > LONGEST_TEXT for row in rows for cell in row):
        raise TooLongCell(f"{name}: a cell holds more than {LONGEST_TEXT:,} characters.")
