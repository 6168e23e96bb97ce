"""How does a page say which of its conclusions survive every reading?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analysis.briefing.elements import (
    Cell,
    Column,
    DataTable,
    Element,
    Heading,
    Note,
    Prose,
    Sentence,
)
from analysis.briefing.receipts_of import metric_name
from analysis.briefing.teller import Teller, Told
from analysis.briefing.told.sources import source_note

HOLDING = "conclusion_readings_holding"


def in_every_reading(t: Teller) -> list[Sentence]:
    """Does the finding of the page survive every reading? The first declared conclusion is its own.

    Where nothing is concluded from figures in doubt: does any result rest on a check that fails?
    """
    declared = _declared(t)
    if not declared:
        return _contested(t)
    what = t.text(declared[0]["what"])
    if _survives(t, declared[0]):
        return [t.say("Every reading agrees that {what}.", what=what)]
    return [t.say("Not every reading agrees that {what}.", what=what)]


def conclusions(t: Teller) -> list[Element]:
    """Which conclusions hold in every reading, which do not, and what would turn them?"""
    declared = _declared(t)
    if not declared:
        return []
    surviving = [entry for entry in declared if _survives(t, entry)]
    falling = [entry for entry in declared if entry not in surviving]
    return [
        Heading(t.word("Do the conclusions survive every reading?"), 2, "conclusions"),
        Prose(
            *([t.say("In every reading: {whats}.", whats=_listed(t, surviving))]
              if surviving else []),
            *([t.say("Not in every reading: {whats}.", whats=_listed(t, falling))]
              if falling else []),
        ),
        _table(t, declared),
        Note(
            t.word("Method"),
            t.say(
                "Each conclusion is held against its figure as stated, by the table, in every "
                "scenario and on every road assumed here; the range runs from the least to the "
                "most of them, every way of splitting the unplaced included."
            ),
        ),
        source_note(t),
        Note(
            t.word("Limits"),
            t.say(
                "Surviving these readings says that the contradiction does not decide the "
                "conclusion; it does not say that the figures on which the readings agree are "
                "right."
            ),
        ),
    ]  # fmt: skip


def _declared(t: Teller) -> list[dict[str, Any]]:
    declared: list[dict[str, Any]] = t.material.settings.get("conclusions", [])
    return [one for one in declared if not _holding(t, one).kept_back]


def _survives(t: Teller, conclusion: Mapping[str, Any]) -> bool:
    name = conclusion["name"]
    readings = t.fact("conclusion_readings", name)
    return _holding(t, conclusion).amount == readings.amount


def _holding(t: Teller, conclusion: Mapping[str, Any]) -> Told:
    return t.readings(HOLDING, conclusion["name"])[0]


def _listed(t: Teller, declared: list[dict[str, Any]]) -> str:
    return "; ".join(t.text(entry["what"]) for entry in declared)


def _table(t: Teller, declared: list[dict[str, Any]]) -> DataTable:
    columns = (
        Column(t.word("Conclusion"), numeric=False),
        Column(t.word("Holds in all?"), numeric=False),
        Column(t.word("Range over the readings")),
    )
    rows = [
        (
            t.text(entry["what"]),
            _verdict(t, entry),
            _span(t, entry),
        )
        for entry in declared
    ]
    return DataTable(t.word("Conclusions over all readings"), columns, tuple(rows))


def _span(t: Teller, conclusion: Mapping[str, Any]) -> Cell:
    metric, group = conclusion["metric"], conclusion.get("group", "total")
    if isinstance(group, str) and t.has_range(metric, group):
        fact = t.fact(metric, group, str(conclusion.get("period", "")), "range")
    else:
        fact = t.fact("conclusion_value", conclusion["name"], variant="range")
    written = t.number(fact)
    return t.say("{span} times", span=written) if fact.unit == "ratio" else written


def _verdict(t: Teller, conclusion: Mapping[str, Any]) -> Cell:
    if _survives(t, conclusion):
        return t.word("yes")
    holding = _holding(t, conclusion)
    group = conclusion.get("group", "total")
    if not holding.amount:
        return t.word("no")
    if holding.variant == "printed":
        return t.word("only as stated")
    if holding.variant == "recomputed":
        return t.word("only by the table")
    if isinstance(group, str) and t.has("persons_to_reverse", group):
        return t.say(
            "not if {fewest} or more of the {unplaced} unplaced belong there",
            fewest=t.number(t.fact("persons_to_reverse", group), digits_only=True),
            unplaced=t.number(t.fact("unplaced_qualified"), digits_only=True),
        )
    return t.say(
        "in {holding} of {readings}",
        holding=t.number(holding, digits_only=True),
        readings=t.fact("conclusion_readings", conclusion["name"]),
    )


def _contested(t: Teller) -> list[Sentence]:
    audit, facts = t.material.audit, t.material.facts
    failing = {
        cell
        for sources in audit.loc[audit["verdict"] == "fails", "sources"]
        for cell in sources.split(";")
    }
    if facts.empty or not failing:
        return []
    resting = facts[[bool(failing & {*sources.split(";")}) for sources in facts["sources"]]]
    if resting.empty:
        return [t.say("No result on this page rests on a figure in conflict.")]
    metrics = list(dict.fromkeys(resting.loc[resting["variant"] == "range", "metric"]))
    if not metrics:
        return []
    listed = "; ".join(metric_name(t, metric) for metric in metrics)
    told = [t.say("In two readings, because their figures are in conflict: {listed}.",
                  listed=listed)]  # fmt: skip
    flags = {
        entry["comparable"]
        for entry in t.material.settings.get("comparison", [])
        if entry["name"] in metrics
    }
    if flags == {"no"}:
        told.append(t.say("They cannot be compared, whichever reading is right."))
    return told
