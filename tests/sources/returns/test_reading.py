from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import xlwt
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from analysis.sources.generated.drafts import Grid
from analysis.sources.generated.workbooks import as_ods, zipped
from analysis.sources.returns.guard import TooLargeFile
from analysis.sources.returns.reading import Return, read_return
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.sheets import read_workbook

ROWS: list[list[Any]] = [
    ["I", "Sở, ngành", 30, 12, 5],
    [1, "Phòng Một", 20, 8, 4],
    [2, "Phòng Hai", 10, 4, 1],
    ["II", "Quận, huyện", 7, 3, "-"],
    [1, "Phòng Ba", 7, 3, "-"],
    ["", "Tổng cộng", 37, 15, 5],
]
HEAD: list[Any] = ["STT", "Tên đơn vị", "Tổng số người", "Đại học", "Cao đẳng"]
INDEX = ["A", "B", "(1)", "(2)", "(3)"]
FIRST = 7
TITLES: list[list[Any]] = [["Đơn vị báo cáo: Đơn vị Thử A"], ["Đơn vị tính: người"]]
SAID = {
    "Phòng Một": ("departments", 20, 8, 4),
    "Phòng Hai": ("departments", 10, 4, 1),
    "Phòng Ba": ("districts", 7, 3, None),
}

Send = Callable[..., Return]


def said(one: Return) -> dict[str, tuple[Any, ...]]:
    """What each body reports: its group, headcount, bachelor, college."""
    told: dict[str, list[Any]] = {}
    for sheet in one.sheets:
        for figure in sheet.figures:
            if figure.row.kind == "body":
                own = told.setdefault(figure.row.name, [figure.row.group])
                own.append(figure.amount.value)
    return {name: tuple(values) for name, values in told.items()}


def kinds(one: Return) -> list[tuple[str, str]]:
    return [(problem.kind, problem.cell) for problem in one.problems]


def with_cell(cell: Any) -> list[list[Any]]:
    return [["I", "Sở, ngành"], [1, "Phòng Một", cell, 1, 1]]


def of_first_cell(one: Return) -> tuple[Decimal | None, str]:
    amounts = {figure.cell: figure.amount for sheet in one.sheets for figure in sheet.figures}
    return amounts["C8"].value, amounts["C8"].state


def test_a_return_as_it_should_be_has_no_problem(send: Send) -> None:
    one = send(ROWS)
    assert said(one) == SAID
    assert one.unit == "unit_a"
    assert kinds(one) == []


HEADINGS = {
    "two rows": [
        ["STT", "Đơn vị", "Tổng số", "Trình độ chuyên môn", ""],
        ["", "", "", "Đại học", "Cao đẳng"],
        INDEX,
    ],
    "three rows with the year on top": [
        ["TT", "Cơ quan, đơn vị", "Năm 2016", "", ""],
        ["", "", "Biên chế", "Trình độ", ""],
        ["", "", "", "ĐH", "CĐ"],
        INDEX,
    ],
    "years above the headings": [
        ["", "", "Năm 2016", "", ""],
        ["STT", "TÊN ĐƠN VỊ", "Tổng số người", "Cử nhân", "Cao đẳng"],
    ],
    "an index row of sums": [HEAD, ["A", "B", "1", "2", "3"]],
    "no index row": [HEAD],
    "year and unit in every heading": [
        ["STT", "Đơn vị", "Số người năm 2016 (người)", "Đại học năm 2016", "Cao đẳng 2016"]
    ],
    "capitals and another tone mark": [["stt", "tên  ĐƠN VỊ", "TỔNG SỐ", "ĐẠI HỌC", "cao đẳng:"]],
    "a date instead of a year": [
        ["STT", "Đơn vị", "Tính đến 31/12/2016", "", ""],
        ["", "", "Số người", "Đại học", "Cao đẳng"],
    ],
    "no column of running numbers": [HEAD[1:]],
}


@pytest.mark.parametrize("name", HEADINGS)
@pytest.mark.parametrize("merged", [False, True])
def test_headings_are_understood_however_deep(name: str, merged: bool, send: Send) -> None:
    head = HEADINGS[name]
    short = len(head[0]) == 4
    rows = [row[1:] for row in ROWS] if short else ROWS

    def merge(sheet: Any) -> None:
        for number, row in enumerate(head[:-1]):
            for at in range(2, len(row)):
                empty_after = [n for n in range(at + 1, len(row)) if row[n] == ""]
                if row[at] and empty_after and empty_after[0] == at + 1:
                    sheet.merge_cells(
                        start_row=5 + number, end_row=5 + number,
                        start_column=at + 1, end_column=len(row),
                    )  # fmt: skip
                    break

    one = send(rows, head=head, change=merge if merged else lambda sheet: None)
    assert said(one) == SAID
    assert kinds(one) == []


def test_a_heading_that_is_no_term_is_an_error_with_the_nearest_terms(send: Send) -> None:
    one = send(ROWS, head=[[*HEAD[:3], "Đại hoc", "Cao đẳng"], INDEX])
    problem = next(problem for problem in one.problems if problem.blocking)
    assert (problem.kind, problem.cell, problem.found) == ("unknown_column", "D5", "Đại hoc")
    told = problem.told("expected", "en")
    assert told.startswith("a column of the form; nearest: Đại học")
    assert one.blocked


def test_a_column_that_occurs_twice_is_refused(send: Send) -> None:
    head = [*HEAD[:4], "ĐH"]
    assert ("repeated_column", "E5") in kinds(send(ROWS, head=[head]))


def test_a_column_that_is_filled_but_not_headed_is_refused(send: Send) -> None:
    rows = [[*row, ""] for row in ROWS]
    rows[1][5] = 99
    assert ("column_without_heading", f"F{FIRST + 1}") in kinds(send(rows))


def test_a_group_that_is_no_term_is_an_error_and_its_bodies_are_refused(send: Send) -> None:
    rows = [["I", "Khối lạ", 5, 1, 1], [1, "Phòng Một", 5, 1, 1]]
    one = send(rows)
    assert ("unknown_group", "B7") in kinds(one)
    assert said(one) == {}
    assert one.sheets[0].refused == {6, 7}


def test_without_group_rows_the_group_is_that_of_the_unit(send: Send) -> None:
    one = send([[1, "Phòng Một", 5, 1, 1]], unit="Đơn vị Thử C")
    assert said(one) == {"Phòng Một": ("districts", 5, 1, 1)}


def test_a_group_without_bodies_is_a_body_itself(send: Send) -> None:
    one = send([[1, "Sở, ngành", 5, 1, 1], [2, "Quận, huyện", 6, 2, 2], ["", "Cộng", 11, 3, 3]])
    assert said(one) == {
        "Sở, ngành": ("departments", 5, 1, 1),
        "Quận, huyện": ("districts", 6, 2, 2),
    }
    assert kinds(one) == []


@pytest.mark.parametrize(
    ("cell", "value", "state"),
    [
        (0, Decimal(0), "number"),
        ("0", Decimal(0), "number"),
        (None, None, "not_reported"),
        ("", None, "not_reported"),
        (" ", None, "not_reported"),
        ("-", None, "none"),
        ("–", None, "none"),
        ("x", None, "not_applicable"),
        ("X", None, "not_applicable"),
        ("3.545", Decimal(3545), "number"),
        ("04", Decimal(4), "number"),
    ],
)
def test_nothing_none_not_applicable_and_zero_are_kept_apart(
    cell: Any, value: Decimal | None, state: str, send: Send
) -> None:
    assert of_first_cell(send(with_cell(cell))) == (value, state)


@pytest.mark.parametrize(
    ("cell", "kind"),
    [
        (3.545, "not_whole"),
        (-1, "malformed_number"),
        ("45.5524", "malformed_number"),
        ("khoảng 20", "malformed_number"),
        ("20 người", "malformed_number"),
        ("1,234", "malformed_number"),
        (True, "malformed_number"),
        ("#REF!", "error_value"),
        ("=1+2", "formula_without_value"),
    ],
)
def test_what_is_no_count_is_refused_and_its_row_with_it(cell: Any, kind: str, send: Send) -> None:
    one = send(with_cell(cell))
    assert (kind, "C8") in kinds(one)
    assert said(one) == {}
    assert one.sheets[0].refused == {7}


def test_a_number_kept_as_text_is_read_and_told(send: Send) -> None:
    one = send(with_cell("1.200"))
    problem = one.problems[-1]
    assert (problem.kind, problem.cell, problem.found) == ("number_as_text", "C8", "1.200")
    assert "read as 1200" in problem.told("expected", "en")
    assert not one.blocked


@pytest.mark.parametrize(
    ("stated", "cell", "persons"),
    [("nghìn người", "1,5", 1500), ("Nghìn người", 2, 2000), ("người", 2, 2)],
)
def test_figures_are_taken_to_persons_by_the_stated_unit(
    stated: str, cell: Any, persons: int, send: Send
) -> None:
    above = (["Đơn vị báo cáo:", "Đơn vị Thử A"], ["Năm 2016"], ["Biểu"], ["ĐVT: " + stated])
    assert of_first_cell(send(with_cell(cell), above=above))[0] == persons


def test_figures_in_another_measure_are_refused(send: Send) -> None:
    above = (["Đơn vị báo cáo: Đơn vị Thử A"], ["Đơn vị tính: %"])
    assert "wrong_unit_of_count" in {kind for kind, _ in kinds(send(ROWS, above=above))}


def test_a_unit_that_is_not_listed_is_an_error(send: Send) -> None:
    assert "unknown_reporting_unit" in {kind for kind, _ in kinds(send(ROWS, unit="Đơn vị Lạ"))}


def test_a_unit_is_known_by_its_name_alone_above_the_table(send: Send) -> None:
    assert send(ROWS, above=(["ĐƠN VỊ THỬ  B"], ["Đơn vị tính: người"])).unit == "unit_b"


def test_sums_that_differ_from_their_parts_are_told_and_not_mended(send: Send) -> None:
    rows = [list(row) for row in ROWS]
    rows[0][2], rows[5][3] = 31, 16
    one = send(rows)
    told = {p.cell: p.told("expected", "en") for p in one.problems}
    assert told == {
        "C7": "30, the sum of C8, C9; difference 1",
        "C12": "38, the sum of C7, C10; difference -1",
        "D12": "15, the sum of D7, D10; difference 1",
    }
    assert said(one) == SAID


def test_the_sums_that_the_index_row_states_are_checked_across_the_columns(send: Send) -> None:
    index = ["A", "B", "(1)=(2)+(3)", "(2)", "(3)"]
    one = send([["I", "Sở, ngành"], [1, "Phòng Một", 9, 4, 4]], head=[HEAD, index])
    assert [(p.cell, p.told("expected", "en")) for p in one.problems] == [
        ("C8", "8, the sum of D8, E8; difference 1")
    ]


def test_a_sum_with_a_part_that_is_not_reported_is_not_checked(send: Send) -> None:
    rows = [["I", "Sở, ngành", 30], [1, "Phòng Một", 20], [2, "Phòng Hai"]]
    assert kinds(send(rows)) == []


def test_hidden_rows_columns_and_sheets_are_told(send: Send) -> None:
    def hide(sheet: Any) -> None:
        sheet.row_dimensions[8].hidden = True
        sheet.column_dimensions["D"].hidden = True
        more = sheet.parent.create_sheet("Cũ")
        more["A1"] = "số cũ"
        more.sheet_state = "hidden"

    one = send(ROWS, change=hide)
    assert kinds(one) == [("hidden_row", "8:8"), ("hidden_column", "D:D"), ("hidden_sheet", "")]
    assert said(one) == SAID


def test_a_body_named_like_a_signature_does_not_end_the_table(send: Send) -> None:
    rows = [["I", "Sở, ngành"], [1, "Giám đốc và các phó"], [2, "Phòng Hai", 10, 4, 1]]
    assert said(send(rows)) == {
        "Giám đốc và các phó": ("departments", None, None, None),
        "Phòng Hai": ("departments", 10, 4, 1),
    }


def test_the_name_of_the_unit_above_the_table_is_not_its_heading(send: Send) -> None:
    above = (["Tên đơn vị", "Đơn vị Thử A"], ["Đơn vị báo cáo", "Đơn vị Thử A"], ["ĐVT: người"])
    one = send(ROWS, above=above)
    assert (said(one), one.unit, kinds(one)) == (SAID, "unit_a", [])


def test_names_of_those_who_signed_are_not_kept(send: Send) -> None:
    one = send(ROWS, below=([], ["", "Người lập biểu"], ["", "Nguyễn Văn Thử"]))
    rows = one.sheets[0].rows
    assert [row.kind for row in rows[-2:]] == ["signature", "signature"]
    assert "Nguyễn Văn Thử" not in repr(one)


def test_text_in_tcvn3_is_read_and_told(send: Send) -> None:
    def retype(sheet: Any) -> None:
        for place, text in {"B5": "Tªn ®¬n vÞ", "B7": "Së, ngµnh", "B8": "Phßng Mét"}.items():
            sheet[place] = text
            sheet[place].font = Font(name=".VnTime")

    one = send(ROWS, change=retype)
    assert said(one) == SAID
    assert [p.told("expected", "en") for p in one.problems] == [
        "Unicode; 3 cells in TCVN3 were converted"
    ]


def test_text_in_vni_is_read_by_the_text_alone(send: Send) -> None:
    def retype(sheet: Any) -> None:
        for place, text in {"B5": "Teân ñôn vò", "B7": "Sôû, ngaønh", "B8": "Phoøng Moät"}.items():
            sheet[place] = text
        for place in ("A2", "A3", "A4", "C5", "D5", "E5", "B9", "B10", "B11", "B12"):
            sheet[place] = {
                "A2": "Ñôn vò baùo caùo: Ñôn vò Thöû A", "A3": "Naêm 2016",
                "A4": "Ñôn vò tính: ngöôøi", "C5": "Toång soá ngöôøi", "D5": "Ñaïi hoïc",
                "E5": "Cao ñaúng", "B9": "Phoøng Hai", "B10": "Quaän, huyeän",
                "B11": "Phoøng Ba", "B12": "Toång coäng",
            }[place]  # fmt: skip

    one = send(ROWS, change=retype)
    assert said(one) == SAID
    assert one.unit == "unit_a"
    assert {kind for kind, _ in kinds(one)} == {"legacy_text"}


def test_a_total_merged_across_number_and_name_is_a_total(send: Send) -> None:
    rows = [*ROWS[:-1], ["Tổng cộng", "", 38, 15, 5]]
    one = send(rows, change=lambda sheet: sheet.merge_cells("A12:B12"))
    assert kinds(one) == [("sum_differs", "C12")]


def test_a_total_above_its_parts_is_checked_too(send: Send) -> None:
    one = send([["", "Tổng số", 38, 15, 5], *ROWS[:-1]])
    assert (said(one), kinds(one)) == (SAID, [("sum_differs", "C7")])


def test_two_tables_on_two_sheets_are_both_read(send: Send) -> None:
    def second(sheet: Any) -> None:
        more = sheet.parent.create_sheet("Trang hai")
        above = [["Đơn vị báo cáo: Đơn vị Thử A"], ["Đơn vị tính: người"], HEAD]
        for row in [*above, ["I", "Sở, ngành"], [1, "Phòng Bốn", 3, 2, 1]]:
            more.append(row)

    one = send(ROWS, change=second)
    assert said(one) == {**SAID, "Phòng Bốn": ("departments", 3, 2, 1)}
    assert kinds(one) == []


def test_an_old_xls_is_read_and_told_that_not_all_of_it_is_seen(folder: Path, asked: Asked) -> None:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Bieu")
    for at, row in enumerate([*TITLES, HEAD, *ROWS]):
        for column, cell in enumerate(row):
            sheet.write(at, column, cell)
    book.save(str(folder / "a.xls"))
    one = read_return(folder / "a.xls", asked, "a.xls")
    assert (said(one), one.unit, kinds(one)) == (SAID, "unit_a", [("seen_in_part", "")])


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_csv_is_read(separator: str, folder: Path, asked: Asked) -> None:
    with (folder / "a.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file, delimiter=separator).writerows([*TITLES, HEAD, *ROWS])
    one = read_return(folder / "a.csv", asked, "a.csv")
    assert said(one) == SAID
    assert kinds(one) == []


def test_an_open_document_is_read(folder: Path, asked: Asked) -> None:
    def cell(value: Any) -> str:
        kind = "float" if isinstance(value, int) else "string"
        number = f' office:value="{value}"' if kind == "float" else ""
        return (
            f'<table:table-cell office:value-type="{kind}"{number}>'
            f"<text:p>{value}</text:p></table:table-cell>"
        )

    rows = "".join(
        f"<table:table-row>{''.join(map(cell, row))}</table:table-row>"
        for row in [*TITLES, HEAD, *ROWS]
    )
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}><office:body>'
        f'<office:spreadsheet><table:table table:name="Bieu">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(folder / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", '<m xmlns="urn:m"/>')
    one = read_return(folder / "a.ods", asked, "a.ods")
    assert (said(one), one.unit, kinds(one)) == (SAID, "unit_a", [])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", b"PK\x03\x04 broken"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>"),
        ("a.docx", b"PK"),
        ("a.csv", "Së Néi vô".encode("latin-1")),
    ],
)
def test_a_file_that_cannot_be_read_is_a_problem_of_its_return(
    name: str, content: bytes, folder: Path, asked: Asked
) -> None:
    (folder / name).write_bytes(content)
    one = read_return(folder / name, asked, name)
    assert kinds(one) == [("unreadable_file", "")]
    assert one.problems[0].found == name


def test_an_archive_that_swells_is_refused_before_it_is_opened(folder: Path, asked: Asked) -> None:
    with zipfile.ZipFile(folder / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    one = read_return(folder / "a.xlsx", asked, "a.xlsx")
    assert kinds(one) == [("too_large_file", "")]
    with pytest.raises(TooLargeFile, match="holds 60,000,000 bytes, expected at most 50,000,000"):
        read_workbook(folder / "a.xlsx")


def test_a_file_without_a_table_is_told_once_for_all(send: Send) -> None:
    one = send([["chỉ có chữ"]], head=[], below=[])
    assert {kind for kind, _ in kinds(one)} == {"sheet_without_table", "no_table"}


CELLS = st.one_of(
    st.none(),
    st.integers(-5, 5000),
    st.floats(0, 100, allow_nan=False),
    st.sampled_from(["-", "x", "1.200", "Sở, ngành", "I", "Tổng cộng", "Người lập biểu", "=A1"]),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x1EFF, exclude_categories=["Cs"])),
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.lists(CELLS, max_size=7), max_size=8))
def test_rows_read_and_refused_and_around_are_the_rows_of_the_file(
    send: Send, rows: list[list[Any]]
) -> None:
    def count(sheet: Any) -> None:
        cells = [cell for row in sheet.iter_rows() for cell in row if cell.value]
        heights.append(max(cell.row for cell in cells))

    heights: list[int] = []
    one = send(rows, below=[], change=count)
    for sheet in one.sheets:
        assert [row.at for row in sheet.rows] == list(range(len(sheet.rows)))
        assert len(sheet.rows) >= heights[-1]
        states = [sheet.state(row) for row in sheet.rows]
        assert sum(map(states.count, ("read", "refused", "around"))) == len(states)
        figures_in = {figure.row.at for figure in sheet.figures}
        assert figures_in == {row.at for row in sheet.rows if sheet.state(row) == "read"}


ODS = """<?xml version="1.0"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">
<office:automatic-styles><style:style style:name="ce2" style:family="table-cell">
<style:text-properties style:font-name=".VnTime"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Biểu">
<table:table-column table:number-columns-repeated="2"/>
<table:table-column table:visibility="collapse" table:default-cell-style-name="ce2"/>
<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>
<table:table-row table:visibility="collapse" table:number-rows-repeated="2">
<table:table-cell table:number-columns-repeated="2" table:formula="of:=[.D1]+1"
 office:value-type="float" office:value="5"><text:p>5</text:p></table:table-cell>
<table:table-cell office:value-type="string"><text:p>Së</text:p></table:table-cell>
</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"""


def test_of_an_ods_what_is_repeated_is_hidden_computed_and_typed_in_each_of_its_places(
    folder: Path,
) -> None:
    with zipfile.ZipFile(io.BytesIO(as_ods([Grid([["x"]])]))) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    content = ODS.replace("\n", "").encode()
    (folder / "a.ods").write_bytes(zipped({**parts, "content.xml": content}))
    [sheet] = read_workbook(folder / "a.ods").sheets
    assert sheet.rows[3:] == ((5, 5, "Sở"), (5, 5, "Sở"))
    assert sheet.hidden_rows == {3, 4}
    assert sheet.hidden_columns == {2}
    assert dict(sheet.formulas) == {(row, at): "=[.D1]+1" for row in (3, 4) for at in (0, 1)}
    assert dict(sheet.legacy) == {(3, 2): "tcvn3", (4, 2): "tcvn3"}
