"""How many persons come, go and move in a register, and how many rows are kept out and why?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil
from pathlib import Path
from typing import TypeVar

import duckdb
import pandas as pd

from analysis.sources.register.engine import MEMORY, engine, frame_of, statement
from analysis.sources.register.files import RegisterFile, read_files
from analysis.sources.register.problems import KEPT, examples_of, report_of
from analysis.sources.register.settings import Asked
from analysis.sources.register.spells import Part, load_spells, units_in

ROWS_A_PART = 3_000_000
BYTES_A_ROW = 120
WHOLE = ("period", "persons", "person_days", "rows")
KEYS = {
    "outcomes": ["outcome"],
    "cells": ["period", "group", "staff_class", "level", "trained", "direction", "kind", "reason"],
    "stocks": ["period", "group", "staff_class", "level", "trained"],
    "unit_cells": ["period", "unit", "group", "direction", "kind"],
    "unit_stocks": ["period", "unit", "group", "level"],
    "courses": ["period", "group", "course_kind"],
}


@dataclass(frozen=True)
class Counts:
    """What a register, or a part of one, comes to; no table names a person.

    ``outcomes``: outcome (kept, or a problem of problems.yml), rows. ``cells``: period
    (0 until the first stock, then 1, 2, … up to each further one), group, staff_class, level,
    trained, direction (in, out), kind (hire, return, exit, transfer, upgrade,
    transfer_and_upgrade, change, training), reason (of an exit, else ""), persons, person_days
    (from the day of the movement to the end of the period). ``stocks``: period (0 for the first
    day of a stock), group, staff_class, level, trained, persons. ``unit_cells``: period, unit,
    group, direction, kind, persons. ``unit_stocks``: period, unit, group, level, persons.
    ``courses``: period, group, course_kind, persons (who took part).
    """

    outcomes: pd.DataFrame
    cells: pd.DataFrame
    stocks: pd.DataFrame
    unit_cells: pd.DataFrame
    unit_stocks: pd.DataFrame
    courses: pd.DataFrame


@dataclass(frozen=True)
class Register:
    """A register as it was read: what it comes to, and where rows stand that are not counted."""

    asked: Asked
    counts: Counts
    examples: pd.DataFrame

    def report(self, lang: str) -> pd.DataFrame:
        """What became of the rows, in one language? Columns of problems.OUTCOMES."""
        return report_of(self.counts.outcomes, self.examples, lang)


T = TypeVar("T")
PartTask = Callable[[Part], Counts]
Runner = Callable[[PartTask, Sequence[Part]], Iterable[Counts]]


def one_after_the_other(task: Callable[[Part], T], parts: Sequence[Part]) -> Iterable[T]:
    """What comes of each part, here, one at a time?"""
    return map(task, parts)


def read_register(
    folder: Path, asked: Asked, run: Runner = one_after_the_other, parts: int = 0
) -> Register:
    """What does the register in a folder come to, and what is to be mended in it?

    ``run`` and ``parts`` as for ``count_register``. Raises MalformedTable and SourceError as
    ``read_files``. Nothing that it gives names a person.
    """
    counts = count_register(folder, asked, run=run, parts=parts)
    examples = pd.DataFrame(columns=["outcome", "examples", "values"], dtype="str")
    if list(counts.outcomes["outcome"]) != [KEPT]:
        files = read_files(folder)
        with engine() as connection:
            units = units_in(connection, asked, files)
            shown_from = parts_of(connection, files)
            examples = examples_of(connection, asked, files, units, shown_from)
    return Register(asked, counts, examples)


def count_register(
    folder: Path, asked: Asked, memory: str = MEMORY, run: Runner = one_after_the_other,
    parts: int = 0,
) -> Counts:  # fmt: skip
    """What does the register in a folder come to?

    It is counted in parts, so that it need not fit into memory and may be counted on several
    machines (``run``); the parts together give the same to the last byte, however many there are.
    Raises MalformedTable and SourceError as ``read_files``.
    """
    files = read_files(folder)
    with engine(memory) as connection:
        units = units_in(connection, asked, files)
        number = parts or parts_of(connection, files)
    task = partial(count_part, asked, files, units, memory=memory)
    return merged(run(task, [Part(at, number) for at in range(number)]))


def count_part(
    asked: Asked, files: Sequence[RegisterFile], units: Sequence[str], part: Part,
    memory: str = MEMORY,
) -> Counts:  # fmt: skip
    """What does one part of a register come to?"""
    with engine(memory) as connection:
        outcomes = load_spells(connection, asked, files, units, part)
        connection.execute(statement("movements.sql"))
        connection.execute(statement("standing.sql"), {"days": list(asked.days)})
        return Counts(
            outcomes, *(frame_of(connection, statement(f"{name}.sql")) for name in list(KEYS)[1:])
        )


def merged(parts: Iterable[Counts]) -> Counts:
    """What do parts of a register come to together? Sorted by what each row is about.

    Each is added to those before it and let go, so that no more than two are held at a time.
    """
    tables: dict[str, pd.DataFrame] = {}
    for part in parts:
        for name, keys in KEYS.items():
            before = [tables[name]] if name in tables else []
            tables[name] = _summed([*before, getattr(part, name)], keys)
    return Counts(**{name: _written(table) for name, table in tables.items()})


def _summed(tables: Sequence[pd.DataFrame], keys: list[str]) -> pd.DataFrame:
    stacked = pd.concat(tables, ignore_index=True)
    by = stacked.groupby(keys, sort=True, as_index=False, observed=True, dropna=False)
    return by.sum()


def _written(table: pd.DataFrame) -> pd.DataFrame:
    """Codes as text, "" where there is none; counts as whole numbers."""
    return pd.DataFrame(
        {
            name: cells if name == "trained"
            else cells.astype("int64") if name in WHOLE
            else cells.astype("str").where(cells.notna(), "").astype("str")
            for name, cells in table.items()
        }
    )  # fmt: skip


def parts_of(connection: duckdb.DuckDBPyConnection, files: Sequence[RegisterFile]) -> int:
    """Into how many parts is a register of these files taken apart?"""
    size = sum(file.path.stat().st_size for file in files if file.is_csv)
    packed = [str(file.path) for file in files if not file.is_csv]
    rows = size / BYTES_A_ROW
    if packed:
        query = "SELECT sum(num_rows) FROM parquet_file_metadata($paths)"
        rows += int(connection.execute(query, {"paths": packed}).fetchall()[0][0])
    return ceil(rows / ROWS_A_PART) or 1
