"""Who stays longer, the trained or the others, and what does a trained person who stays cost?"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.metrics.register.rates import DAYS_A_YEAR
from analysis.metrics.register.survival import (
    NothingToCompare,
    hazard_ratio,
    log_rank,
    retention_curve,
    share_after,
)
from analysis.sources import columns as of

SINCE_ENTRY, SINCE_TRAINING = "since_entry", "since_training"
RETENTION = of.table(
    {
        "group": of.one_of(["trained", "untrained"]),
        "clock": of.one_of([SINCE_ENTRY, SINCE_TRAINING]),
        "days": of.whole_number(),
        "at_risk_persons": of.whole_number(),
        "leavers_persons": of.whole_number(),
        **{name: of.decimal_number() for name in ("share", "error", "low", "high")},
    },
    unique=["group", "clock", "days"],
)
COMPARED = of.table(
    {"what": of.code(), "value": of.decimal_number(), "low": of.decimal_number(),
     "high": of.decimal_number()},
    unique=["what"],
)  # fmt: skip


def retention(careers: pd.DataFrame, reasons: Sequence[str] = ()) -> pd.DataFrame:
    """Which share of the trained and of the others is still there after so many days?

    ``careers`` as ``read_careers`` gives them; ``reasons`` are those of leaving that are asked for,
    all of them where none is named: who leaves for another is last seen on that day. Columns of
    RETENTION: for both groups since entry into service, for the trained since the training too; one
    row a twelfth of a year in which somebody leaves, as it stands at its end, with the leavers of
    all of it.
    """
    pieces = pieces_of(careers, reasons)
    since_training = (
        pieces[pieces["second"]]
        .drop(columns=["entry", "stop"])
        .rename(columns={"entry_since_training_days": "entry", "stop_since_training_days": "stop"})
    )
    curves = {
        ("untrained", SINCE_ENTRY): pieces[~pieces["second"]],
        ("trained", SINCE_ENTRY): pieces[pieces["second"]],
        ("trained", SINCE_TRAINING): since_training,
    }
    tables = [
        _by_month(retention_curve(own)).assign(group=group, clock=clock)
        for (group, clock), own in curves.items()
        if own["event"].any()
    ]
    columns = list(RETENTION.columns)
    if not tables:
        return pd.DataFrame(columns=columns)
    stacked = pd.concat(tables, ignore_index=True)
    whole = ["days", "at_risk_persons", "leavers_persons"]
    return stacked.astype(dict.fromkeys(whole, "int64"))[columns]


def _by_month(curve: pd.DataFrame) -> pd.DataFrame:
    month = np.ceil(curve["days"] * 12 / DAYS_A_YEAR)
    last = curve.groupby(month).tail(1)
    leavers = curve.groupby(month)["leavers_persons"].sum()
    return last.assign(leavers_persons=leavers.to_numpy()).reset_index(drop=True)


def compared(careers: pd.DataFrame, reasons: Sequence[str] = ()) -> pd.DataFrame:
    """Do the trained leave at another rate than the others, and at what multiple of it?

    Columns of COMPARED: log_rank (chi-square of one degree of freedom), log_rank_p and
    relative_hazard (trained to others, with bounds of 95 per cent). Nothing where the groups cannot
    be compared. Whoever is trained later counts among the others until then.
    """
    pieces = pieces_of(careers, reasons)
    try:
        tested, ratio = log_rank(pieces), hazard_ratio(pieces)
    except NothingToCompare:
        return pd.DataFrame(columns=list(COMPARED.columns))
    rows = [
        ("log_rank", tested.chi2, np.nan, np.nan),
        ("log_rank_p", tested.p_value, np.nan, np.nan),
        ("relative_hazard", ratio.ratio, ratio.low, ratio.high),
    ]
    return pd.DataFrame(rows, columns=list(COMPARED.columns))


def pieces_of(careers: pd.DataFrame, reasons: Sequence[str] = ()) -> pd.DataFrame:
    """The careers in the words of ``survival``: entry, stop, event, second (trained), persons."""
    event = careers["left_service"].astype(bool)
    if reasons:
        event &= careers["reason"].isin(reasons)
    renamed = careers.rename(columns={"entry_days": "entry", "stop_days": "stop"})
    return renamed.assign(event=event, second=careers["trained"].astype(bool))


def years_of_service(curve: pd.DataFrame, years: int) -> float | None:
    """How many years of work does one trained person give within a horizon, on average?

    Σ_{k=0}^{n−1} S(k), with the share S(k) that is still there k years after the training: what
    ``cost.staff_years`` computes from one assumed rate of attrition, here from the curve that is
    observed. None where nobody was seen for so long. Raises ValueError for less than one year.
    """
    if years < 1:
        raise ValueError(f"A horizon of service is at least 1 year, not {years}.")
    shares = [share_after(curve, year * DAYS_A_YEAR) for year in range(years)]
    if curve.empty or curve["days"].max() < (years - 1) * DAYS_A_YEAR:
        return None
    return float(sum(share["share"] for share in shares if share is not None))


def cost_per_year_of_service(
    cost_per_trained_vnd: float, curve: pd.DataFrame, years: int
) -> float | None:
    """What does a year of work of a trained person cost, once leaving is counted, in đồng?

    cost per trained person / ``years_of_service``; None as there.
    """
    service = years_of_service(curve, years)
    return None if service is None else cost_per_trained_vnd / service


def cost_per_retained(cost_per_trained_vnd: float, curve: pd.DataFrame, years: int) -> float | None:
    """What does a trained person cost who is still there after so many years, in đồng?

    cost per trained person / S(n). None where nobody was seen for so long, or nobody is left.
    """
    share = share_after(curve, years * DAYS_A_YEAR)
    seen = len(curve) and curve["days"].max() >= years * DAYS_A_YEAR
    if share is None or not seen or share["share"] <= 0:
        return None
    return float(cost_per_trained_vnd / share["share"])
