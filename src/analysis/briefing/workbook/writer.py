"""How is a workbook written as a file? Always the same bytes for the same tables."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from textwrap import wrap

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analysis.briefing.catalogue import translator
from analysis.briefing.workbook.book import Book, Sheet
from analysis.briefing.workbook.columns import SheetColumn, Value
from analysis.briefing.workbook.figures import Amount
from analysis.briefing.workbook.notes import Line, opening_lines, reading_lines

MADE_ON = datetime(2025, 1, 1)
A4 = 9
FACE = {"font_name": "Times New Roman", "font_size": 12}
HEADER = 2
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
TEXT_WIDTH = (12, 44)
NUMBER_WIDTH = 16
RECEIPT_WIDTH = 28
WIDEST_UPRIGHT = 92
NAMES_WIDTH, NOTES_WIDTH = 26, 92
LONGEST_TEXT = 32_767


class UnfitWorkbook(ValueError):
    """Which text does not fit into a cell?"""


class _Formats:
    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def of(self, **properties: object) -> Format:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format({**FACE, **properties})
        return self._made[key]


def workbook_bytes(book: Book) -> bytes:
    """Which .xlsx holds a workbook: its notes first, then a sheet for each table?

    No text is read as a formula, no cell is merged, every sheet prints on A4 with its header. The
    date inside is always the same one. Raises UnfitWorkbook for a text longer than a cell takes.
    """
    buffer = BytesIO()
    face = dict(FACE)  # xlsxwriter writes into it
    workbook = Workbook(buffer, {"in_memory": True, "default_format_properties": face})
    formats = _Formats(workbook)
    title = " – ".join(text for text in (book.said["mark"], book.said["finding"]) if text)
    workbook.set_properties({"title": title, "subject": book.said["programme"], "created": MADE_ON})
    workbook.set_custom_property("Language", book.lang)
    _write_notes(workbook.add_worksheet(book.notes_name), book, formats)
    for sheet in book.sheets:
        _write_sheet(workbook.add_worksheet(sheet.name), sheet, book, formats)
    workbook.close()
    return buffer.getvalue()


def _write_notes(page: Worksheet, book: Book, formats: _Formats) -> None:
    say = translator(book.lang)
    page.set_column(0, 0, NAMES_WIDTH)
    page.set_column(1, 1, NOTES_WIDTH)
    row = _write_lines(page, 0, list(opening_lines(book)), formats)
    _text(page, row + 1, 0, say("Sheet"), formats, bold=True)
    _text(page, row + 1, 1, say("Table"), formats, bold=True)
    row += 2
    for sheet in book.sheets:
        target = f"internal:'{sheet.name}'!A1"
        link = formats.of(font_color="#0B4A8F", underline=1, valign="top")
        page.write_url(row, 0, target, link, string=sheet.name)
        _text(page, row, 1, sheet.caption, formats, text_wrap=True, valign="top")
        row += 1
    row = _write_lines(page, row + 1, list(reading_lines(book)), formats)
    _set_print(page, book, row, 2, upright=False)


def _write_lines(page: Worksheet, row: int, lines: Sequence[Line], formats: _Formats) -> int:
    for name, text in lines:
        _text(page, row, 0, name, formats, bold=True, valign="top", text_wrap=True)
        _text(page, row, 1, text, formats, text_wrap=True, valign="top")
        row += 1
    return row


def _write_sheet(page: Worksheet, sheet: Sheet, book: Book, formats: _Formats) -> None:
    _text(page, 0, 0, sheet.caption, formats, bold=True)
    _text(page, 1, 0, book.said["programme"], formats, italic=True)
    widths = [_width(column) for column in sheet.columns]
    for place, (column, width) in enumerate(zip(sheet.columns, widths, strict=True)):
        page.set_column(place, place, width, None, {"level": 1} if column.receipt else {})
        for row, value in enumerate(column.values, HEADER + 1):
            _write(page, row, place, value, formats, wrapped=not column.receipt)
    last = HEADER + max(sheet.height, 1)
    head = formats.of(bold=True, text_wrap=True, valign="vcenter", align="center", bottom=1, top=1)
    headers = [{"header": column.header, "header_format": head} for column in sheet.columns]
    table = {"style": None, "autofilter": False, "columns": headers}
    page.add_table(HEADER, 0, last, len(sheet.columns) - 1, table)
    shown = [
        width for column, width in zip(sheet.columns, widths, strict=True) if not column.receipt
    ]
    for line in wrap(sheet.note, sum(shown)):
        last += 1
        _text(page, last + 1, 0, line, formats, italic=True)
    page.freeze_panes(HEADER + 1, 1)
    page.repeat_rows(HEADER)
    _set_print(page, book, last + 2, len(shown), upright=sum(shown) <= WIDEST_UPRIGHT)


def _set_print(page: Worksheet, book: Book, rows: int, columns: int, upright: bool) -> None:
    page.set_paper(A4)
    if not upright:
        page.set_landscape()
    page.fit_to_pages(1, 0)
    page.print_area(0, 0, rows - 1, columns - 1)
    page.set_header("&L" + book.said["programme"].replace("&", "&&"))
    page.set_footer("&L&A&R&P/&N")
    page.set_margins(left=0.8, right=0.8, top=0.8, bottom=0.8)


def _write(
    page: Worksheet, row: int, place: int, value: Value, formats: _Formats, wrapped: bool
) -> None:
    if isinstance(value, Amount):
        look = formats.of(num_format=value.number_format, valign="top")
        page.write_number(row, place, value.value, look)
    elif value:
        _text(page, row, place, value, formats, text_wrap=wrapped, valign="top")


def _text(
    page: Worksheet, row: int, place: int, text: str, formats: _Formats, **look: object
) -> None:
    if len(text) > LONGEST_TEXT:
        raise UnfitWorkbook(f"a cell takes {LONGEST_TEXT} characters, not {text[:60]!r}…")
    quoted = {"quote_prefix": True} if text.startswith(FORMULA_SIGNS) else {}
    page.write_string(row, place, text, formats.of(**look, **quoted))


def _width(column: SheetColumn) -> int:
    if column.receipt:
        return RECEIPT_WIDTH
    if any(isinstance(value, Amount) for value in column.values):
        return NUMBER_WIDTH
    longest = max((len(value) for value in column.values if isinstance(value, str)), default=0)
    return min(max(longest, TEXT_WIDTH[0]), TEXT_WIDTH[1])
