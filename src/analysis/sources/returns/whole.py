"""What is wrong with a file, or a sheet of it, beyond its rows and cells?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsxwriter.utility import xl_cell_to_rowcol

from analysis.sources.returns.figures import Figure
from analysis.sources.returns.layout import Table
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.rows import READ, Row
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.sheets import Sheet, address
from analysis.sources.returns.terms import term_key

MOST_ROWS_ABOVE = 20


def repeated(sheets: Mapping[str, Sequence[Figure]]) -> list[Problem]:
    """Which sheets hold figures of bodies that another sheet holds too?"""
    if sum(map(bool, sheets.values())) < 2:
        return []
    seen: dict[tuple[str, ...], str] = {}
    found = dict[str, str]()
    for sheet, figures in sheets.items():
        for figure in figures:
            if figure.row.kind == "body":
                column, row = figure.column, figure.row
                key = (column.year, column.category, row.group, term_key(row.name))
                other = seen.setdefault(key, sheet)
                if other != sheet:
                    found.setdefault(sheet, other)
    return [
        Problem("repeated_table", name, sheet=name, facts={"other": other})
        for name, other in found.items()
    ]


def marked(sheets: Sequence[Sheet], asked: Asked) -> list[Problem]:
    """Are generated data marked as such in a programme of such, and absent from any other?"""
    marks = [
        (sheet.name, address(at, column), cell)
        for sheet in sheets
        for at, row in enumerate(sheet.rows[:MOST_ROWS_ABOVE])
        for column, cell in enumerate(row)
        if isinstance(cell, str) and cell
        if (asked.terms.beginning(cell, "above") or ("", ""))[0] == "generated"
    ]
    if marks and not asked.generated:
        name, where, text = marks[0]
        return [Problem("generated_return", text, where, name)]
    return [Problem("unmarked_return")] if asked.generated and not marks else []


def missing(tables: Mapping[str, Table], asked: Asked) -> list[Problem]:
    """Which columns of the form has no sheet?"""
    there = {
        (column.year, column.category) for table in tables.values() for column in table.figures
    }
    return [
        Problem("column_missing", sheet=next(iter(tables)), facts={"term": asked.named(*column)})
        for column in asked.columns
        if tables and column not in there
    ]


def strays(sheet: Sheet, table: Table, rows: list[Row]) -> list[Problem]:
    """Which columns hold something beside the table that is headed by nothing?"""
    known = {column.at for column in table.columns}
    known |= {column_of(problem.cell) for problem in table.problems}
    told = [row.at for row in rows if row.kind in (*READ, "unknown", "blank")]
    return [
        Problem("column_without_heading", str(sheet.rows[filled[0]][at]), address(filled[0], at))
        for at in range(sheet.width)
        if at not in known and (filled := [row for row in told if sheet.rows[row][at] != ""])
    ]


def unseen(sheet: Sheet, table: Table, rows: list[Row]) -> list[Problem]:
    """What would a reader of the print not see: hidden rows and columns, text in old fonts?"""
    hidden = [
        Problem("hidden_row", row.name, f"{row.at + 1}:{row.at + 1}")
        for row in rows
        if row.at in sheet.hidden_rows and row.kind in (*READ, "unknown")
    ]
    for column in table.columns:
        letter = address(0, column.at).rstrip("1")
        if column.at in sheet.hidden_columns:
            hidden.append(Problem("hidden_column", "", f"{letter}:{letter}"))
    for encoding in sorted(set(sheet.legacy.values())):
        places = [place for place, own in sheet.legacy.items() if own == encoding]
        facts = {"count": str(len(places)), "encoding": encoding.upper()}
        hidden.append(Problem("legacy_text", "", address(*min(places)), facts=facts))
    return hidden


def column_of(cell: str) -> int:
    """In which column lies an address such as C7, counted from 0?"""
    return int(xl_cell_to_rowcol(cell)[1])
