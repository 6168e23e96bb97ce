"""What does a document report that is carried over, compared or added up as printed?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.metrics.cells import total_of
from analysis.metrics.comparable import Comparability, compared
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.periods import years_of


def standard_change_facts(
    programme: str, settings: Mapping[str, Any], figures: pd.DataFrame, across: Comparability
) -> list[Fact]:
    """How did the printed share of staff that meets the standard change, in percentage points?

    ``settings["groups"]`` names for each group the cells of its ``opening`` and ``closing`` rate,
    in percent; ``period`` the years that the document compares. change = closing − opening. No
    counts are printed beside these rates, so they cannot be recomputed. Raises KeyError as
    ``total_of``, BrokenSeries where a break lies between the years.
    """
    facts = []
    period = settings["period"]
    first, last = period.split("-")
    for group, cells in settings["groups"].items():
        opening = total_of(figures, "value", [cells["opening"]])
        closing = total_of(figures, "value", [cells["closing"]])
        facts += [
            Fact(programme, "meets_standard", group, first, "printed", "percent",
                 "the rate as printed", opening.sources, opening.value, status="reported"),
            Fact(programme, "meets_standard", group, last, "printed", "percent",
                 "the rate as printed", closing.sources, closing.value, status="reported"),
            Fact(programme, "meets_standard_change", group, period, "printed",
                 "percentage_points", "closing rate − opening rate",
                 joined_sources(*opening.sources, *closing.sources), closing.value - opening.value),
        ]  # fmt: skip
    return compared(facts, ("all", "meets_standard"), across)


def reported_facts(
    programme: str, settings: Sequence[Mapping[str, Any]], figures: pd.DataFrame
) -> list[Fact]:
    """Which figures are carried over as printed?

    Each entry of ``settings`` gives a ``metric``, a ``unit`` and, by period and group, the cell.
    ``figures`` are the cleaned figures with their addresses. A number printed as more than it is
    has itself as ``low``. Raises KeyError as ``total_of``.
    """
    facts = []
    for entry in settings:
        for period, cells in entry["cells"].items():
            for group, cell in cells.items():
                total = total_of(figures, "value", [cell])
                facts.append(
                    Fact(programme, entry["metric"], group, str(period), "both", entry["unit"],
                         "the number as printed", total.sources, total.value,
                         low=total.value if total.is_lower_bound else None, status="reported")
                )  # fmt: skip
    return facts


def seat_facts(programme: str, settings: Mapping[str, Any], seats: pd.DataFrame) -> list[Fact]:
    """How many seats are planned for each audience, and what share of all is that?

    ``settings["audiences"]`` names the cells of each audience; seats are planned participations,
    not persons. share = seats of the audience / seats of all × 100, in percent. Raises KeyError as
    ``total_of``.
    """
    totals = {
        name: total_of(seats, "seats", cells) for name, cells in settings["audiences"].items()
    }
    everything = sum(total.value for total in totals.values())
    sources = joined_sources(*(source for total in totals.values() for source in total.sources))
    period = settings["period"]
    facts = [
        Fact(programme, "seats", "total", period, "recomputed", "seats",
             "the sum of the printed seats", sources, everything),
    ]  # fmt: skip
    for name, total in totals.items():
        facts += [
            Fact(programme, "seats", name, period, "recomputed", "seats",
                 "the sum of the printed seats", total.sources, total.value),
            Fact(programme, "seat_share", name, period, "recomputed", "percent",
                 "seats of the audience / all seats × 100", sources,
                 100 * total.value / everything),
        ]  # fmt: skip
    return facts


def intensity_facts(
    programme: str, settings: Mapping[str, Any], figures: pd.DataFrame
) -> list[Fact]:
    """How many attendances a year is that for each member of staff?

    attendances / staff / years, the years being those that ``period`` names. The staff is that of
    one later count: the ratio says how often a post is trained, not how many people were. Raises
    KeyError as ``total_of``, ValueError as ``years_of``.
    """
    attendances = total_of(figures, "value", settings["attendances"])
    staff = total_of(figures, "value", settings["staff"])
    return [
        Fact(programme, "attendances_per_staff_member_and_year", "total", settings["period"],
             "both", "ratio", "attendances / staff / years",
             joined_sources(*attendances.sources, *staff.sources),
             attendances.value / staff.value / len(years_of(settings["period"])))
    ]  # fmt: skip
