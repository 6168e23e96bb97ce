"""What do all the returns of a programme say together, and whose is missing?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.sources.numbers import plain
from analysis.sources.origins import files_in
from analysis.sources.returns.apart import read_apart
from analysis.sources.returns.figures import Figure
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return
from analysis.sources.returns.schemas import FIGURES, ROWS
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.succession import to_be_asked, with_changes_told
from analysis.sources.tables import validate


@dataclass(frozen=True)
class Collection:
    """The returns of a programme: all that arrived, and those that count, one a unit."""

    asked: Asked
    returns: tuple[Return, ...]
    counting: tuple[Return, ...]
    missing: tuple[str, ...]

    @cached_property
    def files_counting(self) -> frozenset[str]:
        """Which files count?"""
        return frozenset(one.file for one in self.counting)

    @cached_property
    def returns_of(self) -> dict[str, list[Return]]:
        """Which returns did a unit send, by code; which bears a name, by that of its file?"""
        found: dict[str, list[Return]] = {}
        for one in self.returns:
            for name in {one.unit, one.file} - {""}:
                found.setdefault(name, []).append(one)
        return found


def read_collection(folder: Path, asked: Asked, processes: int | None = None) -> Collection:
    """Which returns lie in a folder, and which of them count?

    Every file that is no hidden one is read, in the order of names, by so many processes (one a
    core, where nothing is said). Of returns of one unit with the same figures the first counts;
    where they differ none does. A return that is blocked does not count. ``missing`` are the listed
    units without a file that are still to be asked, by code.
    """
    jobs = [(path, asked, str(path.relative_to(folder))) for path in files_in(folder)]
    returns = with_changes_told(_held_against_each_other(read_apart(jobs, processes)), asked)
    counting = [
        one
        for one in returns
        if not one.blocked and one.unit and not any(p.kind == "same_file" for p in one.problems)
    ]
    missing = to_be_asked({one.unit for one in returns}, asked.known_units)
    return Collection(asked, tuple(returns), tuple(counting), missing)


def _held_against_each_other(returns: Sequence[Return]) -> list[Return]:
    by_unit, by_content = dict[str, list[Return]](), dict[str, list[Return]]()
    for one in returns:
        by_unit.setdefault(one.unit, []).append(one)
        by_content.setdefault(one.digest, []).append(one)
    place = {one.file: number for number, one in enumerate(returns)}
    held = list[Return]()
    for one in returns:
        others = [o for o in by_unit[one.unit] if one.unit and o.file != one.file]
        alike = {o.file: o for o in (*others, *by_content[one.digest]) if _says_the_same(one, o)}
        before = [file for file in alike if place[file] < place[one.file]]
        same = [alike[file] for file in sorted(before, key=place.__getitem__)]
        differing = [other for other in others if other.file not in alike]
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
            "counts": "yes" if one.file in collection.files_counting else "no",
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


def problems_by_unit(collection: Collection) -> dict[str, list[Problem]]:
    """What is each unit told? By code; a file that names no unit stands under its own name."""
    told: dict[str, list[Problem]] = {}
    for one in collection.returns:
        told.setdefault(one.unit or one.file, []).extend(one.problems)
    for unit in collection.missing:
        told.setdefault(unit, []).append(Problem("not_reported"))
    return dict(sorted(told.items()))
