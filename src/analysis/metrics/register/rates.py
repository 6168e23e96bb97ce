"""At which rate do staff leave, join and move, and how sure is it where chance is assumed?"""

from __future__ import annotations

import pandas as pd
from scipy.stats import chi2

DAYS_A_YEAR = 365.25


def rates(flows: pd.DataFrame, kinds: dict[str, list[str]]) -> pd.DataFrame:
    """How many persons of a hundred that are there for a year do each thing?

    ``flows`` is a table of ``flows``; ``kinds`` names, for each rate, the columns that count as it.
    rate = 100 × events / person-years, with person-years = person_days / 365.25: the occurrence /
    exposure rate of demography. The columns are those of ``flows`` before opening, then rate,
    events_persons, person_years, rate_pct, low_pct and high_pct. Low and high are the exact bounds
    for a Poisson count at 95 per cent (Garwood 1936, Biometrika 28:437–442); they take each person
    as an independent draw, which a full count is not. Without person-years there is no rate.
    """
    keys = list(flows.columns[: list(flows.columns).index("opening")])
    tables = []
    for name, columns in kinds.items():
        events = flows[columns].sum(axis=1)
        years = flows["person_days"] / DAYS_A_YEAR
        low, high = poisson_bounds(events)
        table = flows[keys].assign(rate=name, events_persons=events, person_years=years)
        for column, count in (("rate_pct", events), ("low_pct", low), ("high_pct", high)):
            table[column] = 100 * count / years.where(years > 0)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def poisson_bounds(events: pd.Series, level: float = 0.95) -> tuple[pd.Series, pd.Series]:
    """Between which expected counts do the exact bounds of a Poisson count lie?

    χ²(α/2; 2n) / 2 and χ²(1 − α/2; 2n + 2) / 2; the lower is 0 for a count of 0.
    """
    tail = (1 - level) / 2
    low = pd.Series(chi2.ppf(tail, 2 * events) / 2, index=events.index).where(events > 0, 0.0)
    return low, pd.Series(chi2.ppf(1 - tail, 2 * events + 2) / 2, index=events.index)
