"""How far does the road to the target lead, by what was observed and by what is declared?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.metrics.attrition.fan import fan_facts
from analysis.metrics.attrition.pace import ROADS, starting_points
from analysis.metrics.attrition.projection import largest_attrition, projection
from analysis.metrics.attrition.road import (
    DECLARED,
    EACH_TRAINED_ONCE,
    PARAMETERS,
    Start,
    flows_of,
    road_starts,
)
from analysis.metrics.attrition.sensitivity import tornado
from analysis.metrics.attrition.simulation import simulated, spread
from analysis.metrics.cells import total_of
from analysis.metrics.cost.staff_years import LEAVING
from analysis.metrics.facts import Fact, joined_sources

GROUPS = {
    "attrition_pct": ("attrition", "percent"),
    "trained_persons": ("training", "persons"),
    "growth_persons": ("growth", "persons"),
    "qualified_hires_pct": ("qualified_hires", "percent"),
}
PROJECTED = {
    "headcount_persons": "headcount",
    "qualified_persons": "qualified",
    "qualified_losses_persons": "qualified_losses",
    "qualified_hires_persons": "qualified_hires",
    "trained_persons": "trained",
}
SAME_RATE_PCT = 1e-9


def road_facts(
    programme: str,
    settings: Mapping[str, Any],
    qualification: Mapping[str, Any],
    headcount: pd.DataFrame,
    counts: pd.DataFrame,
    targets: pd.DataFrame,
) -> list[Fact]:
    """How far does the road lead by the target year, in each reading of the closing stock?

    ``settings`` holds ``pace`` (its target), ``trained`` (cells by way of counting), the ``period``
    of the training and ``road``: what ``road_starts`` needs, which of the ways of counting holds
    every attendance (``trained``), and the ``draws``, ``seed`` and ``coverage_pct`` of the
    simulation. Facts: the throughput and the largest attrition that it can bear, the ranges, the
    projection at their centres year by year, the rate in the target year with each parameter at
    its ends and by reading, its simulated distribution, and the share of the draws that meet the
    target. Raises KeyError as ``starting_points`` and ``road_starts`` do.
    """
    road, pace = settings["road"], settings["pace"]
    cells = [cell for level in settings["trained"][road["trained"]].values() for cell in level]
    attended = total_of(counts, "count", cells)
    points = starting_points(pace, qualification, headcount, targets)
    starts = road_starts(road, points, attended)
    facts = [
        Fact(
            programme, "throughput_per_year", "every_attendance", str(settings["period"]), "both",
            "attendances", "attendances / years of the training", attended.sources,
            attended.value / road["trained_years"],
        ),
        *_range_facts(programme, starts),
    ]  # fmt: skip
    for start in starts:
        facts += _bearable_facts(programme, pace, start, attended.sources)
        facts += _projected_facts(programme, start)
        facts += _tornado_facts(programme, start)
        facts += _simulated_facts(programme, pace, road, start)
        facts += fan_facts(programme, road, start)
    if len(starts) > 1:
        facts.append(_fact_of_the_reading(programme, starts))
    return facts


def _range_facts(programme: str, starts: Sequence[Start]) -> Iterator[Fact]:
    period = f"{starts[0].closing_year}-{starts[0].target_year}"
    for parameter in PARAMETERS:
        group, unit = GROUPS[parameter]
        by_reading = {start.variant: start.parameters[parameter] for start in starts}
        if len(set(by_reading.values())) == 1:
            by_reading = {"both": starts[0].parameters[parameter]}
        for variant, (bounds, sources) in by_reading.items():
            yield Fact(
                programme, "declared_range", group, period, variant, unit,
                "the range that the programme file declares", sources, None,
                bounds.low, bounds.high, "assumed",
            )  # fmt: skip
            yield Fact(
                programme, "declared_centre", group, period, variant, unit,
                "the central value that the programme file declares", sources, bounds.central,
                status="assumed",
            )  # fmt: skip


def _bearable_facts(
    programme: str, pace: Mapping[str, Any], start: Start, of_training: tuple[str, ...]
) -> Iterator[Fact]:
    of_stock = tuple(source for source in start.sources if source not in of_training)
    throughputs = {
        "net_gain": of_stock,
        "every_attendance": (*start.sources, EACH_TRAINED_ONCE),
    }
    for throughput, sources in throughputs.items():
        for grows, name in ((False, "flat"), (True, "growing")):
            bearable = largest_attrition(
                start.headcount, start.qualified, pace["target_rate_pct"], start.years,
                start.throughputs[throughput], start.growth if grows else 0,
            )  # fmt: skip
            if bearable is None:
                continue
            yield Fact(
                programme, "largest_attrition", f"{name}_{throughput}",
                f"{start.closing_year}-{start.target_year}", start.variant, "percent",
                "the yearly attrition at which people to qualify a year = people trained a year",
                (*sources, ROADS[grows], LEAVING), 100 * bearable, status="assumed",
            )  # fmt: skip


def _projected_facts(programme: str, start: Start) -> Iterator[Fact]:
    flows = flows_of(start.centres)
    table = projection(start.headcount, start.qualified, flows, start.closing_year, start.years)
    sources = (*start.sources, DECLARED)
    for row in table[1:].to_dict("records"):
        for column, name in PROJECTED.items():
            yield Fact(
                programme, f"projected_{name}", "central", str(row["year"]), start.variant,
                "persons", "stocks and flows of the year at the central values", sources,
                row[column], status="assumed",
            )  # fmt: skip
        yield Fact(
            programme, "projected_rate", "central", str(row["year"]), start.variant, "percent",
            "qualified / headcount × 100 at the central values", sources, row["rate_pct"],
            status="assumed",
        )  # fmt: skip


def _tornado_facts(programme: str, start: Start) -> Iterator[Fact]:
    for row in tornado(start.rate_of, start.ranges).itertuples():
        yield Fact(
            programme, "rate_at_ends", GROUPS[row.parameter][0], str(start.target_year),
            start.variant, "percent",
            "the rate in the target year with one parameter at its ends, the others central",
            (*start.sources, DECLARED), None, min(row.at_low, row.at_high),
            max(row.at_low, row.at_high), "assumed",
        )  # fmt: skip


def _fact_of_the_reading(programme: str, starts: Sequence[Start]) -> Fact:
    rates = [start.rate_of(start.centres) for start in starts]
    return Fact(
        programme, "rate_at_ends", "reading", str(starts[0].target_year), "range", "percent",
        "the rate in the target year by either reading, every parameter central",
        (*joined_sources(*(cell for start in starts for cell in start.sources)), DECLARED), None,
        min(rates), max(rates), "assumed",
    )  # fmt: skip


def _simulated_facts(
    programme: str, pace: Mapping[str, Any], road: Mapping[str, Any], start: Start
) -> Iterator[Fact]:
    rates = simulated(start.rate_of, start.ranges, road["draws"], road["seed"])
    within = spread(rates, road["coverage_pct"] / 100)
    met = rates >= pace["target_rate_pct"] - SAME_RATE_PCT
    sources = (*start.sources, DECLARED)
    common = (str(start.target_year), start.variant, "percent")
    yield Fact(
        programme, "simulated_rate_median", "total", *common,
        "median of the rate in the target year over draws from the declared ranges",
        sources, within.median, status="assumed",
    )  # fmt: skip
    yield Fact(
        programme, "simulated_rate_interval", "total", *common,
        "the middle of the rates in the target year over draws from the declared ranges",
        sources, None, within.low, within.high, "assumed",
    )  # fmt: skip
    yield Fact(
        programme, "probability_of_target", "total", *common,
        "draws from the declared ranges that meet the target / all draws × 100",
        sources, 100 * float(met.mean()), status="assumed",
    )  # fmt: skip
