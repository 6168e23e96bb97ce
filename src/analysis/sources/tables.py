"""How does a table get from a file into a frame and back, and never past its schema?"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from decimal import Decimal
from numbers import Real
from pathlib import Path
from typing import Any

import pandas as pd
import pandera.pandas as pa

from analysis.sources.errors import MalformedTable, SourceError, tell_problems
from analysis.sources.numbers import plain
from analysis.sources.text import read_text

FIRST_ROW = 2  # a spreadsheet counts from 1 and the header is its row 1


def read_table(path: Path, schema: pa.DataFrameSchema) -> pd.DataFrame:
    """What does a CSV file hold, once it is known to fit its schema?

    Text columns are str with "" for an empty cell; columns whose schema names a number type are
    Int64 or Float64 with <NA>. Raises MalformedTable with every misfit of the file: row as a
    spreadsheet counts it, column, value, what was expected.
    """
    try:
        rows = list(csv.reader(io.StringIO(read_text(path), newline=""), strict=True))
    except csv.Error as error:
        raise MalformedTable(f"{path}: {error}. Quote cells that hold a quote or comma.") from error
    expected, header = list(schema.columns), rows[0] if rows else []
    if header != expected:
        hint = " Save it separated by commas." if ";" in "".join(header) else ""
        raise MalformedTable(
            f"{path}, row 1: the header is {','.join(header)!r}, expected {','.join(expected)!r}."
            f"{hint} Correct the header: names and order are fixed."
        )
    ragged = [
        f"row {number}: {len(row)} cells, expected {len(expected)}"
        for number, row in enumerate(rows[1:], FIRST_ROW)
        if len(row) != len(expected)
    ]
    if ragged:
        advice = "Delete empty rows; put a cell that holds a comma between quotes."
        raise MalformedTable(tell_problems(path, ragged, advice))
    frame = pd.DataFrame(rows[1:], columns=expected, dtype="str")
    return _with_numbers(_validated(frame, schema, path), schema)


def validate(frame: pd.DataFrame, schema: pa.DataFrameSchema, where: Path | str) -> pd.DataFrame:
    """Does a frame fit its schema? The same frame with the column types of `read_table`.

    `where` names the table in messages. Raises MalformedTable with every misfit.
    """
    return _with_numbers(_validated(_as_text(frame), schema, where), schema)


def save_table(frame: pd.DataFrame, path: Path, schema: pa.DataFrameSchema) -> None:
    """Is the frame fit to be a table of the project? Only then is it written, whole or not at all.

    UTF-8, LF, numbers written plainly: equal frames give equal bytes. Raises MalformedTable with
    every misfit, and leaves the file that is there untouched.
    """
    text = _validated(_as_text(frame), schema, path)
    path.parent.mkdir(parents=True, exist_ok=True)
    for left_over in path.parent.glob(f".{path.name}.*.tmp"):
        left_over.unlink(missing_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with beside.open("w", encoding="utf-8", newline="") as file:
            text.to_csv(file, index=False, lineterminator="\n")
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


def _validated(text: pd.DataFrame, schema: pa.DataFrameSchema, where: Path | str) -> pd.DataFrame:
    text = text.reset_index(drop=True)
    if _fits(text, schema):
        return text
    try:
        return schema.validate(text, lazy=True)
    except pa.errors.SchemaErrors as errors:
        problems = _problems(text, errors.failure_cases)
        advice = "Correct these cells at their origin and run again; nothing was read or saved."
        raise MalformedTable(tell_problems(where, problems, advice)) from None


def _fits(text: pd.DataFrame, schema: pa.DataFrameSchema) -> bool:
    """Does all hold that the schema asks? To ask pandera, and for its report, takes far longer."""
    if list(text.columns) != list(schema.columns) or not (text.dtypes == "str").all():
        return False
    keys = [[name] for name, column in schema.columns.items() if column.unique]
    keys += [schema.unique] if schema.unique else []
    return (
        not text.isna().any(axis=None)
        and not any(text.duplicated(key).any() for key in keys)
        and all(_holds(text[name], column) for name, column in schema.columns.items())
        and _holds(text, schema)
    )


def _holds(cells: pd.Series | pd.DataFrame, asked: pa.Column | pa.DataFrameSchema) -> bool:
    return all(fits(cells).all() for fits in asked.metadata["fits"])


def _problems(text: pd.DataFrame, cases: pd.DataFrame) -> list[str]:
    found: dict[tuple[int, str], None] = {}
    for case in cases.itertuples():
        if pd.isna(case.index):
            found[(0, f"column {case.failure_case!r}: {_expectation(case.check)}")] = None
            continue
        row = int(case.index)
        if case.schema_context == "Column":
            place = f"column {case.column}, {text.at[row, case.column]!r}"
        else:
            place = "the row"
        found[(row, f"row {row + FIRST_ROW}, {place}: {_expectation(case.check)}")] = None
    return [problem for _, problem in sorted(found)]


def _expectation(check: str) -> str:
    return {
        "field_uniqueness": "expected to occur once; it occurs again",
        "multiple_fields_uniqueness": "expected once; its key occurs again",
        "column_in_schema": "not a column of this table",
        "column_in_dataframe": "missing from this table",
        "column_ordered": "not in its place in the order of columns",
    }.get(check, f"expected {check}")


def _with_numbers(text: pd.DataFrame, schema: pa.DataFrameSchema) -> pd.DataFrame:
    frame = text.copy()
    for name, column in schema.columns.items():
        number_type = column.metadata["number"]
        if number_type:
            frame[name] = frame[name].replace("", pd.NA).astype(number_type)
    return frame


def _as_text(frame: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame({name: _texts(frame[name]) for name in frame.columns}, dtype="str")


def _texts(cells: Iterable[Any]) -> list[str]:
    return [_text(cell) for cell in cells]


def _text(cell: Any) -> str:
    if isinstance(cell, str):
        return cell
    if cell is None or pd.isna(cell):
        return ""
    if isinstance(cell, Decimal | Real):
        return plain(cell)
    raise SourceError(f"{cell!r} is neither text nor a number and cannot be written to a table.")
