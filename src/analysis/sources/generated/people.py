"""How do persons come, learn, move and leave where the rates at which they do are known?"""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import pandas as pd

DAYS_A_YEAR = 365.25
NEVER = np.iinfo(np.int64).max
LONGEST_SERVICE = 40 * 365
LEVELS = ("unqualified", "intermediate", "college", "bachelor", "master")
LEVEL_SHARES = (0.15, 0.25, 0.25, 0.3, 0.05)
CLASSES = ("elected_officials", "civil_servants", "public_employees")
CLASS_SHARES = (0.1, 0.35, 0.55)
REASONS = ("retirement", "resignation", "other_employer", "dismissal", "death")
REASON_SHARES = (0.45, 0.35, 0.15, 0.03, 0.02)
GROUPS = ("departments", "districts", "communes")
COURSES = ("short_course", "formal_training")


@dataclass(frozen=True)
class Truth:
    """At which yearly rates do generated persons leave, train, move up, move over and come?

    Each is the hazard per person and year, the same on every day: of leaving while not yet trained
    and once trained, of a first training (while untrained), of a move to the next level (below the
    highest) and of a transfer. ``hired`` are hires per year as a share of the opening stock,
    ``trained_at_first`` the share of that stock that was trained before.
    """

    leaves_untrained: float = 0.10
    leaves_trained: float = 0.05
    trains: float = 0.12
    upgrades: float = 0.06
    transfers: float = 0.04
    hired: float = 0.09
    trained_at_first: float = 0.25


def spells_of_people(
    persons: int, first: int, truth: Truth, days: tuple[datetime.date, datetime.date],
    units: int, rng: np.random.Generator,
) -> pd.DataFrame:  # fmt: skip
    """Which spells do so many persons have, numbered from ``first``?

    ``days`` are the first and the last day of the register. The columns are those of a register,
    but for number instead of person; dates are NaT where there is none. Of the persons the share
    1 / (1 + hired × years) is there before the first day, the others come on days that are equally
    likely. Hazards are constant (times between events exponential), in whole days.
    """
    start, end = (np.datetime64(day, "D") for day in days)
    last = int((end - start).astype(int))
    years = (last + 1) / DAYS_A_YEAR
    there = rng.random(persons) < 1 / (1 + truth.hired * years)
    earlier = -1 - np.minimum(_wait(rng, persons, 0.1), LONGEST_SERVICE)
    begin = np.where(there, earlier, rng.integers(0, last + 1, persons))
    clock = np.maximum(begin, -1)
    before = there & (rng.random(persons) < truth.trained_at_first)
    trained = np.where(
        before,
        begin + ((clock - begin) * rng.random(persons)).astype(np.int64),
        clock + 1 + _wait(rng, persons, truth.trains),
    )
    untrained_end = clock + 1 + _wait(rng, persons, truth.leaves_untrained)
    trained_end = np.maximum(trained, clock) + 1 + _wait(rng, persons, truth.leaves_trained)
    leaves = np.where(untrained_end < trained, untrained_end, trained_end)
    leaves = np.where(before, trained_end, leaves)
    people = pd.DataFrame(
        {
            "number": np.arange(first, first + persons),
            "entry": begin,
            "clock": clock,
            "leaves": leaves,
            "trained": np.where(trained < np.minimum(leaves, last + 1), trained, NEVER),
            "unit": rng.integers(0, units, persons),
            "level": rng.choice(len(LEVELS), persons, p=LEVEL_SHARES),
            "staff_class": rng.choice(CLASSES, persons, p=CLASS_SHARES),
            "course_kind": rng.choice(COURSES, persons, p=(0.8, 0.2)),
            "reason": rng.choice(REASONS, persons, p=REASON_SHARES),
        }
    )
    return _written(_moved(people, truth, units, last, rng), start, last)


def _moved(
    people: pd.DataFrame, truth: Truth, units: int, last: int, rng: np.random.Generator
) -> pd.DataFrame:
    """The spells: a person's goes on until the next move, which begins another, or the end."""
    now = people.assign(qualified=people["entry"])
    done = []
    while len(now):
        up = now["clock"] + 1 + _wait(rng, len(now), truth.upgrades)
        up = np.where(now["level"] < len(LEVELS) - 1, up, NEVER)
        over = now["clock"] + 1 + _wait(rng, len(now), truth.transfers)
        move = np.minimum(up, over)
        moves = (move < now["leaves"]) & (move <= last)
        done.append(
            now.assign(exit=np.where(moves, move, now["leaves"]), moves=moves, up=up <= over)
        )
        rose = (up <= over)[moves]
        then = move[moves]
        now = now[moves].assign(entry=then, clock=then)
        now["level"] += rose
        now["qualified"] = np.where(rose, then, now["qualified"])
        elsewhere = (now["unit"] + rng.integers(1, max(units, 2), len(now))) % units
        now["unit"] = np.where(rose, now["unit"], elsewhere)
    return pd.concat(done, ignore_index=True)


def _written(spells: pd.DataFrame, start: np.datetime64, last: int) -> pd.DataFrame:
    ends = spells["exit"] <= last
    within = (spells["trained"] >= spells["entry"]) & (spells["trained"] < spells["exit"])
    moved = np.where(spells["up"], "upgrade", "transfer")
    width = len(str(spells["unit"].max()))
    return pd.DataFrame(
        {
            "number": spells["number"],
            "unit": "unit_" + spells["unit"].astype(str).str.zfill(width),
            "group": np.array(GROUPS)[spells["unit"] % len(GROUPS)],
            "staff_class": spells["staff_class"],
            "level": np.array(LEVELS)[spells["level"]],
            "qualified_on": _day(spells["qualified"], spells["level"] > 0, start),
            "trained_on": _day(spells["trained"], within, start),
            "course_kind": spells["course_kind"].where(within),
            "entry": _day(spells["entry"], ends | True, start),
            "exit": _day(spells["exit"], ends, start),
            "exit_reason": np.where(spells["moves"], moved, spells["reason"]),
        }
    ).assign(exit_reason=lambda frame: frame["exit_reason"].where(ends))


def _day(offset: pd.Series, given: pd.Series, start: np.datetime64) -> np.ndarray:
    days = start + offset.where(given, 0).to_numpy().astype("timedelta64[D]")
    return np.where(given, days, np.datetime64("NaT"))


def _wait(rng: np.random.Generator, persons: int, per_year: float) -> np.ndarray:
    if per_year <= 0:
        return np.full(persons, NEVER // 4)
    return np.floor(rng.exponential(DAYS_A_YEAR / per_year, persons)).astype(np.int64)
