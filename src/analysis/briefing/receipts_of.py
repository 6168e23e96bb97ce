"""Which receipt belongs to each fact that a page says?"""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import Any

from analysis.briefing import kinds
from analysis.briefing.elements import Input, Receipt, ReceiptLabels, Receipts
from analysis.briefing.locale_format import DECIMALS_AT_MOST, digits_behind, period, quantity
from analysis.briefing.names import (
    IN_ANOTHER_MEASURE,
    METRICS,
    PATHS,
    ROADS,
    STATUSES,
    STEPS,
    VERDICTS,
)
from analysis.briefing.teller import Teller, Told
from analysis.briefing.told.cells import reading_name
from analysis.briefing.told.references import reference_inputs
from analysis.metrics.disclosure.facts import KEPT_BACK
from analysis.metrics.facts import UNPLACED_IN
from analysis.sources.origins import kind_of

WORSE_THAN_AGREEING = ("fails", "not_checkable", "rounding")
OF_A_CHECK = ("readings_tried", "readings_fitting", "readings_singled_out", "figure_as_read")
OF_A_LEVEL = ("staff_with_", "share_with_")
OF_A_STEP = (
    "corner_losses_",
    "corner_from_elsewhere_",
    "completions_",
    "losses_",
    "from_elsewhere_at_least_",
    "from_elsewhere_",
    "net_leakage_",
)
CORNER = re.compile(r"corner_(?P<place>\d+)")
ATTRITION = re.compile(
    r"(?:(?P<road>\w+?)_)?attrition_(?P<percent>\d+)(?:_to_(?P<lowered>\d+))?"
    r"(?:_over_(?P<years>\d+)_years)?"
)


def receipts(teller: Teller) -> Receipts:
    """What does each number on the page rest on, down to the printed cell?

    One receipt a fact, check or setting, in the order in which the page first says them.
    """
    told = list(teller.said.values())
    return Receipts(
        teller.word("Receipts: where each number comes from"),
        _labels(teller),
        tuple(one if isinstance(one, Receipt) else receipt_of(teller, one) for one in told),
        teller.word(kinds.RECEIPTS[teller.kind]),
    )


def receipt_chain(teller: Teller, fact: Told) -> str:
    """What does one fact rest on, down to the printed cell, in plain words?"""
    return receipt_of(teller, fact).plain(_labels(teller))


def _labels(teller: Teller) -> ReceiptLabels:
    return ReceiptLabels(
        formula=teller.word("Formula"),
        inputs=teller.word(kinds.INPUTS[teller.kind]),
        verdict=teller.word("Audit of these cells"),
        status=teller.word("Status"),
        uses=teller.word("Used in the text"),
    )


def receipt_of(teller: Teller, fact: Told) -> Receipt:
    """What does one fact rest on: formula, printed cells, verdict of the audit, status?"""
    cells = [source for source in fact.sources if "#" in source]
    return Receipt(
        fact.id,
        _what(teller, fact),
        _value(teller, fact),
        teller.word(fact.formula),
        (
            *(input_of(teller, source) for source in fact.sources if not _is_reference(source)),
            *reference_inputs(teller, fact.sources),
        ),
        verdict_of(teller, cells),
        teller.word(STATUSES[fact.status]),
        _amounts(fact),
        fact.unit,
        _reading(teller, fact),
    )


def _value(teller: Teller, fact: Told) -> str:
    if fact.kept_back:
        return KEPT_BACK
    said = teller.decimals.get(fact.id, {None})
    decimals = max(said, key=lambda places: DECIMALS_AT_MOST if places is None else places)
    written = teller.number(fact, decimals).text
    ends = [fact.value] if fact.value is not None else [fact.low, fact.high]
    values = [end for end in ends if end is not None]
    behind = digits_behind(values, fact.unit, teller.lang, decimals)
    return f"{written} ({behind})" if behind else written


def _amounts(fact: Told) -> tuple[tuple[str, Decimal], ...]:
    ends = {"value": fact.value, "low": fact.low, "high": fact.high}
    return tuple((name, amount) for name, amount in ends.items() if amount is not None)


def _what(teller: Teller, fact: Told) -> str:
    reading, named = _reading(teller, fact), fact_name(teller, fact)
    return f"{named}, {reading}" if reading else named


def _reading(teller: Teller, fact: Told) -> str:
    if fact.variant.startswith("if_"):
        return reading_name(teller, fact.variant)
    return variant_name(teller, fact.variant)


def fact_name(teller: Teller, fact: Told) -> str:
    """What is a fact called, its reading left out? The metric, its group and its period."""
    parts = [metric_name(teller, fact.metric)]
    checks = teller.material.audit
    if fact.metric in OF_A_CHECK:
        same = checks["id"].str.replace("-", "_") == fact.group
        parts.append(teller.text(checks.loc[same, "what"].iloc[0]))
    elif fact.group != "total":
        parts.append(group_name(teller, fact.group))
    return ", ".join([*parts, period(fact.period)])


def variant_name(teller: Teller, variant: str) -> str:
    """What is a reading or a scenario called? Nothing where there is only one."""
    if variant.startswith(UNPLACED_IN):
        body = teller.label(variant.removeprefix(UNPLACED_IN))
        return teller.say("if all the unplaced belong to: {body}", body=body).plain()
    readings = kinds.READINGS[teller.kind]
    return teller.word(readings[variant]) if readings[variant] else ""


def metric_name(teller: Teller, metric: str) -> str:
    """What is a metric of the ledger called, with its level where its name holds one?"""
    for prefix in OF_A_LEVEL:
        if metric.startswith(prefix):
            return f"{teller.word(METRICS[prefix])}, {teller.label(metric.removeprefix(prefix))}"
    for suffix, pattern in IN_ANOTHER_MEASURE.items():
        if metric.endswith(suffix):
            name = metric_name(teller, metric.removesuffix(suffix))
            return teller.say(pattern, metric=name).plain()
    for prefix in OF_A_STEP:
        step = metric.removeprefix(prefix)
        if metric != step and step in STEPS:
            return f"{teller.word(METRICS[prefix])}, {teller.word(STEPS[step])}"
    return teller.word(METRICS[metric])


def group_name(teller: Teller, group: str) -> str:
    """What is a group of the ledger called: a body, a level, a road, an attrition, a conclusion?"""
    if name := {**ROADS, **PATHS}.get(group):
        return teller.word(name)
    if corner := CORNER.fullmatch(group):
        return teller.say("corner {place}", place=corner["place"]).plain()
    if attrition := ATTRITION.fullmatch(group):
        parts = [group_name(teller, attrition["road"])] if attrition["road"] else []
        percent = quantity(Decimal(attrition["percent"]), "percent", teller.lang)
        parts.append(teller.say("attrition {percent} a year", percent=percent).plain())
        if attrition["lowered"]:
            lowered = quantity(Decimal(attrition["lowered"]), "percent", teller.lang)
            parts.append(teller.say("lowered to {percent}", percent=lowered).plain())
        if attrition["years"]:
            parts.append(teller.say("over {years} years", years=attrition["years"]).plain())
        return ", ".join(parts)
    for conclusion in teller.material.settings.get("conclusions", []):
        if conclusion["name"] == group:
            return teller.text(conclusion["what"])
    return teller.label(group)


def _is_reference(source: str) -> bool:
    return source.startswith("reference:")


def input_of(teller: Teller, source: str) -> Input:
    """How does a receipt cite a printed cell or an assumption?"""
    kind, _, name = source.partition(":")
    if kind == "assumption":
        return Input(teller.word("Assumption"), "", teller.text(teller.material.assumptions[name]))
    cell = teller.material.cell[source]
    document = teller.material.documents[cell["document"]]
    nothing = kinds.NOTHING[kind_of(cell["document"])]
    printed = cell["printed"] or teller.word(nothing)
    if cell["correction"]:
        printed = teller.say(
            "{printed}, read as {reading}", printed=printed, reading=cell["read_as"]
        ).plain()
    return Input(short_name(teller, document), cell["locator"], printed)


def short_name(teller: Teller, document: dict[str, Any]) -> str:
    """Under which short name does a page cite a source?

    A document by its number, or else its issuer; what machines read by the name that it brings.
    """
    if document["number"]:
        return str(document["number"])
    return teller.text(document.get("short", document["issuer"]))


def verdict_of(teller: Teller, cells: list[str]) -> str:
    """What did the checks find that use any of these cells?"""
    known = teller.material.verdicts
    touching = {row: verdict for cell in cells for row, verdict in known.get(cell, {}).items()}
    if not touching:
        return teller.word("no check covers these cells")
    counts = Counter(touching.values())
    worse = [verdict for verdict in WORSE_THAN_AGREEING if verdict in counts]
    if not worse:
        return teller.word("all agree")
    return ", ".join(f"{counts[verdict]} × {teller.word(VERDICTS[verdict])}" for verdict in worse)
