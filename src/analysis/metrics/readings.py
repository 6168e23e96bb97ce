"""What does a document state, and what do its own components add up to?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.metrics.facts import joined_sources

BODY = ["group", "period"]
BOTH = "both"
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
    cells = _cells(headcount)
    bodies: dict[tuple[str, str], list[Cell]] = {}
    for cell in cells:
        bodies.setdefault((cell.group, cell.period), []).append(cell)
    rows: list[dict[str, object]] = []
    for (group, period), own in bodies.items():
        place = Place(group, period)
        parts = [
            cell
            for cell in cells
            if group == "total" != cell.group and (cell.period, cell.category) == (period, "all")
        ]
        rows += _headcount(_of(own, "all"), parts, place)
        for level in levels:
            rows += _stated(_of(own, level), place, level)
        rows += _stated_against_sum(_of(own, "qualified"), _of(own, *levels), place)
    return pd.DataFrame(rows, columns=READING_COLUMNS)


class Place(NamedTuple):
    """Which body, and when?"""

    group: str
    period: str


class Cell(NamedTuple):
    """One count of a body: how many persons of which category, and where it is printed."""

    group: str
    period: str
    category: str
    persons: float
    sources: str


def _cells(headcount: pd.DataFrame) -> list[Cell]:
    reported = headcount[headcount["bound"] != "not_reported"]
    columns = [reported[name] for name in (*BODY, "category")]
    persons = map(float, pd.to_numeric(reported["headcount_persons"]))
    return list(map(Cell, *columns, persons, reported["sources"]))


def _of(cells: Iterable[Cell], *categories: str) -> list[Cell]:
    return [cell for cell in cells if cell.category in categories]


def _headcount(stated: list[Cell], bodies: list[Cell], place: Place) -> list[dict[str, object]]:
    values = {cell.persons for cell in stated}
    total = sum(cell.persons for cell in bodies)
    if len(values) <= 1 and (not bodies or values <= {total}):
        return _stated(stated, place, "all")
    if not bodies:
        _decided(stated, place, "all")
    return [
        _row(place, "all", "printed", stated[0].persons, stated[:1]),
        _row(place, "all", "recomputed", total, bodies),
    ]


def _stated(cells: list[Cell], place: Place, category: str) -> list[dict[str, object]]:
    if not cells:
        return []
    return [_row(place, category, "both", _decided(cells, place, category), cells)]


def _decided(cells: list[Cell], place: Place, category: str) -> float:
    values = list(dict.fromkeys(cell.persons for cell in cells))
    if len(values) > 1:
        found = ", ".join(f"{value:g}" for value in values)
        raise ValueError(
            f"{place.group}, {place.period}, {category}: stated as {found}; nothing decides "
            "between them."
        )
    return values[0]


def _stated_against_sum(
    stated: list[Cell], parts: list[Cell], place: Place
) -> list[dict[str, object]]:
    if not parts:
        return _stated(stated, place, "qualified")
    total = sum(cell.persons for cell in parts)
    if not stated:
        return [_row(place, "qualified", "both", total, parts)]
    value = _decided(stated, place, "qualified")
    if value == total:
        return [_row(place, "qualified", "both", value, [*stated, *parts])]
    return [
        _row(place, "qualified", "printed", value, stated),
        _row(place, "qualified", "recomputed", total, parts),
    ]


def _row(
    place: Place, category: str, variant: str, persons: float, cells: Iterable[Cell]
) -> dict[str, object]:
    return {
        "group": place.group,
        "period": place.period,
        "category": category,
        "variant": variant,
        "persons": persons,
        "sources": ";".join(joined_sources(*(cell.sources for cell in cells))),
    }


def pair_readings(first: pd.DataFrame, second: pd.DataFrame, on: Sequence[str]) -> pd.DataFrame:
    """Which readings of two quantities belong together?

    A reading that stands as ``both`` pairs with each reading of the other side; ``printed`` pairs
    with ``printed`` and ``recomputed`` with ``recomputed``. Columns that are not in ``on`` carry
    the suffixes ``_1`` and ``_2``; ``variant`` is that of the pair. Raises KeyError for a column
    that one side lacks.
    """
    keys = [[*zip(*(side[name] for name in on), strict=True)] for side in (first, second)]
    at: dict[tuple[object, ...], list[int]] = {}
    for row, key in enumerate(keys[1]):
        at.setdefault(key, []).append(row)
    variants = [side["variant"].tolist() for side in (first, second)]
    kept = [
        (one, two)
        for one, key in enumerate(keys[0])
        for two in at.get(key, ())
        if variants[0][one] == variants[1][two] or BOTH in (variants[0][one], variants[1][two])
    ]
    taken: dict[str, object] = {}
    for number, side in enumerate((first, second)):
        rows = [pair[number] for pair in kept]
        for name in side.columns:
            suffix = f"_{number + 1}" if name not in on and name in first and name in second else ""
            taken.setdefault(f"{name}{suffix}", side[name].array.take(rows))
    decided = [
        variants[1][two] if variants[0][one] == BOTH else variants[0][one] for one, two in kept
    ]
    return pd.DataFrame({**taken, "variant": decided})
