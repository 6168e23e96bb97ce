"""Which qualification do the classes of staff hold at one count?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.metrics.counted_as import counted_as
from analysis.metrics.facts import Fact, joined_sources


def profile_facts(
    programme: str, settings: Mapping[str, Any], headcount: pd.DataFrame
) -> list[Fact]:
    """What share of each class of staff holds each level, a degree or more, and no degree?

    ``settings`` names the ``period``, the ``classes`` of staff, the ``levels`` from the highest
    down and the set ``at_or_above_university``. Shares are computed from the printed counts, in
    percent of the class: staff at the level, with a degree or more, or without one, / staff of
    the class × 100; the total is the sum over the classes. Raises KeyError for a class without a
    headcount.
    """
    cells = headcount[
        (headcount["period"] == str(settings["period"])) & (headcount["bound"] != "not_reported")
    ]
    cells = cells.assign(persons=pd.to_numeric(cells["headcount_persons"]))
    classes = cells[cells["group"].isin(settings["classes"])]
    staff = classes[classes["category"] == "all"].drop_duplicates("group").set_index("group")
    levels = classes[classes["category"].isin(settings["levels"])]
    degree = levels[levels["category"].isin(settings["at_or_above_university"])]
    return [
        *_class_facts(programme, settings, staff),
        *_level_facts(programme, settings, levels, staff),
        *_degree_facts(programme, settings, degree, staff),
    ]


def _class_facts(
    programme: str, settings: Mapping[str, Any], staff: pd.DataFrame
) -> Iterator[Fact]:
    period = str(settings["period"])
    everything = joined_sources(*staff["sources"])
    for row in staff.reset_index().itertuples():
        yield Fact(programme, "headcount", row.group, period, "both", "persons",
                   counted_as(row.sources, "the number of staff as printed"),
                   joined_sources(row.sources), row.persons, status="reported")  # fmt: skip
        yield Fact(programme, "class_share", row.group, period, "recomputed", "percent",
                   "staff of the class / staff of all classes × 100", everything,
                   100 * row.persons / staff["persons"].sum())  # fmt: skip
    yield Fact(programme, "headcount", "total", period, "both", "persons",
               "the sum of the classes of staff", everything, staff["persons"].sum())  # fmt: skip


def _level_facts(
    programme: str, settings: Mapping[str, Any], levels: pd.DataFrame, staff: pd.DataFrame
) -> Iterator[Fact]:
    period = str(settings["period"])
    for row in levels.itertuples():
        yield Fact(programme, f"staff_with_{row.category}", row.group, period, "both", "persons",
                   counted_as(row.sources, "the number of staff at the level as printed"),
                   joined_sources(row.sources), row.persons, status="reported")  # fmt: skip
        yield Fact(programme, f"share_with_{row.category}", row.group, period, "recomputed",
                   "percent", "staff at the level / staff of the class × 100",
                   joined_sources(row.sources, staff.at[row.group, "sources"]),
                   100 * row.persons / staff.at[row.group, "persons"])  # fmt: skip


def _degree_facts(
    programme: str, settings: Mapping[str, Any], degree: pd.DataFrame, staff: pd.DataFrame
) -> Iterator[Fact]:
    period = str(settings["period"])
    by_class = degree.groupby("group", sort=False).agg(
        persons=("persons", "sum"), sources=("sources", ";".join)
    )
    by_class.loc["total"] = [by_class["persons"].sum(), ";".join(by_class["sources"])]
    whole = {**staff["persons"].to_dict(), "total": staff["persons"].sum()}
    whole_sources = {**staff["sources"].to_dict(), "total": ";".join(staff["sources"])}
    for group, row in by_class.iterrows():
        yield Fact(programme, "staff_at_or_above_university", str(group), period, "recomputed",
                   "persons", "the sum of the levels from bachelor upwards",
                   joined_sources(row["sources"]), row["persons"])  # fmt: skip
        yield Fact(programme, "share_at_or_above_university", str(group), period, "recomputed",
                   "percent", "staff with a bachelor's degree or more / staff of the class × 100",
                   joined_sources(row["sources"], whole_sources[group]),
                   100 * row["persons"] / whole[group])  # fmt: skip
        yield Fact(programme, "share_below_university", str(group), period, "recomputed",
                   "percent", "staff of the class without a bachelor's degree / "
                   "staff of the class × 100",
                   joined_sources(row["sources"], whole_sources[group]),
                   100 * (whole[group] - row["persons"]) / whole[group])  # fmt: skip
