"""How does a page say which reading would make a failing check agree, and what it would change?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from analysis.briefing.catalogue import mark as _
from analysis.briefing.cells_told import cell_name
from analysis.briefing.elements import Column, DataTable, Element, Heading, Number, Prose, Sentence
from analysis.briefing.names import VARIANTS
from analysis.briefing.receipts_of import OF_A_CHECK, fact_name
from analysis.briefing.teller import Teller, Told
from analysis.metrics.effects import reading_code


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
    ]


def _check_told(teller: Teller, check: dict[str, Any], evidence: dict[str, Told]) -> list[Element]:
    readings = teller.material.readings
    own = (readings["document"] == check["document"]) & (readings["check"] == check["id"])
    first = readings[own].iloc[0].to_dict()
    counts: dict[str, Any] = {
        metric.removeprefix("readings_"): teller.number(fact, digits_only=True)
        for metric, fact in evidence.items()
    }
    counts["meant"] = counts.pop("figure_as_read", "")
    what = teller.text(check["what"])
    if not evidence["readings_fitting"].amount:
        return [
            Prose(
                teller.say(
                    "{what}: no reading that was tried makes it agree ({way}: {tried}).",
                    what=what, way=teller.word(VARIANTS[first["way"]]), tried=counts["tried"],
                )
            )
        ]  # fmt: skip
    cells = [f"{first['document']}#{figure}" for figure in first["figures"].split(";")]
    sentences = [*_evidence(teller, first["way"], what, counts, cells, evidence)]
    if not first["reads"]:
        unchanged = teller.say("It puts no other figure in place, so no result changes.")
        return [Prose(*sentences, unchanged)]
    effects = _effects_table(teller, first, cells[0], counts["meant"])
    if effects is None:
        return [Prose(*sentences, teller.say("Read so, no main result of this page changes."))]
    return [Prose(*sentences), effects]


def _evidence(
    teller: Teller, way: str, what: str, counts: dict[str, Any], cells: list[str],
    facts: dict[str, Told],
) -> Iterable[Sentence]:  # fmt: skip
    figure = cell_name(teller, cells[0])
    if way == "subset":
        yield teller.say(
            "{what}: {fitting} of {tried} combinations of the parts listed give the stated total; "
            "the first leaves out {figures}.",
            what=what, fitting=counts["fitting"], tried=counts["tried"],
            figures="; ".join(cell_name(teller, cell) for cell in cells),
        )  # fmt: skip
    elif way == "count_range":
        yield teller.say(
            "{what}: {fitting} of {tried} possible counts would print as the stated share.",
            what=what, fitting=counts["fitting"], tried=counts["tried"],
        )  # fmt: skip
        for cell in cells[1:2]:
            yield teller.say(
                "The document prints such a count: {figure}. The share was computed from it, not "
                "from the figures that it is held against.",
                figure=cell_name(teller, cell),
            )
    elif way == "table_cell":
        yield teller.say(
            "{what}: the gap could lie in {fitting} of the {tried} cells beneath the totals, the "
            "total of the column carrying it along.",
            what=what, fitting=counts["fitting"], tried=counts["tried"],
        )  # fmt: skip
        yield teller.say(
            _turned(facts["readings_singled_out"]),
            singled_out=counts["singled_out"], figure=figure, meant=counts["meant"],
        )  # fmt: skip
    else:
        yield teller.say(
            "{what}: of {tried} readings tried ({way}), {fitting} would make it agree. First in "
            "order is {figure}, read as {meant}.",
            what=what, way=teller.word(VARIANTS[way]), figure=figure, tried=counts["tried"],
            fitting=counts["fitting"], meant=counts["meant"],
        )  # fmt: skip
        if "singled_out" in counts and facts["readings_fitting"].amount > 1:
            yield teller.say(
                "Arithmetic alone does not decide between them. Where other checks use a figure "
                "too, a slip in it would show there as well: that leaves {singled_out} in front.",
                singled_out=counts["singled_out"],
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
    teller: Teller, reading: dict[str, str], cell: str, meant: Number
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
        Column(teller.word("As it stands")),
        Column(teller.word("Read so")),
    )
    return DataTable(
        teller.say(
            "What changes if {figure} is read as {meant}",
            figure=cell_name(teller, cell), meant=meant,
        ).plain(),
        columns,
        tuple(
            (
                fact_name(teller, fact),
                teller.either(fact.metric, fact.group, fact.period),
                Sentence((teller.number(fact),)),
            )
            for fact in effects
        ),
    )  # fmt: skip
