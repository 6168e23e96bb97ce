"""What did one trainee cost, for each way of counting trainees?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.metrics.cells import Total, total_of
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.periods import years_of
from analysis.metrics.qualification.change import total_change


def cost_facts(
    programme: str,
    settings: Mapping[str, Any],
    funding: pd.DataFrame,
    counts: pd.DataFrame,
) -> list[Fact]:
    """What did the programme cost per unit of each denominator that its settings declare?

    ``settings`` holds ``funding`` (a cell), ``period`` and ``denominators``, each with a ``name``,
    a ``unit`` and the cells of its ``printed`` and, where it differs, its ``recomputed`` reading,
    and ``per_year`` where the cost is also given a year. ``funding`` and ``counts`` are tidy
    tables; ``counts`` holds the denominators' cells in the column ``count``. Money is in đồng: cost
    = funding / denominator, a year = that / the years that the period names. Raises KeyError as
    ``total_of``, ValueError as ``years_of``.
    """
    money = total_of(funding, "amount_vnd", [settings["funding"]])
    period = settings["period"]
    facts = [
        Fact(
            programme, "funding", "total", period, "both", "vnd", "the amount as printed",
            money.sources, money.value, status="reported",
        ),
        Fact(
            programme, "funding_per_year", "total", period, "both", "vnd",
            "funding / number of years of the period",
            money.sources, money.value / len(years_of(period)),
        ),
    ]  # fmt: skip
    for denominator in settings["denominators"]:
        facts += _denominator_facts(programme, settings, denominator, money, counts)
    return facts


def _denominator_facts(
    programme: str,
    settings: Mapping[str, Any],
    denominator: Mapping[str, Any],
    money: Total,
    counts: pd.DataFrame,
) -> Iterator[Fact]:
    period = settings["period"]
    readings = {
        name: denominator[name] for name in ("printed", "recomputed") if name in denominator
    }
    variants = dict(readings) if len(readings) == 2 else {"both": readings["printed"]}
    for variant, cells in variants.items():
        total = total_of(counts, "count", cells)
        cost = money.value / total.value
        count_formula, cost_formula = "the sum of the printed counts", "funding / number counted"
        if total.is_lower_bound:
            count_formula = "at least the sum of the printed counts, one of them a lower bound"
            cost_formula = "at most funding / number counted, which is a lower bound"
        yield Fact(
            programme, f"count_of_{denominator['name']}", "total", period, variant,
            denominator["unit"], count_formula, total.sources, total.value,
            low=total.value if total.is_lower_bound else None,
            status="computed" if len(cells) > 1 else "reported",
        )  # fmt: skip
        yield Fact(
            programme, f"cost_per_{denominator['name']}", "total", period, variant, "vnd",
            cost_formula, joined_sources(*money.sources, *total.sources), cost,
            high=cost if total.is_lower_bound else None,
        )  # fmt: skip
        if denominator.get("per_year"):
            yearly = cost / len(years_of(period))
            yield Fact(
                programme, f"cost_per_{denominator['name']}_and_year", "total", period, variant,
                "vnd", "funding / number counted / number of years of the period",
                joined_sources(*money.sources, *total.sources), yearly,
                high=yearly if total.is_lower_bound else None,
            )  # fmt: skip


def cost_of_qualification_facts(
    programme: str,
    settings: Mapping[str, Any],
    qualification: Mapping[str, Any],
    funding: pd.DataFrame,
    headcount: pd.DataFrame,
) -> list[Fact]:
    """What did one more qualified person cost, in đồng?

    Net additional qualified staff = qualified at closing − qualified at opening, in each reading;
    cost = funding / net additional. A reading without a net gain has no cost per gained person.
    Raises KeyError as ``total_of``, ValueError as ``headcount_readings``.
    """
    money = total_of(funding, "amount_vnd", [settings["funding"]])
    return [
        Fact(
            programme, "cost_per_net_additional_qualified", "total", settings["period"],
            row.variant, "vnd", "funding / net additional qualified staff",
            joined_sources(*money.sources, row.qualified_sources), money.value / row.gain_persons,
        )
        for row in total_change(qualification, headcount).itertuples()
        if row.gain_persons > 0
    ]  # fmt: skip


def class_size_facts(
    programme: str, settings: Mapping[str, Any], counts: pd.DataFrame
) -> list[Fact]:
    """How many attendances did a class have on average?

    ``settings`` names the cells of ``attendances`` and ``classes`` and the ``period``; attendances
    per class = attendances / classes. Raises KeyError as ``total_of``.
    """
    attendances = total_of(counts, "count", settings["attendances"])
    classes = total_of(counts, "count", settings["classes"])
    period = settings["period"]
    return [
        Fact(programme, "attendances", "total", period, "both", "attendances",
             "the number as printed", attendances.sources, attendances.value, status="reported"),
        Fact(programme, "classes", "total", period, "both", "classes",
             "the number as printed", classes.sources, classes.value, status="reported"),
        Fact(programme, "attendances_per_class", "total", period, "both", "attendances",
             "attendances / classes", joined_sources(*attendances.sources, *classes.sources),
             attendances.value / classes.value),
    ]  # fmt: skip
