from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sources.register.conftest import asked_for, hashed, spell, write

from analysis.sources.register.counting import count_register
from analysis.sources.register.engine import engine
from analysis.sources.register.spells import Part


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.none() | st.text(max_size=8) | st.integers().map(lambda n: hashed(str(n)))),
    st.integers(1, 256),
)
def test_every_row_lies_in_exactly_one_part_whatever_stands_for_its_person(
    persons: list[str | None], parts: int
) -> None:
    kept = [None if person is None else person.replace("\x00", "") for person in persons]
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE cells (person VARCHAR)")
        if kept:
            connection.executemany("INSERT INTO cells VALUES (?)", [[person] for person in kept])
        conditions = [f"CAST({Part(at, parts).condition} AS INTEGER)" for at in range(parts)]
        query = f"SELECT {' + '.join(f'coalesce({one}, 0)' for one in conditions)} FROM cells"
        assert {times for (times,) in connection.execute(query).fetchall()} <= {1}


def test_where_nobody_listed_the_units_any_code_is_one_but_not_a_number_of_a_card(
    tmp_path: Path,
) -> None:
    rows = [
        spell("a", unit="so_noi_vu"),
        spell("b", unit="phong-12"),
        spell("c", unit="079123456789"),
        spell("d", unit="Sở Nội vụ"),
    ]
    asked = replace(asked_for(), units=())
    counts = count_register(write(tmp_path / "register", rows), asked)
    assert counts.outcomes.to_numpy().tolist() == [["kept", 2], ["unknown:unit", 2]]
    assert set(counts.unit_stocks["unit"]) == {"so_noi_vu", "phong-12"}


def test_what_the_engine_put_on_disk_is_gone_though_the_count_failed() -> None:
    before = {path.name for path in Path(tempfile.gettempdir()).glob("register-*")}
    with pytest.raises(RuntimeError), engine(memory="100MB") as connection:
        (folder,) = connection.execute("SELECT current_setting('temp_directory')").fetchall()[0]
        assert Path(folder).stat().st_mode & 0o077 == 0
        raise RuntimeError
    assert {path.name for path in Path(tempfile.gettempdir()).glob("register-*")} <= before


def test_no_setting_of_the_engine_can_be_changed_while_it_counts() -> None:
    with engine() as connection, pytest.raises(duckdb.Error, match="locked"):
        connection.execute("SET memory_limit = '100GB'")
