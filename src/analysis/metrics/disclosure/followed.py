"""Of whom may it be read how long they stay?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pandas as pd

from analysis.metrics.disclosure.rule import Rule
from analysis.metrics.register.facts import AFTER_YEARS
from analysis.metrics.register.rates import DAYS_A_YEAR
from analysis.metrics.register.retention import SINCE_ENTRY, SINCE_TRAINING
from analysis.sources.disclosure import DISCLOSURE
from analysis.sources.tables import validate

FOLLOWED = "followed"
TRAINED, AT_HORIZON = "trained", "at_horizon"

Row = tuple[str, str, int, bool]


def followed_counts(
    curves: pd.DataFrame, period: str, rule: Rule, horizon_years: int | None = None
) -> pd.DataFrame:
    """Which counts behind a share that is still there may be read? In the columns of DISCLOSURE.

    ``curves`` in the columns of RETENTION, ``period`` the years that they rest on;
    ``horizon_years`` that of the cost, if it is known. For each group, clock and number of years
    these are the leavers until then and those staying (at risk without the leavers of the last
    month, so rather too few). They are shown where both are 0 or at least the threshold, and so are

    - the leavers since the number of years before; up to the horizon those of each year, since the
      cost adds up the shares of all of them; once one is kept back, so are those of more years;
    - the leavers after that: the exits of all years add up to those of the whole curve;
    - of the trained, the leavers since the training without those since entry that are shown: who
      leaves soon after entry leaves as soon after the training.

    The most persons that a curve has at risk at once are ``seen_<clock>``, shown where they and all
    its leavers are 0 or at least the threshold; the leavers of a whole curve are never shown.
    """
    rows: list[Row] = []
    for (group, clock), curve in curves.groupby(["group", "clock"], sort=False):
        since_entry = _shown_since_entry(rows, str(group)) if clock == SINCE_TRAINING else []
        rows += _of_curve(curve, str(group), str(clock), rule, horizon_years, since_entry)
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
    curve: pd.DataFrame, group: str, clock: str, rule: Rule, horizon_years: int | None,
    since_entry: Sequence[tuple[int, int]],
) -> Iterator[Row]:  # fmt: skip
    most, leavers = int(curve["at_risk_persons"].max()), int(curve["leavers_persons"].sum())
    yield group, f"seen_{clock}", most, _is_enough(most, rule) and _is_enough(leavers, rule)
    years = {_after(number, clock): number for number in AFTER_YEARS}
    if horizon_years and (group, clock) == (TRAINED, SINCE_TRAINING):
        years[AT_HORIZON] = horizon_years
    shown = True
    for name, number in sorted(years.items(), key=lambda one: one[1]):
        if curve["days"].max() < number * DAYS_A_YEAR:
            return
        each = range(1, number + 1) if name == AT_HORIZON else years.values()
        until = [_left_until(curve, year) for year in sorted(each) if year <= number]
        left, staying = until[-1], _staying_after(curve, number)
        few = [left, staying, *(now - then for then, now in pairwise([0, *until, leavers]))]
        few += [abs(left - other) for year, other in since_entry if year <= number]
        shown = shown and all(_is_enough(one, rule) for one in few)
        yield group, f"leavers_{name}", left, shown
        yield group, f"staying_{name}", staying, shown


def _shown_since_entry(rows: Sequence[Row], group: str) -> list[tuple[int, int]]:
    years = {f"leavers_{_after(number, SINCE_ENTRY)}": number for number in AFTER_YEARS}
    return [(years[category], persons) for of, category, persons, is_shown in rows
            if of == group and category in years and is_shown]  # fmt: skip


def _after(years: int, clock: str) -> str:
    return f"after_{years}_years_{clock}"


def _left_until(curve: pd.DataFrame, years: int) -> int:
    return int(curve.loc[curve["days"] <= years * DAYS_A_YEAR, "leavers_persons"].sum())


def _staying_after(curve: pd.DataFrame, years: int) -> int:
    until = curve[curve["days"] <= years * DAYS_A_YEAR]
    if until.empty:
        return int(curve["at_risk_persons"].iloc[0])
    return max(int(until["at_risk_persons"].iloc[-1] - until["leavers_persons"].iloc[-1]), 0)


def _is_enough(count: int, rule: Rule) -> bool:
    return count == 0 or count >= rule.threshold_persons
