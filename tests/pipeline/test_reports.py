from __future__ import annotations

import csv
from pathlib import Path

import pytest

from analysis.pipeline.check import told
from analysis.pipeline.ledgers import facts_text, write_audit
from analysis.pipeline.workplace import replace
from analysis.sources.errors import MalformedTable
from analysis.sources.schemas import AUDIT, validate

HEADER = "document,id,check,left,right,difference,verdict,explanation,sources"
HOLDS = "d1,total,sum,3,3,0,holds,The total is the sum of its 2 parts.,d1#a;d1#b"
FAILS = "d1,share,share,60,50,10,fails,The stated share is 60%; the counts give 50%.,d1#a"


def table(path: Path, *rows: str) -> Path:
    path.write_text("\n".join([HEADER, *rows, ""]), encoding="utf-8")
    return path


def test_a_ledger_has_the_rows_of_all_tables_in_their_order(tmp_path: Path) -> None:
    tables = [
        table(tmp_path / "1.csv", HOLDS),
        table(tmp_path / "2.csv"),
        table(tmp_path / "3.csv", FAILS),
    ]
    write_audit(tables, tmp_path / "audit.csv")
    with (tmp_path / "audit.csv").open(encoding="utf-8", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["total", "share"]


def test_a_ledger_of_nothing_has_its_header(tmp_path: Path) -> None:
    write_audit([table(tmp_path / "1.csv")], tmp_path / "audit.csv")
    assert (tmp_path / "audit.csv").read_text(encoding="utf-8") == HEADER + "\n"


def test_the_facts_of_a_programme_are_the_rows_of_its_tables_under_one_header(
    tmp_path: Path,
) -> None:
    tables = []
    head = "id,programme,value,formula\n"
    of_one = ('a,one,"1,5",sum\nb,one,2,\n', "c,one,3,share\n")
    for name, rows in (("1", of_one[0]), ("2", ""), ("3", f"x,two,4,\n{of_one[1]}")):
        (tmp_path / name).write_text(head + rows, encoding="utf-8")
        tables.append(tmp_path / name)
    assert facts_text(tables, "one") == head + "".join(of_one)
    assert facts_text(tables[1:2], "one") == facts_text([], "one") == ""


def test_a_check_that_two_tables_hold_leaves_the_ledger_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "audit.csv").write_text("of yesterday")
    tables = [table(tmp_path / "1.csv", HOLDS), table(tmp_path / "2.csv", HOLDS)]
    with pytest.raises(MalformedTable):
        write_audit(tables, tmp_path / "audit.csv")
    assert (tmp_path / "audit.csv").read_text() == "of yesterday"


def test_a_file_is_replaced_whole_and_what_a_killed_run_left_is_taken_away(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old")
    (tmp_path / ".page.html.1.tmp").write_text("half")
    replace(tmp_path / "page.html", b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
    assert (tmp_path / "page.html").read_text() == "new"


def test_an_audit_is_told_in_counts_and_in_the_checks_that_fail_with_their_first_reading() -> None:
    rows = [dict(zip(HEADER.split(","), row.split(","), strict=True)) for row in (HOLDS, FAILS)]
    import pandas as pd

    ledger = validate(pd.DataFrame(rows), AUDIT, "test")
    reading = {"check": "share", "way": "count_range", "fitting": 1, "tried": 11, "reading": "So."}
    assert told("d1", ledger, pd.DataFrame([reading])) == (
        "d1: 1 holds, 1 fails\n  fails: share: The stated share is 60%; the counts give 50%.\n"
        "    why? So. (count range, 1 of 11 fit)"
    )
