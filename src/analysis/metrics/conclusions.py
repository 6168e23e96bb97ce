"""Does a conclusion survive every reading of what it rests on?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from analysis.metrics.facts import READINGS, Fact, joined_sources
from analysis.metrics.ranges import ends_of, weakest

HOLDS_IF = ("positive", "negative", "above", "below")
TOLERANCE = 1e-9
ALONE = {frozenset({"printed"}): "printed", frozenset({"recomputed"}): "recomputed"}


class ReadValue(NamedTuple):
    """One value that a conclusion is held against, and the threshold in the same reading."""

    variant: str
    value: float
    threshold: float


def conclusion_facts(
    programme: str, conclusions: Sequence[Mapping[str, Any]], facts: Sequence[Fact]
) -> list[Fact]:
    """In how many of its readings does each conclusion hold, and how far do they lie apart?

    An entry of ``conclusions`` has a ``name``, a ``metric``, a ``group`` or a list of them (the
    total where none is given), a ``period`` where the metric has several, and ``holds_if``:
    ``positive``, ``negative``, or ``above`` or ``below`` the ``threshold``, which is a number or
    names another fact by metric, group and period. Entries whose metric is not among ``facts``, the
    facts of one study with their ranges, belong to another study.

    The readings of a result are its values as printed, recomputed or in a scenario, each group for
    itself; a scenario that leaves a body as in the table counts with the table's value; and an end
    of its range counts where none of these reaches it. Given are, under the conclusion's name as
    group, ``conclusion_readings``, how many there are, ``conclusion_readings_holding``, in how many
    the conclusion holds (under the variant of the only reading where it holds in that one alone),
    and ``conclusion_value``, the least and the most of them. The count is our own: it weighs no
    reading by its likelihood. Raises ValueError for a condition that
    is not known, a threshold that is missing, or a metric in several periods.
    """
    return [
        fact
        for conclusion in conclusions
        for fact in _facts_of(programme, conclusion, facts)
    ]  # fmt: skip


def _facts_of(
    programme: str, conclusion: Mapping[str, Any], facts: Sequence[Fact]
) -> Iterator[Fact]:
    where = f"data/raw/programmes.yml, {programme}, conclusions, {conclusion['name']}"
    if conclusion["holds_if"] not in HOLDS_IF:
        known = ", ".join(HOLDS_IF)
        raise ValueError(f"{where}: holds_if {conclusion['holds_if']!r} is not one of {known}.")
    of_metric = _chosen(conclusion, facts)
    groups = _groups(conclusion)
    chosen = [fact for fact in of_metric if fact.group in groups]
    if not chosen:
        return
    periods = sorted({fact.period for fact in chosen})
    if len(periods) > 1:
        raise ValueError(f"{where}: name one period; there are {', '.join(periods)}.")
    against = _threshold_facts(where, conclusion, facts)
    readings = [
        reading
        for group in groups
        for reading in _readings(
            where, conclusion, [fact for fact in chosen if fact.group == group], of_metric, against
        )
    ]
    holding = [reading for reading in readings if _holds(conclusion, reading)]
    alone = ALONE.get(frozenset(reading.variant for reading in holding), "both")
    common = conclusion["name"], periods[0]
    bounded = {fact.group for fact in chosen if fact.variant == "range"}
    outer = [
        fact for fact in chosen if fact.variant in (*READINGS, "range") or fact.group not in bounded
    ]
    low, high = ends_of(outer)
    every = joined_sources(*(source for fact in (*chosen, *against) for source in fact.sources))
    status = weakest(["computed", *(fact.status for fact in (*chosen, *against))])
    yield Fact(
        programme, "conclusion_readings", *common, "both", "readings",
        "readings and scenarios of the result, and the ends of its range that none of them reaches",
        every, len(readings), status=status,
    )  # fmt: skip
    yield Fact(
        programme, "conclusion_readings_holding", *common, alone, "readings",
        "those of its readings in which the conclusion holds", every, len(holding), status=status,
    )  # fmt: skip
    yield Fact(
        programme, "conclusion_value", *common, "range", chosen[0].unit,
        "from the least to the most over the readings of the result",
        joined_sources(*(source for fact in outer for source in fact.sources)), None, low, high,
        weakest(["computed", *(fact.status for fact in outer)]),
    )  # fmt: skip


def _chosen(wanted: Mapping[str, Any], facts: Sequence[Fact]) -> list[Fact]:
    period = str(wanted.get("period", ""))
    return [
        fact for fact in facts if fact.metric == wanted["metric"] and period in ("", fact.period)
    ]


def _groups(wanted: Mapping[str, Any]) -> list[str]:
    group = wanted.get("group", "total")
    return [group] if isinstance(group, str) else list(group)


def _threshold_facts(
    where: str, conclusion: Mapping[str, Any], facts: Sequence[Fact]
) -> list[Fact]:
    if conclusion["holds_if"] in ("positive", "negative"):
        return []
    if "threshold" not in conclusion:
        raise ValueError(f"{where}: {conclusion['holds_if']} needs a threshold.")
    wanted = conclusion["threshold"]
    if not isinstance(wanted, Mapping):
        return []
    found = [fact for fact in _chosen(wanted, facts) if fact.group in _groups(wanted)]
    if not found:
        raise ValueError(f"{where}: no fact of the same study fits the threshold {wanted}.")
    return found


def _readings(
    where: str, conclusion: Mapping[str, Any], own: Sequence[Fact], of_metric: Sequence[Fact],
    against: Sequence[Fact],
) -> Iterator[ReadValue]:  # fmt: skip
    values = {fact.variant: fact.value for fact in own if fact.value is not None}
    if "both" in values:
        others = {fact.variant for fact in of_metric} - {*READINGS, "range"}
        values |= dict.fromkeys(sorted(others - {*values}), values["both"])
    for variant, value in values.items():
        yield ReadValue(variant, value, _threshold(where, conclusion, against, variant))
    for fact in own:
        for end in ends_of([fact]) if fact.variant == "range" else ():
            if not values or not _within(end, values.values()):
                yield ReadValue("range", end, _threshold(where, conclusion, against, "range"))


def _within(end: float, values: Collection[float]) -> bool:
    return min(values) - TOLERANCE <= end <= max(values) + TOLERANCE


def _threshold(
    where: str, conclusion: Mapping[str, Any], against: Sequence[Fact], variant: str
) -> float:
    if not against:
        return float(conclusion.get("threshold", 0))
    by_variant = {fact.variant: fact for fact in against}
    fact = by_variant.get(variant) or by_variant.get("both")
    if fact is None:
        raise ValueError(f"{where}: the threshold has no reading {variant}.")
    low, high = ends_of([fact])
    return high if conclusion["holds_if"] == "above" else low


def _holds(conclusion: Mapping[str, Any], reading: ReadValue) -> bool:
    if conclusion["holds_if"] in ("positive", "above"):
        return reading.value > reading.threshold
    return reading.value < reading.threshold
