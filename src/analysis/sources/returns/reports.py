"""What is written about the returns of a programme, and to which unit?"""

from __future__ import annotations

import csv
import io
import os
import shutil
from collections.abc import Iterator, Sequence
from functools import cache, partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
from jinja2 import Environment, StrictUndefined, Template

from analysis.sources.parsed import parsed
from analysis.sources.returns.collection import (
    Collection,
    figures_of,
    problems_by_unit,
    rows_of,
)
from analysis.sources.returns.form import MADE
from analysis.sources.returns.problems import COLUMNS, LANGUAGES, Problem, report_rows
from analysis.sources.returns.schemas import FIGURES, PROBLEMS, ROWS, TOTALS
from analysis.sources.returns.sums import totals_of
from analysis.sources.schemas import save_table
from analysis.sources.tables import validate
from analysis.sources.text import slug

YES_OR_NO = {True: "yes", False: "no"}
Rows = Sequence[tuple[str, ...]]
Told = tuple[str, str, list[Problem]]
"""A unit, the name of its reports, and what it is told."""
STARTS_OF_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
WIDTHS = {"found": 40, "expected": 60, "mend": 60, "file": 24}


def write_reports(collection: Collection, folder: Path) -> list[Path]:
    """What is written about the returns of a programme?

    figures.csv, rows.csv and totals.csv, and for every unit that has something to answer a report
    as HTML, Excel and CSV in each language. Reports of an earlier run that are no longer due are
    deleted. Returns the reports in HTML.
    """
    save_table(figures_of(collection), folder / "figures.csv", FIGURES)
    save_table(rows_of(collection), folder / "rows.csv", ROWS)
    save_table(totals_of(collection), folder / "totals.csv", TOTALS)
    reports, beside = folder / "reports", folder / f".reports.{os.getpid()}"
    for left_over in folder.glob(".reports.*"):
        shutil.rmtree(left_over)
    beside.mkdir()
    told = list(_told(collection))
    for lang in LANGUAGES:
        for (unit, name, problems), table in zip(told, _tables(told, lang), strict=True):
            path = beside / f"{name}.{lang}.html"
            path.write_text(report_page(collection, unit, problems, lang), encoding="utf-8")
            path.with_suffix(".xlsx").write_bytes(report_workbook(table))
            with path.with_suffix(".csv").open("w", encoding="utf-8", newline="") as file:
                rows = csv.writer(file, lineterminator="\n")
                rows.writerow(COLUMNS)
                rows.writerows([_as_text(cell) for cell in row] for row in table)
    if reports.is_dir():
        shutil.rmtree(reports)
    beside.rename(reports)
    return [reports / f"{name}.{lang}.html" for _, name, _ in told for lang in LANGUAGES]


def _tables(told: Sequence[Told], lang: str) -> list[Rows]:
    """The table of each report, all of them held against their schema at once."""
    tables: list[Rows] = [
        [tuple(YES_OR_NO[c] if isinstance(c, bool) else c for c in row) for row in rows]
        for unit, _, problems in told
        for rows in [report_rows(unit, problems, lang)]
    ]
    whole = pd.DataFrame([row for table in tables for row in table], columns=COLUMNS, dtype="str")
    validate(whole, PROBLEMS, "reports to units")
    return tables


def _told(collection: Collection) -> Iterator[Told]:
    names = set[str]()
    for unit, problems in problems_by_unit(collection).items():
        if problems:
            name = base = _file_name(unit)
            number = 1
            while name in names:
                number += 1
                name = f"{base}-{number}"
            names.add(name)
            yield unit, name, problems


def _file_name(unit: str) -> str:
    return slug(f"unit {unit}").removeprefix("unit-")[:60]


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(STARTS_OF_FORMULAS) else cell


def report_page(collection: Collection, unit: str, problems: Sequence[Problem], lang: str) -> str:
    """Which page tells a unit what to mend? One file that loads nothing."""
    words = _words()[lang]
    return _template().render(
        lang=lang,
        unit=collection.asked.name_of_unit.get(unit, {}).get(lang, unit),
        words=words,
        problems=problems,
        summary=_summary(collection, unit, words),
        generated=collection.asked.generated,
        place=partial(_place, words=words),
    )


@cache
def _words() -> dict[str, dict[str, str]]:
    text = files("analysis.sources.returns").joinpath("report.yml").read_text(encoding="utf-8")
    words: dict[str, dict[str, str]] = parsed(text)
    return words


@cache
def _template() -> Template:
    text = files("analysis.sources.returns").joinpath("report.html.j2").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(text)


def _place(cell: str, words: dict[str, str]) -> str:
    """How does a page name a whole row (9:9) or column (C:C) of a sheet? A cell as it is."""
    first, _, last = cell.partition(":")
    if first != last:
        return cell
    return words["row" if first.isdigit() else "column"].format(at=first)


def _summary(collection: Collection, unit: str, words: dict[str, str]) -> str:
    own = collection.returns_of.get(unit, [])
    states = [sheet.state(row) for one in own for sheet in one.sheets for row in sheet.rows]
    said = "counts" if any(one.file in collection.files_counting for one in own) else "waits"
    counts = {"read": states.count("read"), "refused": states.count("refused")}
    return words["missing" if not own else said].format(**counts)


def report_workbook(table: Rows) -> bytes:
    """Which workbook holds the table of a report? Every cell is text; the same bytes each time."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": MADE})
    sheet: Any = book.add_worksheet()
    head, cell = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    for at, column in enumerate(COLUMNS):
        sheet.set_column(at, at, WIDTHS.get(column, 14))
        sheet.write_string(0, at, column, head)
        for row, texts in enumerate(table, 1):
            sheet.write_string(row, at, texts[at], cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()
