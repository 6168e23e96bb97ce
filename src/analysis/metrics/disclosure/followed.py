"""Of whom may it be read how long they stay?"""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from analysis.metrics.disclosure.rule import Rule
from analysis.metrics.register.facts import AFTER_YEARS
from analysis.metrics.register.rates import DAYS_A_YEAR
from analysis.metrics.register.retention import SINCE_TRAINING
from analysis.sources.disclosure import DISCLOSURE
from analysis.sources.tables import validate

FOLLOWED = "followed"


def followed_counts(
    curves: pd.DataFrame, period: str, rule: Rule, horizon_years: int | None = None
) -> pd.DataFrame:
    """Which counts behind a share that is still there may be read? In the columns of DISCLOSURE.

    ``curves`` in the columns of RETENTION, ``period`` the years that they rest on;
    ``horizon_years`` that of the cost, if it is known. For each group, clock and number of years
    these are the leavers until then and those staying (at risk without the leavers of the last
    month, so rather too few). They are shown where both, and the leavers since the number of years
    before, are 0 or at least the threshold; once one is kept back, so are those of more years. The
    most persons that a curve has at risk at once are ``seen_<clock>``, shown where they and all its
    leavers are 0 or at least the threshold; the leavers of a whole curve are never shown, since the
    exits of the years add up to them.
    """
    rows = [
        row
        for (group, clock), curve in curves.groupby(["group", "clock"], sort=False)
        for row in _of_curve(curve, str(group), str(clock), rule, horizon_years)
    ]
    columns = ["group", "category", "count", "is_shown"]
    table = pd.DataFrame(rows, columns=columns).assign(measure=FOLLOWED, period=period, sources="")
    is_shown = table["is_shown"].astype(bool)
    told = table.assign(
        name=FOLLOWED + "/" + table["group"] + "/" + period + "/" + table["category"],
        shown=is_shown.map({True: "yes", False: "no"}),
        persons=table["count"].astype("Int64").where(is_shown, pd.NA),
    )
    return validate(told[list(DISCLOSURE.columns)], DISCLOSURE, "the counts behind retention")


def _of_curve(
    curve: pd.DataFrame, group: str, clock: str, rule: Rule, horizon_years: int | None
) -> Iterator[tuple[str, str, int, bool]]:
    most, leavers = int(curve["at_risk_persons"].max()), int(curve["leavers_persons"].sum())
    yield group, f"seen_{clock}", most, _is_enough(most, rule) and _is_enough(leavers, rule)
    years = {f"after_{number}_years_{clock}": number for number in AFTER_YEARS}
    if horizon_years and (group, clock) == ("trained", SINCE_TRAINING):
        years["at_horizon"] = horizon_years
    shown, before = True, 0
    for name, number in sorted(years.items(), key=lambda one: one[1]):
        if curve["days"].max() < number * DAYS_A_YEAR:
            return
        until = curve[curve["days"] <= number * DAYS_A_YEAR]
        last = until.iloc[-1] if len(until) else curve.iloc[0]
        left = int(until["leavers_persons"].sum())
        staying = int(last["at_risk_persons"]) - (int(last["leavers_persons"]) if left else 0)
        shown = shown and all(_is_enough(one, rule) for one in (left, left - before, staying))
        yield group, f"leavers_{name}", left, shown
        yield group, f"staying_{name}", max(staying, 0), shown
        before = left


def _is_enough(count: int, rule: Rule) -> bool:
    return count == 0 or count >= rule.threshold_persons
