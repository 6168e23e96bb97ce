"""What would an amount be in the prices of one year?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.metrics.cost.conversion import Factor, converted
from analysis.metrics.facts import Fact
from analysis.sources.errors import SourceError

TABLE = "data/raw/reference/consumer_prices.csv"
CARRIED_OVER = "found"


def price_index(prices: pd.DataFrame, publisher: str) -> pd.Series:
    """How high did prices stand in each year, by one publisher?

    ``prices`` has the columns year, change_pct (on the year before, in percent) and publisher. The
    result is indexed by year; the year before the first change is 100. It is a chain index
    (Consumer Price Index Manual, 2020): index = index of the year before × (1 + change / 100).
    Raises SourceError for a publisher that the table lacks, or a year between two others.
    """
    chosen = prices[prices["publisher"] == publisher].sort_values("year")
    if chosen.empty:
        known = ", ".join(prices["publisher"].unique())
        raise SourceError(f"{TABLE} has no row of {publisher!r}; there are {known}.")
    years = [int(year) for year in chosen["year"]]
    gaps = sorted(set(range(years[0], years[-1] + 1)) - set(years))
    if gaps:
        raise SourceError(_lacks(publisher, gaps, years))
    links = 1 + chosen["change_pct"].astype(float).to_numpy() / 100
    return 100 * pd.Series([1.0, *links], index=[years[0] - 1, *years]).cumprod()


def in_base_prices(amount: float, index: float, base_index: float = 100) -> float:
    """What is an amount in base prices? amount × base index / index of the amount's own time.

    Deflation by a price index (Consumer Price Index Manual, 2020), amounts in đồng.
    """
    return amount * base_index / index


def price_factor(
    prices: pd.DataFrame, publisher: str, years: Sequence[int], base_year: int
) -> Factor:
    """What makes money of some years money of the base year?

    A year's factor is index(base year) / index(year). The value is their mean, which holds where
    the money was spent evenly over ``years``; low and high hold where all of it was spent in one of
    them. Raises SourceError for a year that the series lacks.
    """
    index = price_index(prices, publisher)
    missing = sorted({*years, base_year} - {int(year) for year in index.index})
    if missing:
        raise SourceError(_lacks(publisher, missing, [int(year) for year in index.index[1:]]))
    factors = [in_base_prices(1, index[year], index[base_year]) for year in years]
    linked = range(min(*years, base_year) + 1, max(*years, base_year) + 1)
    sources = tuple(_source(publisher, year) for year in linked)
    return Factor(sum(factors) / len(factors), min(factors), max(factors), sources)


def real_facts(
    settings: Mapping[str, Any], prices: pd.DataFrame, facts: Iterable[Fact]
) -> list[Fact]:
    """What are the amounts of a programme in the prices of its base year?

    ``settings`` holds the ``publisher`` of the series, the ``base_year``, the ``years`` in whose
    prices the money stands and the ``assumption`` behind them. Each amount in đồng gets a companion
    ``<metric>_real``; low and high are those of spending all in one year. Raises as price_factor.
    """
    factor = price_factor(prices, settings["publisher"], settings["years"], settings["base_year"])
    assumed = factor._replace(sources=(*factor.sources, f"assumption:{settings['assumption']}"))
    formula = "amount × prices of the base year / prices of the years of the money"
    return [
        converted(fact, assumed, "real", "vnd", formula, "assumed")
        for fact in facts
        if fact.unit == "vnd"
    ]


def price_change_facts(
    programme: str, period: str, settings: Mapping[str, Any], prices: pd.DataFrame
) -> list[Fact]:
    """How far did prices move up to the base year, and does a second publisher say the same?

    One fact a publisher, in percent, from the first year of the money to the base year; the
    ``cross_check`` of the settings is the second. Unverified where a row that it rests on is not
    marked as found. change = index(last) / index(first) − 1, from the chain of ``price_index``. The
    base year itself is a fact of ``period``, so that nothing is compared that stands in prices of
    different years. Raises as price_factor.
    """
    base_year, publisher = settings["base_year"], settings["publisher"]
    facts = [
        Fact(
            programme, "price_base_year", "total", period, "both", "year",
            "the year in whose prices amounts are expressed", (_source(publisher, base_year),),
            base_year,
        )
    ]  # fmt: skip
    first, last = sorted((min(settings["years"]), base_year))
    if first == last:
        return facts
    for each in (publisher, settings["cross_check"]):
        factor = price_factor(prices, each, [first], last)
        rows = prices[(prices["publisher"] == each) & prices["year"].between(first + 1, last)]
        found = (rows["status"] == CARRIED_OVER).all()
        facts.append(
            Fact(
                programme, "price_change", slug(each).replace("-", "_"), f"{first}-{last}",
                "both", "percent", "the yearly changes of consumer prices, chained",
                factor.sources, 100 * (factor.value - 1),
                status="computed" if found else "unverified",
            )
        )  # fmt: skip
    return facts


def slug(publisher: str) -> str:
    """Under which name does the ledger cite a publisher? Small letters and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", publisher.lower()).strip("-")


def _source(publisher: str, year: int) -> str:
    return f"reference:consumer_prices-{slug(publisher)}-{year}"


def _lacks(publisher: str, years: Sequence[int], there: Sequence[int]) -> str:
    return (
        f"{TABLE} has no change of consumer prices by {publisher} for "
        f"{', '.join(map(str, years))}; it has {there[0]}-{there[-1]}. Add the row with its source "
        "and status, or choose in data/raw/programmes.yml, under cost.prices, years that it covers."
    )
