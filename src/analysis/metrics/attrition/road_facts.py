"""How far does the road to the target lead, by what was observed and by what is declared?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.metrics.attrition.completions import attended_by_level, cells_of, certificates
from analysis.metrics.attrition.fan import fan_facts
from analysis.metrics.attrition.pace import ROADS, starting_points
from analysis.metrics.attrition.projection import largest_attrition, projection
from analysis.metrics.attrition.road import (
    DECLARED,
    EACH_TRAINED_ONCE,
    PARAMETERS,
    Start,
    Throughput,
    flows_of,
    road_starts,
)
from analysis.metrics.attrition.sensitivity import tornado
from analysis.metrics.attrition.simulation import simulated, spread
from analysis.metrics.cost.staff_years import LEAVING
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.periods import years_of

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
CERTIFIED = ("attendances", "under_way", "without_certificate")
SAME_RATE_PCT = 1e-9


def road_facts(
    programme: str,
    settings: Mapping[str, Any],
    qualification: Mapping[str, Any],
    headcount: pd.DataFrame,
    counts: pd.DataFrame,
    figures: pd.DataFrame,
) -> list[Fact]:
    """How far does the road lead by the target year, in each reading of the closing stock?

    ``settings`` holds what ``attended_by_level`` needs, ``pace`` (its target), the ``period`` of
    the training and ``road``: what ``road_starts`` needs, and the ``draws``, ``seed`` and
    ``coverage_pct`` of the simulation. Facts: the throughput a year of all attendances, and of
    those of courses that give a degree or certificate (from without to with the classes that were
    still under way); the largest attrition that each can bear, the latter with the classes under
    way; the ranges, the projection at their centres year by year, the rate in the target year with
    each parameter at its ends and by reading, its simulated distribution, and the share of the
    draws that meet the target. Raises KeyError as ``total_of`` and ``road_starts`` do, ValueError
    as ``drawn`` and ``projected`` do.
    """
    road, pace = settings["road"], settings["pace"]
    attended = attended_by_level(settings, counts)
    years = len(years_of(settings["period"]))
    certified = certificates(attended)
    trained = {
        "every_attendance": Throughput(
            sum(one.attendances for one in attended.values()) / years,
            cells_of(attended, ("attendances",)),
        ),
        "every_certificate": Throughput(
            certified.high / years, cells_of(attended, ("attendances", "without_certificate"))
        ),
    }
    starts = road_starts(road, starting_points(pace, qualification, headcount, figures), trained)
    common = settings["period"], "both", "attendances"
    facts = [
        Fact(
            programme, "throughput_per_year", "every_attendance", *common,
            "attendances / years of the training", trained["every_attendance"].sources,
            trained["every_attendance"].persons_per_year,
        ),
        Fact(
            programme, "throughput_per_year", "every_certificate", *common,
            "attendances of courses that give a degree or certificate / years of the training, "
            "without and with the classes still under way", cells_of(attended, CERTIFIED), None,
            certified.low / years, certified.high / years,
        ),
        *_range_facts(programme, starts),
    ]  # fmt: skip
    for start in starts:
        facts += _bearable_facts(programme, pace, start)
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


def _bearable_facts(programme: str, pace: Mapping[str, Any], start: Start) -> Iterator[Fact]:
    for throughput, (trained, cells) in start.throughputs.items():
        of_training = () if throughput == "net_gain" else (*cells, EACH_TRAINED_ONCE)
        for grows, name in ((False, "flat"), (True, "growing")):
            bearable = largest_attrition(
                start.headcount, start.qualified, pace["target_rate_pct"], start.years,
                trained, start.growth if grows else 0,
            )  # fmt: skip
            if bearable is None:
                continue
            yield Fact(
                programme, "largest_attrition", f"{name}_{throughput}",
                f"{start.closing_year}-{start.target_year}", start.variant, "percent",
                "the yearly attrition at which people to qualify a year = people trained a year",
                (*joined_sources(*start.of_stock, *of_training), ROADS[grows], LEAVING),
                100 * bearable, status="assumed",
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
