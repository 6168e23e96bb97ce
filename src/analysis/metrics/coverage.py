"""How much of what should have been counted was counted?"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.metrics.facts import Fact, joined_sources

COUNTED, LISTED = "units_counted", "units_listed"


def coverage_facts(programme: str, figures: pd.DataFrame) -> Iterator[Fact]:
    """Of how many units are the figures, and of what share of those that owe them?

    ``figures`` are the cleaned figures with their addresses; those of the categories units_counted
    and units_listed say it, by group and year. Given are both counts, in units, and the share,
    counted / listed × 100, in percent. Nothing where no source counts units: documents do not.
    """
    counts = figures[figures["category"].isin([COUNTED, LISTED])]
    for (period, group), own in counts.groupby(["period", "group"], sort=False):
        by_category = own.set_index("category")
        for metric in by_category.index:
            yield Fact(
                programme, str(metric), str(group), str(period), "both", "units",
                "the number of units", joined_sources(str(by_category.at[metric, "sources"])),
                float(by_category.at[metric, "value"]), status="reported",
            )  # fmt: skip
        if {COUNTED, LISTED} <= {*by_category.index} and float(by_category.at[LISTED, "value"]):
            yield Fact(
                programme, "coverage", str(group), str(period), "both", "percent",
                "units counted / units listed × 100", joined_sources(*own["sources"]),
                100 * float(by_category.at[COUNTED, "value"])
                / float(by_category.at[LISTED, "value"]),
            )  # fmt: skip
