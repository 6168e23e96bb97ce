"""What is written about the returns of a programme, and to which unit?"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
import xlsxwriter
import yaml
from jinja2 import Environment, StrictUndefined

from analysis.sources.returns.collection import (
    Collection,
    figures_of,
    problems_by_unit,
    rows_of,
)
from analysis.sources.returns.form import MADE
from analysis.sources.returns.problems import LANGUAGES, Problem, report_of
from analysis.sources.returns.schemas import FIGURES, PROBLEMS, ROWS, TOTALS
from analysis.sources.returns.sums import totals_of
from analysis.sources.schemas import save_table
from analysis.sources.text import slug

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
    reports = folder / "reports"
    reports.mkdir(exist_ok=True)
    for old in reports.iterdir():
        old.unlink()
    written = []
    for unit, name, problems in _told(collection):
        for lang in LANGUAGES:
            table = report_of(unit, problems, lang)
            table["blocking"] = table["blocking"].map({True: "yes", False: "no"})
            path = reports / f"{name}.{lang}.html"
            path.write_text(report_page(collection, unit, problems, lang), encoding="utf-8")
            path.with_suffix(".xlsx").write_bytes(report_workbook(table))
            save_table(table.map(_as_text), path.with_suffix(".csv"), PROBLEMS)
            written.append(path)
    return written


def _told(collection: Collection) -> Iterator[tuple[str, str, list[Problem]]]:
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
    own = files("analysis.sources.returns")
    words = yaml.safe_load(own.joinpath("report.yml").read_text(encoding="utf-8"))[lang]
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string(own.joinpath("report.html.j2").read_text(encoding="utf-8"))
    return template.render(
        lang=lang,
        unit=_name_of(collection, unit, lang),
        words=words,
        problems=problems,
        summary=_summary(collection, unit, words),
        generated=collection.asked.generated,
        place=partial(_place, words=words),
    )


def _place(cell: str, words: dict[str, str]) -> str:
    """How does a page name a whole row (9:9) or column (C:C) of a sheet? A cell as it is."""
    first, _, last = cell.partition(":")
    if first != last:
        return cell
    return words["row" if first.isdigit() else "column"].format(at=first)


def _name_of(collection: Collection, unit: str, lang: str) -> str:
    units = collection.asked.units
    return str(dict(zip(units["code"], units[lang], strict=True)).get(unit, unit))


def _summary(collection: Collection, unit: str, words: dict[str, str]) -> str:
    own = [one for one in collection.returns if unit in (one.unit, one.file)]
    states = [sheet.state(row) for one in own for sheet in one.sheets for row in sheet.rows]
    said = "counts" if any(one in collection.counting for one in own) else "waits"
    counts = {"read": states.count("read"), "refused": states.count("refused")}
    return words["missing" if not own else said].format(**counts)


def report_workbook(table: pd.DataFrame) -> bytes:
    """Which workbook holds the table of a report? Every cell is text; the same bytes each time."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"created": MADE})
    sheet: Any = book.add_worksheet()
    head, cell = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    for at, column in enumerate(table.columns):
        sheet.set_column(at, at, WIDTHS.get(column, 14))
        sheet.write_string(0, at, column, head)
        for row, text in enumerate(table[column], 1):
            sheet.write_string(row, at, str(text), cell)
    sheet.freeze_panes(1, 0)
    book.close()
    return file.getvalue()
