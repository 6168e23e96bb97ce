"""When does the observed pace reach the target, and what would each year have needed?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.metrics.attrition.projection import training_needed
from analysis.metrics.cells import total_of
from analysis.metrics.cost.staff_years import LEAVING
from analysis.metrics.facts import Fact, joined_sources, status_on
from analysis.metrics.qualification.change import total_change
from analysis.metrics.readings import two_counts

WITHIN_SCHEME_YEARS = "assumption:gain-within-scheme-years"
ROADS = {False: "assumption:flat-headcount", True: "assumption:growing-headcount"}


class Road(NamedTuple):
    """One assumption about the road ahead: how many years made the gain, does headcount grow?"""

    name: str
    years: float
    grows: bool
    with_attrition: bool
    pace_sources: tuple[str, ...] = ()


def years_to_target(gap_persons: float, closing_rate_persons_per_year: float) -> float:
    """In how many years is the gap closed? gap / net gain a year, the observed pace carried on.

    Persons and persons a year; the extrapolation is our own. 0 where there is no gap; infinite
    where there is one and nothing is gained.
    """
    if gap_persons <= 0:
        return 0.0
    if closing_rate_persons_per_year <= 0:
        return math.inf
    return gap_persons / closing_rate_persons_per_year


def starting_points(
    settings: Mapping[str, Any],
    qualification: Mapping[str, Any],
    headcount: pd.DataFrame,
    figures: pd.DataFrame,
) -> pd.DataFrame:
    """From where does the road to the target start, in each reading, and how far ahead is it?

    One row a reading of the total: the columns of ``change_table``, and closing_year, target_year,
    years_between (the two counts), gain_per_year_persons and growth_per_year_persons (of the
    qualified and of headcount, on average between the counts); ``sources`` names the cell of the
    target year too. ``settings`` holds that cell of ``figures`` as ``target_year``. Raises KeyError
    as ``total_of``.
    """
    total = total_change(qualification, headcount)
    opening, closing = (int(year) for year in two_counts(qualification))
    between = closing - opening
    growth = total["headcount_persons_2"] - total["headcount_persons_1"]
    return total.assign(
        closing_year=closing,
        target_year=int(total_of(figures, "value", [settings["target_year"]]).value),
        years_between=between,
        gain_per_year_persons=total["gain_persons"] / between,
        growth_per_year_persons=growth / between,
        sources=[
            ";".join(joined_sources(cells, settings["target_year"])) for cells in total["sources"]
        ],
    )


def pace_facts(
    programme: str,
    settings: Mapping[str, Any],
    qualification: Mapping[str, Any],
    headcount: pd.DataFrame,
    figures: pd.DataFrame,
) -> list[Fact]:
    """Does the pace between the two counts lead to the target by its year, in each reading?

    ``settings`` holds the ``target_rate_pct``, the cells of ``figures`` with its ``target_year``
    and the ``scheme_years``, and the ``attrition_pct`` values to try. Roads: headcount flat or
    growing as observed; the gain spread over the years between the counts or, the most favourable
    reading, over the scheme's. Growth is spread over the years between the counts on every road:
    the scheme trained people in its years, headcount grew in all of them. The year of the target is
    the first at whose end it is met. A gap that never closes has no years to the target, and no
    gain no ratio to it. What a year needs is ``training_needed`` without qualified hires. Raises
    KeyError as ``total_of``.
    """
    scheme = total_of(figures, "value", [settings["scheme_years"]])
    within = (*scheme.sources, WITHIN_SCHEME_YEARS)
    facts: list[Fact] = []
    for row in starting_points(settings, qualification, headcount, figures).itertuples():
        between = row.years_between
        roads = [
            Road("flat", between, False, True),
            Road("growing", between, True, True),
            Road("flat_scheme_years", scheme.value, False, False, within),
            Road("growing_scheme_years", scheme.value, True, False, within),
        ]
        for road in roads:
            facts += _path_facts(programme, settings, row, road)
    return facts


def _path_facts(
    programme: str, settings: Mapping[str, Any], row: Any, road: Road
) -> Iterator[Fact]:
    target_share = settings["target_rate_pct"] / 100
    growth = row.growth_per_year_persons if road.grows else 0
    delivered = row.gain_persons / road.years
    gap = target_share * row.headcount_persons_2 - row.qualified_persons_2
    needed_years = years_to_target(gap, delivered - target_share * growth)
    period = f"{row.closing_year}-{row.target_year}"
    cells = (*joined_sources(row.sources), ROADS[road.grows], *road.pace_sources)
    gained_from = (*joined_sources(row.qualified_sources), *road.pace_sources)
    yield Fact(
        programme, "delivered_per_year", road.name,
        f"{row.closing_year - row.years_between}-{row.closing_year}", row.variant, "persons",
        "net additional qualified staff / years of the pace",
        gained_from, delivered, status=status_on(gained_from),
    )  # fmt: skip
    if math.isfinite(needed_years):
        yield Fact(
            programme, "years_to_target", road.name, period, row.variant, "years",
            "people still missing / net gain a year", cells, needed_years,
            status="assumed",
        )  # fmt: skip
        yield Fact(
            programme, "year_of_target", road.name, period, row.variant, "year",
            "closing year + people still missing / net gain a year, rounded up", cells,
            math.ceil(row.closing_year + needed_years), status="assumed",
        )  # fmt: skip
    for percent in settings["attrition_pct"] if road.with_attrition else [0]:
        needed = training_needed(
            row.headcount_persons_2, row.qualified_persons_2, settings["target_rate_pct"],
            row.target_year - row.closing_year, percent / 100, growth,
        )  # fmt: skip
        name = road.name if percent == 0 else f"{road.name}_attrition_{percent:02d}"
        assumed = cells if percent == 0 else (*cells, LEAVING)
        yield Fact(
            programme, "required_per_year", name, period, row.variant, "persons",
            "people to qualify each year so that the target is met in its year", assumed, needed,
            status="assumed",
        )  # fmt: skip
        if delivered > 0:
            yield Fact(
                programme, "required_to_delivered", name, period, row.variant, "ratio",
                "people needed a year / people gained a year", assumed, needed / delivered,
                status="assumed",
            )  # fmt: skip
