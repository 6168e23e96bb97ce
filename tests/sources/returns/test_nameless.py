"""A collection of returns whose files are named after those who signed them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from analysis.sources.returns.collection import Collection
from analysis.sources.returns.nameless import nameless
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return, SheetRead
from analysis.sources.returns.reports import write_reports
from analysis.sources.returns.settings import Asked, read_asked
from analysis.sources.text import shown_text


def a_return(file: str, sheet: str = "Sheet1", *problems: Problem) -> Return:
    return Return(file, file, "unit_a", (SheetRead(sheet, ()),), problems)


def of(asked: Asked, *returns: Return) -> Collection:
    return Collection(asked, returns, returns[:1], ())


def test_files_that_are_called_alike_without_persons_stay_apart(root: Path) -> None:
    asked = read_asked("archives", root)
    told = nameless(of(asked, a_return("Trần Văn Ba.xlsx"), a_return("Lê Thị Bốn.xlsx")))
    assert [one.file for one in told.returns] == ["….xlsx", "….xlsx (2)"]
    assert told.counting == told.returns[:1]


def test_sheets_and_what_problems_quote_name_nobody(root: Path) -> None:
    problem = Problem(
        "two_versions", found="Trần Văn Ba", sheet="Lê Thị Bốn", file="Trần Văn Ba.xlsx",
        facts={"other": "q1 Lê Thị Bốn.xlsx"},
    )  # fmt: skip
    asked = read_asked("archives", root)
    told = nameless(
        of(
            asked,
            a_return("Trần Văn Ba.xlsx", "Lê Thị Bốn", problem),
            a_return("q1 Lê Thị Bốn.xlsx"),
        )
    )
    (bare,) = told.returns[0].problems
    assert told.returns[0].sheets[0].name == "…"
    assert (bare.found, bare.sheet, bare.file) == ("…", "…", "….xlsx")
    assert bare.facts == {"other": "q1 ….xlsx"}


def test_a_collection_that_names_nobody_is_told_as_it_is(root: Path) -> None:
    collection = of(read_asked("archives", root), a_return("quan-1.xlsx"))
    assert nameless(collection) == collection


HOSTILE = (
    "<script>alert('x')</script>", "=cmd|'/C calc'!A", "@SUM(A:A)", "+cmd", "-cmd", "\t=x", "\r=x",
    "a\x00b\x07\x1b[x\x85\ufffe", "\u202egnp.exe\u202c", "{{ x }} {% x %} {n} %s", "]]>&lt;!--",
    "dài" * 3_000, "e" + "\u0323" * 200, "#include \"x\" $y$",
)  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_stands_in_a_return_is_text_in_the_report_to_its_unit(
    root: Path, tmp_path: Path, text: str
) -> None:
    problem = Problem("two_versions", found=text, sheet=text[:40], cell="B7", file=text[:40],
                      facts={"other": text[:200]})  # fmt: skip
    sent = a_return(text[:40], text[:40], problem)
    write_reports(nameless(of(read_asked("archives", root), sent)), tmp_path / "out")
    for path in sorted((tmp_path / "out" / "reports").iterdir()):
        content = path.read_bytes()
        if path.suffix == ".xlsx":
            sheet = openpyxl.load_workbook(path).active
            cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
            assert {cell.data_type for cell in cells} == {"s"}
            continue
        told = content.decode("utf-8")
        assert shown_text(told) == told
        assert "<script" not in told or path.suffix == ".csv"
        if path.suffix == ".csv":
            rows = list(csv.reader(io.StringIO(told, newline="")))
            assert not [c for row in rows for c in row if c[:1] in ("=", "+", "-", "@", "\t", "\r")]
