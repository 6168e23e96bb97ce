"""Which rows of a register are not counted, where do they stand, and how are they mended?"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import duckdb
import pandas as pd

from analysis.sources import columns as of
from analysis.sources.errors import SourceError
from analysis.sources.parsed import parsed
from analysis.sources.register.engine import frame_of, statement
from analysis.sources.register.files import RegisterFile
from analysis.sources.register.settings import Asked
from analysis.sources.register.spells import Part, bounds_of, load_spells, rows_of
from analysis.sources.tables import FIRST_ROW

KEPT = "kept"
EXAMPLES = 3
FEWEST = 5
"""A value is shown only where so many persons have it: one that few have may tell who they are."""

SHAPE = r"regexp_replace(regexp_replace({cell}, '\d', '9', 'g'), '\pL', 'a', 'g')"
OUTCOMES = of.table(
    {
        "outcome": of.text(r"[a-z_]+(:[a-z_]+)?", "an outcome of problems.yml", unique=True),
        "rows": of.whole_number(),
        "examples": of.anything(),
        "values": of.anything(),
        "found": of.something(),
        "mend": of.something(),
    }
)


@cache
def wordings() -> dict[str, dict[str, dict[str, str]]]:
    """What is said of each outcome, by language?"""
    text = files("analysis.sources.register").joinpath("problems.yml").read_text(encoding="utf-8")
    said: dict[str, dict[str, dict[str, str]]] = parsed(text)
    return said


def told(outcome: str, part: str, lang: str) -> str:
    """What is found (``found``), or how is it mended (``mend``), in a language?"""
    kind, _, column = outcome.partition(":")
    return wordings()[kind][lang][part].format(column=column)


def report_of(outcomes: pd.DataFrame, examples: pd.DataFrame, lang: str) -> pd.DataFrame:
    """What became of the rows, in one language? Columns of OUTCOMES; kept rows first.

    ``outcomes``: outcome and rows; ``examples``: outcome, examples and values.
    """
    table = outcomes.merge(examples, on="outcome", how="left").fillna(
        {"examples": "", "values": ""}
    )
    table["found"] = [told(outcome, "found", lang) for outcome in table["outcome"]]
    table["mend"] = [told(outcome, "mend", lang) for outcome in table["outcome"]]
    return table.sort_values("outcome", key=lambda names: names.ne(KEPT), kind="stable")[
        list(OUTCOMES.columns)
    ].reset_index(drop=True)


def check_accounted(outcomes: pd.DataFrame, rows: int) -> None:
    """Has every row of the files an outcome? Raises SourceError where one is lost or doubled."""
    found = int(outcomes["rows"].sum())
    if found != rows:
        raise SourceError(f"{found} rows have an outcome, but the files have {rows}.")


def examples_of(
    connection: duckdb.DuckDBPyConnection, asked: Asked, files: Sequence[RegisterFile],
    units: Sequence[str], parts: int = 1,
) -> pd.DataFrame:  # fmt: skip
    """Where do rows stand that are not counted, and what stands there, no one being named?

    Columns outcome, examples (up to 3 of <file>:<row>, as a spreadsheet counts rows where no line
    is empty or torn) and values (up to 3 codes that at least 5 persons have, or the shapes of what
    is no date). What depends on other rows of a person is shown from the first of ``parts``.
    """
    load_spells(connection, asked, files, units, Part(0, parts))
    tables = []
    for file in files:
        rows = rows_of(file, Part(), numbered=True)
        found = frame_of(connection, statement("examples.sql", rows=rows), bounds_of(asked))
        header = FIRST_ROW - 1 if file.is_csv else 0
        found["examples"] = [
            ", ".join(f"{file.path.name}:{row + header}" for row in at) for at in found["examples"]
        ]
        tables.append(found)
    stacked = pd.concat(tables, ignore_index=True).astype({"examples": "str"})
    return pd.DataFrame(
        [
            {
                "outcome": outcome,
                "examples": ", ".join(", ".join(own["examples"]).split(", ")[:EXAMPLES]),
                "values": _values(connection, asked, files, str(outcome)),
            }
            for outcome, own in stacked.groupby("outcome", sort=True)
        ],
        columns=["outcome", "examples", "values"],
    )


def _values(
    connection: duckdb.DuckDBPyConnection, asked: Asked, files: Sequence[RegisterFile], outcome: str
) -> str:
    kind, _, column = outcome.partition(":")
    if kind not in ("unknown", "no_date"):
        return ""
    cell = f"{column}_text"
    shown = SHAPE.replace("{cell}", cell) if kind == "no_date" else cell
    rows = " UNION ALL ".join(
        f"SELECT {shown} AS value, person FROM ({rows_of(file, Part(), numbered=True)}) "
        "WHERE problem = $outcome"
        for file in files
    )
    persons = 1 if kind == "no_date" else FEWEST
    found = connection.execute(
        f"SELECT value FROM ({rows}) GROUP BY value "
        f"HAVING count(DISTINCT person) >= {persons} AND length(value) <= 40 "
        "AND NOT regexp_matches(value, '[0-9]{9}|@') "
        f"ORDER BY count(*) DESC, value LIMIT {EXAMPLES}",
        {**bounds_of(asked), "outcome": outcome},
    ).fetchall()
    return ", ".join(value for (value,) in found)
