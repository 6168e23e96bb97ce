"""A programme told from returns or a register: how much of what should be counted is counted?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from analysis.briefing.catalogue import mark as _
from analysis.briefing.elements import (
    Cell,
    Column,
    DataTable,
    Element,
    Finding,
    Heading,
    Number,
    Prose,
    Receipt,
    Sentence,
    listed,
)
from analysis.briefing.locale_format import number, quantity
from analysis.briefing.names import STATUSES
from analysis.briefing.stories.place.known import counts_units, groups_of, lists_units, years_of
from analysis.briefing.teller import Teller
from analysis.briefing.told.receipted import unit_named

MOST_NAMED = 20
STATES = {
    "missing": _("Units whose return has not arrived"),
    "waiting": _("Units whose return waits to be mended"),
    "incomplete": _("Units that do not report a year"),
}
TOLD = {
    "missing": _("No return has arrived from {count}: {units}."),
    "waiting": _("The returns of {count} wait to be mended: {units}."),
    "incomplete": _("Not in these figures, since a year is not reported by {count}: {units}."),
}


def coverage_told(t: Teller) -> Sentence:
    """Of how many units, or of how much of the register, are the figures? Below the title."""
    if not counts_units(t):
        return _rows_told(t)
    year = years_of(t)[-1]
    counted = t.fact("units_counted", period=year)
    if not lists_units(t):
        return t.say(
            "Counted are the returns of {counted}. Nobody has listed the units that owe one, so "
            "how much is missing is not known.",
            counted=counted,
        )
    return t.say(
        "Counted are {counted} of the {listed} that owe a return ({year}). Every total is one of "
        "these units, not of the whole.",
        counted=counted,
        listed=t.fact("units_listed", period=year),
        year=year,
    )


def coverage_found(t: Teller) -> list[Finding]:
    """Which share of the units is it? Nothing where nobody has listed them."""
    if not lists_units(t):
        return []
    year = years_of(t)[-1]
    return [
        Finding(
            t.say("{share}", share=t.number(t.fact("coverage", period=year), decimals=0)),
            t.say(
                "of the units that owe a return are counted ({year}): {counted} of {listed}.",
                year=year,
                counted=t.fact("units_counted", period=year),
                listed=t.fact("units_listed", period=year),
            ),
        )
    ]


def coverage(t: Teller) -> list[Element]:
    """Of how many units is it known, and which have not reported? Nothing for a register."""
    if not counts_units(t):
        return []
    is_listed = lists_units(t)
    columns = [Column(t.word("Group"), numeric=False), Column(t.word("Year"))]
    columns += [Column(t.word("Coverage"))] if is_listed else []
    columns += [Column(t.word("Units counted"))]
    columns += [Column(t.word("Units listed"))] if is_listed else []
    rows = []
    for year in years_of(t):
        for group in (*groups_of(t), "total"):
            cells: list[Cell] = [t.label(group), year]
            if is_listed:
                share = [f for f in t.found("coverage", group) if f.period == year]
                cells.append(t.number(share[0], decimals=0) if share else "–")
            cells.append(_digits(t, "units_counted", group, year))
            if is_listed:
                cells.append(_digits(t, "units_listed", group, year))
            rows.append(tuple(cells))
    return [
        Heading(t.word("Of how many units is it known?"), 2, "coverage"),
        DataTable(t.word("Units that are counted, by group and year"), tuple(columns), tuple(rows)),
        *_waiting(t),
    ]


def _digits(t: Teller, metric: str, group: str, year: str) -> Cell:
    return t.number(t.fact(metric, group, year), digits_only=True)


def _waiting(t: Teller) -> list[Element]:
    told = []
    for meta in t.material.documents.values():
        units = meta.get("units", {})
        for state, pattern in TOLD.items():
            if units.get(state):
                count, names = _how_many(t, meta, state), _names(t, units[state])
                told.append(t.say(pattern, count=count, units=names))
            if state == "missing" and units.get("missing") and units.get("nameless"):
                told.append(
                    t.say(
                        "Files have arrived that cannot be opened or do not name a unit of the "
                        "list; theirs may be among them."
                    )
                )
    return [Prose(*told)] if told else []


def _how_many(t: Teller, meta: Mapping[str, Any], state: str) -> Number:
    amount = Decimal(len(meta["units"][state]))
    written = quantity(amount, "units", t.lang)
    receipt = Receipt(
        f"units/{meta['id']}/{state}",
        t.word(STATES[state]),
        written,
        t.word("the number of units"),
        (),
        "",
        t.word(STATUSES["computed"]),
        (("value", amount),),
        "units",
    )
    return t.witnessed(written, receipt)


def _names(t: Teller, units: Sequence[Mapping[str, str]]) -> Sentence:
    shown = [Sentence((unit_named(t, unit),)) for unit in units[:MOST_NAMED]]
    more = [t.say("and other units")] if len(units) > MOST_NAMED else []
    return listed([*shown, *more])


def _rows_told(t: Teller) -> Sentence:
    everybody = t.say("Every person of the register is counted once.")
    told = [_rows_of(t, meta) for meta in t.material.documents.values() if "rows" in meta]
    return listed([*told, everybody], " ")


def _rows_of(t: Teller, meta: Mapping[str, Any]) -> Sentence:
    read, counted = (int(meta["rows"][name]) for name in ("read", "counted"))
    all_of_them = _of_rows(t, meta, "read")
    if read == counted:
        return t.say("Counted are all {read} rows of the register.", read=all_of_them)
    if read - counted < t.material.threshold_persons:
        return t.say("Of the {read} rows of the register all but a few count.", read=all_of_them)
    return t.say(
        "Counted are {counted} of the {read} rows of the register; the others wait to be mended.",
        counted=_of_rows(t, meta, "counted"),
        read=all_of_them,
    )


def _of_rows(t: Teller, meta: Mapping[str, Any], part: str) -> Number:
    rows = {name: Decimal(count) for name, count in meta["rows"].items()}
    if 0 < rows["read"] - rows["counted"] < t.material.threshold_persons:
        del rows["counted"]
    written = {name: number(amount, t.lang, 0) for name, amount in rows.items()}
    receipt = Receipt(
        f"rows/{meta['id']}",
        t.word("Rows of the register"),
        " / ".join(written[name] for name in ("counted", "read") if name in written),
        t.word("rows that are counted / rows of all files"),
        (),
        "",
        t.word(STATUSES["reported"]),
        tuple(rows.items()),
    )
    return t.witnessed(written[part], receipt, part)
