"""Which figures of the returns are added up?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from analysis.sources.returns.collection import Collection
from analysis.sources.returns.figures import Figure
from analysis.sources.returns.succession import set_aside, years_counted, years_owed


class Counted(NamedTuple):
    """One cell that is counted, and where it stands."""

    unit: str
    file: str
    sheet: str
    figure: Figure


def counted_figures(collection: Collection, comparable: bool = False) -> list[Counted]:
    """Which cells are counted? Those of the returns that count, no unit's figures twice.

    ``comparable``: of units only that report every year that they owe, so that two years tell of
    the same units.
    """
    asked = collection.asked
    aside = set_aside(collection.counting, asked)
    return [
        Counted(one.unit, one.file, sheet.name, figure)
        for one in collection.counting
        if not comparable or {*years_owed(one.unit, asked)} <= years_counted(one)
        for sheet in one.sheets
        for figure in sheet.figures
        if (one.unit, figure.column.year) not in aside
    ]


def covered(units: Iterable[str], group: str, year: str, collection: Collection) -> tuple[int, int]:
    """How many of the listed units do these units tell of, and how many are listed, in a year?

    A unit tells of itself, and one that came before or after it of those that were there.
    """
    known = collection.asked.known_units
    existing = known.codes_in(year)
    codes = existing
    if group != "total":
        listed = known.existing(year)
        codes = frozenset(listed.loc[listed["group"] == group, "code"])
    told = {*units}
    waiting = (codes - told) & known.changed
    through = {code for code in waiting if known.relatives(code) & (told - existing)}
    return len(codes & told) + len(through), len(codes)
