"""Small registers of all kinds, held against a reader who knows all that is published of them."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from tests.metrics.disclosure.reader import Reader
from tests.sources.register.conftest import Row, asked_for, spell, write

from analysis.metrics.disclosure.attack import feasible_intervals
from analysis.metrics.disclosure.facts import hidden_cells
from analysis.metrics.disclosure.rule import Rule
from analysis.metrics.disclosure.table import disclosure_of
from analysis.metrics.register.source import document_of_register
from analysis.metrics.register.tables import by_year
from analysis.sources.cleaning import clean_figures
from analysis.sources.register.counting import Counts, count_register
from analysis.sources.register.settings import Asked, codes

RULE = Rule(threshold_persons=5, whole_group_under_persons=10)
QUALIFIED = {"qualified": ["intermediate", "college", "bachelor", "master", "doctorate"]}
LEVELS = ["unqualified", "college", "bachelor", "master"]
KINDS = ["formal_training", "short_course"]
GROUP_OF = {"unit_a": "departments", "unit_b": "districts", "unit_c": "departments"}
DAYS = [datetime.date(2013, 6, 1) + datetime.timedelta(days=n) for n in range(0, 1600, 20)]
SHAPES: dict[str, tuple[int, float, tuple[str, ...]]] = {
    # how many persons, how many things happen to one on average, in which units
    "a busy place": (90, 2.0, ("unit_a", "unit_b", "unit_c")),
    "a quiet place": (120, 0.15, ("unit_a", "unit_b", "unit_c")),
    "a place of few": (25, 1.0, ("unit_a", "unit_b")),
    "a place of one group": (80, 0.6, ("unit_a", "unit_c")),
    "a large place": (500, 0.5, ("unit_a", "unit_b", "unit_c")),
}

Shown = tuple[pd.DataFrame, pd.DataFrame, Reader]


def life(name: str, happens: int, units: tuple[str, ...], random: np.random.Generator) -> list[Row]:
    """The spells of one person to whom so much happens, on days and in ways drawn by chance."""
    first = int(random.integers(0, 25))
    days = sorted(random.choice(np.arange(first + 1, len(DAYS)), happens, replace=False))
    cells = {"unit": str(random.choice(units)), "level": str(random.choice(LEVELS))}
    course = {}
    if random.random() < 0.4:
        trained = DAYS[int(random.integers(first, len(DAYS)))].isoformat()
        course = {"trained_on": trained, "course_kind": str(random.choice(KINDS))}
    rows, entry = [], DAYS[first]
    for day in (DAYS[at] for at in days):
        way = random.choice(["left", "moved", "rose", "fell", "came back"])
        rows.append(spell(name, **cells, group=GROUP_OF[cells["unit"]], entry=entry.isoformat(),
                          exit=day.isoformat(), exit_reason="resignation"))  # fmt: skip
        entry = day
        if way == "left":
            break
        if way == "came back":
            entry = day + datetime.timedelta(days=10)
        if way == "moved" or random.random() < 0.2:
            cells["unit"] = str(random.choice(units))
        if way in ("rose", "fell"):
            step = 1 if way == "rose" else -1
            at = min(max(LEVELS.index(cells["level"]) + step, 0), len(LEVELS) - 1)
            cells["level"] = LEVELS[at]
    else:
        rows.append(spell(name, **cells, group=GROUP_OF[cells["unit"]], entry=entry.isoformat()))
    inside = [row for row in rows
              if course and row["entry"] <= course["trained_on"]
              and (not row["exit"] or course["trained_on"] < row["exit"])]  # fmt: skip
    for row in inside:
        row.update(course)
    return rows


def asked_of(units: tuple[str, ...]) -> Asked:
    groups = tuple(dict.fromkeys(GROUP_OF[unit] for unit in units))
    labels = {code: {"vi": code, "en": code} for code in (*groups, "total")}
    return replace(asked_for(2015, 2017), groups=groups, labels=labels)


def read_by(asked: Asked, counts: Counts, figures: pd.DataFrame) -> Reader:
    movements = by_year(counts.cells[counts.cells["period"] > 0], asked.days)
    declared = codes()
    return Reader(figures, movements, declared["levels"], declared["exit_reasons"],
                  declared["course_kinds"])  # fmt: skip


def shown_of(shape: str, seed: int, folder: Path) -> Shown:
    persons, happens, units = SHAPES[shape]
    random = np.random.default_rng([seed, persons])
    lives = [life(f"{seed}-{n}", int(random.poisson(happens)), units, random)
             for n in range(persons)]  # fmt: skip
    rows = [row for one in lives for row in one]
    asked = asked_of(units)
    counts = count_register(write(folder / "register", rows), asked)
    figures = clean_figures(document_of_register(asked, counts, folder, "hcmc"))
    disclosure, still_open = disclosure_of(figures, QUALIFIED, RULE)
    assert still_open == []
    return figures, disclosure, read_by(asked, counts, figures)


def kept_back(disclosure: pd.DataFrame) -> set[str]:
    return {cell.partition("#")[2] for cell in hidden_cells(disclosure)}


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
