"""Which printed cells does a programme's setting name, and what do they add up to?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from analysis.metrics.facts import joined_sources


class Total(NamedTuple):
    """A sum of printed cells: its value, the cells, and whether one is only a lower bound."""

    value: float
    sources: tuple[str, ...]
    is_lower_bound: bool


def total_of(table: pd.DataFrame, value_column: str, cells: Sequence[str]) -> Total:
    """What do the named cells add up to?

    ``table`` is a tidy table with ``sources`` and ``bound``; ``cells`` are ``<document>#<id>``.
    Raises KeyError naming the cells that the table lacks or that report nothing.
    """
    columns = (table[name] for name in ("sources", "bound", value_column))
    rows = {cell: (bound, value) for cell, bound, value in reversed([*zip(*columns, strict=True)])}
    missing = [cell for cell in cells if cell not in rows or rows[cell][0] == "not_reported"]
    if missing:
        raise KeyError(
            f"data/raw/programmes.yml names cells that are not among the {value_column} figures "
            f"of its documents, or report nothing: {', '.join(missing)}. "
            "Check the ids in figures.csv."
        )
    chosen = [rows[cell] for cell in cells]
    return Total(
        sum(float(value) for _, value in chosen),
        joined_sources(*cells),
        any(bound == "lower" for bound, _ in chosen),
    )


def counted(*tables: pd.DataFrame) -> pd.DataFrame:
    """Which things does a programme count, whatever their kind?

    Stacks tidy tables of headcount, training and seats into the columns count, bound and sources.
    """
    names = {"headcount_persons": "count", "seats": "count"}
    stacked = [table.rename(columns=names)[["count", "bound", "sources"]] for table in tables]
    return pd.concat(stacked, ignore_index=True)
