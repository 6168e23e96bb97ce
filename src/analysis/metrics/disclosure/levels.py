"""By how much can the levels of a body change, where so many came and went?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from analysis.metrics.disclosure.rule import TOTAL, UNSEEN

STOCK, FLOW = "headcount", "count"

Signs = dict[str, int]
Place = tuple[str, str]


def levels_of(counts: pd.DataFrame) -> dict[Place, dict[str, str]]:
    """Into which levels do the staff of each body fall apart in each year? Names by category.

    ``counts`` as of ``counts_of``; of bodies only, and of the total where there is no other.
    """
    stocks = counts[counts["measure"].eq(STOCK) & counts["is_part"]]
    bodies = stocks[stocks["group"].ne(TOTAL)]
    told: dict[Place, dict[str, str]] = {}
    for name, row in (stocks if bodies.empty else bodies).iterrows():
        told.setdefault((str(row["group"]), str(row["period"])), {})[row["category"]] = str(name)
    return told


def of_levels(
    persons: Mapping[str, int], added: dict[str, int],
    levels: Mapping[Place, Mapping[str, str]], group: str, period: str,
) -> Iterator[Signs]:  # fmt: skip
    """Which relations hold between the levels of a year, those of the year before, and arrivals?

    For each level closing + went = opening + came, and all who came to a level, with those who came
    and whose level nobody can tell, are the arrivals without the newly trained, who change none.
    Who came to a level and who went from it are UNSEEN, and put into ``added`` at the least that
    they can be. Nothing where a level was counted in one year only, or more changed than came.
    """
    now, before = levels.get((group, period), {}), levels.get((group, str(int(period) - 1)), {})
    arrivals = [f"{FLOW}/{group}/{period}/{one}" for one in ("arrivals", "newly_trained")]
    if not now or now.keys() != before.keys() or not all(one in persons for one in arrivals):
        return
    more = {level: persons[now[level]] - persons[before[level]] for level in now}
    at_any = persons[arrivals[0]] - persons[arrivals[1]] - sum(max(n, 0) for n in more.values())
    if at_any < 0:
        return
    start = f"{UNSEEN}/{group}/{period}/"
    together = {arrivals[0]: 1, arrivals[1]: -1, start + "came": -1}
    added[start + "came"] = at_any
    for level, change in more.items():
        came, went = f"{start}came_{level}", f"{start}went_{level}"
        added |= {came: max(change, 0), went: max(-change, 0)}
        together[came] = -1
        yield {now[level]: 1, went: 1, before[level]: -1, came: -1}
    yield together
