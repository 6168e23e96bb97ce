"""Which facts does a register establish that no document prints: who comes, goes and stays?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.metrics.counted_as import ONE_BY_ONE
from analysis.metrics.facts import Fact
from analysis.metrics.register.rates import DAYS_A_YEAR
from analysis.metrics.register.retention import (
    SINCE_TRAINING,
    cost_per_retained,
    cost_per_year_of_service,
    years_of_service,
)
from analysis.metrics.register.survival import share_after

COUNTED = (
    "hires",
    "returned",
    "exits",
    "transfers_in",
    "transfers_out",
    "upgrades",
    "newly_trained",
)
RATES = {"attrition_rate": "exits", "hire_rate": "hires", "upgrade_rate": "upgrades"}
AFTER_YEARS = (1, 3, 5)
INDEPENDENT = "assumption:counts-as-random-draw"
STATUS = ("trained", "untrained")


def register_facts(
    programme: str, figures: pd.DataFrame, retention: pd.DataFrame, compared: pd.DataFrame,
    settings: Mapping[str, Any], funding: pd.DataFrame,
) -> list[Fact]:  # fmt: skip
    """Who comes, goes and stays, at which rate, and what does that make of the cost?

    ``figures`` are the cleaned figures of the register with their addresses, ``retention`` and
    ``compared`` as the functions of these names make them, ``settings`` the programme's
    ``register``; ``funding`` are tidy amounts in đồng, for the ``cost`` that the settings name.
    Counts in persons, rates in percent a year, shares in percent, money in đồng. The rates are of
    full counts and bear no interval; the ratio of hazards is a model's and does.
    """
    return [
        *_flow_facts(programme, figures),
        *_rate_facts(programme, figures),
        *_retention_facts(programme, figures, retention),
        *_compared_facts(programme, figures, compared),
        *_cost_facts(programme, figures, retention, settings, funding),
    ]


def _flow_facts(programme: str, figures: pd.DataFrame) -> Iterator[Fact]:
    flows = figures[
        figures["category"].isin(COUNTED) & ~figures["group"].isin(STATUS) & figures["value"].ne("")
    ]
    for row in flows.itertuples():
        yield Fact(
            programme, str(row.category), str(row.group), str(row.period), "both", "persons",
            ONE_BY_ONE, (str(row.sources),), float(row.value), status="reported",
        )  # fmt: skip


def _rate_facts(programme: str, figures: pd.DataFrame) -> Iterator[Fact]:
    by_place = figures.set_index(["group", "period", "category"])
    for group, period in dict.fromkeys(zip(figures["group"], figures["period"], strict=True)):
        for metric, category in RATES.items():
            cells = [(group, period, category), (group, period, "person_days")]
            if not all(cell in by_place.index for cell in cells):
                continue
            events, days = (by_place.loc[cell] for cell in cells)
            if "" in (events["value"], days["value"]) or not float(days["value"]):
                continue
            yield Fact(
                programme, metric, group, period, "both", "percent",
                "persons / (person-days / 365.25) × 100", (events["sources"], days["sources"]),
                100 * float(events["value"]) / (float(days["value"]) / DAYS_A_YEAR),
            )  # fmt: skip


def _retention_facts(
    programme: str, figures: pd.DataFrame, retention: pd.DataFrame
) -> Iterator[Fact]:
    period, sources = span(figures), _of_status(figures)
    for (group, clock), curve in retention.groupby(["group", "clock"], sort=False):
        for years in AFTER_YEARS:
            share = share_after(curve, years * DAYS_A_YEAR)
            if share is None or curve["days"].max() < years * DAYS_A_YEAR:
                continue
            yield Fact(
                programme, f"retention_after_{years}_years_{clock}", str(group), period, "both",
                "percent", "the product of (1 − leavers / at risk) over days × 100 "
                "(Kaplan and Meier 1958, late entries)", sources[str(group)],
                100 * float(share["share"]),
            )  # fmt: skip


def _compared_facts(
    programme: str, figures: pd.DataFrame, compared: pd.DataFrame
) -> Iterator[Fact]:
    if compared.empty:
        return
    found, by_group = compared.set_index("what"), _of_status(figures)
    told: dict[str, Any] = {
        "programme": programme,
        "group": "trained",
        "period": span(figures),
        "variant": "both",
        "unit": "ratio",
        "sources": (*by_group["trained"], *by_group["untrained"], INDEPENDENT),
        "status": "assumed",
    }
    value = {what: float(found.at[what, "value"]) for what in found.index}
    low, high = (float(found.at["relative_hazard", end]) for end in ("low", "high"))
    yield Fact(
        metric="log_rank", value=value["log_rank"], **told,
        formula="(Σ(observed − expected))² / variance over days (Mantel 1966)",
    )  # fmt: skip
    yield Fact(
        metric="log_rank_p", value=value["log_rank_p"], **told,
        formula="χ² of one degree of freedom beyond the log-rank statistic",
    )  # fmt: skip
    yield Fact(
        metric="relative_hazard", value=value["relative_hazard"], low=low, high=high, **told,
        formula="exp β of the trained, proportional hazards, late entries (Cox 1972)",
    )  # fmt: skip


def _cost_facts(
    programme: str, figures: pd.DataFrame, retention: pd.DataFrame,
    settings: Mapping[str, Any], funding: pd.DataFrame,
) -> Iterator[Fact]:  # fmt: skip
    cost = settings.get("cost")
    if not cost:
        return
    amount = funding[funding["sources"] == cost["funding"]]
    years = [str(year) for year in cost["years"]]
    trained = figures[
        figures["category"].isin(cost["course_kinds"])
        & figures["period"].isin(years)
        & figures["group"].eq("total")
    ]
    persons = pd.to_numeric(trained["value"]).sum()
    if amount.empty or not persons:
        return
    period = "-".join(dict.fromkeys((years[0], years[-1])))
    sources = (str(cost["funding"]), *trained["sources"], *_of_status(figures)["trained"])
    each = float(amount["amount_vnd"].iloc[0]) / float(persons)
    curve = retention[retention["group"].eq("trained") & retention["clock"].eq(SINCE_TRAINING)]
    horizon = int(cost["horizon_years"])
    told: dict[str, Any] = {
        "programme": programme,
        "group": "trained",
        "period": period,
        "variant": "both",
        "sources": sources,
    }
    facts = [
        Fact(
            metric="cost_per_trained_person", unit="vnd_per_person", value=each, **told,
            formula="funding / persons trained",
        ),
        Fact(
            metric="cost_per_trained_retained", unit="vnd_per_person", **told,
            value=cost_per_retained(each, curve, horizon),
            formula="cost per trained person / share still there at the horizon",
        ),
        Fact(
            metric="cost_per_trained_staff_year", unit="vnd_per_year", **told,
            value=cost_per_year_of_service(each, curve, horizon),
            formula="cost per trained person / years of service within the horizon",
        ),
        Fact(
            metric="trained_staff_years", unit="years", **told,
            value=years_of_service(curve, horizon),
            formula="the sum of the shares still there at the beginning of each year",
        ),
    ]  # fmt: skip
    yield from (fact for fact in facts if fact.value is not None)


def span(figures: pd.DataFrame) -> str:
    """Over which years does a register say how long persons stay?"""
    years = sorted(figures["period"].unique())
    return "-".join(dict.fromkeys((years[0], years[-1])))


def _of_status(figures: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    """Which figures stand for the careers of a group: its leavers and days of service."""
    used = figures[figures["category"].isin(["exits", "person_days"])]
    return {group: tuple(used.loc[used["group"] == group, "sources"]) for group in STATUS}
