"""Small registers, held against a reader of all rates and of all shares that are still there."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.metrics.disclosure.following import Follower
from tests.metrics.disclosure.lives import QUALIFIED, RULE, SHAPES, dropped_in, kept_back

from analysis.metrics.disclosure.attack import feasible_intervals
from analysis.metrics.disclosure.followed import followed_counts
from analysis.metrics.disclosure.table import disclosure_of
from analysis.metrics.register.facts import span
from analysis.metrics.register.retention import retention
from analysis.metrics.register.source import document_of_register
from analysis.metrics.register.tables import by_year
from analysis.sources.cleaning import clean_figures
from analysis.sources.register.careers import read_careers
from analysis.sources.register.counting import count_register
from analysis.sources.register.settings import codes

HORIZON = 3


def follower_of(shape: str, seed: int, folder: Path) -> tuple[Follower, set[str], list[str]]:
    """The reader, what is kept back from this reader, and which figures are counts of few."""
    dropped, asked = dropped_in(shape, seed, folder)
    counts = count_register(dropped, asked)
    figures = clean_figures(document_of_register(asked, counts, folder, "hcmc"))
    curves = retention(read_careers(dropped, asked))
    movements, stocks = (by_year(table[table["period"] >= first], asked.days)
                         for table, first in ((counts.cells, 1), (counts.stocks, 0)))  # fmt: skip
    known = codes()
    reader = Follower(
        figures, movements, stocks, curves, asked.days, HORIZON,
        (known["levels"], known["exit_reasons"], known["course_kinds"]), QUALIFIED,
    )  # fmt: skip
    disclosure, still_open = disclosure_of(figures, QUALIFIED, RULE)
    followed = followed_counts(curves, span(figures), RULE, HORIZON)
    assert still_open == []
    told = [*figures["id"], *reader.windows]
    few = [name for name in told if 0 < reader.persons[name] < 5]
    return reader, kept_back(disclosure) | reader.untold(followed), few


def found_out(reader: Follower, hidden: set[str], few: list[str]) -> pd.DataFrame:
    """Of which few does the reader know that they are some, or that they are few?"""
    unknown = (hidden & set(reader.counts.index)) | set(reader.unread)
    seen = feasible_intervals(reader.counts, reader.relations, unknown, few)
    assert set(seen.index) == set(few)
    return seen[seen["least_persons"].gt(0) | seen["most_persons"].lt(5)]


@pytest.mark.parametrize("shape", SHAPES)
def test_neither_rates_nor_shares_tell_of_few_persons(shape: str, tmp_path: Path) -> None:
    reader, hidden, few = follower_of(shape, 3, tmp_path)
    assert len(few) > 10
    assert found_out(reader, hidden, few).empty


def test_rates_that_are_kept_back_would_have_told(tmp_path: Path) -> None:
    reader, hidden, few = follower_of("a place of few", 3, tmp_path)
    days = {name for name in hidden if name.endswith("person-days")}
    assert not found_out(reader, hidden - days, few).empty


def test_shares_that_are_kept_back_would_have_told(tmp_path: Path) -> None:
    reader, hidden, few = follower_of("a large place", 3, tmp_path)
    assert not found_out(reader, hidden - reader.shares, few).empty
