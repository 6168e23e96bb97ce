"""A collection of returns whose files are named after those who signed them."""

from __future__ import annotations

from pathlib import Path

from analysis.sources.returns.collection import Collection
from analysis.sources.returns.nameless import nameless
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return, SheetRead
from analysis.sources.returns.settings import Asked, read_asked


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
