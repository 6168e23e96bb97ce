"""What do the counts that there are allow to be said about a change over time?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pandas as pd

from analysis.metrics.comparable import (
    Comparability,
    ComparableSeries,
    comparable_series,
)
from analysis.metrics.qualification.change import rate_table
from analysis.metrics.readings import headcount_readings
from analysis.metrics.years.difference_in_differences import difference_of_changes
from analysis.metrics.years.grouped_counts import GroupedFit, grouped_counts
from analysis.metrics.years.interrupted_series import interrupted_series
from analysis.metrics.years.points import NO_INFERENCE
from analysis.metrics.years.regression import Fit
from analysis.metrics.years.trend import change_of_trend, linear_trend
from analysis.sources.processed import Processed

ANSWER_COLUMNS = ["reading", "method", "term", "estimate", "standard_error", "low", "high", "told"]
RATE_COLUMNS = [
    *["group", "period", "variant", "qualified_persons", "headcount_persons", "rate_pct"]
]


def rates_of_programme(tables: Processed) -> pd.DataFrame:
    """Which rates of qualified staff does a programme have, at every count and in each reading?

    Columns group, period (a year), variant, qualified_persons, headcount_persons, rate_pct. The
    qualified are those of the programme's ``qualification`` levels; a programme that counts none
    has no rows. Rates as in ``rate_table``. Raises ValueError as ``headcount_readings``.
    """
    if "qualification" not in tables.settings:
        return pd.DataFrame(columns=RATE_COLUMNS)
    levels = tables.settings["qualification"]["levels"]
    rates = rate_table(headcount_readings(tables.headcount, levels))
    return rates.assign(period=rates["period"].astype(int))[RATE_COLUMNS]


def rates_of_table(counts: pd.DataFrame) -> pd.DataFrame:
    """Which rates does a table of one's own have? Columns as in ``rates_of_programme``.

    ``counts`` has the columns group, period, qualified_persons and headcount_persons, persons;
    rate_pct = qualified / headcount × 100. Raises KeyError for a column that is missing.
    """
    rate = 100 * counts["qualified_persons"] / counts["headcount_persons"]
    return counts.assign(
        period=counts["period"].astype(int), variant="both", rate_pct=rate.astype(float)
    )[RATE_COLUMNS]


def what_the_series_allows(
    rates: pd.DataFrame, group: str, comparison: str, start: int, lag: int, across: Comparability
) -> pd.DataFrame:
    """Which methods answer, with what, and why does each of the others refuse?

    ``rates`` as from ``rates_of_programme``. Trend and change of trend at ``start``, the series
    interrupted at ``start`` with ``lag``, and the log-odds from the counts, for ``group``; where a
    ``comparison`` is named, its counts too, and by how much more the group changed from the first
    year to the last. Columns reading, method, term, estimate, standard_error, low, high, and told:
    the refusal, or what else must be said. Rates in percent, changes in percentage points a year,
    log-odds where the method is grouped_counts; formulas as in the methods. What a method raises as
    ValueError is told, not raised.
    """
    readings = [name for name in ("printed", "recomputed") if name in set(rates["variant"])]
    rows = [
        row
        for reading in readings or ["both"]
        for row in _answers(
            rates[rates["variant"].isin([reading, "both"])],
            reading,
            group,
            comparison,
            start,
            lag,
            across,
        )
    ]
    return pd.DataFrame(rows, columns=ANSWER_COLUMNS)


def _answers(
    rates: pd.DataFrame, reading: str, group: str, comparison: str, start: int, lag: int,
    across: Comparability,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    series = partial(_series, rates, across=across)
    methods: dict[str, Callable[[], Fit | float]] = {
        "trend": lambda: linear_trend(series(group)),
        "change_of_trend": lambda: change_of_trend(series(group), start),
        "interrupted_series": lambda: interrupted_series(series(group), start, lag),
        "grouped_counts": lambda: _grouped(rates, [group, comparison], across),
    }
    if comparison:
        years = rates.loc[rates["group"].isin([group, comparison]), "period"]
        methods["difference_in_differences"] = lambda: difference_of_changes(
            series(group), series(comparison), int(years.min()), int(years.max())
        )
    for method, answer in methods.items():
        try:
            found = answer()
        except ValueError as refusal:
            yield {"reading": reading, "method": method, "term": "", "told": str(refusal)}
            continue
        for row in _rows(found):
            yield {"reading": reading, "method": method, **row}


def _series(rates: pd.DataFrame, group: str, across: Comparability) -> ComparableSeries:
    values = rates[rates["group"] == group].set_index("period")["rate_pct"]
    return comparable_series(values, group, "qualified", across)


def _grouped(rates: pd.DataFrame, groups: list[str], across: Comparability) -> GroupedFit:
    counts = rates[rates["group"].isin(groups)]
    first_year = float(counts["period"].min()) if len(counts) else 0.0
    return grouped_counts(counts, across, origin=first_year)


def _rows(found: Fit | float) -> Iterator[dict[str, Any]]:
    if not isinstance(found, Fit):
        yield {"term": "difference", "estimate": found, "told": NO_INFERENCE}
        return
    told = "; ".join(found.assumed)
    for row in found.terms.reset_index().to_dict("records"):
        yield {**{str(name): value for name, value in row.items()}, "told": told}
    if isinstance(found, GroupedFit):
        yield {"term": "deviance", "estimate": found.deviance, "told": ""}
        yield {"term": "dispersion", "estimate": found.dispersion, "told": ""}
