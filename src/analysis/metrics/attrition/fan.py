"""How far may the qualified share stray, year by year, within the declared ranges?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analysis.metrics.attrition.projection import projected
from analysis.metrics.attrition.road import DECLARED, Start, flows_of
from analysis.metrics.attrition.simulation import drawn, spread
from analysis.metrics.facts import Fact


def fan_facts(programme: str, road: Mapping[str, Any], start: Start) -> Iterator[Fact]:
    """Within which bounds do the simulated rates lie at the end of each year before the target's?

    ``road`` holds the ``draws``, ``seed`` and ``coverage_pct`` of the simulation, so that the fan
    ends in the interval of the target year, which rests on the same draws. Percent; the bounds are
    probabilistically symmetric (JCGM 101:2008, 7.7), the years those of ``projected``. Raises
    ValueError as ``drawn``, ``spread`` and ``projected`` do.
    """
    values = drawn(start.ranges, road["draws"], road["seed"])
    years = projected(start.headcount, start.qualified, flows_of(values), start.years)
    for year, stock in enumerate(years, start.closing_year):
        if start.closing_year < year < start.target_year:
            within = spread(stock.rate_pct, road["coverage_pct"] / 100)
            yield Fact(
                programme, "simulated_rate_fan", "total", str(year), start.variant, "percent",
                "the middle of the rates at the end of the year over draws from the declared "
                "ranges",
                (*start.sources, DECLARED), None, within.low, within.high, "assumed",
            )  # fmt: skip
