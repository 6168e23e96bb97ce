"""What do the returns that count add up to: by their bodies, and as they state it themselves?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analysis.sources.numbers import plain
from analysis.sources.returns.collection import Collection
from analysis.sources.returns.counting import Counted, counted_figures, covered
from analysis.sources.returns.figures import counted
from analysis.sources.returns.schemas import TOTALS
from analysis.sources.tables import validate

TOTAL = "total"


@dataclass(frozen=True)
class Sum:
    """One group, year and category over all the returns that count.

    ``bodies`` are the cells that are added up to ``value`` (None where none of them reports a
    number); ``blank`` counts bodies that left theirs empty. ``stated`` is the same as the units
    state it in rows of groups and totals, with the bodies of a unit where it states none; None
    where no unit states any. ``heads`` are the cells that state it. ``units`` have bodies there;
    ``covered`` of the ``listed`` units of that group and year are told of (None without a list).
    """

    group: str
    year: str
    category: str
    bodies: tuple[Counted, ...]
    heads: tuple[Counted, ...]
    value: Decimal | None
    stated: Decimal | None
    blank: int
    units: int
    covered: int | None
    listed: int | None


def sums_of(collection: Collection, comparable: bool = False) -> list[Sum]:
    """What do the returns that count add up to, by group and in total, year and category?

    ``comparable``: over units only that report every year that they owe.
    """
    by_column: dict[tuple[str, str], list[Counted]] = {}
    for one in counted_figures(collection, comparable):
        column = one.figure.column
        by_column.setdefault((column.year, column.category), []).append(one)
    groups = [str(group) for group in collection.asked.settings["groups"]]
    return [
        _sum(collection, group, groups, column, by_group.get(group, []), cells)
        for column in collection.asked.columns
        for cells in [by_column.get(column, [])]
        for by_group in [{**_by(lambda one: one.figure.row.group, cells), TOTAL: cells}]
        for group in (*groups, TOTAL)
    ]


def _by(key: Callable[[Counted], str], cells: Iterable[Counted]) -> dict[str, list[Counted]]:
    found: dict[str, list[Counted]] = {}
    for one in cells:
        found.setdefault(key(one), []).append(one)
    return found


def totals_of(collection: Collection) -> pd.DataFrame:
    """What do the returns that count add up to, and how many of the units is that?

    Columns: group, period, category, value (of the bodies, an exact decimal as text; "-" adds
    nothing; empty where no body reports a number), bodies and bodies_not_reported (how many rows
    have a number or "-", and how many are empty), units (whose return counts for the group),
    units_listed (units of that group in units.csv that were there that year; nothing where none
    are listed). The group total sums the groups.
    """
    rows = [
        {
            "group": one.group,
            "period": one.year,
            "category": one.category,
            "value": "" if one.value is None else plain(one.value),
            "bodies": sum(counted(cell.figure) is not None for cell in one.bodies),
            "bodies_not_reported": one.blank,
            "units": one.units,
            "units_listed": one.listed,
        }
        for one in sums_of(collection)
    ]
    return validate(pd.DataFrame(rows), TOTALS, "totals of returns")


def _sum(
    collection: Collection,
    group: str,
    groups: Sequence[str],
    column: tuple[str, str],
    own: Sequence[Counted],
    cells: Sequence[Counted],
) -> Sum:
    year, category = column
    bodies = tuple(one for one in own if one.figure.row.kind == "body")
    kinds = ("group", "total") if group == TOTAL else ("group",)
    heads = tuple(one for one in own if one.figure.row.kind in kinds)
    units = {one.unit for one in bodies}
    saying = {one.unit for one in heads if counted(one.figure) is not None}
    stated = [_added(one for one in bodies if one.unit not in saying)] if saying else []
    if saying & units:
        by_unit = _by(lambda one: one.unit, cells)
        stated += [_stated(by_unit[unit], group, groups) for unit in sorted(saying & units)]
    of_listed, listed = covered({one.unit for one in cells}, group, year, collection)
    known = not collection.asked.units.empty
    return Sum(
        group,
        year,
        category,
        bodies,
        heads,
        _added(bodies),
        sum((value for value in stated if value is not None), Decimal(0)) if saying else None,
        sum(one.figure.amount.state == "not_reported" for one in bodies),
        len(units),
        of_listed if known else None,
        listed if known else None,
    )


def _stated(cells: Sequence[Counted], group: str, groups: Sequence[str]) -> Decimal | None:
    kind = "total" if group == TOTAL else "group"
    said = [
        value
        for one in cells
        if one.figure.row.kind == kind and group in (TOTAL, one.figure.row.group)
        if (value := counted(one.figure)) is not None
    ]
    if said:
        return sum(said, Decimal(0))
    if group == TOTAL:
        parts = [value for g in groups if (value := _stated(cells, g, groups)) is not None]
        return sum(parts, Decimal(0)) if parts else None
    bodies = (o for o in cells if o.figure.row.kind == "body" and o.figure.row.group == group)
    return _added(bodies)


def _added(cells: Iterable[Counted]) -> Decimal | None:
    known = [value for one in cells if (value := counted(one.figure)) is not None]
    return sum(known, Decimal(0)) if known else None
