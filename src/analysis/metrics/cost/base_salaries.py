"""How many months of base salary is a cost worth?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, partial
from typing import NamedTuple

import pandas as pd

from analysis.metrics.cost.conversion import Factor, converted
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.periods import years_of
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
    same. Raises SourceError where the period begins before the table, ValueError as ``years_of``.
    """
    years = years_of(period)
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


def in_base_salaries_facts(
    facts: Iterable[Fact], base_salary: pd.DataFrame, money_of: Sequence[int]
) -> list[Fact]:
    """How many months of base salary is each cost per unit worth?

    ``money_of`` are the years in whose prices the money stands, in order. Each ``cost_per_…`` in
    đồng gets a companion ``<metric>_in_base_salaries`` in months: cost / mean base salary of the
    months of those years; low with the highest salary in force and high with the lowest. Where
    these are not the years of the period, as for a plan in the prices of the year in which it was
    made, ``<metric>_in_base_salaries_over_period`` is the same with the months of the period. The
    salaries are unverified, and so is the result; the measure is our own. Raises as
    base_salary_in_force and converted.
    """
    in_force = cache(partial(base_salary_in_force, base_salary))
    found = []
    for fact in facts:
        if fact.unit != "vnd" or not fact.metric.startswith("cost_per_"):
            continue
        if [*years_of(fact.period)] == [*money_of]:
            found.append(_in_months(fact, in_force(fact.period), "in_base_salaries"))
        else:
            of_prices = in_force(f"{money_of[0]}-{money_of[-1]}")
            over_period = in_force(fact.period)
            found += [
                _in_months(fact, of_prices, "in_base_salaries", of_their_prices=True),
                _in_months(fact, over_period, "in_base_salaries_over_period"),
            ]
    return found


def _in_months(fact: Fact, salary: InForce, suffix: str, of_their_prices: bool = False) -> Fact:
    factor = Factor(
        1 / salary.mean_vnd, 1 / salary.highest_vnd, 1 / salary.lowest_vnd, salary.sources
    )
    formula = (
        "cost / monthly base salary, mean over the years in whose prices the money stands"
        if of_their_prices
        else "cost / monthly base salary, mean of the period's months"
    )
    return converted(fact, factor, suffix, "months", formula, "unverified")
