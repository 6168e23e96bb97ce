"""How do the returns of a programme become a source of the same form as a document?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.sources.declarations import Check
from analysis.sources.documents import Document
from analysis.sources.errors import MalformedDocument
from analysis.sources.numbers import plain
from analysis.sources.parsed import parsed
from analysis.sources.returns.collection import Collection
from analysis.sources.returns.schemas import CELLS
from analysis.sources.returns.succession import years_counted, years_owed
from analysis.sources.returns.sums import TOTAL, Sum, sums_of
from analysis.sources.schemas import FIGURES
from analysis.sources.tables import validate

MEASURES = {"persons": "headcount", "vnd": "funding"}
ALL, QUALIFIED = "all", "qualified"
COVERAGE = ("units_counted", "units_listed")

Row = dict[str, str]
Labels = Mapping[str, Mapping[str, str]]


def document_of_returns(collection: Collection, folder: Path, region: str) -> Document:
    """What would a document print that held what the returns add up to?

    Its figures: for each group and year, and in total, what the bodies add up to by category; what
    the units state as their total, and as the total of the levels; of how many units that is, and
    how many are listed. Its checks hold what is stated against the bodies. Each figure has as its
    place how many units and cells it adds up; `cells_of` names them. Raises MalformedDocument where
    the programme asks for something that cannot be added up.
    """
    wanted = collection.asked.settings["unit"]
    if wanted not in MEASURES:
        raise MalformedDocument(
            f"data/raw/programmes.yml, {collection.asked.programme}, returns: {wanted} cannot be "
            f"added up over units; ask for one of {', '.join(MEASURES)}."
        )
    sums = sums_of(collection, comparable=True)
    rows = [*_figures(sums, MEASURES[wanted], wanted), *_coverage(sums)]
    figures = pd.DataFrame(rows, columns=list(FIGURES.columns), dtype="str")
    validate(figures, FIGURES, f"the returns of {collection.asked.programme}")
    return Document(
        folder,
        _description(collection, region),
        figures,
        _checks(sums, collection.asked.labels),
        [],
    )


def cells_of(collection: Collection) -> pd.DataFrame:
    """Which cells stand behind each figure of the source? One row a cell and figure."""
    rows = [
        (name, one.unit, one.file, one.sheet, one.figure.cell, one.figure.amount.state, value)
        for sum_ in sums_of(collection, comparable=True)
        for name, cells in ((_name(sum_), sum_.bodies), (_name(sum_, "stated"), sum_.heads))
        for one in cells
        for amount in [one.figure.amount.value]
        for value in ["" if amount is None else plain(amount)]
    ]
    return validate(pd.DataFrame(rows, columns=list(CELLS.columns)), CELLS, "cells of returns")


def _figures(sums: Sequence[Sum], measure: str, unit: str) -> Iterator[Row]:
    for one in sums:
        by_groups = one.group == TOTAL and one.category == ALL
        again = by_groups and one.stated is not None and measure == "headcount"
        kept = "count" if again else measure
        yield _row(_name(one), one, kept, unit, one.value, len(one.bodies))
        if one.stated is not None:
            stated = measure if by_groups else "count"
            yield _row(_name(one, "stated"), one, stated, unit, one.stated, len(one.heads))
    levels = [one for one in sums if one.group == TOTAL and one.category != ALL]
    for year in dict.fromkeys(one.year for one in levels):
        own = [one for one in levels if one.year == year]
        if measure == "headcount" and any(one.stated is not None for one in own):
            said = [one.value if one.stated is None else one.stated for one in own]
            total = sum((value for value in said if value is not None), Decimal(0))
            heads = sum(len(one.heads) for one in own)
            row = _row(f"stated-{TOTAL}-{year}-{QUALIFIED}", own[0], measure, unit, total, heads)
            yield row | {"category": QUALIFIED}


def _coverage(sums: Sequence[Sum]) -> Iterator[Row]:
    for one in sums:
        if one.category != ALL:
            continue
        counts = (one.units if one.covered is None else one.covered, one.listed)
        for category, count in zip(COVERAGE, counts, strict=True):
            if count is not None:
                name = f"{category}-{one.group}-{one.year}".replace("_", "-")
                row = _row(name, one, "count", "units", Decimal(count), len(one.bodies))
                yield row | {"category": category}


def _row(name: str, one: Sum, measure: str, unit: str, value: Decimal | None, cells: int) -> Row:
    return {
        "id": name,
        "locator": _texts()["locator"].format(units=one.units, cells=cells),
        "period": one.year,
        "group": one.group,
        "category": one.category,
        "measure": measure,
        "unit": unit,
        "printed": "" if value is None else f"{int(value):,}".replace(",", "."),
        "note": "",
    }


def _name(one: Sum, kind: str = "") -> str:
    parts = [kind, one.group, one.year, one.category]
    return "-".join(part for part in parts if part).replace("_", "-")


def _checks(sums: Sequence[Sum], labels: Labels) -> list[Check]:
    checks = list[Check]()
    for one in sums:
        if one.stated is None or one.value is None:
            continue
        parts = [
            _name(part)
            for part in sums
            if (part.year, part.category) == (one.year, one.category)
            and (part.group != TOTAL if one.group == TOTAL else part.group == one.group)
            and part.value is not None
        ]
        checks.append(
            Check(
                id=_name(one, "stated"),
                kind="sum" if one.group == TOTAL else "same",
                what=_told("check", labels, one),
                left=_name(one, "stated"),
                right=parts,
            )
        )
    return checks


def _told(text: str, labels: Labels, one: Sum) -> dict[str, str]:
    category = "headcount" if one.category == ALL else one.category
    return {
        lang: pattern.format(
            group=labels[one.group][lang], category=labels[category][lang], year=one.year
        )
        for lang, pattern in _texts()[text].items()
    }


def _description(collection: Collection, region: str) -> dict[str, Any]:
    asked, texts = collection.asked, _texts()
    counting = {one.unit for one in collection.counting}
    waiting = {one.unit for one in collection.returns if one.unit} - counting
    whole = {
        one.unit
        for one in collection.counting
        if {*years_owed(one.unit, asked)} <= years_counted(one)
    }
    named = {
        str(unit["code"]): {lang: str(unit[lang]) for lang in ("vi", "en")}
        for unit in asked.units.to_dict("records")
    }
    return {
        "id": f"{asked.programme}-returns",
        "number": None,
        "date": None,
        "region": region,
        "subject": dict(asked.settings["title"]),
        **{key: dict(texts[key]) for key in ("issuer", "short", "published")},
        "kind": dict(texts["generated" if asked.generated else "kind"]),
        "units": {
            "missing": [named[code] for code in collection.missing],
            "waiting": [name for code, name in named.items() if code in waiting],
            "incomplete": [name for code, name in named.items() if code in counting - whole],
            "nameless": sum(not one.unit for one in collection.returns),
        },
    }


@cache
def _texts() -> Mapping[str, Any]:
    text = files("analysis.sources.returns").joinpath("source.yml").read_text(encoding="utf-8")
    texts: Mapping[str, Any] = parsed(text)
    return texts
