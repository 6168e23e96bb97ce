"""May these counts be compared, or does a break lie between them?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.periods import years_of
from analysis.sources.breaks import Break, Breaks


class BrokenSeries(ValueError):
    """Which break lies between two counts, and which bridge would allow the comparison?"""


class Point(NamedTuple):
    """One count of a comparison: whose it is, what it counts, in which document, and when.

    ``period`` is a year or a range of years.
    """

    region: str
    documents: tuple[str, ...]
    group: str
    category: str
    period: str


@dataclass(frozen=True)
class Comparability:
    """The declared breaks as they concern one programme, and those that it has bridged.

    ``bridged`` maps the id of a break to the assumption on which the bridge rests.
    """

    breaks: Breaks
    region: str
    documents: tuple[str, ...]
    bridged: Mapping[str, str]

    def point(self, group: str, category: str, period: str) -> Point:
        """Which count of this programme is it?"""
        return Point(self.region, self.documents, group, category, period)


def comparability_of(settings: Mapping[str, Any], breaks: Breaks) -> Comparability:
    """What do the settings of a programme say about breaks?

    Raises ValueError for a bridge over a break that nobody declared.
    """
    bridged = settings.get("bridged", {})
    known = [entry.id for entry in breaks.entries]
    for name in bridged:
        if name not in known:
            raise ValueError(
                f"data/raw/programmes.yml, bridged: there is no break {name!r} in "
                f"data/raw/breaks.yml; there are {', '.join(known) or 'none'}."
            )
    documents = tuple(settings.get("documents", ()))
    return Comparability(breaks, settings["region"], documents, bridged)


@dataclass(frozen=True)
class ComparableSeries:
    """Values by year between which no break lies, but for those that were crossed on a bridge.

    ``values`` are indexed by year, in order; ``assumed`` are the ``assumption:<name>`` of the
    bridges. Only ``comparable_series`` makes one, so that no method sees another.
    """

    values: pd.Series
    assumed: tuple[str, ...]


def comparable_series(
    values: pd.Series, group: str, category: str, across: Comparability
) -> ComparableSeries:
    """Is this a series, from its first year to its last?

    ``values`` are indexed by year. Raises BrokenSeries where a break lies between the years that
    the programme has not bridged, ValueError where a year occurs twice.
    """
    if values.index.has_duplicates:
        twice = ", ".join(str(year) for year in values.index[values.index.duplicated()])
        raise ValueError(f"{group} ({category}): more than one value for {twice}.")
    points = [across.point(group, category, str(year)) for year in values.index]
    assumed = require_comparable(points, across.breaks, across.bridged)
    return ComparableSeries(values.sort_index(), assumed)


def breaks_between(points: Sequence[Point], breaks: Breaks) -> list[Break]:
    """Which declared breaks lie between these counts?

    A break lies between them where it touches one that begins before its day and one that ends on
    or after it: a count of a year may be of any day of that year. One count alone is no comparison.
    The rule is our own. Raises ValueError for what is no period, as ``years_of``.
    """
    crossed = []
    for entry in breaks.entries:
        spans = [_span(point.period) for point in points if _touches(entry, point, breaks)]
        before = any(first < entry.start for first, _ in spans)
        after = any(last >= entry.start for _, last in spans)
        if before and after and len(set(spans)) > 1:
            crossed.append(entry)
    return crossed


def require_comparable(
    points: Sequence[Point], breaks: Breaks, bridged: Mapping[str, str]
) -> tuple[str, ...]:
    """On which assumptions may these counts be compared? None where no break lies between them.

    The result goes among the sources of what is formed: ``assumption:<name>`` for each break that
    was crossed on a bridge. Raises BrokenSeries for a break that is not ``bridged``: it names the
    break and the bridge that would allow the comparison; ValueError as ``years_of``.
    """
    crossed = breaks_between(points, breaks)
    for entry in crossed:
        if entry.id not in bridged:
            groups = ", ".join(dict.fromkeys(point.group for point in points))
            categories = ", ".join(dict.fromkeys(point.category for point in points))
            periods = " and ".join(dict.fromkeys(point.period for point in points))
            raise BrokenSeries(
                f"{groups} ({categories}): {periods} cannot be compared. {entry.what['en']} "
                f"(data/raw/breaks.yml, {entry.id}, from {entry.start}). The comparison needs "
                f"a bridge: {entry.bridge['en']}. Where there is one, name the break under "
                "bridged in data/raw/programmes.yml, with the assumption that says how."
            )
    return tuple(f"assumption:{bridged[entry.id]}" for entry in crossed)


def compared(
    facts: Iterable[Fact],
    categories: Sequence[str],
    across: Comparability,
    groups: Sequence[str] = (),
) -> list[Fact]:
    """Do these facts compare counts that can be compared?

    Each fact compares the ends of its period, as in 2012-2016, in the ``categories`` that it is
    formed of, for its own group or, where they are given, for all of ``groups`` together. One that
    was formed over a bridge carries the bridge among its sources and is assumed. Raises
    BrokenSeries as ``require_comparable``.
    """
    told = []
    for fact in facts:
        points = [
            across.point(group, category, period)
            for group in groups or (fact.group,)
            for category in categories
            for period in fact.period.split("-")
        ]
        assumed = require_comparable(points, across.breaks, across.bridged)
        told.append(resting_on(fact, assumed))
    return told


def resting_on(fact: Fact, assumed: Sequence[str]) -> Fact:
    """How does a fact look once it rests on these assumptions too?"""
    if not assumed:
        return fact
    return replace(fact, sources=joined_sources(*fact.sources, *assumed), status="assumed")


def _touches(entry: Break, point: Point, breaks: Breaks) -> bool:
    codes = {
        "regions": (point.region,),
        "documents": point.documents,
        "groups": (point.group,),
        "categories": (point.category,),
        "places": (breaks.place_of(point.region),),
    }
    return all(set(wanted) & set(codes[key]) for key, wanted in entry.affects.items())


def _span(period: str) -> tuple[date, date]:
    years = years_of(period)
    return date(years[0], 1, 1), date(years[-1], 12, 31)
