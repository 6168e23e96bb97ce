"""Which Excel form does a programme send to its units?"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_rowcol_to_cell as cell_name

from analysis.sources.parsed import parsed
from analysis.sources.returns.figures import unit_name
from analysis.sources.returns.settings import Asked

MADE = datetime(2026, 1, 1, tzinfo=UTC)
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LISTS = "_lists"
TOP, INDEX, FIRST = 5, 7, 8
NAME_AT, FIRST_FIGURE = 1, 2
WIDTH_OF_UNIT = 5
HEIGHT, HEIGHT_OF_HEADINGS = 18, 36
FACE = {"font_name": "Times New Roman", "font_size": 12}
CELL = {**FACE, "border": 1, "valign": "vcenter"}
OPEN = {"locked": False, "bg_color": "#FFF8DC"}
LOOKS: dict[str, dict[str, Any]] = {
    "plain": FACE,
    "right": {**FACE, "italic": True, "align": "right"},
    "title": {**FACE, "font_size": 14, "bold": True},
    "heading": {**CELL, "bold": True, "align": "center", "text_wrap": True},
    "index": {**CELL, "italic": True, "align": "center"},
    "fixed": {**CELL, "bold": True},
    "number": {**CELL, "align": "center"},
    "sum": {**CELL, "bold": True, "num_format": "#,##0"},
    "open_name": {**CELL, **OPEN, "num_format": "@", "text_wrap": True},
    "open_figure": {**CELL, **OPEN, "num_format": "#,##0", "align": "right"},
    "open_unit": {**FACE, **OPEN, "bold": True, "bottom": 1},
    "signature": {**FACE, "bold": True, "align": "center"},
    "head": {**FACE, "bold": True, "align": "right"},
    "note": {**FACE, "text_wrap": True, "valign": "top"},
}


@dataclass(frozen=True)
class _Form:
    book: Any
    sheet: Any
    looks: dict[str, Any]
    texts: dict[str, Any]
    asked: Asked
    lang: str

    def named(self, code: str) -> str:
        """What is a group, category or unit of count called in the language of the form?"""
        return self.asked.labels[code][self.lang]

    def headed(self, category: str) -> str:
        """How is the column of a category headed? All of them together is the headcount."""
        return self.named("headcount" if category == "all" else category)

    def define(self, name: str, row: int, column: int) -> None:
        """Gives a cell a name that stays with it whatever rows and columns are inserted."""
        place = cell_name(row, column, row_abs=True, col_abs=True)
        self.book.define_name(name, f"='{self.texts['sheet']}'!{place}")


def write_form(asked: Asked, lang: str) -> bytes:
    """Which form does a unit fill in? An .xlsx, the same bytes for the same settings.

    One sheet with the headings of the programme's years and categories, an index row, its groups
    with empty rows, their sums and the total as formulas; locked but for the cells to fill, which
    take whole numbers, "-" and "x"; the units as a list to choose from, where they are listed. A
    second sheet says how to fill it. Every cell that a reader of the form must find bears a hidden
    name: return.programme, return.unit, return.top, return.number, return.name and
    figure.<year>.<category>.
    """
    texts = parsed(
        files("analysis.sources.returns").joinpath("form.yml").read_text(encoding="utf-8")
    )[lang]
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.set_properties({"title": asked.settings["title"][lang], "created": MADE})
    looks = {name: book.add_format(look) for name, look in LOOKS.items()}
    form = _Form(book, book.add_worksheet(texts["sheet"]), looks, texts, asked, lang)
    _write_title(form)
    _write_headings(form)
    _write_rows(form)
    _write_notes(form)
    _write_lists(form)
    _set_up(form)
    book.close()
    return file.getvalue()


def _write_title(form: _Form) -> None:
    sheet, looks, texts, settings = form.sheet, form.looks, form.texts, form.asked.settings
    last = FIRST_FIGURE + len(form.asked.columns) - 1
    sheet.write(0, 0, texts["form"].format(number=settings["number"]), looks["plain"])
    sheet.write(1, 0, settings["title"][form.lang], looks["title"])
    sheet.write(2, 0, texts["unit"], looks["plain"])
    end = min(last, FIRST_FIGURE + WIDTH_OF_UNIT - 1)
    if end > FIRST_FIGURE:
        sheet.merge_range(2, FIRST_FIGURE, 2, end, "", looks["open_unit"])
    else:
        sheet.write_blank(2, FIRST_FIGURE, None, looks["open_unit"])
    sheet.write(
        3,
        last,
        texts["stated"].format(unit=unit_name(settings["unit"], form.asked)[form.lang]),
        looks["right"],
    )
    if form.asked.generated:
        sheet.write(3, 0, texts["generated"], looks["title"])
    form.define("return.unit", 2, FIRST_FIGURE)
    form.define("return.top", TOP, 0)
    form.book.define_name("return.programme", f'="{form.asked.programme}"')
    form.book.define_name("return.lists", f'="{LISTS}"')
    form.book.define_name("return.notes", f'="{texts["notes_sheet"]}"')


def _write_headings(form: _Form) -> None:
    sheet, looks, categories = form.sheet, form.looks, form.asked.settings["categories"]
    for column, text in ((0, form.texts["number"]), (NAME_AT, form.texts["name"])):
        sheet.merge_range(TOP, column, INDEX - 1, column, text, looks["heading"])
    for number, (year, category) in enumerate(form.asked.columns):
        column = FIRST_FIGURE + number
        if number % len(categories) == 0:
            text, last = form.texts["year"].format(year=year), column + len(categories) - 1
            _merge(form, TOP, column, last, text)
        sheet.write(INDEX - 1, column, form.headed(category), looks["heading"])
        sheet.write(INDEX, column, f"({number + 1})", looks["index"])
        form.define(f"figure.{year}.{category}", INDEX, column)
    for column, mark, name in ((0, "A", "return.number"), (NAME_AT, "B", "return.name")):
        sheet.write(INDEX, column, mark, looks["index"])
        form.define(name, INDEX, column)


def _merge(form: _Form, row: int, first: int, last: int, text: str) -> None:
    if first == last:
        form.sheet.write(row, first, text, form.looks["heading"])
    else:
        form.sheet.merge_range(row, first, row, last, text, form.looks["heading"])


def _write_rows(form: _Form) -> None:
    sheet, looks, count = form.sheet, form.looks, form.asked.settings["rows"]
    columns = range(FIRST_FIGURE, FIRST_FIGURE + len(form.asked.columns))
    groups, row = list[int](), FIRST
    for roman, group in zip(ROMAN, form.asked.settings["groups"], strict=False):
        groups.append(row)
        sheet.write(row, 0, roman, looks["number"])
        sheet.write(row, NAME_AT, form.named(group), looks["fixed"])
        for column in columns:
            parts = f"{cell_name(row + 1, column)}:{cell_name(row + count, column)}"
            sheet.write_formula(row, column, f"=SUM({parts})", looks["sum"], "")
        for number in range(1, count + 1):
            sheet.write(row + number, 0, number, looks["number"])
            sheet.write_blank(row + number, NAME_AT, None, looks["open_name"])
            for column in columns:
                sheet.write_blank(row + number, column, None, looks["open_figure"])
        _accept_figures(form, row + 1, row + count, columns)
        row += count + 1
    sheet.write_blank(row, 0, None, looks["number"])
    sheet.write(row, NAME_AT, form.texts["total"], looks["fixed"])
    for column in columns:
        parts = "+".join(cell_name(group, column) for group in groups)
        sheet.write_formula(row, column, f"={parts}", looks["sum"], "")
    sheet.write(row + 2, columns[-1], form.texts["date"], looks["right"])
    sheet.write(row + 3, NAME_AT, form.texts["prepared"], looks["signature"])
    sheet.write(row + 3, columns[-1], form.texts["head"], looks["head"])


def _accept_figures(form: _Form, first: int, last: int, columns: range) -> None:
    cell = cell_name(first, columns[0])
    whole = f"AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell}))"
    form.sheet.data_validation(
        first, columns[0], last, columns[-1],
        {
            "validate": "custom",
            "value": f'=OR({whole},{cell}="-",LOWER({cell})="x")',
            "error_message": form.texts["refused"],
        },
    )  # fmt: skip


def _write_notes(form: _Form) -> None:
    notes = form.book.add_worksheet(form.texts["notes_sheet"])
    notes.set_column(0, 0, 90)
    for row, note in enumerate(form.texts["notes"]):
        notes.write(row, 0, f"{row + 1}. {note}", form.looks["note"])
    notes.protect()


def _write_lists(form: _Form) -> None:
    lists = form.book.add_worksheet(LISTS)
    names = form.asked.units[form.lang].tolist()
    lists.write_column(0, 0, names)
    lists.protect()
    lists.very_hidden()
    if names:
        choice = {
            "validate": "list",
            "source": f"={LISTS}!$A$1:$A${len(names)}",
            "input_message": form.texts["choose"],
        }
        form.sheet.data_validation(2, FIRST_FIGURE, 2, FIRST_FIGURE, choice)


def _set_up(form: _Form) -> None:
    sheet = form.sheet
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.freeze_panes(FIRST, FIRST_FIGURE)
    sheet.set_default_row(HEIGHT)
    sheet.set_row(INDEX - 1, HEIGHT_OF_HEADINGS)
    sheet.set_column(0, 0, 6)
    sheet.set_column(NAME_AT, NAME_AT, 36)
    sheet.set_column(FIRST_FIGURE, FIRST_FIGURE + len(form.asked.columns) - 1, 14)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(TOP, INDEX)
