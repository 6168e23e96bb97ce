"""What does attrition do to cost: what is a qualified person worth who may leave?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.metrics.cost.placement import of_one_placed
from analysis.metrics.facts import Fact, joined_sources

LEAVING = "assumption:annual-attrition"


def staff_years(attrition: Any, years: int) -> Any:
    """How many years of work does one newly qualified person give within a horizon, on average?

    S(a) = Σ_{k=0}^{n−1} (1 − a)^k with the share a leaving at the end of each year: the present
    value of an annuity due of 1 at the rate of discount a. In years. Raises ValueError for a
    horizon below one year or an attrition outside 0 to 1.
    """
    if years < 1 or not 0 <= attrition <= 1:
        raise ValueError(f"Needs years >= 1 and 0 <= attrition <= 1, not {years} and {attrition}.")
    return sum((1 - attrition) ** year for year in range(years))


def break_even(cost_vnd: Any, attrition: Any, lowered: Any, years: int) -> Any:
    """What may be spent on each newly qualified person to keep people, before a seat buys as much?

    Another seat buys S(a) staff-years for its cost; lowering attrition from a to b adds S(b) − S(a)
    to each person. Both cost the same for a staff-year at cost · (S(b) / S(a) − 1), in đồng. Raises
    ValueError where b is above a, and as ``staff_years`` does.
    """
    if lowered > attrition:
        raise ValueError(f"Attrition is to be lowered, not raised from {attrition} to {lowered}.")
    return cost_vnd * (staff_years(lowered, years) / staff_years(attrition, years) - 1)


def staff_year_facts(programme: str, settings: Mapping[str, Any], cost: pd.DataFrame) -> list[Fact]:
    """What does a retained qualified staff-year cost, and when is keeping people the better buy?

    ``settings`` holds the ``metric`` of the cost of one newly qualified person or seat, the
    ``horizon_years``, the ``attrition_pct`` values and by how many points attrition is
    ``lowered_pp``. ``cost`` is a table of facts; where it holds that cost for one who is placed
    too (``placement.of_one_placed``), so are its staff-years. cost per staff-year = cost / S(a),
    keeping people as ``break_even``. Money in đồng. Raises KeyError where ``cost`` holds no such
    metric, ValueError as ``staff_years`` and ``break_even``.
    """
    metric = settings["metric"]
    metrics = [metric, of_one_placed(metric)]
    chosen = cost[cost["metric"].isin(metrics) & (cost["value"] != "")]
    if metric not in set(chosen["metric"]):
        raise KeyError(
            f"data/raw/programmes.yml, {programme}, retention: the cost study gives no fact "
            f"{metric}."
        )
    facts = list(_staff_years(programme, settings, str(chosen.iloc[0]["period"])))
    for row in chosen.itertuples():
        facts += _cost_facts(programme, settings, row)
    return facts


def _staff_years(programme: str, settings: Mapping[str, Any], period: str) -> Iterator[Fact]:
    years = settings["horizon_years"]
    for percent in settings["attrition_pct"]:
        yield Fact(
            programme, "retained_staff_years", f"attrition_{percent:02d}_over_{years}_years",
            period, "both", "years",
            "the sum over the years of the share that is still there: (1 − attrition)^year",
            (LEAVING,), staff_years(percent / 100, years), status="assumed",
        )  # fmt: skip


def _cost_facts(programme: str, settings: Mapping[str, Any], cost: Any) -> Iterator[Fact]:
    years, cost_vnd = settings["horizon_years"], float(cost.value)
    common = cost.period, cost.variant, "vnd"
    sources = (*joined_sources(cost.sources), LEAVING)
    for percent in settings["attrition_pct"]:
        yield Fact(
            programme, f"{cost.metric}_by_staff_year",
            f"attrition_{percent:02d}_over_{years}_years", *common, "cost / staff-years",
            sources, cost_vnd / staff_years(percent / 100, years), status="assumed",
        )  # fmt: skip
        lowered = percent - settings["lowered_pp"]
        if lowered < 0:
            continue
        yield Fact(
            programme, f"{cost.metric}_break_even",
            f"attrition_{percent:02d}_to_{lowered:02d}_over_{years}_years", *common,
            "cost × (staff-years at the lower attrition / at the higher − 1)", sources,
            break_even(cost_vnd, percent / 100, lowered / 100, years), status="assumed",
        )  # fmt: skip
