"""Workbooks read back by openpyxl, which did not write them."""

import re
import subprocess
import sys
from collections.abc import Callable
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest
from nbformat import NotebookNode
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from analysis.briefing.elements import (
    Column,
    DataTable,
    Element,
    Masthead,
    Number,
    Receipt,
    ReceiptLabels,
    Receipts,
    Sentence,
)
from analysis.briefing.exporters import BriefingXlsxExporter
from analysis.briefing.exporters.outputs import UnfitOutput
from analysis.briefing.page import Page
from analysis.briefing.stories import STORIES
from analysis.briefing.workbook.writer import UnfitWorkbook

NotebookOf = Callable[..., NotebookNode]
PageOf = Callable[[str, str], Page]

HEADER = 3
NUMBERS = (Column("Nhóm", numeric=False), Column("Tỷ lệ"))


def written(notebook: NotebookNode) -> bytes:
    content, _ = BriefingXlsxExporter().from_notebook_node(notebook)
    return bytes(content)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def cells(sheet: Worksheet) -> list[object]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def fifteen_digits(number: Decimal | float) -> str:
    """How does Excel keep a number?"""
    return f"{float(number):.15g}"


def numbers_said(receipt: Receipt) -> dict[str, set[str]]:
    """Of its value, or else of both ends; the amounts of other names are said each by its own."""
    amounts = {name: fifteen_digits(amount) for name, amount in receipt.amounts}
    others = amounts.keys() - {"value", "low", "high"}
    ends = {amounts[name] for name in ("low", "high") if name in amounts}
    whole = {amounts["value"]} if "value" in amounts else ends
    return {receipt.id: whole} | {f"{receipt.id}#{name}": {amounts[name]} for name in others}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("programme", STORIES)
def test_every_figure_of_every_table_is_there_as_a_number_with_its_receipt(
    notebook_of: NotebookOf, page_of: PageOf, programme: str, lang: str
) -> None:
    page = page_of(programme, lang)
    elements = [*page.opening, *page.questions, *page.closing]
    book = opened(written(notebook_of(*elements)))
    exact = {
        said: numbers
        for element in elements
        if isinstance(element, Receipts)
        for receipt in element.entries
        for said, numbers in numbers_said(receipt).items()
    }
    tables = [element for element in elements if isinstance(element, DataTable)]
    sheets = book.worksheets[len(book.worksheets) - len(tables) :]
    for table, sheet in zip(tables, sheets, strict=True):
        assert sheet["A1"].value == table.caption
        for place, row in enumerate(table.rows, HEADER + 1):
            said = {name for cell in row if not isinstance(cell, str) for name in cell.receipts}
            found = [cell.value for cell in sheet[place]]
            numbers = {fifteen_digits(value) for value in found if isinstance(value, int | float)}
            assert said <= set(found)
            assert [name for name in said if not exact[name] <= numbers] == []
            texts = [cell for cell in row if isinstance(cell, str) and cell]
            assert set(texts) <= set(found)


def test_the_notes_say_the_finding_and_lead_to_each_sheet(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    table = DataTable("Số người", (Column("Nhóm", numeric=False),), (("Quận, huyện",),))
    book = opened(written(notebook_of(masthead, table)))
    notes = book.worksheets[0]
    assert notes.title == "Hướng dẫn đọc"
    assert masthead.finding.plain() in cells(notes)
    links = [cell.hyperlink for row in notes.iter_rows() for cell in row if cell.hyperlink]
    assert [link.location for link in links] == ["'1. Số người'!A1"]


def test_texts_that_look_like_formulas_stay_texts(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    texts = ("=1+1", "+84", "-1", "@SUM(A1)", '=HYPERLINK("http://x")', "\t=1")
    columns = (Column("=cmd|' /C calc'!A0", numeric=False),)
    table = DataTable("=2*3", columns, tuple((text,) for text in texts), Sentence(("=4",)))
    content = written(notebook_of(masthead, table))
    sheet = opened(content).worksheets[1]
    rows = [row[0] for row in sheet.iter_rows(min_row=HEADER + 1, max_row=HEADER + len(texts))]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in rows] == [
        (text, "s", True) for text in texts
    ]
    with ZipFile(BytesIO(content)) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
        assert not any(re.search(rb"<f[ >]", archive.read(name)) for name in sheets)


def test_a_sheet_has_one_frozen_header_no_merged_cells_and_prints_on_a4(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...]
) -> None:
    for sheet in opened(written(notebook_of(*whole_page))).worksheets:
        assert sheet.merged_cells.ranges == set()
        assert sheet.page_setup.paperSize == int(sheet.PAPERSIZE_A4)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.column_dimensions["A"].width > 10
    assert sheet.freeze_panes == "B4"
    assert sheet.print_title_rows == "$3:$3"
    (table,) = sheet.tables.values()
    assert [column.name for column in table.tableColumns][:2] == ["Nhóm", "Tỷ lệ 2012"]


def test_what_is_printed_ends_before_the_receipts(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    labels = ReceiptLabels("Công thức", "Ghi tại", "Đối chiếu", "Tình trạng", "Dùng tại")
    receipt = Receipt(
        "rate", "Tỷ lệ", "55,88 %", "", (), "", "", (("value", Decimal("55.88")),), "percent"
    )
    table = DataTable("Tỷ lệ", NUMBERS, (("Quận", Number("55,88 %", "rate")),))
    notebook = notebook_of(masthead, table, Receipts("Căn cứ", labels, (receipt,)))
    sheet = opened(written(notebook)).worksheets[1]
    assert sheet.print_area == "'1. Tỷ lệ'!$A$1:$B$5"
    assert sheet.max_column == 8


def test_the_file_says_its_title_and_language_and_always_the_same_day(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    book = opened(written(notebook_of(masthead)))
    assert book.properties.title == masthead.finding.plain()
    assert book.custom_doc_props["Language"].value == "vi"
    assert book.properties.created == book.properties.modified
    assert book.properties.created.year == 2025


def test_the_same_notebook_gives_the_same_workbook(
    notebook_of: NotebookOf,
    whole_page: tuple[Element, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = written(notebook_of(*whole_page))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    assert written(notebook_of(*whole_page)) == first


def test_a_process_that_wrote_workbooks_writes_the_next_as_one_that_wrote_none(
    notebook_of: NotebookOf, masthead: Masthead, tmp_path: Path
) -> None:
    notebook = notebook_of(masthead)
    nbformat.write(notebook, tmp_path / "told.ipynb")
    script = (
        "import sys, nbformat\n"
        "from analysis.briefing.exporters import BriefingXlsxExporter\n"
        "notebook = nbformat.read(sys.argv[1], as_version=4)\n"
        "sys.stdout.buffer.write(BriefingXlsxExporter().from_notebook_node(notebook)[0])\n"
    )
    asked = [sys.executable, "-c", script, str(tmp_path / "told.ipynb")]
    alone = subprocess.run(asked, capture_output=True, check=True).stdout
    assert [written(notebook), written(notebook)] == [alone, alone]


def test_a_text_that_no_cell_takes_is_an_error(notebook_of: NotebookOf, masthead: Masthead) -> None:
    table = DataTable("Dài", (Column("Nhóm", numeric=False),), (("a" * 32_768,),))
    with pytest.raises(UnfitWorkbook, match="32767 characters, not 'aaa"):
        written(notebook_of(masthead, table))


def test_a_notebook_with_other_outputs_makes_no_workbook(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    notebook = notebook_of(masthead, source="print(1)")
    del notebook.cells[1].outputs[0]["data"]["text/html"]
    with pytest.raises(UnfitOutput, match=r"cell 2 \(print\(1\)\)"):
        written(notebook)
