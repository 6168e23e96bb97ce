"""What do the two cities report of like things, and can it be compared?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.metrics.comparable import Point, require_comparable
from analysis.metrics.facts import Fact, joined_sources, only_readings
from analysis.metrics.ranges import with_ranges
from analysis.sources.breaks import Breaks

CITIES = ("hcmc", "hanoi")


def comparison_facts(
    programme: str, settings: Sequence[Mapping[str, Any]], facts: pd.DataFrame, breaks: Breaks
) -> list[Fact]:
    """Which facts of the cities' programmes stand side by side?

    Each entry of ``settings`` names, under ``hcmc`` and ``hanoi``, the fact by programme, metric,
    group and period; every reading of it is carried over with value, unit, status, formula and
    sources unchanged, under the entry's ``name`` as metric and the city as group; where there are
    two, their range follows. Scenarios stay in the cities' own briefings. Nothing is ranked and no
    difference is formed. Raises KeyError for an entry that meets no fact, BrokenSeries where a
    break that touches both cities lies between the two.
    """
    readings = only_readings(facts)
    side_by_side: list[Fact] = []
    for entry in settings:
        require_comparable([_point(entry[city], city) for city in CITIES], breaks, {})
        for city in CITIES:
            wanted = entry[city]
            chosen = readings[
                (readings["programme"] == wanted["programme"])
                & (readings["metric"] == wanted["metric"])
                & (readings["group"] == wanted["group"])
                & (readings["period"] == str(wanted["period"]))
            ]
            if chosen.empty:
                raise KeyError(
                    f"data/raw/programmes.yml, {programme}, {entry['name']}: no fact fits {wanted}."
                )
            side_by_side += [_carried_over(programme, entry["name"], city, row) for row in
                             chosen.itertuples()]  # fmt: skip
    return with_ranges(side_by_side)


def _point(wanted: Mapping[str, Any], city: str) -> Point:
    return Point(city, (), wanted["group"], wanted["metric"], str(wanted["period"]))


def _carried_over(programme: str, name: str, city: str, row: Any) -> Fact:
    return Fact(
        programme, name, city, row.period, row.variant, row.unit, row.formula,
        joined_sources(row.sources), float(row.value), status=row.status,
    )  # fmt: skip
