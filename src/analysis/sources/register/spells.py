"""Which spells of persons does a part of a register hold, and what keeps its other rows out?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pandas as pd

from analysis.sources.columns import CODE
from analysis.sources.errors import MalformedTable
from analysis.sources.register.engine import frame_of, statement
from analysis.sources.register.files import CODES, DATES, RegisterFile
from analysis.sources.register.settings import OF_NOBODY, Asked

PARTS = 256
DIRECTIONS = ("in", "out")
KINDS = (
    *("hire", "return", "exit", "transfer", "upgrade", "transfer_and_upgrade", "change"),
    "training",
)
WAITING = "SELECT DISTINCT who FROM spells WHERE problem IS NOT NULL OR contradicts"
SPLIT_OTHERWISE = ("MISSING COLUMNS", "TOO MANY COLUMNS", "INVALID ENCODING")
A_NUMBER = "[0-9]{9}"


@dataclass(frozen=True)
class Part:
    """One of ``of`` parts of a register, by the first two digits of the hash of the person.

    All rows of a person lie in one part, and every row, whatever stands for its person, in exactly
    one.
    """

    number: int = 0
    of: int = 1

    @property
    def condition(self) -> str:
        """Which rows are of this part, in SQL?"""
        low, high = (PARTS * edge // self.of for edge in (self.number, self.number + 1))
        conditions = [
            *([f"person >= '{low:02x}'"] if self.number else []),
            *([f"person < '{high:02x}'"] if high < PARTS else []),
        ]
        condition = " AND ".join(conditions) or "true"
        return condition if self.number else f"(person IS NULL OR {condition})"


def load_spells(
    connection: duckdb.DuckDBPyConnection,
    asked: Asked,
    files: Sequence[RegisterFile],
    units: Sequence[str],
    part: Part,
) -> pd.DataFrame:
    """What becomes of the rows of a part? Columns outcome and rows.

    ``outcome`` is ``kept`` or a problem, as in problems.yml. The table ``spells`` then holds the
    kept rows of persons of whom every row can be counted: a part of somebody's spells would be
    taken for a hire or an exit that never was. Lines that cannot be split into cells belong to
    the first part. Raises MalformedTable where a file cannot be read to its end.
    """
    declare(connection, asked, units)
    noting = part.number == 0 and any(file.is_csv for file in files)
    for number, file in enumerate(files):
        rows = rows_of(file, part, noting=noting)
        begin = "INSERT INTO checked" if number else "CREATE OR REPLACE TEMP TABLE checked AS"
        try:
            connection.execute(f"{begin} {rows}", bounds_of(asked))
        except duckdb.Error:
            raise MalformedTable(_unreadable(file)) from None
    lines = _refused_lines(connection) if noting else 0
    before = {"before": asked.codes["before_qualifying"]}
    connection.execute(statement("spells.sql"), before)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE waiting AS {WAITING}")
    outcome = frame_of(connection, statement("outcome.sql"))
    connection.execute(statement("shown.sql"))
    connection.execute("DROP TABLE checked")
    connection.execute("DELETE FROM spells WHERE who IN (SELECT who FROM waiting)")
    torn = [{"outcome": "torn_line", "rows": lines}] if lines else []
    return pd.concat([outcome, pd.DataFrame(torn)], ignore_index=True)


def rows_of(file: RegisterFile, part: Part, noting: bool = False, numbered: bool = False) -> str:
    """Which SQL gives the rows of a file, each with what is wrong with it by itself?"""
    texts = [f'raw."{name}" AS {name}_text' for name in CODES]
    texts += [f"{name}_text" for name in DATES]
    return statement(
        "rows.sql", source=file.relation(numbered, noting), part=part.condition,
        also=f", person, row, {', '.join(texts)}" if numbered else "",
    )  # fmt: skip


def bounds_of(asked: Asked) -> dict[str, Any]:
    """Which values does that SQL take?"""
    return {
        "form": asked.codes["person"],
        "earliest": asked.codes["earliest"],
        "until": asked.observed_until,
        "of_nobody": "" if asked.is_generated else OF_NOBODY,
    }


def units_in(
    connection: duckdb.DuckDBPyConnection, asked: Asked, files: Sequence[RegisterFile]
) -> list[str]:
    """Which units may a row name? Those that are listed, else every code that occurs."""
    if asked.units:
        return list(asked.units)
    found: set[str] = set()
    for file in files:
        query = (
            f"SELECT DISTINCT unit FROM ({file.relation()}) WHERE regexp_full_match(unit, $code) "
            "AND NOT regexp_matches(unit, $number)"
        )
        try:
            rows = connection.execute(query, {"code": CODE, "number": A_NUMBER}).fetchall()
        except duckdb.Error:
            raise MalformedTable(_unreadable(file)) from None
        found |= {unit for (unit,) in rows}
    return sorted(found)


def declare(connection: duckdb.DuckDBPyConnection, asked: Asked, units: Sequence[str]) -> None:
    """Which codes and days does the engine know from now on?"""
    lists = {
        "unit": units,
        "group": asked.groups,
        "staff_class": asked.codes["staff_classes"],
        "level": asked.codes["levels"],
        "course_kind": asked.codes["course_kinds"],
        "exit_reason": asked.codes["exit_reasons"],
        "direction": DIRECTIONS,
        "kind": KINDS,
    }
    for name, known in lists.items():
        members = ", ".join(f"'{code}'" for code in known) or "''"
        connection.execute(f"CREATE TYPE {name}_code AS ENUM ({members})")
    connection.execute(
        statement("calendar.sql"),
        {
            "days": list(asked.days),
            "earliest": asked.codes["earliest"],
            "until": asked.observed_until,
        },
    )


def _refused_lines(connection: duckdb.DuckDBPyConnection) -> int:
    found = connection.execute(
        "SELECT file_path, line, error_type::VARCHAR FROM refused_lines "
        "JOIN refused_scans USING (scan_id, file_id) ORDER BY ALL"
    ).fetchall()
    for path, line, error in found:
        if error not in SPLIT_OTHERWISE:
            raise MalformedTable(
                f"{path}, line {line}: the line cannot be read ({error.lower()}), so neither can "
                "those after it. Put a cell that holds a quote, comma or line end between quotes."
            )
    return len({(path, line) for path, line, _ in found})


def _unreadable(file: RegisterFile) -> str:
    return (
        f"{file.path}: the file cannot be read to its end. Write it again as UTF-8 CSV separated "
        "by commas, or as Parquet, and run again: nothing was counted."
    )
