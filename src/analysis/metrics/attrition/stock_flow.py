"""What do stocks and training leave unexplained?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.metrics.cells import Total, total_of
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.readings import headcount_readings, pair_readings, two_counts


def stock_flow_facts(
    programme: str,
    settings: Mapping[str, Any],
    qualification: Mapping[str, Any],
    headcount: pd.DataFrame,
    counts: pd.DataFrame,
) -> list[Fact]:
    """By how much do the qualified at closing differ from those at opening and those trained?

    residual = closing − opening − trained = qualified hires − losses − trained who did not qualify,
    the identity of stocks and flows, solved for what is not printed.
    ``settings["trained"]`` names, for each way of counting the trained, the cells by level, and
    ``period`` the years in which they were trained. A level without an opening or closing count has
    no residual. Persons throughout. What the residual allows is told by ``leakage_facts``. Raises
    KeyError as ``total_of``, ValueError as ``headcount_readings``.
    """
    period = "-".join(two_counts(qualification))
    stocks = stocks_at_both_counts(qualification, headcount)
    facts: list[Fact] = []
    for count, cells in settings["trained"].items():
        trained = {level: total_of(counts, "count", ids) for level, ids in cells.items()}
        trained["qualified"] = _sum(list(trained.values()))
        for level, total_trained in trained.items():
            facts.append(
                Fact(
                    programme, f"trained_{count}", group_of(level), settings["period"], "both",
                    "persons", "the sum of the printed counts", total_trained.sources,
                    total_trained.value,
                )
            )  # fmt: skip
            for stock in stocks[stocks["category"] == level].itertuples():
                facts.append(_residual(programme, count, period, stock, total_trained))
    return facts


def stocks_at_both_counts(
    qualification: Mapping[str, Any], headcount: pd.DataFrame
) -> pd.DataFrame:
    """How many staff were there in total, and at each level, at the opening and at the closing?

    One row a category (``all``, ``qualified`` or a level of ``qualification``) that both counts
    report, and a pair of readings (``readings.pair_readings``): the columns category, persons_1,
    sources_1, persons_2, sources_2 and variant. Raises ValueError as ``headcount_readings``.
    """
    total = headcount_readings(headcount, qualification["levels"])
    total = total[total["group"] == "total"].drop(columns="group")
    opening, closing = (
        total[total["period"] == year].drop(columns="period") for year in two_counts(qualification)
    )
    return pair_readings(opening, closing, ["category"])


def group_of(level: str) -> str:
    """Under which group do the facts of a level stand? The qualified together are the total."""
    return "total" if level == "qualified" else level


def _sum(totals: list[Total]) -> Total:
    return Total(
        sum(total.value for total in totals),
        joined_sources(*(source for total in totals for source in total.sources)),
        any(total.is_lower_bound for total in totals),
    )


def _residual(programme: str, count: str, period: str, stock: Any, trained: Total) -> Fact:
    return Fact(
        programme, f"stock_flow_residual_{count}", group_of(stock.category), period,
        stock.variant, "persons", "qualified at closing − qualified at opening − trained",
        joined_sources(stock.sources_1, stock.sources_2, *trained.sources),
        stock.persons_2 - stock.persons_1 - trained.value,
    )  # fmt: skip
