"""What do the two cities report of like things, and can it be compared?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.metrics.comparable import Point, require_comparable
from analysis.metrics.facts import Fact, joined_sources, only_readings
from analysis.metrics.ranges import weakest, with_ranges
from analysis.sources.breaks import Breaks
from analysis.sources.errors import SourceError

CITIES = ("hcmc", "hanoi")
NOT_COMPARABLE = "no"


def comparison_facts(
    programme: str, settings: Sequence[Mapping[str, Any]], facts: pd.DataFrame, breaks: Breaks
) -> list[Fact]:
    """Which facts of the cities' programmes stand side by side, and in which ratio?

    Each entry of ``settings`` names, under ``hcmc`` and ``hanoi``, the fact by programme, metric,
    group and period; every reading of it is carried over with value, bounds, unit, status, formula
    and sources unchanged, under the entry's ``name`` as metric and the city as group; where there
    are two, their range follows. Scenarios stay in the cities' own briefings. Where the entry's
    ``comparable`` is not "no", ``<name>_ratio`` is the one city's value / the other's, with the
    ends that their bounds allow; nothing is ranked and no difference is formed. The base year of
    amounts in prices of one year stands once for both cities. Raises KeyError for an entry that
    meets no fact, BrokenSeries where a break that touches both cities lies between the two, and
    SourceError for amounts in prices of different years.
    """
    readings = only_readings(facts)
    side_by_side: list[Fact] = []
    for entry in settings:
        require_comparable([_point(entry[city], city) for city in CITIES], breaks, {})
        found = {city: _of_city(programme, entry, city, readings) for city in CITIES}
        for city in CITIES:
            side_by_side += found[city]
        if entry["comparable"] != NOT_COMPARABLE:
            side_by_side += _base_year(programme, entry, readings)
            side_by_side += _ratios(programme, entry["name"], found["hcmc"], found["hanoi"])
    return with_ranges(dict.fromkeys(side_by_side))


def _point(wanted: Mapping[str, Any], city: str) -> Point:
    return Point(city, (), wanted["group"], wanted["metric"], str(wanted["period"]))


def _of_city(
    programme: str, entry: Mapping[str, Any], city: str, facts: pd.DataFrame
) -> list[Fact]:
    wanted = entry[city]
    chosen = facts[
        (facts["programme"] == wanted["programme"])
        & (facts["metric"] == wanted["metric"])
        & (facts["group"] == wanted["group"])
        & (facts["period"] == str(wanted["period"]))
    ]
    if chosen.empty:
        raise KeyError(
            f"data/raw/programmes.yml, {programme}, {entry['name']}: no fact fits {wanted}."
        )
    return [
        Fact(
            programme, entry["name"], city, row.period, row.variant, row.unit, row.formula,
            joined_sources(row.sources), _number(row.value), _number(row.low), _number(row.high),
            row.status,
        )
        for row in chosen.itertuples()
    ]  # fmt: skip


def _number(written: str) -> float | None:
    return float(written) if written else None


def _base_year(programme: str, entry: Mapping[str, Any], facts: pd.DataFrame) -> list[Fact]:
    of_cities = [entry[city] for city in CITIES]
    if not any(wanted["metric"].endswith("_real") for wanted in of_cities):
        return []
    bases = facts[
        (facts["metric"] == "price_base_year")
        & facts["programme"].isin([wanted["programme"] for wanted in of_cities])
    ]
    if len(bases[["value", "sources"]].drop_duplicates()) != 1:
        told = "; ".join(f"{row.programme}: {row.sources}" for row in bases.itertuples())
        raise SourceError(
            f"data/raw/programmes.yml, {programme}, {entry['name']}: the prices are not those of "
            f"one year and publisher ({told}). Give both the same under cost.prices."
        )
    row = bases.iloc[0]
    return [
        Fact(
            programme, row["metric"], "total", row["value"], "both", row["unit"], row["formula"],
            joined_sources(row["sources"]), float(row["value"]), status=row["status"],
        )
    ]  # fmt: skip


def _ratios(
    programme: str, name: str, ones: Sequence[Fact], others: Sequence[Fact]
) -> Iterator[Fact]:
    for one in ones:
        for other in others:
            if one.value is None or other.value is None:
                continue
            if one.variant != other.variant and "both" not in (one.variant, other.variant):
                continue
            years = sorted({*one.period.split("-"), *other.period.split("-")})
            low = _end(one.low, one.value, other.high, other.value)
            high = _end(one.high, one.value, other.low, other.value)
            yield Fact(
                programme, f"{name}_ratio", "hcmc_to_hanoi", f"{years[0]}-{years[-1]}",
                one.variant if other.variant == "both" else other.variant, "ratio",
                "the figure of Hồ Chí Minh City / the figure of Hà Nội",
                joined_sources(*one.sources, *other.sources), one.value / other.value, low, high,
                weakest(["computed", one.status, other.status]),
            )  # fmt: skip


def _end(
    above: float | None, above_value: float, below: float | None, below_value: float
) -> float | None:
    if above is None and below is None:
        return None
    return (above_value if above is None else above) / (below_value if below is None else below)
