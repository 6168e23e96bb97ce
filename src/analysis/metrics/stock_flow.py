"""What do stocks and training leave unexplained, and how many losses do they allow?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.metrics.cells import Total, total_of
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.readings import headcount_readings, pair_readings

EACH_TRAINED_ONCE = "assumption:each-attendance-a-new-qualified-person"
NO_QUALIFIED_HIRES = "assumption:no-qualified-hires"


def stock_flow_facts(
    programme: str,
    settings: Mapping[str, Any],
    qualification: Mapping[str, Any],
    headcount: pd.DataFrame,
    counts: pd.DataFrame,
) -> list[Fact]:
    """By how much do the qualified at closing differ from those at opening and those trained?

    residual = closing − opening − trained = qualified hires − losses − trained who did not qualify.
    ``settings["trained"]`` names, for each way of counting the trained, the cells by level, and
    ``period`` the years in which they were trained. A level without an opening or closing count has
    no residual. Persons throughout. Losses lie, in the worst case, between 0 and opening + trained;
    with every attendance a new qualified person and no qualified hires they are −residual, and a
    positive residual contradicts these assumptions.
    """
    years = [str(qualification["opening"]), str(qualification["closing"])]
    total = headcount_readings(headcount, qualification["levels"])
    total = total[total["group"] == "total"].drop(columns="group")
    opening, closing = (total[total["period"] == year].drop(columns="period") for year in years)
    stocks = pair_readings(opening, closing, ["category"])
    facts: list[Fact] = []
    for count, cells in settings["trained"].items():
        trained = {level: total_of(counts, "count", ids) for level, ids in cells.items()}
        trained["qualified"] = _sum(list(trained.values()))
        for level, total_trained in trained.items():
            facts.append(
                Fact(
                    programme, f"trained_{count}", _group(level), settings["period"], "both",
                    "persons", "the sum of the printed counts", total_trained.sources,
                    total_trained.value,
                )
            )  # fmt: skip
            for stock in stocks[stocks["category"] == level].itertuples():
                facts += _residual_facts(programme, count, years, stock, total_trained)
    return facts


def _group(level: str) -> str:
    return "total" if level == "qualified" else level


def _sum(totals: list[Total]) -> Total:
    return Total(
        sum(total.value for total in totals),
        joined_sources(*(source for total in totals for source in total.sources)),
        any(total.is_lower_bound for total in totals),
    )


def _residual_facts(
    programme: str, count: str, years: list[str], stock: Any, trained: Total
) -> Iterator[Fact]:
    group = _group(stock.category)
    period = "-".join(years)
    sources = joined_sources(stock.sources_1, stock.sources_2, *trained.sources)
    residual = stock.persons_2 - stock.persons_1 - trained.value
    yield Fact(
        programme, f"stock_flow_residual_{count}", group, period, stock.variant, "persons",
        "qualified at closing − qualified at opening − trained", sources, residual,
    )  # fmt: skip
    yield Fact(
        programme, f"losses_worst_case_{count}", group, period, stock.variant, "persons",
        "from none to everyone qualified at opening or trained since", sources,
        None, 0, stock.persons_1 + trained.value,
    )  # fmt: skip
    if residual <= 0:
        yield Fact(
            programme, f"losses_without_hires_{count}", group, period, stock.variant, "persons",
            "qualified at opening + trained − qualified at closing",
            (*sources, EACH_TRAINED_ONCE, NO_QUALIFIED_HIRES), -residual, status="assumed",
        )  # fmt: skip
    else:
        yield Fact(
            programme, f"hires_at_least_{count}", group, period, stock.variant, "persons",
            "qualified at closing − qualified at opening − trained",
            sources, residual,
        )  # fmt: skip
