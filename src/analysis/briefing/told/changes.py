"""What changed since the edition before this one, and why?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pandas as pd

from analysis.briefing.catalogue import mark as _
from analysis.briefing.elements import (
    Column,
    DataTable,
    Element,
    Heading,
    Input,
    Number,
    Prose,
    Receipt,
    Sentence,
    listed,
)  # fmt: skip
from analysis.briefing.kinds import NOTHING
from analysis.briefing.locale_format import long_date, number
from analysis.briefing.names import STATUSES
from analysis.briefing.receipts_of import fact_name, input_of, receipt_of
from analysis.briefing.teller import Teller
from analysis.briefing.told.cells import cell_place
from analysis.metrics.facts import READINGS

MOST_SHOWN = 4
MOST_NAMED = 4
SIDES = ("before", "after")
COUNTED = {
    "new": _("New figures"),
    "revised": _("Revised figures"),
    "withdrawn": _("Withdrawn figures"),
    "unchanged": _("Unchanged figures"),
}
TURNED = {
    "direction": _("The direction turned: {figures}."),
    "conclusion": _("A conclusion holds otherwise: {figures}."),
}
CAUSES = {
    "printed": _("“{before}” became “{after}” ({place})"),
    "correction": _("read as “{after}”, formerly as “{before}” ({place})"),
    "assumption": _("an assumption is another"),
    "reference": _("another table of prices or salaries"),
    "sources": _("it rests on other figures"),
    "formula": _("it is computed by another formula"),
    "settings": _("other settings of the programme"),
    "declared": _("other checks or breaks are declared"),
    "code": _("the code of the analysis is another"),
    "dependencies": _("the versions of the software are others"),
}


def changes_told(teller: Teller) -> list[Element]:
    """What changed since the edition before, and why?

    Counts, what turned, and the revisions with old and new value and their causes: first those
    that turned, then those that the page says.
    """
    heading = Heading(teller.word("What changed since the edition before?"), 2, "changes")
    if not teller.material.edition:
        first = teller.say("This is the first edition: there is none before it to compare with.")
        return [heading, Prose(first)]
    name, day = teller.material.edition
    frozen_on = long_date(date.fromisoformat(day), teller.lang)
    receipt = Receipt(
        f"edition-{name}",
        teller.word("Edition"),
        name,
        frozen_on,
        (_of_edition(teller, name),),
        "",
        "",
    )
    edition: dict[str, Number | str] = {"name": teller.witnessed(name, receipt), "day": frozen_on}
    changes = teller.material.changes
    if changes.empty:
        same = teller.say("No figure has changed since edition {name} of {day}.", **edition)
        return [heading, Prose(same)]
    counts = teller.say(
        "Compared with edition {name} of {day}: new figures {new}, revised {revised}, withdrawn "
        "{withdrawn}, unchanged {unchanged}.",
        **edition,
        **{kind: _counted(teller, kind, name) for kind in COUNTED},
    )
    revised = changes[changes["change"] == "revised"]
    shown = _first(teller, revised)
    told: list[Element] = [heading, Prose(counts, *_turned(teller, revised))]
    if shown:
        told.append(_table(teller, shown, name))
    return told


def _counted(teller: Teller, kind: str, edition: str) -> Number:
    material = teller.material
    changed = material.changes.drop_duplicates("id")["change"].value_counts()
    counts = {
        **changed,
        "unchanged": len(material.facts)
        + len(material.effects)
        - changed.get("new", 0)
        - changed.get("revised", 0),
    }
    count = Decimal(int(counts.get(kind, 0)))
    receipt = Receipt(
        f"edition-{edition}/{kind}",
        teller.word(COUNTED[kind]),
        number(count, teller.lang),
        teller.word("rows of the ledger that differ from those of the edition, or do not"),
        (_of_edition(teller, edition),),
        "",
        teller.word(STATUSES["computed"]),
        (("value", count),),
    )
    return teller.witnessed(receipt.value, receipt)


def _of_edition(teller: Teller, edition: str, name: str = "") -> Input:
    row = f": {name}" if name else ""
    return Input(teller.word("Edition"), "", f"{edition}, figures.csv{row}")


def _turned(teller: Teller, revised: pd.DataFrame) -> Iterator[Any]:
    if revised.empty:
        return
    if not revised["turned"].any():
        yield teller.say("No direction turned, and every conclusion holds as before.")
    for kind, text in TURNED.items():
        turned = revised[revised["turned"] == kind]["id"].drop_duplicates()
        first = sorted(turned, key=lambda name: _off_the_page(teller, name))
        names = dict.fromkeys(fact_name(teller, teller.by_id(name)) for name in first)
        if names:
            more = [teller.word("and others")] if len(names) > MOST_NAMED else []
            yield teller.say(text, figures="; ".join([*list(names)[:MOST_NAMED], *more]))


def _first(teller: Teller, revised: pd.DataFrame) -> list[tuple[str, list[dict[str, str]]]]:
    facts = [
        (str(name), rows.to_dict("records")) for name, rows in revised.groupby("id", sort=False)
    ]
    facts.sort(key=lambda fact: (not fact[1][0]["turned"], *_off_the_page(teller, fact[0])))
    return facts[:MOST_SHOWN]


def _off_the_page(teller: Teller, name: str) -> tuple[bool, bool]:
    return name.rpartition("/")[2] not in READINGS, name not in teller.said


def _old(teller: Teller, name: str, rows: Iterable[dict[str, str]], edition: str) -> Number:
    said = next(iter(rows))
    status, amounts = said["before_status"], _amounts(said)
    now = receipt_of(teller, teller.by_id(name))
    then = replace(
        teller.by_id(name), unit=said["before_unit"], status=status,
        value=amounts.get("value"), low=amounts.get("low"), high=amounts.get("high"),
    )  # fmt: skip
    receipt = Receipt(
        f"edition-{edition}/{name}",
        teller.say("{figure}, in edition {name}", figure=now.what, name=edition).plain(),
        Teller(teller.material, teller.lang).number(then).text,
        teller.word("as the edition states it"),
        (_of_edition(teller, edition, name),),
        "",
        teller.word(STATUSES[status]),
        tuple(amounts.items()),
    )
    return teller.witnessed(receipt.value, receipt)


def _amounts(said: dict[str, str]) -> dict[str, Decimal]:
    parts = ("value", "low", "high")
    return {part: Decimal(said[f"before_{part}"]) for part in parts if said[f"before_{part}"]}


def _table(
    teller: Teller, shown: list[tuple[str, list[dict[str, str]]]], edition: str
) -> DataTable:
    columns = (
        Column(teller.word("Figure"), numeric=False),
        Column(teller.word("Before → now")),
        Column(teller.word("Cause"), numeric=False),
    )
    rows = tuple(
        (
            receipt_of(teller, teller.by_id(name)).what,
            teller.say(
                "{before} → {now}",
                before=_old(teller, name, causes, edition), now=teller.by_id(name),
            ),
            listed(dict.fromkeys(_cause(teller, row, edition) for row in causes if row["cause"])),
        )
        for name, causes in shown
    )  # fmt: skip
    note = teller.say(
        "Every change stands with its causes in changes.csv, in the folder of this page."
    )
    return DataTable(teller.word(COUNTED["revised"]), columns, rows, note)


def _cause(teller: Teller, row: dict[str, str], edition: str) -> Sentence:
    if row["cause"] not in ("printed", "correction"):
        return teller.say(CAUSES[row["cause"]])
    cell, is_there = row["source"], row["source"] in teller.material.cells.index
    place = cell_place(teller, cell) if is_there else teller.word("a figure that is gone")
    strings = [row[f"source_{side}"] or teller.word(NOTHING[teller.kind]) for side in SIDES]
    receipt = Receipt(
        f"edition-{edition}/{cell}",
        place,
        " → ".join(strings),
        teller.word("as the edition states it"),
        (
            _of_edition(teller, edition, cell),
            *([input_of(teller, cell)] if is_there else []),
        ),
        "",
        teller.word(STATUSES["reported"]),
    )
    parts = {
        side: teller.witnessed(text, receipt) for side, text in zip(SIDES, strings, strict=True)
    }
    return teller.say(CAUSES[row["cause"]], place=place, **parts)
