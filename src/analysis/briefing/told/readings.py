"""How does a page say which reading would make a failing check agree, and what it would change?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from analysis.audit.reads import reading_code
from analysis.briefing.catalogue import mark as _
from analysis.briefing.elements import (
    Column,
    DataTable,
    Element,
    Heading,
    Number,
    Prose,
    Sentence,
    listed,
)  # fmt: skip
from analysis.briefing.names import VARIANTS
from analysis.briefing.receipts_of import OF_A_CHECK, fact_name
from analysis.briefing.teller import Teller, Told
from analysis.briefing.told.cells import cell_name
from analysis.briefing.told.forced import forced_digits
from analysis.briefing.told.receipted import figure_told


def readings_told(teller: Teller) -> list[Element]:
    """For each failing check: the first of the ranked readings, its evidence, and its effects.

    Nothing where no check fails, or where the page has no document of its own.
    """
    failing = teller.material.audit.query("verdict == 'fails'")
    told: list[Element] = []
    for check in failing.to_dict("records"):
        evidence = {
            fact.metric: fact
            for fact in teller.effects()
            if fact.metric in OF_A_CHECK and fact.group == check["id"].replace("-", "_")
        }
        if evidence:
            told += _check_told(teller, check, evidence)
    if not told:
        return []
    return [
        Heading(teller.word("Which reading would make them agree?"), 3, "readings"),
        Prose(
            teller.say(
                "For each check that fails, readings were tried and ranked; none is applied. One "
                "that fits among hundreds is evidence; many that fit are none."
            )
        ),
        *told,
        *forced_digits(teller),
    ]


def _check_told(teller: Teller, check: dict[str, Any], evidence: dict[str, Told]) -> list[Element]:
    readings = teller.material.readings
    own = (readings["document"] == check["document"]) & (readings["check"] == check["id"])
    first = readings[own].iloc[0].to_dict()
    what, way = teller.text(check["what"]), first["way"]
    digits = partial(teller.number, digits_only=True)
    if not evidence["readings_fitting"].amount:
        nothing = teller.say(
            "{what}: no reading that was tried makes it agree ({way}: {tried}).",
            what=what, way=teller.word(VARIANTS[way]), tried=digits(evidence["readings_tried"]),
        )  # fmt: skip
        return [Prose(nothing)]
    cells = [f"{first['document']}#{figure}" for figure in first["figures"].split(";")]
    counted = {name: digits(evidence[f"readings_{name}"]) for name in ("tried", "fitting")}
    if way == "subset":
        inside = [cell for cell in cells if cell in check["sources"].split(";")]
        sentences = [*_parts(teller, what, counted, inside, [c for c in cells if c not in inside])]
    elif way == "count_range":
        sentences = [*_counts(teller, what, counted, cells[1:], evidence["readings_singled_out"])]
    else:
        sentences = [*_otherwise(teller, what, first, counted, cells[0], evidence)]
    if not first["reads"]:
        unchanged = teller.say("It puts no other figure in place, so no result changes.")
        return [Prose(*sentences, unchanged)]
    effects = _effects_table(teller, first, cells[0], evidence["figure_as_read"])
    if effects is None:
        return [Prose(*sentences, teller.say("Read so, no main result of this page changes."))]
    return [Prose(*sentences), effects]


def _parts(
    teller: Teller, what: str, counted: dict[str, Number], left_out: list[str], sums: list[str]
) -> Iterator[Sentence]:
    yield teller.say(
        "{what}: {fitting} of {tried} combinations of the parts listed give the stated total.",
        what=what, **counted,
    )  # fmt: skip
    if left_out:
        figures = listed(figure_told(teller, cell) for cell in left_out)
        yield teller.say("First in order is the one without {figures}.", figures=figures)
    for cell in sums:
        yield teller.say(
            "It takes {figure} in place of its own parts.", figure=figure_told(teller, cell)
        )


def _counts(
    teller: Teller, what: str, counted: dict[str, Number], stating: list[str], alone: Told
) -> Iterator[Sentence]:
    yield teller.say(
        "{what}: of {tried} other counts printed for the same body and period, {fitting} would "
        "give the stated share: {figures}. The figures that it is held against do not.",
        what=what, figures=listed(figure_told(teller, cell) for cell in stating), **counted,
    )  # fmt: skip
    if alone.amount:
        yield teller.say("No other whole number would give that share.")


def _agreeing_too(teller: Teller, reading: dict[str, str]) -> Iterator[Sentence]:
    if reading["also_closes"]:
        audit = teller.material.audit
        own = audit[audit["document"] == reading["document"]].set_index("id")["what"]
        checks = [teller.text(own[check]) for check in reading["also_closes"].split(";")]
        yield teller.say("Read so, this would agree as well: {checks}.", checks="; ".join(checks))


def _otherwise(
    teller: Teller, what: str, reading: dict[str, str], counted: dict[str, Number], cell: str,
    evidence: dict[str, Told],
) -> Iterator[Sentence]:  # fmt: skip
    way, digits = reading["way"], partial(teller.number, digits_only=True)
    figure, singled_out = figure_told(teller, cell), evidence.get("readings_singled_out")
    if "figure_as_read" not in evidence:
        yield teller.say(
            "{what}: of {tried} readings tried ({way}), {fitting} would make it agree; it concerns "
            "{figure}.",
            what=what, way=teller.word(VARIANTS[way]), figure=figure, **counted,
        )  # fmt: skip
        return
    meant = digits(evidence["figure_as_read"])
    if way == "table_cell" and singled_out:
        yield teller.say(
            "{what}: the gap could lie in {fitting} of the {tried} cells beneath the totals, the "
            "total of the column carrying it along.",
            what=what, **counted,
        )  # fmt: skip
        yield teller.say(
            _turned(singled_out), singled_out=digits(singled_out), figure=figure, meant=meant
        )
        yield from _agreeing_too(teller, reading)
        yield teller.say(
            "Two figures would be wrong at once, and people who moved on to another level would "
            "explain the course as well: this is no proof."
        )
        return
    yield teller.say(
        "{what}: of {tried} readings tried ({way}), {fitting} would make it agree. First in "
        "order is {figure}, read as {meant}.",
        what=what, way=teller.word(VARIANTS[way]), figure=figure, meant=meant, **counted,
    )  # fmt: skip
    yield from _agreeing_too(teller, reading)
    if singled_out and evidence["readings_fitting"].amount > 1:
        yield teller.say(
            "Arithmetic alone does not decide between them. Where other checks use a figure "
            "too, a slip in it would show there as well: that leaves {singled_out} in front.",
            singled_out=digits(singled_out),
        )


def _turned(singled_out: Told) -> str:
    if singled_out.amount == 1:
        return _(
            "As printed, {singled_out} of them moves against its column, and with it as read: "
            "{figure}, read as {meant}."
        )
    if singled_out.amount > 1:
        return _(
            "As printed, {singled_out} of them move against their column, and with it as read; the "
            "first is {figure}, read as {meant}."
        )
    return _(
        "As printed, {singled_out} of them move against their column; the one that would grow most "
        "like its column is {figure}, read as {meant}."
    )


def _effects_table(
    teller: Teller, reading: dict[str, str], cell: str, meant: Told
) -> DataTable | None:
    code = reading_code(reading["reads"])
    effects = [
        fact
        for fact in teller.effects()
        if fact.variant.startswith(code) and fact.metric not in OF_A_CHECK
    ]
    if not effects:
        return None
    columns = (
        Column(teller.word("Main result"), numeric=False),
        Column(teller.word("As it stands → read so")),
    )
    return DataTable(
        teller.say(
            "What changes if {figure} is read as {meant}",
            figure=cell_name(teller, cell), meant=teller.number(meant, digits_only=True),
        ).plain(),
        columns,
        tuple(
            (
                fact_name(teller, fact),
                teller.say("{now} → {read_so}", now=_now(teller, fact), read_so=fact),
            )
            for fact in effects
        ),
    )  # fmt: skip


def _now(teller: Teller, effect: Told) -> Sentence | str:
    found = teller.found(effect.metric, effect.group)
    if not any(fact.period == effect.period for fact in found):
        return "–"
    return teller.either(effect.metric, effect.group, effect.period)
