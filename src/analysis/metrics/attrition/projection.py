"""How do headcount and the qualified move year by year, and what does a target ask for?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.optimize import brentq

from analysis.metrics.cost.staff_years import staff_years

COLUMNS = [
    "year", "headcount_persons", "qualified_persons", "losses_persons",
    "qualified_losses_persons", "hires_persons", "qualified_hires_persons", "trained_persons",
    "rate_pct",
]  # fmt: skip

EXACT = 1e-9
"""Percentage points that are no difference."""


@dataclass(frozen=True)
class Flows:
    """What moves a stock of staff in each year?

    ``attrition``: the share of the qualified, and of the others, that leaves. ``growth_persons``:
    by how many headcount grows. ``qualified_hire_share``: the share of hires that is qualified.
    ``trained_persons``: how many are to qualify by training. Shares lie between 0 and 1. Values are
    floats, Fractions for exact results, or arrays of floats for many histories at once.
    """

    attrition: Any = 0
    growth_persons: Any = 0
    qualified_hire_share: Any = 0
    trained_persons: Any = 0


@dataclass(frozen=True)
class Year:
    """What stood at the end of a year, and what moved within it? Persons."""

    headcount: Any
    qualified: Any
    losses: Any = 0
    qualified_losses: Any = 0
    hires: Any = 0
    qualified_hires: Any = 0
    trained: Any = 0

    @property
    def rate_pct(self) -> Any:
        """Which share of the staff is qualified? qualified / headcount × 100."""
        return 100 * self.qualified / self.headcount


def projected(headcount: Any, qualified: Any, flows: Flows, years: int) -> Iterator[Year]:
    """What follows from the flows? The opening stock, then each of the years.

    Within a year the share a leaves, then hires = leavers + growth come in, of whom the share h is
    qualified, then people train: N' = N − a·N + hires, Q' = Q − a·Q + h·hires + trained. No more
    train than are left unqualified, so 0 ≤ Q' ≤ N'. This is the stock and flow model of manpower
    planning (Bartholomew, Forbes and McClean 1991, Statistical Techniques for Manpower Planning)
    with two states. Raises ValueError for shares outside 0 to 1, more qualified than staff,
    negative training, or a headcount that shrinks by more than leave.
    """
    shares = (flows.attrition, flows.qualified_hire_share)
    if any(np.any((share < 0) | (share > 1)) for share in map(np.asarray, shares)):
        raise ValueError("Attrition and the qualified share of hires lie between 0 and 1.")
    if np.any(np.asarray(flows.trained_persons) < 0):
        raise ValueError("Fewer than nobody cannot be trained.")
    if np.any((np.asarray(qualified) < 0) | (np.asarray(qualified) > np.asarray(headcount))):
        raise ValueError(
            f"{qualified} qualified of {headcount} cannot be: at least 0, at most all."
        )
    now = Year(headcount, qualified)
    yield now
    for _ in range(years):
        now = _next(now, flows)
        yield now


def _next(now: Year, flows: Flows) -> Year:
    losses = flows.attrition * now.headcount
    qualified_losses = flows.attrition * now.qualified
    hires = losses + flows.growth_persons
    if np.any(np.asarray(hires) < 0):
        raise ValueError("Headcount would shrink by more people than leave: hires fall below 0.")
    qualified_hires = flows.qualified_hire_share * hires
    headcount = now.headcount - losses + hires
    qualified = now.qualified - qualified_losses + qualified_hires
    trained = np.minimum(flows.trained_persons, headcount - qualified)
    return Year(
        headcount, qualified + trained, losses, qualified_losses, hires, qualified_hires, trained
    )


def projection(
    headcount: Any, qualified: Any, flows: Flows, opening_year: int, years: int
) -> pd.DataFrame:
    """How do the stocks move year by year?

    One row a year from the opening one, in which nothing moves. Columns year, headcount_persons,
    qualified_persons, losses_persons (all who leave), qualified_losses_persons, hires_persons,
    qualified_hires_persons, trained_persons, rate_pct (qualified / headcount × 100). Formula and
    errors as in ``projected``.
    """
    rows = [
        (
            opening_year + ahead, year.headcount, year.qualified, year.losses,
            year.qualified_losses, year.hires, year.qualified_hires, year.trained, year.rate_pct,
        )
        for ahead, year in enumerate(projected(headcount, qualified, flows, years))
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=COLUMNS)


def rate_after(headcount: Any, qualified: Any, flows: Flows, years: int) -> Any:
    """Which share is qualified after so many years, in percent?

    qualified / headcount × 100 at the end of the last year. Formula and errors as in ``projected``.
    """
    *_, last = projected(headcount, qualified, flows, years)
    return last.rate_pct


def training_needed(
    headcount: Any, qualified: Any, target_rate_pct: Any, years: int, attrition: Any = 0,
    growth_persons: Any = 0, qualified_hire_share: Any = 0,
) -> Any:  # fmt: skip
    """How many people must train each year so that the target rate is just met after the years?

    The stock is linear in the training T: Q_n = Q_n(T = 0) + T · S, where S = Σ_{k<n} (1 − a)^k is
    what is left of one trained person a year. So T = (target · N_n − Q_n(T = 0)) / S; without
    qualified hires Q_n(T = 0) = (1 − a)^n · Q_0. This is the deposit of a sinking fund that shrinks
    by a each year. Below 0 where the target is exceeded without training. It presumes that T people
    are left unqualified in each year. Raises ValueError for less than one year, and as
    ``projected`` does.
    """
    if years < 1:
        raise ValueError(f"A target needs at least one year ahead of it, not {years}.")
    untrained = Flows(attrition, growth_persons, qualified_hire_share)
    *_, last = projected(headcount, qualified, untrained, years)
    target = target_rate_pct * last.headcount / 100
    return (target - last.qualified) / staff_years(attrition, years)


def largest_attrition(
    headcount: float, qualified: float, target_rate_pct: float, years: int,
    trained_persons: float, growth_persons: float = 0, qualified_hire_share: float = 0,
) -> float | None:  # fmt: skip
    """Up to which yearly attrition do so many trained a year still meet the target?

    The root of ``rate_after`` = target between 0 and 1, by Brent's method (1973, scipy's brentq),
    people trained never being more than are left unqualified; the rate falls with attrition as long
    as fewer of the hires than of the staff are qualified. None where the target is missed even if
    nobody leaves, 1 where it is met even though all leave each year. Raises as ``projected`` does,
    and ValueError for less than one year.
    """
    if years < 1:
        raise ValueError(f"A target needs at least one year ahead of it, not {years}.")

    def lacking(attrition: float) -> float:
        flows = Flows(attrition, growth_persons, qualified_hire_share, trained_persons)
        return float(target_rate_pct - rate_after(headcount, qualified, flows, years))

    if lacking(0) > EXACT:
        return None
    if lacking(1) <= 0:
        return 1.0
    return float(brentq(lambda attrition: lacking(attrition) - EXACT, 0, 1, xtol=1e-12))
