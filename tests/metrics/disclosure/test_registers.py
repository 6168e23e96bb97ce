"""Small registers of all kinds, held against a reader who knows all that is published of them."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.metrics.disclosure.lives import QUALIFIED, RULE, SHAPES, dropped_in, kept_back
from tests.metrics.disclosure.reader import Reader

from analysis.metrics.disclosure.attack import feasible_intervals
from analysis.metrics.disclosure.table import disclosure_of
from analysis.metrics.register.source import document_of_register
from analysis.metrics.register.tables import by_year
from analysis.sources.cleaning import clean_figures
from analysis.sources.register.counting import Counts, count_register
from analysis.sources.register.settings import Asked, codes

Shown = tuple[pd.DataFrame, pd.DataFrame, Reader]


def read_by(asked: Asked, counts: Counts, figures: pd.DataFrame) -> Reader:
    movements = by_year(counts.cells[counts.cells["period"] > 0], asked.days)
    declared = codes()
    return Reader(figures, movements, declared["levels"], declared["exit_reasons"],
                  declared["course_kinds"], QUALIFIED)  # fmt: skip


def shown_of(shape: str, seed: int, folder: Path) -> Shown:
    dropped, asked = dropped_in(shape, seed, folder)
    counts = count_register(dropped, asked)
    figures = clean_figures(document_of_register(asked, counts, folder, "hcmc"))
    disclosure, still_open = disclosure_of(figures, QUALIFIED, RULE)
    assert still_open == []
    return figures, disclosure, read_by(asked, counts, figures)


def seen_by(reader: Reader, hidden: set[str]) -> pd.DataFrame:
    names = hidden & set(reader.counts.index)
    unknown = names | set(reader.unread)
    return feasible_intervals(reader.counts, reader.relations, unknown, names)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("seed", [1, 2])
def test_a_reader_finds_out_no_few_persons_of_a_register(
    shape: str, seed: int, tmp_path: Path
) -> None:
    figures, disclosure, reader = shown_of(shape, seed, tmp_path)
    persons = reader.counts
    few = [name for name in figures["id"] if name in persons and 0 < persons[name] < 5]
    hidden = kept_back(disclosure)
    assert len(few) > 10
    assert hidden >= set(few)
    seen = seen_by(reader, hidden)
    told = seen.assign(is_few=seen.index.isin(few), true=persons[seen.index])
    assert told[told["is_few"] & (told["least_persons"] > 0)].empty
    assert told[told["is_few"] & (told["most_persons"] < 5)].empty
    assert told[(told["true"] > 0) & (told["least_persons"] == told["most_persons"])].empty
