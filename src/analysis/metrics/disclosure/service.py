"""Of whom may the days of service be read, which tell how many are there on average?"""

from __future__ import annotations

import pandas as pd

from analysis.metrics.disclosure.movements import FLOW, STATUS, STOCK
from analysis.metrics.disclosure.rule import TOTAL, WHOLE, Rule

DAYS, PERSON_DAYS, DAYS_A_YEAR = "duration", "person_days", 365.25
GROUPS, OF_STATUS = "groups", "status"


def days_of_service(
    figures: pd.DataFrame, counts: pd.DataFrame, hidden: frozenset[str], rule: Rule
) -> pd.DataFrame:
    """Of which bodies may the days of service be read?

    ``figures``: cleaned figures of a source; ``counts``: as of ``counts_of``; ``hidden``: the names
    of those kept back. In the columns of DISCLOSURE, persons is the average over the year, rounded.
    They are shown where that is 0 or at least the threshold and no stock, arrival, departure or
    exit of the place is kept back, nor for the trained and the untrained those newly trained in
    total; the groups of a year all or none, since they add up, and so the trained and the
    untrained. Stocks of these stand in no table, so that their days in the years before and after
    one that is kept back would tell what happened in it: they are shown only from the last year on
    in which they are kept back.
    """
    days = figures[figures["measure"].eq(DAYS) & figures["category"].eq(PERSON_DAYS)]
    rows = [_row(row, hidden, rule) for row in days.to_dict("records")]
    table = pd.DataFrame(rows)
    if table.empty:
        return table
    kept = table.groupby(["period", "family"])["is_kept"].transform("any")
    of_status = table["family"].eq(OF_STATUS)
    last = table.loc[of_status & kept, "period"].max() if (of_status & kept).any() else ""
    kept |= of_status & (table["period"] <= last)
    return table.assign(
        shown=kept.map({True: "no", False: "yes"}),
        persons=table["persons"].astype("Int64").mask(kept, pd.NA),
    ).drop(columns=["is_kept", "family"])


def _row(row: dict[str, str], hidden: frozenset[str], rule: Rule) -> dict[str, object]:
    group, period = row["group"], row["period"]
    average = float(row["value"]) / DAYS_A_YEAR
    behind = [f"{FLOW}/{group}/{period}/{one}" for one in ("arrivals", "departures", "exits")]
    behind += [f"{STOCK}/{group}/{year}/{WHOLE}" for year in (period, str(int(period) - 1))]
    if group in STATUS:
        behind += [f"{FLOW}/{TOTAL}/{period}/{one}" for one in (f"exits_{group}", "newly_trained")]
    is_small = 0 < average < rule.threshold_persons
    return {
        "name": f"{DAYS}/{group}/{period}/{PERSON_DAYS}", "measure": DAYS, "group": group,
        "period": period, "category": PERSON_DAYS, "sources": f"{row['document']}#{row['id']}",
        "persons": round(average), "is_kept": is_small or bool(hidden.intersection(behind)),
        "family": group if group == TOTAL else OF_STATUS if group in STATUS else GROUPS,
    }  # fmt: skip
