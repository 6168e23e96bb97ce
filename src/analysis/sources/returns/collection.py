"""What do all the returns of a programme say together, and whose is missing?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pandas as pd

from analysis.sources.numbers import plain
from analysis.sources.returns.apart import read_apart
from analysis.sources.returns.figures import Figure, counted
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return
from analysis.sources.returns.schemas import FIGURES, ROWS, TOTALS
from analysis.sources.returns.settings import Asked
from analysis.sources.tables import validate

LISTING = ("units.csv",)


@dataclass(frozen=True)
class Collection:
    """The returns of a programme: all that arrived, and those that count, one a unit."""

    asked: Asked
    returns: tuple[Return, ...]
    counting: tuple[Return, ...]
    missing: tuple[str, ...]


def read_collection(folder: Path, asked: Asked) -> Collection:
    """Which returns lie in a folder, and which of them count?

    Every file that is no hidden one is read, in the order of names. Of returns of one unit with the
    same figures the first counts; where they differ none does. A return that is blocked does not
    count. ``missing`` are the listed units without a file, by code.
    """
    paths = sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name not in LISTING and not path.name.startswith((".", "~$"))
    )
    read = read_apart([(path, asked, str(path.relative_to(folder))) for path in paths])
    returns = _held_against_each_other(read)
    counting = [
        one
        for one in returns
        if not one.blocked and one.unit and not any(p.kind == "same_file" for p in one.problems)
    ]
    sent = {one.unit for one in returns}
    missing = tuple(code for code in asked.units["code"] if code not in sent)
    return Collection(asked, tuple(returns), tuple(counting), missing)


def _held_against_each_other(returns: Sequence[Return]) -> list[Return]:
    held = list[Return]()
    for one in returns:
        same = [other for other in held if _says_the_same(one, other)]
        others = [o for o in returns if one.unit and o.unit == one.unit and o.file != one.file]
        differing = [other for other in others if not _says_the_same(one, other)]
        found = [("same_file", same[0])] if same else []
        found += [("two_versions", differing[0])] if differing else []
        problems = [Problem(k, one.file, file=one.file, facts={"other": o.file}) for k, o in found]
        held.append(replace(one, problems=(*one.problems, *problems)))
    return held


def _says_the_same(one: Return, other: Return) -> bool:
    if one.digest == other.digest:
        return True
    return bool(one.unit) and one.unit == other.unit and _said(one) == _said(other)


def _said(one: Return) -> list[tuple[str, ...]]:
    return sorted(
        (f.row.kind, f.row.name, f.row.group, *_column(f), f.amount.state, str(f.amount.value))
        for sheet in one.sheets
        for f in sheet.figures
    )


def _column(figure: Figure) -> tuple[str, str]:
    return figure.column.year, figure.column.category


def figures_of(collection: Collection) -> pd.DataFrame:
    """Which figure stands in which cell of which return?

    Columns: unit, file, sheet, cell, row (body, group, total), name (of the body), group, period,
    category, state (number, none, not_applicable, not_reported), value (an exact decimal as text in
    the plain unit, "" where there is none), counts (yes or no: whether the
    return counts).
    """
    counting = {one.file for one in collection.counting}
    rows = [
        {
            "unit": one.unit,
            "file": one.file,
            "sheet": sheet.name,
            "cell": figure.cell,
            "row": figure.row.kind,
            "name": figure.row.name,
            "group": figure.row.group,
            "period": figure.column.year,
            "category": figure.column.category,
            "state": figure.amount.state,
            "value": "" if figure.amount.value is None else plain(figure.amount.value),
            "counts": "yes" if one.file in counting else "no",
        }
        for one in collection.returns
        for sheet in one.sheets
        for figure in sheet.figures
    ]
    return validate(
        pd.DataFrame(rows, columns=list(FIGURES.columns)), FIGURES, "figures of returns"
    )


def rows_of(collection: Collection) -> pd.DataFrame:
    """What became of every row of every file?

    Columns: unit, file, sheet, row (as a spreadsheet counts), kind, state (read, refused, around).
    Each row of each sheet stands here once; the text of no row does.
    """
    rows = [
        (one.unit, one.file, sheet.name, row.at + 1, row.kind, sheet.state(row))
        for one in collection.returns
        for sheet in one.sheets
        for row in sheet.rows
    ]
    return validate(pd.DataFrame(rows, columns=list(ROWS.columns)), ROWS, "rows of returns")


def totals_of(collection: Collection) -> pd.DataFrame:
    """What do the returns that count add up to, and how many of the units is that?

    Columns: group, period, category, value (of the bodies, an exact decimal as text; "-" adds
    nothing; empty where no body reports a number), bodies and bodies_not_reported (how many rows
    have a number or "-", and how many are empty), units (whose return counts for the group),
    units_listed (units of that group in units.csv; nothing where none are listed). The group total
    sums the groups.
    """
    bodies = [
        (one.unit, figure)
        for one in collection.counting
        for sheet in one.sheets
        for figure in sheet.figures
        if figure.row.kind == "body"
    ]
    listed = collection.asked.units["group"]
    rows = []
    for year, category in collection.asked.columns:
        of_column = [(u, f) for u, f in bodies if _column(f) == (year, category)]
        for group in (*collection.asked.settings["groups"], "total"):
            own = [(u, f) for u, f in of_column if group in (f.row.group, "total")]
            known = [value for _, f in own if (value := counted(f)) is not None]
            expected = len(listed) if group == "total" else int((listed == group).sum())
            rows.append(
                {
                    "group": group,
                    "period": year,
                    "category": category,
                    "value": plain(sum(known, Decimal(0))) if known else "",
                    "bodies": len(known),
                    "bodies_not_reported": sum(f.amount.state == "not_reported" for _, f in own),
                    "units": len({unit for unit, _ in own}),
                    "units_listed": expected if len(listed) else None,
                }
            )
    return validate(pd.DataFrame(rows), TOTALS, "totals of returns")


def problems_by_unit(collection: Collection) -> dict[str, list[Problem]]:
    """What is each unit told? By code; a file that names no unit stands under its own name."""
    told: dict[str, list[Problem]] = {}
    for one in collection.returns:
        told.setdefault(one.unit or one.file, []).extend(one.problems)
    for unit in collection.missing:
        told.setdefault(unit, []).append(Problem("not_reported"))
    return dict(sorted(told.items()))
