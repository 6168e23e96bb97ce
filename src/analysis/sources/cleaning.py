"""Which value does each printed figure have?"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from analysis.sources.corrections import apply_corrections
from analysis.sources.documents import Document
from analysis.sources.errors import MalformedNumber, tell_problems
from analysis.sources.numbers import PrintedNumber, parse_printed, plain
from analysis.sources.schemas import CLEANED
from analysis.sources.tables import FIRST_ROW, validate


def clean_figures(document: Document) -> pd.DataFrame:
    """Which value does each figure of the document have, and how does it bind?

    Columns: id, document, locator, period, group, category, measure, unit, printed, read_as (the
    declared reading of a misprint, or ""), value (an exact decimal as text, "" where nothing is
    reported), bound (exact, lower, approximate, not_reported), correction (why it is read
    otherwise than printed, or ""), note. Raises MalformedNumber with every figure of the document
    that is no number, CorrectionNoLongerHolds where a correction meets another printed string.
    """
    figures = apply_corrections(document.figures, document.corrections, str(document.folder))
    numbers = _parsed(figures, document)
    return validate(
        figures.assign(
            document=document.id,
            value=["" if number.value is None else plain(number.value) for number in numbers],
            bound=[number.bound for number in numbers],
        )[list(CLEANED.columns)],
        CLEANED,
        f"cleaned figures of {document.id}",
    )


def _parsed(figures: pd.DataFrame, document: Document) -> list[PrintedNumber]:
    numbers, problems = list[PrintedNumber](), list[str]()
    for row, figure in _numbered(figures):
        text, column = figure.printed, "printed"
        if figure.read_as:
            text, column = figure.read_as, "printed, as read by corrections.yml"
        try:
            numbers.append(parse_printed(text, figure.unit))
        except MalformedNumber as problem:
            problems.append(f"row {row}, column {column} ({figure.id}): {problem}")
    if problems:
        advice = (
            "Enter the string as the document prints it. If it is a misprint of the document, "
            "declare its reading in corrections.yml with reason, evidence and expectation."
        )
        where = document.folder / "figures.csv"
        raise MalformedNumber(tell_problems(where, problems, advice))
    return numbers


def _numbered(figures: pd.DataFrame) -> Iterable[tuple[int, Any]]:
    return enumerate(figures.itertuples(index=False), FIRST_ROW)
