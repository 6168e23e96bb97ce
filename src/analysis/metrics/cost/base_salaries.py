"""How many months of base salary is a cost worth?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from analysis.metrics.cost.conversion import Factor, converted
from analysis.metrics.facts import Fact, joined_sources
from analysis.sources.errors import SourceError

TABLE = "data/raw/reference/base_salary.csv"


class InForce(NamedTuple):
    """The monthly base salary of a period: mean over its months, lowest, highest, rows used."""

    mean_vnd: float
    lowest_vnd: float
    highest_vnd: float
    sources: tuple[str, ...]


def base_salary_in_force(base_salary: pd.DataFrame, period: str) -> InForce:
    """Which base salary was in force in a period, month by month?

    ``base_salary`` has the columns valid_from (YYYY-MM-DD) and vnd_per_month; ``period`` is YYYY
    or YYYY-YYYY. A month counts with the salary in force on its first day; each month weighs the
    same. Raises SourceError where the period begins before the table.
    """
    years = period.split("-")
    months = pd.period_range(f"{years[0]}-01", f"{years[-1]}-12", freq="M").to_timestamp()
    rows = base_salary.assign(day=pd.to_datetime(base_salary["valid_from"])).sort_values("day")
    if rows.empty or rows["day"].iloc[0] > months[0]:
        raise SourceError(
            f"{TABLE} has no base salary in force on {months[0]:%Y-%m-%d}, where {period} begins. "
            "Add the row with its legal act and status."
        )
    in_force = rows.iloc[rows["day"].searchsorted(months, side="right") - 1]
    monthly = in_force["vnd_per_month"].astype(float)
    sources = joined_sources(*("reference:base_salary-" + in_force["valid_from"]))
    return InForce(float(monthly.mean()), float(monthly.min()), float(monthly.max()), sources)


def in_base_salaries_facts(facts: Iterable[Fact], base_salary: pd.DataFrame) -> list[Fact]:
    """How many months of base salary is each cost per unit worth, in the period of the money?

    Each ``cost_per_…`` in đồng gets a companion ``<metric>_in_base_salaries`` in months: cost /
    mean base salary of the period's months; low with the highest salary in force and high with the
    lowest. The salaries are unverified, and so is the result. Raises as base_salary_in_force.
    """
    found = []
    for fact in facts:
        if fact.unit == "vnd" and fact.metric.startswith("cost_per_"):
            salary = base_salary_in_force(base_salary, fact.period)
            factor = Factor(
                1 / salary.mean_vnd, 1 / salary.highest_vnd, 1 / salary.lowest_vnd, salary.sources
            )
            formula = "cost / monthly base salary, mean of the period's months"
            found.append(
                converted(fact, factor, "in_base_salaries", "months", formula, "unverified")
            )
    return found
