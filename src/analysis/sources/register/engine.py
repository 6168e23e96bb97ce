"""Which engine reads and counts persons, within how much memory, and what may it reach?"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from typing import Any

import duckdb
import pandas as pd

MEMORY = "1200MB"
"""What DuckDB may hold before it puts rows on disk; Python and its libraries come on top."""

CLOSED = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "preserve_insertion_order": False,
}


@contextmanager
def engine(memory: str = MEMORY, threads: int | None = None) -> Iterator[duckdb.DuckDBPyConnection]:
    """Who counts? DuckDB in this process, in memory; what does not fit lies in a folder of its own.

    The folder is for this user alone and goes at the end, whatever happens: it holds rows of
    persons. Nothing is loaded from the network, and no setting can be changed afterwards.
    """
    with tempfile.TemporaryDirectory(prefix="register-") as folder:
        settings: dict[str, str | bool | int | float | list[str]] = {
            **CLOSED,
            "memory_limit": memory,
            "threads": threads or len(os.sched_getaffinity(0)),
            "temp_directory": folder,
        }
        connection = duckdb.connect(config=settings)
        try:
            connection.execute("SET enable_progress_bar = false")
            connection.execute("SET lock_configuration = true")
            yield connection
        finally:
            connection.close()


def statement(name: str, **parts: str) -> str:
    """What does an SQL file beside this module say, with the parts in braces filled in?

    The parts are names and expressions of this package; values that come from files are parameters.
    """
    return filled(files("analysis.sources.register").joinpath(name).read_text("utf-8"), **parts)


def filled(text: str, **parts: str) -> str:
    """How does a statement read once each {part} is filled in?"""
    for part, said in parts.items():
        text = text.replace("{" + part + "}", said)
    return text


def frame_of(
    connection: duckdb.DuckDBPyConnection, query: str, values: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """What does a query give?"""
    return connection.execute(query, dict(values) if values else None).df()
