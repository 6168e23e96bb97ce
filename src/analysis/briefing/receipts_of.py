"""Which receipt belongs to each fact that a page says?"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

from analysis.briefing.elements import Input, Receipt, ReceiptLabels, Receipts
from analysis.briefing.locale_format import long_date, period, quantity
from analysis.briefing.names import METRICS, ROADS, STATUSES, VARIANTS, VERDICTS
from analysis.briefing.teller import Teller, Told

WORSE_THAN_AGREEING = ("fails", "not_checkable", "rounding")
OF_A_LEVEL = ("staff_with_", "share_with_")
ATTRITION = re.compile(
    r"(?:(?P<road>\w+?)_)?attrition_(?P<percent>\d+)(?:_after_(?P<years>\d+)_years)?"
)


def receipts(teller: Teller) -> Receipts:
    """What does each number on the page rest on, down to the printed cell?

    One receipt a fact, in the order in which the page first says them.
    """
    told = list(teller.said.values())
    return Receipts(
        teller.word("Receipts: where each number comes from"),
        _labels(teller),
        tuple(receipt_of(teller, fact) for fact in told),
        teller.word("Each number in the text leads here; the printed strings are in Vietnamese."),
    )


def chain(teller: Teller, fact: Told) -> str:
    """What does one fact rest on, down to the printed cell, in plain words?"""
    return receipt_of(teller, fact).plain(_labels(teller))


def _labels(teller: Teller) -> ReceiptLabels:
    return ReceiptLabels(
        formula=teller.word("Formula"),
        inputs=teller.word("Printed in"),
        verdict=teller.word("Audit of these cells"),
        status=teller.word("Status"),
    )


def receipt_of(teller: Teller, fact: Told) -> Receipt:
    """What does one fact rest on: formula, printed cells, verdict of the audit, status?"""
    cells = [source for source in fact.sources if "#" in source]
    return Receipt(
        fact.id,
        _what(teller, fact),
        teller.number(fact).text,
        teller.word(fact.formula),
        tuple(_input(teller, source) for source in fact.sources),
        _verdict(teller, cells),
        teller.word(STATUSES[fact.status]),
        _amounts(fact),
    )


def _amounts(fact: Told) -> tuple[tuple[str, Decimal], ...]:
    ends = {"value": fact.value, "low": fact.low, "high": fact.high}
    return tuple((name, amount) for name, amount in ends.items() if amount is not None)


def _what(teller: Teller, fact: Told) -> str:
    parts = [_metric_name(teller, fact.metric)]
    if fact.group != "total":
        parts.append(group_name(teller, fact.group))
    parts.append(period(fact.period))
    if VARIANTS[fact.variant]:
        parts.append(teller.word(VARIANTS[fact.variant]))
    return ", ".join(parts)


def _metric_name(teller: Teller, metric: str) -> str:
    for prefix in OF_A_LEVEL:
        if metric.startswith(prefix):
            return f"{teller.word(METRICS[prefix])}, {teller.label(metric.removeprefix(prefix))}"
    return teller.word(METRICS[metric])


def group_name(teller: Teller, group: str) -> str:
    """What is a group of the ledger called: a body, a level, a road ahead, an assumed attrition?"""
    if group in ROADS:
        return teller.word(ROADS[group])
    if attrition := ATTRITION.fullmatch(group):
        parts = [group_name(teller, attrition["road"])] if attrition["road"] else []
        percent = quantity(Decimal(attrition["percent"]), "percent", teller.lang)
        parts.append(teller.say("attrition {percent} a year", percent=percent).plain())
        if attrition["years"]:
            parts.append(teller.say("after {years} years", years=attrition["years"]).plain())
        return ", ".join(parts)
    return teller.label(group)


def _input(teller: Teller, source: str) -> Input:
    kind, _, name = source.partition(":")
    if kind == "assumption":
        return Input(teller.word("Assumption"), "", teller.text(teller.material.assumptions[name]))
    if kind == "reference":
        return Input(teller.word("Reference table, unverified"), "", _base_salary(teller, name))
    cell = teller.material.cells.loc[source]
    document = teller.material.documents[cell["document"]]
    printed = cell["printed"] or teller.word("nothing printed")
    if cell["correction"]:
        printed = teller.say(
            "{printed}, read as {reading}", printed=printed, reading=cell["read_as"]
        ).plain()
    return Input(short_name(teller, document), cell["locator"], printed)


def _base_salary(teller: Teller, name: str) -> str:
    valid_from = name.removeprefix("base_salary-")
    salary = teller.material.base_salary.loc[valid_from]
    return teller.say(
        "monthly base salary from {day}: {amount} ({act})",
        day=long_date(date.fromisoformat(valid_from), teller.lang),
        amount=quantity(Decimal(int(salary["vnd_per_month"])), "vnd", teller.lang),
        act=salary["legal_act"],
    ).plain()


def short_name(teller: Teller, document: dict[str, Any]) -> str:
    """Under which short name does a page cite a document: its number, or its issuer and date?"""
    if document["number"]:
        return str(document["number"])
    return teller.text(document["issuer"])


def _verdict(teller: Teller, cells: list[str]) -> str:
    wanted = set(cells)
    audit = teller.material.audit
    touching = audit[[bool(wanted & set(text.split(";"))) for text in audit["sources"]]]
    if touching.empty:
        return teller.word("no check covers these cells")
    counts = touching["verdict"].value_counts()
    worse = [verdict for verdict in WORSE_THAN_AGREEING if verdict in counts]
    if not worse:
        return teller.word("all agree")
    return ", ".join(f"{counts[verdict]} × {teller.word(VERDICTS[verdict])}" for verdict in worse)
