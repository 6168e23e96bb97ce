"""Which levels do the qualified hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.metrics.comparable import Comparability, compared
from analysis.metrics.counted_as import counted_as
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.readings import BODY


def level_facts(
    programme: str,
    readings: pd.DataFrame,
    settings: Mapping[str, Any],
    years: list[str],
    across: Comparability,
) -> Iterator[Fact]:
    """How many staff hold each level, and how do formal qualifications and short courses change?

    ``readings`` is the table of ``headcount_readings``; ``settings`` names the ``levels`` and which
    of them are ``formal``. Counts are in persons, rates in percent of the headcount, shares in
    percent of the sum of the levels, changes in percentage points: rate = staff of the kind or
    level / headcount × 100, share = staff at the level / sum of the levels × 100, change = closing
    − opening rate. Raises BrokenSeries where a break lies between the years that is not bridged,
    KeyError for a body without a headcount.
    """
    kinds = {
        "formal_rate": settings["formal"],
        "short_course_rate": [
            level for level in settings["levels"] if level not in settings["formal"]
        ],
    }
    for metric, levels in kinds.items():
        facts = _kind_facts(programme, metric, levels, readings, years)
        yield from compared(facts, ("all", metric.removesuffix("_rate")), across)
    total = readings[readings["group"] == "total"]
    for period, body in total.groupby("period", sort=False):
        levels = body[body["category"].isin(settings["levels"])]
        staff = body[(body["category"] == "all") & (body["variant"] != "printed")].iloc[0]
        for row in levels.itertuples():
            sources = joined_sources(row.sources, staff["sources"])
            yield Fact(
                programme, "level_persons", row.category, period, "both", "persons",
                counted_as(row.sources, "the number of staff at the level as printed"),
                joined_sources(row.sources), row.persons, status="reported",
            )  # fmt: skip
            yield Fact(
                programme, "level_rate", row.category, period, "both", "percent",
                "staff at the level / headcount × 100", sources,
                100 * row.persons / staff["persons"],
            )  # fmt: skip
            yield Fact(
                programme, "level_share", row.category, period, "recomputed", "percent",
                "staff at the level / the sum of the levels × 100",
                joined_sources(*levels["sources"]), 100 * row.persons / levels["persons"].sum(),
            )  # fmt: skip


def _kind_facts(
    programme: str, metric: str, levels: list[str], readings: pd.DataFrame, years: list[str]
) -> Iterator[Fact]:
    staff = readings[(readings["category"] == "all") & (readings["variant"] != "printed")]
    staff = staff.set_index(BODY)
    parts = readings[readings["category"].isin(levels)]
    counts = parts.groupby(BODY, sort=False).agg(
        persons=("persons", "sum"), sources=("sources", ";".join)
    )
    rates = {key: 100 * row["persons"] / staff.at[key, "persons"] for key, row in counts.iterrows()}
    for (group, period), row in counts.iterrows():
        sources = joined_sources(row["sources"], staff.at[(group, period), "sources"])
        yield Fact(
            programme, metric, group, period, "both", "percent",
            "staff with this kind of qualification / headcount × 100", sources,
            rates[group, period],
        )  # fmt: skip
    for group in dict.fromkeys(group for group, _ in rates):
        keys = [(group, year) for year in years]
        if all(key in rates for key in keys):
            yield Fact(
                programme, f"{metric}_change", group, "-".join(years), "both", "percentage_points",
                "closing rate − opening rate",
                joined_sources(*(counts.at[key, "sources"] for key in keys),
                               *(staff.at[key, "sources"] for key in keys)),
                rates[keys[1]] - rates[keys[0]],
            )  # fmt: skip
