"""Which counts of the sources that machines read are shown, and which were shown before?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.sources import columns as of
from analysis.sources.origins import DISCLOSED, disclosed_earlier
from analysis.sources.tables import read_table

DISCLOSURE = of.table(
    {
        "name": of.something(),
        "measure": of.code(),
        "group": of.code(),
        "period": of.period(),
        "category": of.code(),
        "sources": of.anything(),
        "shown": of.one_of(["yes", "no"]),
        "persons": of.whole_number(),
    },
    {
        "persons exactly where the count is shown": lambda frame: (
            frame["persons"].eq("") == frame["shown"].eq("no")
        )
    },
    unique=["name"],
)


def read_disclosure(sources: Iterable[str], root: Path) -> pd.DataFrame:
    """Which counts of these sources are shown? Columns of DISCLOSURE, one source under the other.

    data/processed/<source>/disclosure.csv; a document has none, since what it prints is public.
    """
    paths = (root / "data" / "processed" / source / DISCLOSED for source in sources)
    return _stacked(path for path in paths if path.is_file())


def nothing_disclosed() -> pd.DataFrame:
    """Which table says that no count is kept back? One without rows, as documents have it."""
    return pd.DataFrame(columns=list(DISCLOSURE.columns), dtype="str")


def sources_of(disclosure: pd.DataFrame) -> set[str]:
    """Of which sources does a table say what is shown?"""
    return {
        cell.partition("#")[0]
        for text in disclosure["sources"]
        for cell in text.replace("|", ";").split(";")
        if cell
    }


def earlier_disclosures(source: str, root: Path) -> list[pd.DataFrame]:
    """Which counts of a source did each earlier edition show? In the order of their names."""
    return [read_table(path, DISCLOSURE) for path in disclosed_earlier(source, root)]


def _stacked(paths: Iterable[Path]) -> pd.DataFrame:
    tables = [read_table(path, DISCLOSURE) for path in paths]
    if not tables:
        return nothing_disclosed()
    return pd.concat(tables, ignore_index=True)
