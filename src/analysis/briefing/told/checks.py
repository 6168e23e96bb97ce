"""How are a document's contradictions shown on a page?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.briefing.catalogue import mark as _
from analysis.briefing.elements import Box, Column, DataTable, Element, Heading, Prose, Sentence
from analysis.briefing.names import VERDICTS
from analysis.briefing.receipts_of import short_name
from analysis.briefing.teller import Teller
from analysis.briefing.told.readings import readings_told
from analysis.briefing.told.receipted import as_printed, checks_counted, side_of
from analysis.sources.origins import Kind, kind_of

FINDINGS = ("fails", "rounding")
HEADINGS: Mapping[Kind, str] = {
    "document": _("Do the documents agree with themselves?"),
    "returns": _("Do the returns agree with the totals that the units state?"),
    "register": _("Do the stocks and movements of the register agree?"),
}
COUNTS: Mapping[Kind, str] = {
    "returns": _(
        "Totals that the units state were held {count} times against the sum of their rows: "
        "{holds} agree, {fails} do not."
    ),
    "register": _(
        "Closing stocks were held against opening stocks and movements, totals against their "
        "parts, {count} times: {holds} agree, {fails} do not."
    ),
}
SIDES: Mapping[Kind, tuple[str, str]] = {
    "document": (_("Stated"), _("Recomputed")),
    "returns": (_("Stated by the units"), _("Sum of the rows")),
    "register": (_("Stated"), _("Recomputed")),
}


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
        sentence
        for document, rows in audit.groupby("document", sort=False)
        for sentence in _counted(teller, str(document), rows)
    ]
    elements: list[Element] = [
        Heading(teller.word(HEADINGS[teller.kind]), 2, "audit"),
        Prose(*counts),
        *[Prose(*misprints) for misprints in [_misprints(teller)] if misprints],
    ]
    findings = _rows(teller, shown)
    if not findings.empty:
        elements.append(_table(teller, findings))
    return [*elements, *readings_told(teller)]


def _counted(teller: Teller, document: str, rows: pd.DataFrame) -> list[Sentence]:
    counts = {name: checks_counted(teller, rows, name) for name in ("holds", "fails")}
    kind = kind_of(document)
    if kind not in COUNTS:
        told = teller.say(
            "{document}: of {count} checks {holds} agree, {fails} fail, {rounding} are rounded "
            "wrongly and {open} cannot be made from what is printed.",
            document=short_name(teller, teller.material.documents[document]),
            count=checks_counted(teller, rows),
            rounding=checks_counted(teller, rows, "rounding"),
            open=checks_counted(teller, rows, "not_checkable"),
            **counts,
        )
        return [told]
    sentences = [teller.say(COUNTS[kind], count=checks_counted(teller, rows), **counts)]
    if rows["verdict"].eq("not_checkable").any():
        kept = checks_counted(teller, rows, "not_checkable")
        sentences.append(
            teller.say(
                "Of {open} the result is not shown: they hold numbers that are kept back.",
                open=kept,
            )
        )
    return sentences


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
        *(Column(teller.word(side)) for side in SIDES[teller.kind]),
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
    what = teller.text(row["what"])
    if kind_of(row["document"]) == "document":
        what = f"{short_name(teller, teller.material.documents[row['document']])}: {what}"
    return f"{what}. {teller.text(row['note'])}" if row["note"] else what
