"""What do the tables look like that are counted from a register and not published as they are?"""

from __future__ import annotations

import datetime
from collections.abc import Sequence

import pandas as pd

from analysis.sources import columns as of

PERSONS = {"persons": of.whole_number()}
WAYS = {"direction": of.one_of(["in", "out"]), "kind": of.code()}
CELLS = of.table(
    {
        "period": of.period(),
        "group": of.code(),
        "staff_class": of.code(),
        "level": of.code(),
        "trained": of.one_of(["yes", "no"]),
        **WAYS,
        "reason": of.text(rf"({of.CODE})?", "a code or nothing"),
        **PERSONS,
        "person_days": of.whole_number(),
    }
)
STOCKS = of.table(
    {
        "period": of.period(),
        "group": of.code(),
        "staff_class": of.code(),
        "level": of.code(),
        "trained": of.one_of(["yes", "no"]),
        **PERSONS,
    }
)
UNIT_CELLS = of.table(
    {"period": of.period(), "unit": of.code(), "group": of.code(), **WAYS, **PERSONS}
)
UNIT_STOCKS = of.table(
    {"period": of.period(), "unit": of.code(), "group": of.code(), "level": of.code(), **PERSONS}
)


def by_year(counted: pd.DataFrame, days: Sequence[datetime.date]) -> pd.DataFrame:
    """The counts of a register with years for periods, and yes or no for trained.

    ``days`` are those of the stocks. Movements before the first stock go by its year.
    """
    table = counted.assign(period=[str(days[at].year) for at in counted["period"]])
    if "trained" in table:
        table["trained"] = table["trained"].map({True: "yes", False: "no"})
    return table
