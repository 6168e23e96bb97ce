from __future__ import annotations

from pathlib import Path

import duckdb
import pytest
from tests.sources.register.conftest import asked_for, spell, write

from analysis.sources.errors import MalformedTable, SourceError
from analysis.sources.register.counting import count_register
from analysis.sources.register.files import COLUMNS, read_files


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write(tmp_path / "register", [spell("a")])


def told(folder: Path) -> str:
    with pytest.raises(SourceError) as problem:
        count_register(folder, asked_for())
    return str(problem.value)


def header(folder: Path, names: str) -> None:
    (folder / "rows.csv").write_text(f"{names}\n" + "x," * names.count(",") + "x\n", "utf-8")


def test_an_empty_folder_says_what_belongs_there(tmp_path: Path) -> None:
    assert "person,unit,group" in told(tmp_path)
    assert "person,unit,group" in told(tmp_path / "nowhere")


def test_every_column_that_is_missing_is_named(folder: Path) -> None:
    header(folder, ",".join(name for name in COLUMNS if name not in ("entry", "level")))
    assert "rows.csv: the column level is missing; the column entry is missing" in told(folder)


def test_a_column_too_many_is_told_by_its_place_for_its_name_may_be_that_of_a_person(
    folder: Path,
) -> None:
    header(folder, ",".join([*COLUMNS, "Nguyễn Văn A"]))
    message = told(folder)
    assert "column 12 is not one of a register" in message
    assert "Nguyễn" not in message


def test_a_column_that_occurs_twice_is_named(folder: Path) -> None:
    header(folder, ",".join([*COLUMNS, "unit"]))
    assert "the column unit occurs more than once" in told(folder)


def test_semicolons_are_recognised(folder: Path) -> None:
    header(folder, ";".join(COLUMNS))
    assert "separated by semicolons" in told(folder)


def test_another_encoding_is_recognised(folder: Path) -> None:
    (folder / "rows.csv").write_bytes("person,đơn vị\n".encode("utf-16"))
    assert "not UTF-8" in told(folder)


def test_a_file_of_another_form_stops_the_count(folder: Path) -> None:
    (folder / "notes.xlsx").write_bytes(b"PK")
    assert "notes.xlsx: expected a file .csv or .parquet" in told(folder)


def test_a_name_that_could_mean_several_files_is_refused(folder: Path) -> None:
    (folder / "rows.csv").rename(folder / "rows*.csv")
    assert "expected a name of letters" in told(folder)


def test_a_parquet_file_that_is_none_is_named(folder: Path) -> None:
    (folder / "rows.parquet").write_bytes(b"PAR1 no, not really PAR1")
    assert "rows.parquet: not a Parquet file that can be opened" in told(folder)


def test_a_column_of_numbers_is_named_with_its_type(folder: Path) -> None:
    cells = ", ".join(
        f'1 AS "{name}"' if name == "unit" else f"'x' AS \"{name}\"" for name in COLUMNS
    )
    with duckdb.connect() as connection:
        connection.execute(f"COPY (SELECT {cells}) TO '{folder / 'rows.parquet'}'")
    assert "the column unit holds INTEGER, expected text" in told(folder)


def test_a_quote_that_does_not_end_stops_the_count_and_shows_nothing_of_the_line(
    folder: Path,
) -> None:
    path = folder / "rows.csv"
    path.write_text(path.read_text() + '"Nguyễn Văn A,unit_a\n' + path.read_text().splitlines()[1])
    message = told(folder)
    assert "rows.csv, line 3" in message
    assert "Nguyễn" not in message


def test_the_list_of_units_and_hidden_files_are_no_part_of_a_register(folder: Path) -> None:
    (folder / "units.csv").write_text("code,vi,en,group\n")
    (folder / ".rows.csv.swp").write_text("")
    assert [file.path.name for file in read_files(folder)] == ["rows.csv"]


def test_all_files_that_are_wrong_are_told_at_once(folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("")
    with pytest.raises(MalformedTable, match="2 problems"):
        read_files(folder)
