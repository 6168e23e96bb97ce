from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from analysis.sources.columns import exact_decimal, identifier, one_of, table, whole_number
from analysis.sources.errors import MalformedTable, SourceError
from analysis.sources.tables import read_table, save_table, validate

SCHEMA = table(
    {
        "id": identifier(unique=True),
        "kind": one_of(["man", "woman"]),
        "staff_persons": whole_number(),
        "value": exact_decimal(),
    },
    {"a value for every man": lambda rows: rows["kind"].ne("man") | rows["value"].ne("")},
)
GOOD = "id,kind,staff_persons,value\na,man,3,1.5\nb,woman,,\n"


def written(folder: Path, content: str) -> Path:
    path = folder / "table.csv"
    path.write_text(content, encoding="utf-8", newline="")
    return path


def test_numbers_are_numbers_and_exact_decimals_stay_text(tmp_path: Path) -> None:
    frame = read_table(written(tmp_path, GOOD), SCHEMA)
    assert frame["staff_persons"].dtype == "Int64"
    assert frame["staff_persons"].sum() == 3
    assert frame["value"].tolist() == ["1.5", ""]


def test_a_table_that_is_read_and_saved_keeps_its_bytes(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    save_table(read_table(path, SCHEMA), tmp_path / "new" / "copy.csv", SCHEMA)
    assert (tmp_path / "new" / "copy.csv").read_bytes() == path.read_bytes()
    assert list((tmp_path / "new").iterdir()) == [tmp_path / "new" / "copy.csv"]


def test_every_misfit_is_told_in_one_message_with_spreadsheet_rows(tmp_path: Path) -> None:
    content = "id,kind,staff_persons,value\na,man,3,1.5\na,child,3.5,1\nC,man,x,1.50\n"
    with pytest.raises(MalformedTable) as error:
        read_table(written(tmp_path, content), SCHEMA)
    message = str(error.value)
    assert message.startswith("7 problems in ")
    for part in [
        "row 2, column id, 'a': expected to occur once",
        "row 3, column id, 'a': expected to occur once",
        "row 3, column kind, 'child': expected one of man, woman",
        "row 3, column staff_persons, '3.5': expected a whole number",
        "row 4, column id, 'C': expected small letters",
        "row 4, column staff_persons, 'x': expected a whole number",
        "row 4, column value, '1.50': expected a decimal",
    ]:
        assert part in message
    assert "Correct these cells" in message


def test_a_rule_for_the_row_names_the_row(tmp_path: Path) -> None:
    with pytest.raises(MalformedTable, match="row 2, the row: expected a value for every man"):
        read_table(written(tmp_path, "id,kind,staff_persons,value\na,man,3,\n"), SCHEMA)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("id;kind;staff_persons;value\n", "separated by commas"),
        ("kind,id,staff_persons,value\n", "expected 'id,kind,staff_persons,value'"),
        ("", "row 1: the header is ''"),
        (GOOD + "c,man,1\n", "row 4: 3 cells, expected 4"),
        (GOOD + "\n", "row 4: 0 cells, expected 4"),
        (GOOD + '"c,man,1,1\n', "Quote cells"),
    ],
)
def test_a_table_of_another_shape_is_refused(tmp_path: Path, content: str, said: str) -> None:
    with pytest.raises(MalformedTable, match=said):
        read_table(written(tmp_path, content), SCHEMA)


def test_a_frame_that_does_not_fit_leaves_the_saved_table_as_it_was(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    frame = read_table(path, SCHEMA).assign(kind="child")
    with pytest.raises(MalformedTable, match="'child': expected one of man, woman"):
        save_table(frame, path, SCHEMA)
    assert path.read_text() == GOOD
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_of_a_table_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    (tmp_path / ".table.csv.1.tmp").write_text("ha", encoding="utf-8")
    (tmp_path / ".other.csv.1.tmp").write_text("of another table", encoding="utf-8")
    save_table(pd.DataFrame(columns=list(SCHEMA.columns), dtype="str"), path, SCHEMA)
    assert sorted(one.name for one in tmp_path.iterdir()) == [".other.csv.1.tmp", "table.csv"]


def test_numbers_of_any_type_are_saved_plainly(tmp_path: Path) -> None:
    frame = pd.DataFrame(
        {
            "id": ["a", "b", "c"],
            "kind": "woman",
            "staff_persons": [3.0, float("nan"), 1000.0],
            "value": [Decimal("1.50"), None, Decimal("1E+2")],
        }
    )
    save_table(frame, tmp_path / "table.csv", SCHEMA)
    assert (tmp_path / "table.csv").read_bytes() == (
        b"id,kind,staff_persons,value\na,woman,3,1.5\nb,woman,,\nc,woman,1000,100\n"
    )


def test_the_index_of_a_frame_does_not_shift_the_rows_told() -> None:
    frame = pd.DataFrame(
        {"id": ["a", "B"], "kind": "woman", "staff_persons": 1, "value": "1"}, index=[7, 8]
    )
    with pytest.raises(MalformedTable, match="row 3, column id, 'B'"):
        validate(frame, SCHEMA, "the frame")


@pytest.mark.parametrize("columns", [["kind", "id"], ["id"], ["id", "kind", "more"]])
def test_a_frame_with_other_columns_is_refused(columns: list[str]) -> None:
    schema = table({"id": identifier(), "kind": identifier()})
    with pytest.raises(MalformedTable, match="column '"):
        validate(pd.DataFrame({name: ["a"] for name in columns}), schema, "the frame")


def test_a_table_without_rows_is_a_table(tmp_path: Path) -> None:
    path = written(tmp_path, "id,kind,staff_persons,value\n")
    frame = read_table(path, SCHEMA)
    assert frame.empty
    save_table(frame, path, SCHEMA)
    assert path.read_text() == "id,kind,staff_persons,value\n"


def test_a_cell_that_is_neither_text_nor_number_is_refused(tmp_path: Path) -> None:
    frame = pd.DataFrame({"id": ["a"], "kind": ["man"], "staff_persons": [1], "value": [b"1"]})
    with pytest.raises(SourceError, match="neither text nor a number"):
        save_table(frame, tmp_path / "table.csv", SCHEMA)
