from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.sources.register.conftest import Row, asked_for, generated, hashed, spell, write

from analysis.sources.generated.faults import ALONE, TOGETHER
from analysis.sources.generated.register import write_register
from analysis.sources.register.counting import read_register
from analysis.sources.register.problems import told, wordings
from analysis.sources.register.settings import codes

LEFT = {"exit": "2016-03-01", "exit_reason": "resignation"}


def report(folder: Path, *rows: Row) -> pd.DataFrame:
    return read_register(write(folder / "register", rows), asked_for()).report("en")


def one(table: pd.DataFrame, outcome: str) -> dict[str, object]:
    (row,) = table[table["outcome"] == outcome].to_dict("records")
    return {str(name): value for name, value in row.items()}


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        ({"person": "079123456789"}, "id_is_number_of_card"),
        ({"person": " 123456789"}, "id_is_number_of_card"),
        ({"person": "Trần Thị Thử"}, "id_is_name"),
        ({"person": "thu@example.org"}, "id_is_address"),
        ({"person": hashed("a").upper()}, "id_is_no_hash"),
        ({"person": hashed("a")[:40]}, "id_is_no_hash"),
        ({"person": ""}, "no_id"),
        ({"unit": "Unit A"}, "unknown:unit"),
        ({"group": "communes"}, "unknown:group"),
        ({"staff_class": "officer"}, "unknown:staff_class"),
        ({"level": ""}, "missing:level"),
        ({"trained_on": "2012-01-01", "course_kind": "evening"}, "unknown:course_kind"),
        ({"entry": "01/02/2010"}, "no_date:entry"),
        ({"entry": "2010-02-30"}, "no_date:entry"),
        ({**LEFT, "exit": "soon"}, "no_date:exit"),
        ({"entry": "1845-09-02"}, "too_early:entry"),
        ({"entry": "infinity"}, "too_late:entry"),
        ({"entry": "2018-01-01"}, "too_late:entry"),
        ({"qualified_on": "2018-01-01"}, "too_late:qualified_on"),
        ({**LEFT, "exit": "2010-01-01"}, "exit_not_after_entry"),
        ({**LEFT, "qualified_on": "2016-03-01"}, "qualified_after_exit"),
        ({"trained_on": "2012-01-01"}, "training_without_kind"),
        ({"course_kind": "short_course"}, "kind_without_training"),
        ({"exit": "2016-03-01"}, "exit_without_reason"),
        ({"exit_reason": "death"}, "reason_without_exit"),
    ],
)
def test_a_row_that_cannot_be_counted_says_why_and_where(
    tmp_path: Path, cells: Row, outcome: str
) -> None:
    table = report(tmp_path, spell("good"), spell("a", **cells))
    assert one(table, "kept")["rows"] == 1
    assert one(table, outcome)["rows"] == 1
    assert one(table, outcome)["examples"] == "rows.csv:3"


def test_copies_are_counted_once_and_told(tmp_path: Path) -> None:
    table = report(tmp_path, spell("a"), spell("b"), spell("a"), spell("a"))
    assert one(table, "kept")["rows"] == 2
    assert one(table, "copy") | {"found": "", "mend": ""} == {
        "outcome": "copy", "rows": 2, "examples": "rows.csv:2, rows.csv:4, rows.csv:5",
        "values": "", "found": "", "mend": "",
    }  # fmt: skip


def test_spells_that_overlap_keep_the_whole_person_out(tmp_path: Path) -> None:
    table = report(
        tmp_path,
        spell("a", entry="2011-01-01", **LEFT),
        spell("a", entry="2016-02-28"),
        spell("a", entry="2010-01-01", exit="2011-01-01", exit_reason="transfer"),
    )
    assert table.set_index("outcome")["rows"].to_dict() == {"overlap": 2, "waits": 1}
    assert one(table, "waits")["examples"] == "rows.csv:4"


def test_a_spell_within_a_longer_one_overlaps_though_another_lies_between(tmp_path: Path) -> None:
    table = report(
        tmp_path,
        spell("a", entry="2010-01-01"),
        spell("a", entry="2011-01-01", exit="2012-01-01", exit_reason="transfer"),
        spell("a", entry="2013-01-01", exit="2014-01-01", exit_reason="transfer"),
    )
    assert table.set_index("outcome")["rows"].to_dict() == {"overlap": 3}


def test_a_code_is_shown_once_five_persons_have_it_and_never_before(tmp_path: Path) -> None:
    few = [spell(f"few {at}", level="Nguyen Van A") for at in range(4)]
    many = [spell(f"many {at}", level="college degree") for at in range(5)]
    twice = [spell("one", level="of one") for _ in range(6)]
    assert one(report(tmp_path, *few, *many, *twice), "unknown:level")["values"] == "college degree"


def test_what_is_no_date_is_shown_by_its_shape(tmp_path: Path) -> None:
    table = report(tmp_path, spell("a", entry="Trần 3/2010"))
    assert one(table, "no_date:entry")["values"] == "aaaa 9/9999"


def test_lines_that_are_torn_are_refused_rows_and_the_others_count(tmp_path: Path) -> None:
    folder = write(tmp_path / "register", [spell("a"), spell("b")])
    path = folder / "rows.csv"
    path.write_text(path.read_text() + "only,three,cells\n" + "a," * 12 + "\n")
    table = read_register(folder, asked_for()).report("en")
    assert table.set_index("outcome")["rows"].to_dict() == {"kept": 2, "torn_line": 2}


def test_no_report_holds_an_id_or_a_name(tmp_path: Path) -> None:
    write_register(tmp_path, 50, faults_of_each=6)
    text = read_register(tmp_path / "register", generated()).report("vi").to_csv()
    assert "Không Ai" not in text
    assert "999000000001" not in text
    assert "example.org" not in text
    assert "no_such_level" in text


def test_every_outcome_that_can_be_made_is_worded_in_both_languages() -> None:
    for outcome in [*ALONE, *TOGETHER, "kept", "torn_line"]:
        for lang in ("vi", "en"):
            assert told(outcome, "found", lang)
            assert told(outcome, "mend", lang)
    assert {
        kind for kind in wordings() for lang in ("vi", "en") if lang not in wordings()[kind]
    } == set()


def test_the_levels_rise_in_the_order_of_the_file() -> None:
    assert codes()["levels"][0] == codes()["before_qualifying"]
