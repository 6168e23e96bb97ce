"""In which files does a register lie, and have they the columns of a register?"""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from analysis.sources.errors import MalformedTable, SourceError, tell_problems

CODES = ("unit", "group", "staff_class", "level", "course_kind", "exit_reason")
DATES = ("qualified_on", "trained_on", "entry", "exit")
COLUMNS = (
    *("person", "unit", "group", "staff_class", "level", "qualified_on", "trained_on"),
    *("course_kind", "entry", "exit", "exit_reason"),
)
BESIDE = ("units.csv",)
FORMS = (".csv", ".parquet")
NAME = re.compile(r"[\w.-]+")
TEXT, DAY = "VARCHAR", "DATE"
LONGEST_HEADER = 10_000


@dataclass(frozen=True)
class RegisterFile:
    """One file of a register: where it lies, and the type of each of its columns."""

    path: Path
    types: dict[str, str]

    @property
    def is_csv(self) -> bool:
        """Is it text?"""
        return self.path.suffix.lower() == ".csv"

    def relation(self, numbered: bool = False, noting: bool = False) -> str:
        """Which SQL gives its rows, in the order of COLUMNS, an empty cell as NULL?

        A date has a second column <name>_given: whether anything stands there. ``numbered`` adds
        the number of the row, ``row``, from 1, and what stands for each date, <name>_text;
        ``noting`` notes the lines that cannot be split into cells in the table refused_lines.
        """
        cells = [_cell(name, self.types[name]) for name in COLUMNS]
        texts = [f"nullif(CAST(\"{name}\" AS VARCHAR), '') AS {name}_text" for name in DATES]
        row = ["row", *texts] if numbered else []
        return f"SELECT {', '.join([*cells, *row])} FROM {self._scan(numbered, noting)}"

    def _scan(self, numbered: bool, noting: bool) -> str:
        path = _quoted(str(self.path))
        if not self.is_csv:
            scan = f"read_parquet({path}, file_row_number = {str(numbered).lower()})"
            return f"(SELECT *, file_row_number + 1 AS row FROM {scan})" if numbered else scan
        columns = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in self.types)
        options = (
            "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
            f"columns = {{{columns}}}"
        )
        noted = (
            "store_rejects = true, rejects_table = 'refused_lines', rejects_scan = 'refused_scans'"
        )
        scan = f"read_csv({path}, {options}, {noted if noting else 'ignore_errors = true'})"
        return f"(SELECT *, row_number() OVER () AS row FROM {scan})" if numbered else scan


def read_files(folder: Path) -> tuple[RegisterFile, ...]:
    """Which files make up the register in a folder, in the order of their names?

    Every .csv and .parquet file but units.csv; hidden files are left alone. Raises SourceError
    where there is none, and MalformedTable with every file that is something else, cannot be
    opened, or lacks, repeats or adds a column. No message holds a cell.
    """
    found = sorted(
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if path.name not in BESIDE and not path.name.startswith(".")
    )
    if not found:
        raise SourceError(
            f"{folder} holds no register: put .csv or .parquet files there, with the columns "
            f"{','.join(COLUMNS)}."
        )
    files, problems = [], []
    for path in found:
        try:
            files.append(RegisterFile(path, _types(path)))
        except SourceError as problem:
            problems.append(f"{path.name}: {problem}")
    if problems:
        advice = "Correct these files, or move them away, and run again: nothing was counted."
        raise MalformedTable(tell_problems(folder, problems, advice))
    return tuple(files)


def _types(path: Path) -> dict[str, str]:
    if not NAME.fullmatch(path.name):
        raise SourceError("expected a name of letters, digits, points, hyphens and underscores")
    if path.suffix.lower() not in FORMS or not path.is_file():
        raise SourceError(f"expected a file {' or '.join(FORMS)}")
    types = _header(path) if path.suffix.lower() == ".csv" else _schema(path)
    names = list(types)
    problems = [
        *(f"the column {name} is missing" for name in COLUMNS if name not in names),
        *(_stranger(names) if set(names) - set(COLUMNS) else []),
        *(
            f"the column {name} holds {kind}, expected text{' or dates' * (name in DATES)}"
            for name, kind in types.items()
            if name in COLUMNS and kind != TEXT and not (kind == DAY and name in DATES)
        ),
    ]
    if problems:
        raise SourceError("; ".join(problems))
    return types


def _stranger(names: Sequence[str]) -> list[str]:
    at = [str(place) for place, name in enumerate(names, 1) if name not in COLUMNS]
    return [
        f"column {', '.join(at)} is not one of a register; take it out, above all where it tells "
        "who a person is"
    ]


def _header(path: Path) -> dict[str, str]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline(LONGEST_HEADER)
    except UnicodeDecodeError:
        raise SourceError("not UTF-8. Save it as CSV UTF-8") from None
    names = next(csv.reader([first.rstrip("\r\n")]), [])
    if ";" in first and "," not in first:
        raise SourceError("its cells are separated by semicolons. Save it separated by commas")
    repeated = sorted({name for name in names if names.count(name) > 1 and name in COLUMNS})
    if repeated:
        raise SourceError(f"the column {', '.join(repeated)} occurs more than once")
    return dict.fromkeys(names, TEXT)


def _schema(path: Path) -> dict[str, str]:
    try:
        with duckdb.connect() as connection:
            described = connection.execute(
                "SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet($path))",
                {"path": str(path)},
            ).fetchall()
    except duckdb.Error:
        raise SourceError("not a Parquet file that can be opened. Write it again") from None
    return {name: TEXT if kind.startswith("ENUM") else kind for name, kind in described}


def _cell(name: str, kind: str) -> str:
    column = f'"{name}"'
    if name not in DATES:
        return f"nullif(CAST({column} AS VARCHAR), '') AS {column}"
    if kind == DAY:
        return f"{column}, {column} IS NOT NULL AS {name}_given"
    given = f"nullif({column}, '')"
    return f"TRY_CAST({given} AS DATE) AS {column}, {given} IS NOT NULL AS {name}_given"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
