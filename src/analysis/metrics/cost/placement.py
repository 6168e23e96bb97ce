"""How many of those trained were placed, and what does that do to the cost of one who stays?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.metrics.cells import total_of
from analysis.metrics.facts import Fact, joined_sources

HOLDS_ELSEWHERE = "assumption:placement-holds-for-the-scheme"


def placement_facts(
    programme: str, settings: Mapping[str, Any], figures: pd.DataFrame
) -> list[Fact]:
    """What share of the trained, or of the seats, was filled, and how many does one placed need?

    ``settings`` names the cells of ``placed`` and of ``trained`` or ``seats``, the ``group`` and
    the ``period``. placement rate = placed / trained × 100; trained per placed = trained / placed.
    A cost per retained person is the cost per trained person times this ratio. Raises KeyError as
    ``total_of``.
    """
    kind = "trained" if "trained" in settings else "seats"
    offered = total_of(figures, "value", settings[kind])
    placed = total_of(figures, "value", settings["placed"])
    sources = joined_sources(*offered.sources, *placed.sources)
    group, period = settings["group"], settings["period"]
    unit = "persons" if kind == "trained" else "seats"
    common = [
        Fact(programme, f"{kind}_before_placement", group, period, "both", unit,
             "the number as printed", offered.sources, offered.value, status="reported"),
        Fact(programme, "placed", group, period, "both", "persons",
             "the number as printed", placed.sources, placed.value, status="reported"),
    ]  # fmt: skip
    if kind == "seats":
        return [
            *common,
            Fact(programme, "seats_filled", group, period, "both", "percent",
                 "placed / seats × 100", sources, 100 * placed.value / offered.value),
        ]  # fmt: skip
    return [
        *common,
        Fact(programme, "not_placed", group, period, "both", "persons",
             "trained − placed", sources, offered.value - placed.value),
        Fact(programme, "placement_rate", group, period, "both", "percent",
             "placed / trained × 100", sources, 100 * placed.value / offered.value),
        Fact(programme, "trained_per_placed", group, period, "both", "ratio",
             "trained / placed", sources, offered.value / placed.value),
    ]  # fmt: skip


def of_one_placed(metric: str) -> str:
    """Under which name does the cost of one trainee stand, counted for each who is placed?"""
    return metric.replace("cost_per_", "cost_per_retained_")


def cost_per_retained_facts(
    programme: str, cost: pd.DataFrame, placement: pd.DataFrame
) -> list[Fact]:
    """What would one retained trainee cost, if placement elsewhere held here?

    ``cost`` and ``placement`` are fact tables; each ``cost_per_…seat`` is multiplied by trained per
    placed, in đồng. The result is an assumption, and the transfer our own: the two programmes train
    different people. Raises KeyError where ``placement`` holds no trained per placed.
    """
    ratios = placement[placement["metric"] == "trained_per_placed"]
    if ratios.empty:
        raise KeyError(
            f"data/raw/programmes.yml: {programme} draws on a programme that has no fact "
            "trained_per_placed. Its placement must name the cells of those trained."
        )
    ratio = ratios.iloc[0]
    seats = cost[cost["metric"].str.fullmatch(r"cost_per_.*seat")]
    return [
        Fact(
            programme, of_one_placed(row.metric), row.group, row.period,
            "placement_as_observed", "vnd", "cost per seat × trained per placed",
            (*joined_sources(row.sources, ratio["sources"]), HOLDS_ELSEWHERE),
            float(row.value) * float(ratio["value"]), status="assumed",
        )
        for row in seats.itertuples()
    ]  # fmt: skip
