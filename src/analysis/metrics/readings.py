"""What does a document state, and what do its own components add up to?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.metrics.facts import joined_sources

BODY = ["group", "period"]
READING_COLUMNS = [*BODY, "category", "variant", "persons", "sources"]


def two_counts(qualification: Mapping[str, Any]) -> list[str]:
    """In which years was the staff counted, at the opening and at the closing?

    ``qualification`` are the settings of a programme. Raises KeyError where they lack one.
    """
    return [str(qualification["opening"]), str(qualification["closing"])]


def headcount_readings(headcount: pd.DataFrame, levels: Sequence[str]) -> pd.DataFrame:
    """How many staff has each body, and how many are qualified, in each reading?

    ``headcount`` is the tidy table of one programme. The result has the columns group, period,
    category (``all``, ``qualified`` or a level), variant, persons and sources. The qualified of a
    body are the sum of its ``levels``, and the headcount in total is the sum of the bodies; where
    the document also states a number, both stand there as ``printed`` and ``recomputed``, or once
    as ``both`` where they are equal. Levels that are not reported contribute nothing and have no
    row. Raises ValueError where a count of a body, or of one of its levels, is stated in two ways.
    """
    reported = headcount[headcount["bound"] != "not_reported"]
    persons = reported.assign(persons=pd.to_numeric(reported["headcount_persons"]))
    rows: list[dict[str, object]] = []
    for (group, period), body in persons.groupby(BODY, sort=False):
        bodies = persons[
            (persons["period"] == period)
            & (persons["category"] == "all")
            & (persons["group"] != group)
            & (group == "total")
        ]
        rows += _headcount(body[body["category"] == "all"], bodies, group, period)
        for level in levels:
            rows += _stated(body[body["category"] == level], group, period, level)
        parts = body[body["category"].isin(levels)]
        stated = body[body["category"] == "qualified"]
        rows += _stated_against_sum(stated, parts, group, period)
    return pd.DataFrame(rows, columns=READING_COLUMNS)


def _headcount(
    stated: pd.DataFrame, bodies: pd.DataFrame, group: object, period: object
) -> list[dict[str, object]]:
    values = stated["persons"].unique()
    total = bodies["persons"].sum()
    if len(values) <= 1 and (bodies.empty or {*values} <= {total}):
        return _stated(stated, group, period, "all")
    if bodies.empty:
        _decided(stated, group, period, "all")
    return [
        _row(group, period, "all", "printed", values[0], stated["sources"][:1]),
        _row(group, period, "all", "recomputed", total, bodies["sources"]),
    ]


def _stated(
    cells: pd.DataFrame, group: object, period: object, category: str
) -> list[dict[str, object]]:
    if cells.empty:
        return []
    value = _decided(cells, group, period, category)
    return [_row(group, period, category, "both", value, cells["sources"])]


def _decided(cells: pd.DataFrame, group: object, period: object, category: str) -> float:
    values = cells["persons"].unique()
    if len(values) > 1:
        found = ", ".join(f"{value:g}" for value in values)
        raise ValueError(
            f"{group}, {period}, {category}: stated as {found}; nothing decides between them."
        )
    return float(values[0])


def _stated_against_sum(
    stated: pd.DataFrame, parts: pd.DataFrame, group: object, period: object
) -> list[dict[str, object]]:
    if stated.empty and parts.empty:
        return []
    if parts.empty:
        return _stated(stated, group, period, "qualified")
    total = parts["persons"].sum()
    if stated.empty:
        return [_row(group, period, "qualified", "both", total, parts["sources"])]
    value = _decided(stated, group, period, "qualified")
    if value == total:
        sources = pd.concat([stated["sources"], parts["sources"]])
        return [_row(group, period, "qualified", "both", value, sources)]
    return [
        _row(group, period, "qualified", "printed", value, stated["sources"]),
        _row(group, period, "qualified", "recomputed", total, parts["sources"]),
    ]


def _row(
    group: object, period: object, category: str, variant: str, persons: float, sources: pd.Series
) -> dict[str, object]:
    return {
        "group": group,
        "period": period,
        "category": category,
        "variant": variant,
        "persons": float(persons),
        "sources": ";".join(joined_sources(*sources)),
    }


def pair_readings(first: pd.DataFrame, second: pd.DataFrame, on: Sequence[str]) -> pd.DataFrame:
    """Which readings of two quantities belong together?

    A reading that stands as ``both`` pairs with each reading of the other side; ``printed`` pairs
    with ``printed`` and ``recomputed`` with ``recomputed``. Columns that are not in ``on`` carry
    the suffixes ``_1`` and ``_2``; ``variant`` is that of the pair. Raises KeyError for a column
    that one side lacks.
    """
    pairs = first.merge(second, on=list(on), suffixes=("_1", "_2"))
    one, two = pairs["variant_1"], pairs["variant_2"]
    kept = pairs[(one == two) | (one == "both") | (two == "both")]
    variant = kept["variant_1"].where(kept["variant_1"] != "both", kept["variant_2"])
    return kept.assign(variant=variant).reset_index(drop=True)
