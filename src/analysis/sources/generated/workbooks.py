"""How is a made-up sheet saved, as each spreadsheet program would?"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from analysis.sources.generated.drafts import Grid

MADE = datetime(2026, 1, 1, tzinfo=UTC)
ZIPPED = (2026, 1, 1, 0, 0, 0)
ODS = "application/vnd.oasis.opendocument.spreadsheet"
NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "style", "table", "text")
)
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
Saved = Callable[[Sequence[Grid]], bytes]


def as_xlsx(grids: Sequence[Grid]) -> bytes:
    """Which .xlsx holds these sheets? With fonts, merged cells, formulas and what is hidden."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": "Generated", "created": MADE})
    for grid in grids:
        sheet: Any = book.add_worksheet(grid.name)
        look = book.add_format({"font_name": grid.font} if grid.font else {})
        for at, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                if (at, column) in grid.formulas:
                    formula, value = grid.formulas[at, column]
                    sheet.write_formula(at, column, formula, look, "" if value is None else value)
                elif isinstance(cell, str):
                    sheet.write_string(at, column, cell, look)
                elif cell is not None:
                    sheet.write(at, column, cell, look)
        for first, left, last, right in grid.merged:
            sheet.merge_range(first, left, last, right, grid.rows[first][left], look)
        for at in grid.hidden_rows:
            sheet.set_row(at, None, None, {"hidden": True})
        for column in grid.hidden_columns:
            sheet.set_column(column, column, None, None, {"hidden": True})
        if grid.hidden:
            sheet.hide()
    book.close()
    return file.getvalue()


def as_ods(grids: Sequence[Grid]) -> bytes:
    """Which OpenDocument holds these sheets? With fonts, merged cells, formulas, what is hidden."""
    tables = "".join(
        f'<table:table table:name="{escape(grid.name)}">'
        + "".join(_ods_column(grid, at) for at in range(max(map(len, grid.rows), default=0)))
        + "".join(_ods_row(grid, at) for at in range(len(grid.rows)))
        + "</table:table>"
        for grid in grids
    )
    styles = "".join(
        f'<style:style style:name="{escape(font)}" style:family="table-cell">'
        f'<style:text-properties style:font-name="{escape(font)}"/></style:style>'
        for font in sorted({grid.font for grid in grids} - {""})
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {NAMESPACES} '
        f'xmlns:calcext="{CALC}" office:version="1.3"><office:automatic-styles>{styles}'
        f"</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    parts = {"mimetype": ODS, "content.xml": content, "META-INF/manifest.xml": manifest}
    return zipped({name: text.encode() for name, text in parts.items()})


def zipped(parts: dict[str, bytes]) -> bytes:
    """Which archive holds these parts? The same bytes for the same parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, ZIPPED), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def as_csv(grids: Sequence[Grid], separator: str = ";") -> bytes:
    """Which CSV holds the first sheet? UTF-8."""
    text = io.StringIO(newline="")
    width = max(map(len, grids[0].rows))
    rows = ([*row, *[""] * (width - len(row))] for row in grids[0].rows)
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode()


def _ods_row(grid: Grid, at: int) -> str:
    covered = {
        (row, column)
        for first, left, last, right in grid.merged
        for row in range(first, last + 1)
        for column in range(left, right + 1)
        if (row, column) != (first, left)
    }
    spans = {(a, b): (c - a + 1, d - b + 1) for a, b, c, d in grid.merged}
    width = max(len(row) for row in grid.rows)
    cells = (*grid.rows[at], *[""] * (width - len(grid.rows[at])))
    told = "".join(
        _ods_cell(
            *grid.formulas.get((at, column), ("", cell)),
            spans.get((at, column)),
            (at, column) in covered,
        )
        for column, cell in enumerate(cells)
    )
    return f"<table:table-row{_ods_hidden(at in grid.hidden_rows)}>{told}</table:table-row>"


def _ods_column(grid: Grid, at: int) -> str:
    look = f' table:default-cell-style-name="{escape(grid.font)}"' if grid.font else ""
    return f"<table:table-column{look}{_ods_hidden(at in grid.hidden_columns)}/>"


def _ods_hidden(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _ods_cell(formula: str, cell: Any, span: tuple[int, int] | None, is_covered: bool) -> str:
    name = "table:covered-table-cell" if is_covered else "table:table-cell"
    spanned = ""
    if span:
        spanned = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"'
    if formula:
        spanned += f' table:formula="of:{escape(formula)}"'
    if cell in ("", None) and not formula:
        return f"<{name}{spanned}/>"
    if cell is None or str(cell).startswith("#"):
        kind = 'office:value-type="string" office:string-value=""'
        kind += ' calcext:value-type="error"' if cell else ""
    elif isinstance(cell, int | float):
        kind = f'office:value-type="float" office:value="{cell}"'
    else:
        kind = 'office:value-type="string"'
    shown = "" if cell is None else escape(str(cell))
    return f"<{name}{spanned} {kind}><text:p>{shown}</text:p></{name}>"
