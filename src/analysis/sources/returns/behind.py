"""What lies behind the values of an .xlsx: fonts, errors, formulas, what is hidden?"""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import openpyxl

Place = tuple[int, int]


@dataclass(frozen=True)
class Behind:
    """What lies behind the values of an .xlsx sheet: fonts, errors, formulas, what is hidden."""

    fonts: Mapping[Place, str] = field(default_factory=dict)
    errors: Mapping[Place, str] = field(default_factory=dict)
    formulas: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


def behind_of(content: bytes) -> tuple[dict[str, Behind], dict[str, str]]:
    """What lies behind each sheet, and which names does the workbook define?"""
    with warnings.catch_warnings(action="ignore"):
        book = openpyxl.load_workbook(io.BytesIO(content), keep_links=False)
    return (
        {sheet.title: _of_sheet(sheet) for sheet in book.worksheets},
        {name: str(defined.attr_text) for name, defined in book.defined_names.items()},
    )


def errors_of(content: bytes) -> dict[str, dict[Place, str]]:
    """Which formulas were calculated to an error, by sheet? Reads the file once more."""
    with warnings.catch_warnings(action="ignore"):
        book = openpyxl.load_workbook(io.BytesIO(content), data_only=True, keep_links=False)
    return {
        sheet.title: {
            (cell.row - 1, cell.column - 1): str(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.data_type == "e"
        }
        for sheet in book.worksheets
    }


def _of_sheet(sheet: Any) -> Behind:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    at = {(cell.row - 1, cell.column - 1): cell for cell in cells}
    hidden_columns = [
        column - 1
        for span in sheet.column_dimensions.values()
        if span.hidden
        for column in range(span.min, span.max + 1)
    ]
    return Behind(
        fonts={place: cell.font.name or "" for place, cell in at.items()},
        errors={place: str(cell.value) for place, cell in at.items() if cell.data_type == "e"},
        formulas={place: str(cell.value) for place, cell in at.items() if cell.data_type == "f"},
        hidden_rows=frozenset(
            row - 1 for row, dimension in sheet.row_dimensions.items() if dimension.hidden
        ),
        hidden_columns=frozenset(hidden_columns),
    )
