from __future__ import annotations

import csv
import io
import shutil
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import xlwt

from analysis.sources.returns.apart import read_apart
from analysis.sources.returns.collection import (
    Collection,
    figures_of,
    problems_by_unit,
    read_collection,
    rows_of,
)
from analysis.sources.returns.reports import write_reports
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.sums import totals_of

A = [["I", "Sở, ngành", 30, 12, "-"], [1, "Phòng Một", 20, 8, "-"], [2, "Phòng Hai", 10, 4]]
C = [["I", "Quận, huyện"], [1, "Phòng Ba", 7, 3, 2]]

Save = Callable[..., Path]


@pytest.fixture
def collect(folder: Path, asked: Asked) -> Callable[[], Collection]:
    """Reads what lies in the folder of returns."""
    return lambda: read_collection(folder, asked)


def total(collection: Collection, group: str, category: str) -> dict[str, object]:
    totals = totals_of(collection)
    row = totals[(totals["group"] == group) & (totals["category"] == category)].iloc[0]
    return {name: row[name] for name in ("value", "bodies", "units", "units_listed")}


def problems(collection: Collection) -> dict[str, list[str]]:
    return {u: [p.kind for p in ps] for u, ps in problems_by_unit(collection).items() if ps}


def test_a_total_stands_beside_how_many_units_it_covers(
    save: Save, collect: Callable[[], Collection]
) -> None:
    save(A, name="a.xlsx")
    save(C, name="c.xlsx", unit="Đơn vị Thử C")
    one = collect()
    expected = {"value": "30", "bodies": 2, "units": 1, "units_listed": 2}
    assert total(one, "departments", "all") == expected
    assert total(one, "total", "all") == {"value": "37", "bodies": 3, "units": 2, "units_listed": 3}
    assert total(one, "total", "bachelor")["value"] == "15"


def test_none_adds_nothing_and_what_is_not_reported_is_counted_apart(
    save: Save, collect: Callable[[], Collection]
) -> None:
    save(A)
    totals = totals_of(collect())
    row = totals[(totals["group"] == "departments") & (totals["category"] == "college")].iloc[0]
    assert (row["value"], row["bodies"], row["bodies_not_reported"]) == ("0", 1, 1)


def test_a_group_that_nobody_reports_has_no_total_rather_than_zero(
    save: Save, collect: Callable[[], Collection]
) -> None:
    save(A)
    expected = {"value": "", "bodies": 0, "units": 0, "units_listed": 1}
    assert total(collect(), "districts", "all") == expected


def test_a_unit_that_sent_nothing_is_listed(save: Save, collect: Callable[[], Collection]) -> None:
    save(A)
    one = collect()
    assert one.missing == ("unit_b", "unit_c")
    assert problems(one) == {"unit_b": ["not_reported"], "unit_c": ["not_reported"]}


def test_a_return_that_was_sent_twice_counts_once(
    save: Save, folder: Path, collect: Callable[[], Collection]
) -> None:
    save(A, name="a.xlsx")
    shutil.copy(folder / "a.xlsx", folder / "b.xlsx")
    save(A, name="c.xlsx", below=([], ["ghi chú"]))
    one = collect()
    assert problems(one)["unit_a"] == ["same_file", "same_file"]
    assert total(one, "departments", "all")["value"] == "30"


def test_of_two_versions_of_a_return_neither_counts(
    save: Save, collect: Callable[[], Collection]
) -> None:
    save(A, name="a.xlsx")
    save([*A[:1], [1, "Phòng Một", 21, 8], A[2]], name="b.xlsx")
    one = collect()
    assert problems(one)["unit_a"].count("two_versions") == 2
    assert one.counting == ()
    assert total(one, "departments", "all")["value"] == ""


def test_a_return_with_a_blocking_problem_is_read_but_does_not_count(
    save: Save, collect: Callable[[], Collection]
) -> None:
    save([*A, [3, "Phòng Bốn", "nhiều", 1, 1]])
    one = collect()
    figures = figures_of(one)
    assert set(figures["counts"]) == {"no"}
    assert set(figures["name"]) == {"Sở, ngành", "Phòng Một", "Phòng Hai"}
    rows = rows_of(one)
    assert rows.loc[rows["state"] == "refused", "row"].tolist() == [10]


def test_files_in_folders_beneath_are_read_and_lock_files_are_not(
    save: Save, folder: Path, collect: Callable[[], Collection]
) -> None:
    (folder / "2016").mkdir()
    save(A, name="2016/a.xlsx")
    (folder / "~$a.xlsx").write_bytes(b"")
    assert [one.file for one in collect().returns] == ["2016/a.xlsx"]


def xls_that_ends_before_it_begins() -> bytes:
    """An .xls whose dimensions begin after they end: calamine aborts the process on it."""
    book, content = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("a").write(0, 0, 1)
    book.save(content)
    dimensions = struct.pack("<HHII", 0x0200, 14, 0, 1)
    assert content.getvalue().count(dimensions) == 1
    turned = struct.pack("<HHII", 0x0200, 14, 37888, 1)
    return content.getvalue().replace(dimensions, turned)


def test_a_file_of_which_its_reader_dies_leaves_the_others_be(
    save: Save, folder: Path, collect: Callable[[], Collection]
) -> None:
    save(A, name="a.xlsx")
    save(C, name="c.xlsx", unit="Đơn vị Thử C")
    (folder / "b.xls").write_bytes(xls_that_ends_before_it_begins())
    one = collect()
    assert [r.unit for r in one.returns] == ["unit_a", "", "unit_c"]
    assert problems(one)["b.xls"] == ["unreadable_file"]
    assert len(one.counting) == 2


def test_files_that_take_too_long_are_problems_of_their_returns(save: Save, asked: Asked) -> None:
    jobs = [(save(A, name=name), asked, name) for name in ("a.xlsx", "b.xlsx", "c.xlsx")]
    read = read_apart(jobs, seconds=0)
    assert [problem.kind for one in read for problem in one.problems] == ["unreadable_file"] * 3


def test_each_unit_gets_its_report_in_both_languages_and_three_forms(
    save: Save, tmp_path: Path, collect: Callable[[], Collection]
) -> None:
    save([["I", "Sở, ngành", 5, 1, 1], [1, "Phòng Một", "nhiều <b>", 1, 1]], name="a.xlsx")
    save(C, name="c.xlsx", unit="Đơn vị Thử C")
    pages = write_reports(collect(), tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out" / "reports").iterdir())
    assert names == [
        f"unit-{unit}.{lang}.{form}"
        for unit in "ab"
        for lang in ("en", "vi")
        for form in ("csv", "html", "xlsx")
    ]
    assert {page.name for page in pages} == {name for name in names if name.endswith("html")}
    page = (tmp_path / "out" / "reports" / "unit-a.vi.html").read_text(encoding="utf-8")
    assert "Đơn vị Thử A" in page
    assert "nhiều &lt;b&gt;" in page
    assert "<script" not in page


@pytest.mark.parametrize(("lang", "said"), [("vi", "Biểu · dòng 8<"), ("en", "Biểu · row 8<")])
def test_a_report_names_a_row_as_people_do(
    lang: str, said: str, save: Save, tmp_path: Path, collect: Callable[[], Collection]
) -> None:
    def hide(sheet: Any) -> None:
        sheet.title = "Biểu"
        sheet.row_dimensions[8].hidden = True

    save(A, name="a.xlsx", change=hide)
    write_reports(collect(), tmp_path)
    page = (tmp_path / "reports" / f"unit-a.{lang}.html").read_text(encoding="utf-8")
    assert said in page
    assert "8:8" not in page


@pytest.mark.parametrize("generated", [True, False])
def test_a_report_on_generated_returns_says_so_and_no_other_does(
    generated: bool, save: Save, folder: Path, asked: Asked, tmp_path: Path
) -> None:
    save([["I", "Sở, ngành"], [1, "Phòng Một", "nhiều", 1, 1]], name="a.xlsx")
    write_reports(read_collection(folder, replace(asked, generated=generated)), tmp_path)
    page = (tmp_path / "reports" / "unit-a.vi.html").read_text(encoding="utf-8")
    assert ("Số liệu mô phỏng" in page) == generated


def test_a_report_holds_no_formula_that_a_spreadsheet_would_run(
    save: Save, tmp_path: Path, collect: Callable[[], Collection]
) -> None:
    save([["I", "Sở, ngành"], [1, "Phòng Một", "=1+2", 1, 1]], name="a.xlsx")
    write_reports(collect(), tmp_path)
    table = pd.read_csv(tmp_path / "reports" / "unit-a.en.csv", dtype="str")
    assert "'=1+2" in table["found"].tolist()
    sheet = openpyxl.load_workbook(tmp_path / "reports" / "unit-a.en.xlsx").active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_reports_of_an_earlier_run_do_not_stay(
    save: Save, tmp_path: Path, folder: Path, collect: Callable[[], Collection]
) -> None:
    write_reports(collect(), tmp_path)
    for unit in "ABC":
        rows = C if unit == "C" else [["I", "Sở, ngành"], [1, f"Phòng {unit}", 5, 1, 1]]
        save(rows, name=f"{unit}.xlsx", unit=f"Đơn vị Thử {unit}")
    assert write_reports(collect(), tmp_path) == []
    assert list((tmp_path / "reports").iterdir()) == []


def test_the_ledger_of_rows_keeps_no_text(
    save: Save, tmp_path: Path, collect: Callable[[], Collection]
) -> None:
    save(A, below=([], ["", "Người lập biểu"], ["", "Nguyễn Văn Thử"]))
    write_reports(collect(), tmp_path)
    with (tmp_path / "rows.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 12
    assert [row["row"] for row in rows if row["kind"] == "signature"] == ["11", "12"]
    written = [path.read_bytes() for path in tmp_path.rglob("*.csv") if "raw" not in path.parts]
    assert not any("Nguyễn Văn Thử".encode() in content for content in written)
