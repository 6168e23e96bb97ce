"""What does one file of a unit report?"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from analysis.sources.returns.above import reporting_unit, stated_unit
from analysis.sources.returns.figures import (
    Figure,
    check_sums,
    read_figures,
    refused_rows,
)
from analysis.sources.returns.guard import UnreadableFile
from analysis.sources.returns.layout import Table, find_table, named_table
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.rows import READ, Row, read_rows
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.sheets import Sheet, read_workbook
from analysis.sources.returns.whole import column_of, marked, missing, repeated, strays, unseen

CHUNK = 1 << 16
DEFINED = re.compile(r"'?(?P<sheet>[^']+)'?!\$(?P<column>[A-Z]{1,3})\$(?P<row>[0-9]+)")


@dataclass(frozen=True)
class SheetRead:
    """One sheet of a return: its rows, each once, its figures, and which rows are refused."""

    name: str
    rows: tuple[Row, ...]
    figures: tuple[Figure, ...] = ()
    refused: frozenset[int] = frozenset()

    def state(self, row: Row) -> str:
        """What became of a row: read, refused, or around the figures?"""
        if row.at in self.refused:
            return "refused"
        return "read" if row.kind in READ else "around"


@dataclass(frozen=True)
class Return:
    """One file that a unit sent: whose it is, what it reports, what is wrong with it.

    ``unit`` is a code of the list of units, or the name as it stands where no list is kept, or ""
    where the file does not say. ``digest`` identifies the content of the file.
    """

    file: str
    digest: str
    unit: str
    sheets: tuple[SheetRead, ...]
    problems: tuple[Problem, ...]

    @property
    def blocked(self) -> bool:
        """Is the return counted in no total?"""
        return any(problem.blocking for problem in self.problems)


def read_return(path: Path, asked: Asked, name: str) -> Return:
    """What does a file report, and what is wrong with it?

    ``name`` is what the report calls the file. Never raises for what a unit may have sent: what
    cannot be read is a problem of the return.
    """
    digest = digest_of(path)
    try:
        book = read_workbook(path)
    except UnreadableFile as error:
        problem = Problem(error.kind, name, file=name)
        return Return(name, digest, "", (), (problem,))
    places = _places(book.names)
    own = [book.names.get(name, "").strip('"') for name in ("return.lists", "return.notes")]
    made_for = book.names.get("return.programme", asked.programme).strip('"')
    sheets, problems, units = list[SheetRead](), list[Problem](), list[str]()
    tables = dict[str, Table]()
    if made_for != asked.programme:
        facts = {"programme": asked.programme}
        problems.append(Problem("other_programme", made_for, facts=facts))
    if not book.seen:
        problems.append(Problem("seen_in_part"))
    for sheet in book.sheets:
        if sheet.name in own:
            sheets.append(_unread(sheet))
            continue
        read, found, unit, table = _read_sheet(sheet, places.get(sheet.name, {}), asked)
        tables |= {sheet.name: table} if table else {}
        sheets.append(read)
        problems += [replace(problem, sheet=sheet.name) for problem in found]
        units += [unit] if unit else []
    problems += [
        *missing(tables, asked),
        *repeated({sheet.name: sheet.figures for sheet in sheets}),
        *(marked(book.sheets, asked) if any(sheet.rows for sheet in book.sheets) else ()),
    ]
    if not tables:
        problems.append(
            Problem("no_table", facts={"examples": ", ".join(_examples("name", asked))})
        )
    elif len(set(units)) != 1:
        said, facts = " / ".join(dict.fromkeys(units)), {"nearest": asked.first_units or "–"}
        problems.append(Problem("unknown_reporting_unit", said, facts=facts))
    unit = units[0] if len(set(units)) == 1 else ""
    told = tuple(replace(problem, file=name) for problem in problems)
    return Return(name, digest, unit, tuple(sheets), told)


def digest_of(path: Path) -> str:
    """Which digest identifies the content of a file, of whatever size?"""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _examples(code: str, asked: Asked) -> list[str]:
    known = asked.terms.codes.get("column", {})
    return [asked.terms.written[key] for key, codes in known.items() if code in codes][:3]


def _read_sheet(
    sheet: Sheet, places: Mapping[str, tuple[int, int]], asked: Asked
) -> tuple[SheetRead, list[Problem], str, Table | None]:
    if not sheet.rows:
        return _unread(sheet), [], "", None
    if sheet.hidden:
        return _unread(sheet), [Problem("hidden_sheet", sheet.name)], "", None
    table = named_table(sheet, places) or find_table(sheet, asked)
    if table is None:
        return _unread(sheet), [Problem("sheet_without_table", sheet.name)], "", None
    unit, unit_problems = reporting_unit(sheet, table.top, places.get("return.unit"), asked)
    count, count_problems = stated_unit(sheet, table, asked)
    rows, row_problems = read_rows(sheet, table, asked.terms)
    rows, group_problems = _with_groups(rows, unit, asked)
    figures, cell_problems = read_figures(sheet, table, rows, count, asked)
    lost = refused_rows(rows, figures) | {
        row.at for row in rows if row.kind == "body" and not row.group
    }
    kept = [figure for figure in figures if figure.row.at not in lost]
    problems = [
        *table.problems,
        *unit_problems,
        *count_problems,
        *strays(sheet, table, rows),
        *row_problems,
        *group_problems,
        *cell_problems,
        *check_sums(table, figures),
        *unseen(sheet, table, rows),
    ]
    read = SheetRead(sheet.name, tuple(rows), tuple(kept), frozenset(lost))
    return read, problems, unit, table


def _unread(sheet: Sheet) -> SheetRead:
    return SheetRead(sheet.name, tuple(Row(at, "note") for at in range(len(sheet.rows))))


def _with_groups(rows: list[Row], unit: str, asked: Asked) -> tuple[list[Row], list[Problem]]:
    own = asked.group_of_unit.get(unit, "")
    if own and not any(row.group or row.kind == "unknown" for row in rows):
        rows = [replace(row, group=own) if row.kind == "body" else row for row in rows]
    groups = ", ".join(asked.labels[group]["vi"] for group in asked.settings["groups"])
    return rows, [
        Problem("no_group", row.name, f"{row.at + 1}:{row.at + 1}", facts={"nearest": groups})
        for row in rows
        if row.kind == "body" and not row.group
    ]


def _places(names: Mapping[str, str]) -> dict[str, dict[str, tuple[int, int]]]:
    found: dict[str, dict[str, tuple[int, int]]] = {}
    for name, target in names.items():
        match = DEFINED.fullmatch(target)
        if match and name.startswith(("return.", "figure.")):
            place = (int(match["row"]) - 1, column_of(f"{match['column']}1"))
            found.setdefault(match["sheet"], {})[name] = place
    return found
