"""Which readings would make a failing identity hold? Proposed and ranked, none applied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

import pandas as pd

from analysis.audit.checks import Figure, evaluate, figures_of
from analysis.audit.misprints import explaining_misprints
from analysis.audit.subsets import MOST_COMPONENTS, explaining_subsets
from analysis.sources.declarations import Check, left_of
from analysis.sources.documents import Document

COLUMNS = ["check", "way", "rank", "figures", "reading", "tried", "fitting"]


def proposed_readings(document: Document, cleaned: pd.DataFrame) -> pd.DataFrame:
    """For each failing sum or repetition: which readings would close it?

    One row a reading: check, way (``subset`` or ``misprint``), rank within the way, figures (ids
    joined by ;), reading (what it takes, in words), tried and fitting: how many readings of this
    way there are, and how many of them close the identity. One that fits among hundreds is
    evidence; many that fit are none. A failing check that nothing closes has a row for each way,
    without rank and figures, so that what was tried is on record.
    """
    figures = figures_of(cleaned)
    rows = [
        {"check": check["id"], **row}
        for check in document.checks
        if check["kind"] in ("sum", "same") and evaluate(check, figures).verdict == "fails"
        for row in (*_subsets(check, figures), *_misprints(check, figures))
    ]
    return pd.DataFrame(rows, columns=COLUMNS)


def _subsets(check: Check, figures: Mapping[str, Figure]) -> Iterator[dict[str, object]]:
    components = _values(check["right"], figures)
    if not 2 < len(components) <= MOST_COMPONENTS:
        return
    total = sum(_values(left_of(check), figures).values(), Decimal(0))
    answer = explaining_subsets(total, components)
    counts = {"way": "subset", "tried": answer.tried, "fitting": answer.fitting}
    for rank, left_out in enumerate(answer.left_out, 1):
        reading = f"the total leaves out {', '.join(left_out)}"
        yield {**counts, "rank": rank, "figures": ";".join(left_out), "reading": reading}
    if not answer.left_out:
        yield {**counts, "rank": None, "figures": "", "reading": "no combination gives the total"}


def _misprints(check: Check, figures: Mapping[str, Figure]) -> Iterator[dict[str, object]]:
    stated, components = _values(left_of(check), figures), _values(check["right"], figures)
    answer = explaining_misprints(stated, components)
    counts = {"way": "misprint", "tried": answer.tried, "fitting": len(answer.fitting)}
    for rank, slip in enumerate(answer.fitting, 1):
        reading = f"{slip.figure} is {slip.meant:,f} where {slip.printed:,f} stands: {slip.kind}"
        yield {**counts, "rank": rank, "figures": slip.figure, "reading": reading}
    if not answer.fitting:
        yield {**counts, "rank": None, "figures": "", "reading": "no single slip closes it"}


def _values(names: list[str], figures: Mapping[str, Figure]) -> dict[str, Decimal]:
    reported = {name: figures[name].value for name in names}
    return {name: value for name, value in reported.items() if value is not None}
