"""What is each row of a return: a title, a group, a body, a total, a signature?"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from analysis.sources.returns.layout import Table
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.sheets import Sheet, address
from analysis.sources.returns.terms import Terms

Kind = Literal[
    "title", "heading", "blank", "group", "body", "total", "note", "signature", "unknown"
]
ROMAN = re.compile(r"[IVX]+|[A-EĐ]")
DATED = re.compile(r"ngày .*tháng .*năm", re.IGNORECASE)
STARTS_OF_FORMULAS = ("=", "+", "@")
READ: tuple[Kind, ...] = ("group", "body", "total")


@dataclass(frozen=True)
class Row:
    """One row of a sheet, counted from 0: what it is, its name and the group that it lies in.

    ``group`` is a code of the programme, "" where none is known. Rows of signatures keep no text:
    they hold the names of people.
    """

    at: int
    kind: Kind
    name: str = ""
    group: str = ""


def read_rows(sheet: Sheet, table: Table, terms: Terms) -> tuple[list[Row], list[Problem]]:
    """What is each row of the sheet? One entry a row, none left out, and what is wrong with rows.

    A total bears a term for one; a group bears the name of one, and is a heading where bodies
    or numbered rows for them follow beneath it, a body itself where none do; the signatures begin
    below the last row that has figures, with a term for one or a place and date, and reach to the
    end.
    """
    rows = [Row(at, "title") for at in range(table.top)]
    rows += [Row(at, "heading") for at in range(table.top, table.first)]
    problems = list[Problem]()
    last = max((at for at in range(table.first, len(sheet.rows)) if _filled(sheet, table, at)),
               default=table.first)  # fmt: skip
    group, signed = "", False
    for at in range(table.first, len(sheet.rows)):
        signed = signed or (at > last and _signs(sheet, at, terms))
        if signed:
            rows.append(Row(at, "signature"))
            continue
        row, problem = _row(sheet, table, at, group, at > last, terms)
        rows.append(row)
        problems += [problem] if problem else []
        if row.kind == "group" or (row.kind == "unknown" and problem is not None):
            group = row.group
    return _groups_without_bodies(rows, sheet, table), problems


def _row(
    sheet: Sheet, table: Table, at: int, group: str, below: bool, terms: Terms
) -> tuple[Row, Problem | None]:
    number, name = _label(sheet, table, at)
    filled = _filled(sheet, table, at)
    if not filled and (not name or all(cell == "" for cell in sheet.rows[at])):
        stray = any(cell != "" and not _is_number(cell) for cell in sheet.rows[at])
        return Row(at, "note" if stray and not number else "blank"), None
    if below and not number:
        return Row(at, "note"), None
    if not name:
        where = address(at, table.at("name") or 0)
        return Row(at, "unknown", group=group), Problem("row_without_name", "", where)
    if name.startswith(STARTS_OF_FORMULAS):
        where = address(at, table.at("name") or 0)
        return Row(at, "unknown", group=group), Problem("formula_as_text", name, where)
    match = terms.match(name, "row")
    if match.code == "total":
        return Row(at, "total", name), None
    if match.code:
        return Row(at, "group", name, match.code), None
    if ROMAN.fullmatch(number):
        facts = {"nearest": ", ".join(match.nearest) or "–"}
        where = address(at, table.at("name") or 0)
        return Row(at, "unknown", name), Problem("unknown_group", name, where, facts=facts)
    return Row(at, "body", name, group), None


def _groups_without_bodies(rows: list[Row], sheet: Sheet, table: Table) -> list[Row]:
    heads = {
        row.at: any(
            after.kind == "body" or (after.kind == "blank" and _label(sheet, table, after.at)[0])
            for after in _until_next(rows, row)
        )
        for row in rows
        if row.kind == "group"
    }
    return [
        replace(row, kind="body") if row.kind == "group" and not heads[row.at] else row
        for row in rows
    ]


def _until_next(rows: list[Row], row: Row) -> list[Row]:
    after = rows[row.at + 1 :]
    stops = [n for n, other in enumerate(after) if other.kind in ("group", "total", "unknown")]
    return after[: stops[0]] if stops else after


def _label(sheet: Sheet, table: Table, at: int) -> tuple[str, str]:
    number_at, name_at = table.at("number"), table.at("name")
    number = _text(sheet.rows[at][number_at]) if number_at is not None else ""
    name = _text(sheet.rows[at][name_at]) if name_at is not None else ""
    is_running = ROMAN.fullmatch(number) or _is_number(number.rstrip("."))
    if number and not name and not is_running:
        return "", number
    return number.rstrip("."), name


def _filled(sheet: Sheet, table: Table, at: int) -> bool:
    return any(
        sheet.rows[at][column.at] != "" or (at, column.at) in sheet.formulas
        for column in table.figures
        if not _is_words(sheet.rows[at][column.at])
    )


def _is_words(cell: Any) -> bool:
    if not isinstance(cell, str) or len(cell) < 2:
        return False
    return bool(DATED.search(cell)) or not any(sign.isdigit() for sign in cell)


def _signs(sheet: Sheet, at: int, terms: Terms) -> bool:
    texts = [cell for cell in sheet.rows[at] if isinstance(cell, str) and cell]
    return any(terms.beginning(text, "below") or DATED.search(text) for text in texts)


def _text(cell: Any) -> str:
    whole = isinstance(cell, float) and cell.is_integer()
    return str(int(cell)) if whole else str(cell)


def _is_number(cell: Any) -> bool:
    return isinstance(cell, int | float) or str(cell).replace(".", "").isdigit()
