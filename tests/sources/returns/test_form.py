from __future__ import annotations

import io
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis.sources.returns.form import write_form
from analysis.sources.returns.reading import Return, read_return
from analysis.sources.returns.settings import Asked

FIRST_DEPARTMENT, FIRST_DISTRICT, TOTAL = 10, 14, 17
FILLED = {
    FIRST_DEPARTMENT: ["Phòng Một", 12, 7, "-"],
    FIRST_DEPARTMENT + 2: ["Phòng Hai", 0, "x", None],
    FIRST_DISTRICT: ["Phòng Ba", 1500, 3, 2],
}
SAID = {
    ("Phòng Một", "departments", "all"): (Decimal(12), "number"),
    ("Phòng Một", "departments", "bachelor"): (Decimal(7), "number"),
    ("Phòng Một", "departments", "college"): (None, "none"),
    ("Phòng Hai", "departments", "all"): (Decimal(0), "number"),
    ("Phòng Hai", "departments", "bachelor"): (None, "not_applicable"),
    ("Phòng Hai", "departments", "college"): (None, "not_reported"),
    ("Phòng Ba", "districts", "all"): (Decimal(1500), "number"),
    ("Phòng Ba", "districts", "bachelor"): (Decimal(3), "number"),
    ("Phòng Ba", "districts", "college"): (Decimal(2), "number"),
}


def filled(asked: Asked, lang: str, rows: dict[int, list[Any]]) -> Any:
    book = openpyxl.load_workbook(io.BytesIO(write_form(asked, lang)))
    sheet = book.worksheets[0]
    sheet["C3"] = str(asked.units[lang].iloc[0])
    for row, cells in rows.items():
        for column, cell in enumerate(cells, 2):
            sheet.cell(row, column).value = cell
    return book


def bodies(one: Return) -> dict[tuple[str, str, str], tuple[Decimal | None, str]]:
    return {
        (f.row.name, f.row.group, f.column.category): (f.amount.value, f.amount.state)
        for sheet in one.sheets
        for f in sheet.figures
        if f.row.kind == "body"
    }


def read(book: Any, asked: Asked, tmp_path: Path) -> Return:
    book.save(tmp_path / "filled.xlsx")
    return read_return(tmp_path / "filled.xlsx", asked, "filled.xlsx")


def test_equal_settings_give_equal_bytes(asked: Asked) -> None:
    assert write_form(asked, "vi") == write_form(asked, "vi")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_form_that_was_filled_in_is_read_without_loss(
    asked: Asked, tmp_path: Path, lang: str
) -> None:
    one = read(filled(asked, lang, FILLED), asked, tmp_path)
    assert bodies(one) == SAID
    assert one.unit == "unit_a"
    assert [problem for problem in one.problems if problem.blocking] == []


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_without_its_hidden_names_a_form_is_read_by_its_headings(
    asked: Asked, tmp_path: Path, lang: str
) -> None:
    book = filled(asked, lang, FILLED)
    book.defined_names.clear()
    assert bodies(read(book, asked, tmp_path)) == SAID


def test_a_form_with_a_row_and_a_column_inserted_is_read_and_the_column_told(
    asked: Asked, tmp_path: Path
) -> None:
    book = filled(asked, "vi", FILLED)
    sheet = book.worksheets[0]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    sheet.insert_rows(1, 2)
    sheet.insert_cols(3)
    sheet["C12"] = "thêm"
    for name, defined in book.defined_names.items():
        where, _, place = defined.attr_text.partition("!")
        if place:
            _, column, row = place.split("$")
            moved = chr(ord(column) + 1) if column >= "C" else column
            book.defined_names[name].attr_text = f"{where}!${moved}${int(row) + 2}"
    one = read(book, asked, tmp_path)
    assert bodies(one) == SAID
    assert [(p.kind, p.cell) for p in one.problems if p.blocking] == [
        ("column_without_heading", "C12")
    ]


def test_a_form_of_another_programme_is_refused(asked: Asked, tmp_path: Path) -> None:
    book = filled(asked, "vi", FILLED)
    book.defined_names["return.programme"].attr_text = '"another"'
    one = read(book, asked, tmp_path)
    assert "other_programme" in {problem.kind for problem in one.problems}
    assert one.blocked


def test_only_what_is_to_be_filled_in_is_unlocked(asked: Asked) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_form(asked, "vi"))).worksheets[0]
    unlocked = {c.coordinate for row in sheet.iter_rows() for c in row if not c.protection.locked}
    rows = [*range(FIRST_DEPARTMENT, FIRST_DEPARTMENT + 3), *range(FIRST_DISTRICT, TOTAL)]
    assert sheet.protection.sheet
    asked_for = {"C3", "D3", "E3"}
    assert unlocked == asked_for | {f"{column}{row}" for row in rows for column in "BCDE"}


def test_groups_and_the_total_are_formulas(asked: Asked) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_form(asked, "vi"))).worksheets[0]
    assert sheet["C9"].value == "=SUM(C10:C12)"
    assert sheet["C13"].value == "=SUM(C14:C16)"
    assert sheet[f"C{TOTAL}"].value == "=C9+C13"


def test_the_unit_is_chosen_from_a_list_and_figures_are_checked(asked: Asked) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_form(asked, "vi")))
    rules = {str(rule.sqref): rule for rule in book.worksheets[0].data_validations.dataValidation}
    assert rules["C3"].formula1 == "_lists!$A$1:$A$3"
    assert [cell.value for cell in book["_lists"]["A"]] == asked.units["vi"].tolist()
    assert rules["C10:E12"].type == "custom"


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(
        st.one_of(st.integers(0, 10**9), st.sampled_from(["-", "x", None])), min_size=9, max_size=9
    )
)
def test_whatever_is_filled_in_comes_back(asked: Asked, tmp_path: Path, cells: list[Any]) -> None:
    rows = {FIRST_DEPARTMENT + n: [f"Phòng {n}", *cells[3 * n : 3 * n + 3]] for n in range(3)}
    said = bodies(read(filled(asked, "vi", rows), asked, tmp_path))
    states = {"-": "none", "x": "not_applicable", None: "not_reported"}
    for n in range(3):
        for at, category in enumerate(("all", "bachelor", "college")):
            cell = cells[3 * n + at]
            value = Decimal(cell) if isinstance(cell, int) else None
            expected = (value, states.get(cell, "number"))
            assert said[f"Phòng {n}", "departments", category] == expected


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("suffix", ["xlsx", "ods", "xls"])
def test_opened_and_saved_by_libreoffice_a_form_says_the_same(
    suffix: str, lang: str, asked: Asked, tmp_path: Path
) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed on this machine")
    filled(asked, lang, FILLED).save(tmp_path / "filled.xlsx")
    into, profile = tmp_path / "saved", (tmp_path / "profile").as_uri()
    subprocess.run(
        [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", suffix,
         "--outdir", into, tmp_path / "filled.xlsx"],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    one = read_return(into / f"filled.{suffix}", asked, f"filled.{suffix}")
    assert bodies(one) == SAID
    assert not one.blocked
