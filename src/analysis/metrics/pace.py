"""When does the observed pace reach the target, and what would each year have needed?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import pandas as pd

from analysis.metrics.cells import total_of
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.qualification import change_table, rate_table
from analysis.metrics.readings import headcount_readings


class Road(NamedTuple):
    """One assumption about the road ahead: how many years made the gain, does headcount grow?"""

    name: str
    years: float
    grows: bool
    assumptions: tuple[str, ...]
    with_attrition: bool = False


def years_to_target(gap_persons: float, closing_rate_persons_per_year: float) -> float:
    """In how many years is the gap closed? gap / net gain a year.

    0 where there is no gap; infinite where there is one and nothing is gained.
    """
    if gap_persons <= 0:
        return 0.0
    if closing_rate_persons_per_year <= 0:
        return math.inf
    return gap_persons / closing_rate_persons_per_year


def required_per_year(
    qualified_persons: float, target_persons: float, years: int, attrition: float
) -> float:
    """How many people a year must qualify to reach the target, if a share of the qualified leaves?

    Each year the share ``attrition`` of the qualified leaves and is replaced by people who are not
    qualified, then ``T`` people qualify: Q[t+1] = (1 − a)·Q[t] + T. So
    T = (target − (1 − a)^n · Q[0]) · a / (1 − (1 − a)^n), and (target − Q[0]) / n for a = 0.
    Raises ValueError for a number of years below 1 or an attrition outside 0 ≤ a < 1.
    """
    if years < 1 or not 0 <= attrition < 1:
        raise ValueError(f"Needs years >= 1 and 0 <= attrition < 1, not {years} and {attrition}.")
    if attrition == 0:
        return (target_persons - qualified_persons) / years
    kept = (1 - attrition) ** years
    return (target_persons - kept * qualified_persons) * attrition / (1 - kept)


def pace_facts(
    programme: str,
    settings: Mapping[str, Any],
    qualification: Mapping[str, Any],
    headcount: pd.DataFrame,
    targets: pd.DataFrame,
) -> list[Fact]:
    """Does the pace between the two counts lead to the target by its year, in each reading?

    ``settings`` holds the ``target_rate_pct``, the cell of its ``target_year``, the
    ``scheme_years`` and the ``attrition_pct`` values to try. Roads: headcount flat or growing as
    observed; the gain spread over the years between the counts or, the most favourable reading,
    over the scheme's. The year of the target is the first at whose end it is met. A gap
    that never closes has no years to the target, and no gain no ratio to it. Raises KeyError where
    the target year is not among the targets or not reported.
    """
    years = [str(qualification["opening"]), str(qualification["closing"])]
    rates = rate_table(headcount_readings(headcount, qualification["levels"]))
    total = change_table(rates[rates["group"] == "total"], years)
    deadline = int(total_of(targets, "deadline_year", [settings["target_year"]]).value)
    between = int(years[1]) - int(years[0])
    roads = [
        Road("flat", between, False, ("assumption:flat-headcount",), True),
        Road("growing", between, True, ("assumption:growing-headcount",), True),
        Road("flat_scheme_years", settings["scheme_years"], False,
             ("assumption:flat-headcount", "assumption:gain-within-scheme-years")),
        Road("growing_scheme_years", settings["scheme_years"], True,
             ("assumption:growing-headcount", "assumption:gain-within-scheme-years")),
    ]  # fmt: skip
    facts: list[Fact] = []
    for row in total.itertuples():
        sources = joined_sources(row.sources, settings["target_year"])
        for road in roads:
            facts += _path_facts(programme, settings, row, road, years, deadline, sources)
    return facts


def _path_facts(
    programme: str, settings: Mapping[str, Any], row: Any, road: Road, years: list[str],
    deadline: int, sources: tuple[str, ...],
) -> Iterator[Fact]:  # fmt: skip
    target_share = settings["target_rate_pct"] / 100
    years_between = int(years[1]) - int(years[0])
    observed = (row.headcount_persons_2 - row.headcount_persons_1) / years_between
    growth = observed if road.grows else 0
    delivered = row.gain_persons / road.years
    gap = target_share * row.headcount_persons_2 - row.qualified_persons_2
    needed_years = years_to_target(gap, delivered - target_share * growth)
    ahead = deadline - int(years[1])
    target = target_share * (row.headcount_persons_2 + growth * ahead)
    period = f"{years[1]}-{deadline}"
    cells = (*sources, *road.assumptions)
    yield Fact(
        programme, "delivered_per_year", road.name, "-".join(years), row.variant, "persons",
        "net additional qualified staff / years of the pace", cells, delivered,
        status="assumed",
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
            math.ceil(int(years[1]) + needed_years), status="assumed",
        )  # fmt: skip
    for percent in settings["attrition_pct"] if road.with_attrition else [0]:
        needed = required_per_year(row.qualified_persons_2, target, ahead, percent / 100)
        name = road.name if percent == 0 else f"{road.name}_attrition_{percent:02d}"
        assumed = cells if percent == 0 else (*cells, "assumption:annual-attrition")
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
