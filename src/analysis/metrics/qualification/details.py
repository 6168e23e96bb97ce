"""Of which levels and which bodies is a change made, and how sure would it be of a sample?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.metrics.comparable import Comparability, compared
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.qualification.change import (
    RATE,
    at_both_counts,
    body_table,
    change_table,
    effects_of,
)
from analysis.metrics.qualification.intervals import (
    ASSUMPTION,
    newcombe_interval_pp,
    wilson_interval_pct,
)
from analysis.metrics.qualification.levels import level_facts


def qualification_detail_facts(
    programme: str,
    settings: Mapping[str, Any],
    headcount: pd.DataFrame,
    across: Comparability,
) -> list[Fact]:
    """Of which levels and which bodies is the change made, and between which bounds would it lie?

    Arguments and units as for ``qualification_change_facts``; formulas as in ``level_facts``,
    ``kitagawa`` and ``intervals``. Raises as it does, and ValueError as ``body_table`` and
    ``kitagawa``.
    """
    readings, rates, years = at_both_counts(settings, headcount)
    bodies = list(rates["group"].unique())
    return [
        *level_facts(programme, readings, settings, years, across),
        *compared(_decomposition_facts(programme, rates, years), RATE, across, bodies),
        *compared(_interval_facts(programme, rates, years), RATE, across),
    ]


def _decomposition_facts(programme: str, rates: pd.DataFrame, years: list[str]) -> Iterator[Fact]:
    groups = body_table(programme, rates, years)
    effects = effects_of(groups)
    everything = joined_sources(*groups["sources"])
    formulas = {
        "rate_effect": "mean share of the body in the headcount × change of its rate",
        "composition_effect": "mean rate of the body × change of its share in the headcount",
    }
    for metric, formula in formulas.items():
        column = effects[f"{metric}_pp"]
        for group, value in {**column.to_dict(), "total": column.sum()}.items():
            yield Fact(
                programme, metric, str(group), "-".join(years), "recomputed", "percentage_points",
                formula, everything, value,
            )  # fmt: skip


def _interval_facts(programme: str, rates: pd.DataFrame, years: list[str]) -> Iterator[Fact]:
    total = rates[rates["group"] == "total"]
    for row in total.itertuples():
        low, high = wilson_interval_pct(row.qualified_persons, row.headcount_persons)
        yield Fact(
            programme, "qualification_rate_interval", "total", row.period, row.variant, "percent",
            "Wilson score interval at 95 %, the count taken as a random draw",
            (*joined_sources(row.sources), ASSUMPTION), row.rate_pct, low, high, "assumed",
        )  # fmt: skip
    for row in change_table(total, years).itertuples():
        low, high = newcombe_interval_pp(
            row.qualified_persons_1, row.headcount_persons_1,
            row.qualified_persons_2, row.headcount_persons_2,
        )  # fmt: skip
        yield Fact(
            programme, "qualification_rate_change_interval", "total", "-".join(years), row.variant,
            "percentage_points",
            "Newcombe hybrid score interval at 95 %, the counts taken as random draws",
            (*joined_sources(row.sources), ASSUMPTION), row.change_pp, low, high, "assumed",
        )  # fmt: skip
