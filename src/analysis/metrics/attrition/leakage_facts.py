"""Which losses do the printed stocks of a programme allow, under which assumptions?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.metrics.attrition.completions import (
    STEPS,
    Attended,
    attended_by_level,
    completions,
    sources_of,
)
from analysis.metrics.attrition.leakage import (
    FROM_ELSEWHERE,
    LOSSES,
    NET_LEAKAGE,
    Region,
    hired_as_at_opening,
    leakage_region,
    width_if_known,
    without_any_from_elsewhere,
)
from analysis.metrics.attrition.stock_flow import group_of, stocks_at_both_counts
from analysis.metrics.facts import Fact, joined_sources, status_on
from analysis.metrics.readings import two_counts

CORNER = "corner_"
HIRED_AS_AT_OPENING = "assumption:hires-qualified-as-at-opening"
NO_QUALIFIED_HIRES = "assumption:no-qualified-hires"
PRINTED, NARROWEST = "classes_ended", "different_people"
QUANTITIES = {
    "losses": (
        LOSSES,
        "least and most losses: losses = opening + completions − closing + from elsewhere",
    ),
    "from_elsewhere": (
        FROM_ELSEWHERE,
        "least and most from elsewhere: closing − opening − completions + losses",
    ),
    "net_leakage": (NET_LEAKAGE, "losses − from elsewhere = opening + completions − closing"),
}
CANDIDATES = {
    "newly_qualified": NET_LEAKAGE,
    "qualified_from_elsewhere": FROM_ELSEWHERE,
    "qualified_leavers": LOSSES,
}


@dataclass(frozen=True)
class ReadRegion:
    """One region of the ledger: of which group and step, in which reading, on which cells?"""

    programme: str
    group: str
    period: str
    variant: str
    step: str
    sources: tuple[str, ...]
    region: Region

    def fact(self, metric: str, formula: str, group: str = "", **amounts: float) -> Fact:
        """Which fact does the region give? Of its own group, or of another; in persons."""
        return Fact(
            self.programme, metric, group or self.group, self.period, self.variant, "persons",
            formula, self.sources, status=status_on(self.sources), **amounts,
        )  # fmt: skip


def leakage_facts(
    programme: str,
    settings: Mapping[str, Any],
    qualification: Mapping[str, Any],
    headcount: pd.DataFrame,
    counts: pd.DataFrame,
) -> list[Fact]:
    """How far do the two counts and the courses identify losses and net leakage?

    For the total in each reading and for each level that has both counts, and for each step of
    ``completions.STEPS``: ``completions_<step>``, ``losses_<step>``, ``from_elsewhere_<step>`` and
    ``net_leakage_<step>`` (losses − from elsewhere), low and high, and where a step does not allow
    0 from elsewhere, ``from_elsewhere_at_least_<step>``: that many people contradict the step
    together with ``no-qualified-hires``. For the total also

    - ``hires_as_at_opening``: ``different_people``, cut by ``leakage.hired_as_at_opening``;
    - ``no_hires``: ``finishers_are_new``, cut by ``leakage.without_any_from_elsewhere``;
    - ``corner_losses_<step>`` and ``corner_from_elsewhere_<step>``: the exact corners of each set;
    - ``net_leakage_left_open`` and ``losses_left_open`` by the single figure that would be printed
      beside what is (``leakage.width_if_known``), and for ``nothing_more``.

    Persons throughout. At a level, people who went on to another level are losses of the one and
    come to the other from elsewhere. A reading that agrees with the other stands as ``both``.
    Raises KeyError naming cells that are not there.
    """
    attended = attended_by_level(settings, counts)
    stocks = stocks_at_both_counts(qualification, headcount)
    facts = list(_completions(programme, settings["period"], attended))
    readings: list[ReadRegion] = []
    for stock in stocks[stocks["category"] != "all"].itertuples():
        readings += _steps(programme, "-".join(two_counts(qualification)), stock, attended)
        if stock.category == "qualified":
            readings += _cuts(readings[-len(STEPS) :], stock, stocks)
    found = [fact for reading in readings for fact in _extents(reading)]
    for reading in readings:
        if reading.group == "total":
            found += _corners(reading)
            found += _left_open(reading) if reading.step == PRINTED else ()
    return [*facts, *_agreeing(found)]


def _completions(programme: str, period: str, attended: Mapping[str, Attended]) -> Iterator[Fact]:
    for step in STEPS:
        for group, levels in _groups(attended).items():
            found = completions(step, levels)
            yield Fact(
                programme, f"completions_{step}", group, period, "both", "persons",
                "from those certainly newly qualified to those who can be",
                sources_of(step, levels), low=found.low, high=found.high,
                status=status_on(sources_of(step, levels)),
            )  # fmt: skip


def _groups(attended: Mapping[str, Attended]) -> dict[str, Mapping[str, Attended]]:
    return {**{level: {level: one} for level, one in attended.items()}, "total": attended}


def _steps(
    programme: str, period: str, stock: Any, attended: Mapping[str, Attended]
) -> Iterator[ReadRegion]:
    group = group_of(stock.category)
    levels = _groups(attended)[group]
    for step in STEPS:
        region = leakage_region(stock.persons_1, stock.persons_2, completions(step, levels))
        sources = joined_sources(stock.sources_1, stock.sources_2, *sources_of(step, levels))
        yield ReadRegion(programme, group, period, stock.variant, step, sources, region)


def _cuts(steps: list[ReadRegion], stock: Any, stocks: pd.DataFrame) -> Iterator[ReadRegion]:
    by_step = {reading.step: reading for reading in steps}
    staff = stocks[(stocks["category"] == "all") & stocks["variant"].isin([stock.variant, "both"])]
    narrowest, finishers = by_step[NARROWEST], by_step["finishers_are_new"]
    for one in staff.itertuples():
        yield ReadRegion(
            narrowest.programme, "total", narrowest.period, stock.variant, "hires_as_at_opening",
            joined_sources(*narrowest.sources, one.sources_1, one.sources_2, HIRED_AS_AT_OPENING),
            hired_as_at_opening(narrowest.region, stock.persons_1, one.persons_1, one.persons_2),
        )  # fmt: skip
    yield ReadRegion(
        finishers.programme, "total", finishers.period, stock.variant, "no_hires",
        (*finishers.sources, NO_QUALIFIED_HIRES), without_any_from_elsewhere(finishers.region),
    )  # fmt: skip


def _extents(reading: ReadRegion) -> Iterator[Fact]:
    for quantity, (direction, formula) in QUANTITIES.items():
        found = reading.region.extent(direction)
        if found:
            yield reading.fact(
                f"{quantity}_{reading.step}", formula, low=found.low, high=found.high
            )
            if quantity == "from_elsewhere" and found.low > 0:
                yield reading.fact(
                    f"from_elsewhere_at_least_{reading.step}",
                    "closing − opening − most completions",
                    value=found.low,
                )


def _corners(reading: ReadRegion) -> Iterator[Fact]:
    for place, (losses, from_elsewhere) in enumerate(reading.region.vertices, start=1):
        for quantity, value in (("losses", losses), ("from_elsewhere", from_elsewhere)):
            yield reading.fact(
                f"{CORNER}{quantity}_{reading.step}",
                "corner of the set of losses and people from elsewhere",
                f"corner_{place}",
                value=float(value),
            )


def _left_open(reading: ReadRegion) -> Iterator[Fact]:
    for quantity, wanted in (("net_leakage", NET_LEAKAGE), ("losses", LOSSES)):
        open_now = reading.region.extent(wanted)
        widths = {
            "nothing_more": open_now.width if open_now else 0,
            **{
                candidate: width_if_known(reading.region, known, wanted)
                for candidate, known in CANDIDATES.items()
            },
        }
        for candidate, width in widths.items():
            yield reading.fact(
                f"{quantity}_left_open",
                "most − least, at the value of the further figure that leaves most open",
                candidate,
                value=width,
            )


def _agreeing(facts: list[Fact]) -> Iterator[Fact]:
    by_name: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        by_name.setdefault((fact.metric, fact.group), []).append(fact)
    for readings in by_name.values():
        first = readings[0]
        amounts = {(fact.value, fact.low, fact.high) for fact in readings}
        if len(readings) > 1 and len(amounts) == 1:
            sources = joined_sources(*(source for fact in readings for source in fact.sources))
            yield replace(first, variant="both", sources=sources)
        else:
            yield from readings
