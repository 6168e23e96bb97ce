"""How are a document's contradictions shown on a page?"""

from __future__ import annotations

from typing import Any

import pandas as pd

from analysis.briefing.elements import Box, Column, DataTable, Element, Heading, Prose, Sentence
from analysis.briefing.names import VERDICTS
from analysis.briefing.receipts_of import short_name
from analysis.briefing.teller import Teller
from analysis.briefing.told.readings import readings_told
from analysis.briefing.told.receipted import as_printed, checks_counted, side_of

FINDINGS = ("fails", "rounding")


def contradiction_box(teller: Teller) -> Box | None:
    """Where do the documents contradict themselves, in a box for the first page?"""
    fails = _rows(teller, ("fails",))
    if fails.empty:
        return None
    items = (
        *(_in_a_sentence(teller, row) for row in fails.to_dict("records")),
        *_misprints(teller),
    )
    return Box(teller.word("Where the sources contradict themselves"), items, "conflict")


def audit_section(teller: Teller, shown: tuple[str, ...] = FINDINGS) -> list[Element]:
    """How many checks hold, and which do not?

    A count for each document, a table of the checks with the verdicts ``shown``, and the reading
    that comes first for each check that fails.
    """
    audit = teller.material.audit
    if audit.empty:
        return []
    counts = [
        teller.say(
            "{document}: of {count} checks {holds} agree, {fails} fail, {rounding} are rounded "
            "wrongly and {open} cannot be made from what is printed.",
            document=short_name(teller, teller.material.documents[document]),
            count=checks_counted(teller, rows),
            holds=checks_counted(teller, rows, "holds"),
            fails=checks_counted(teller, rows, "fails"),
            rounding=checks_counted(teller, rows, "rounding"),
            open=checks_counted(teller, rows, "not_checkable"),
        )
        for document, rows in audit.groupby("document", sort=False)
    ]
    elements: list[Element] = [
        Heading(teller.word("Do the documents agree with themselves?"), 2, "audit"),
        Prose(*counts),
        *[Prose(*misprints) for misprints in [_misprints(teller)] if misprints],
    ]
    findings = _rows(teller, shown)
    if not findings.empty:
        elements.append(_table(teller, findings))
    return [*elements, *readings_told(teller)]


def _misprints(teller: Teller) -> list[Sentence]:
    cells = teller.material.cells
    return [
        teller.say("The amount of money in words is misprinted: it is read as the figures have it.")
        if row["unit"] == "vnd_words"
        else teller.say(
            "“{printed}” is taken for a misprint and read as “{reading}”: only so do the figures "
            "agree.",
            printed=as_printed(teller, str(cell)),
            reading=as_printed(teller, str(cell), row["read_as"]),
        )
        for cell, row in cells[cells["correction"] != ""].iterrows()
    ]


def _rows(teller: Teller, verdicts: tuple[str, ...]) -> pd.DataFrame:
    audit = teller.material.audit
    rank = {verdict: place for place, verdict in enumerate(verdicts)}
    chosen = audit[audit["verdict"].isin(verdicts)]
    return chosen.assign(rank=chosen["verdict"].map(rank)).sort_values("rank", kind="stable")


def _in_a_sentence(teller: Teller, row: dict[str, Any]) -> Sentence:
    parts = {
        "what": teller.text(row["what"]),
        "left": side_of(teller, row, "left"),
        "right": side_of(teller, row, "right"),
    }
    if not row["note"]:
        return teller.say("{what}: {left} against {right}.", **parts)
    return teller.say(
        "{what}: {left} against {right}. {note}", **parts, note=teller.text(row["note"])
    )


def _table(teller: Teller, rows: pd.DataFrame) -> DataTable:
    columns = (
        Column(teller.word("What is held against what"), numeric=False),
        Column(teller.word("Stated")),
        Column(teller.word("Recomputed")),
        Column(teller.word("Difference")),
        Column(teller.word("Verdict"), numeric=False),
    )
    return DataTable(
        teller.word("Checks that do not simply agree"),
        columns,
        tuple(
            (
                _what(teller, row),
                side_of(teller, row, "left"),
                side_of(teller, row, "right"),
                side_of(teller, row, "difference"),
                teller.word(VERDICTS[row["verdict"]]),
            )
            for row in rows.to_dict("records")
        ),
    )


def _what(teller: Teller, row: dict[str, Any]) -> str:
    document = short_name(teller, teller.material.documents[row["document"]])
    what = f"{document}: {teller.text(row['what'])}"
    return f"{what}. {teller.text(row['note'])}" if row["note"] else what
