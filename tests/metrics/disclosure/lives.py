"""Small registers drawn by chance, of persons who do not exist and to whom much happens."""

from __future__ import annotations

import datetime
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from tests.sources.register.conftest import Row, asked_for, spell, write

from analysis.metrics.disclosure.facts import hidden_cells
from analysis.metrics.disclosure.rule import Rule
from analysis.metrics.register.source import figure_id
from analysis.sources.register.settings import Asked

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
    """How a register of these units is read."""
    groups = tuple(dict.fromkeys(GROUP_OF[unit] for unit in units))
    labels = {code: {"vi": code, "en": code} for code in (*groups, "total")}
    return replace(asked_for(2015, 2017), groups=groups, labels=labels)


def dropped_in(shape: str, seed: int, folder: Path) -> tuple[Path, Asked]:
    """A register of this shape, and how it is read."""
    persons, happens, units = SHAPES[shape]
    random = np.random.default_rng([seed, persons])
    lives = [life(f"{seed}-{n}", int(random.poisson(happens)), units, random)
             for n in range(persons)]  # fmt: skip
    rows = [row for one in lives for row in one]
    return write(folder / "register", rows), asked_of(units)


def kept_back(disclosure: pd.DataFrame) -> set[str]:
    """Which figures, and sums of them, does this table keep back?"""
    hidden = disclosure[disclosure["shown"].eq("no")]
    sums = {figure_id(row.group, row.period, row.category) for row in hidden.itertuples()}
    return sums | {cell.partition("#")[2] for cell in hidden_cells(disclosure)}
