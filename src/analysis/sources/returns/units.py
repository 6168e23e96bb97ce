"""Which units owe a return, from when to when, and what became of those that are no more?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from analysis.sources import columns as of
from analysis.sources.errors import MalformedDocument, tell_problems
from analysis.sources.schemas import read_table
from analysis.sources.text import read_text

DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
KINDS = ("renamed", "merged", "split")
NAMED = {
    "code": of.text(of.CODE, "small letters and digits with single underscores between"),
    "vi": of.something(),
    "en": of.something(),
    "group": of.code(),
}
UNITS = of.table(NAMED, unique=["code"])
DATED = of.table(
    {
        **NAMED,
        "valid_from": of.text(rf"({DAY})?", "the first day, YYYY-MM-DD, or nothing"),
        "valid_to": of.text(rf"({DAY})?", "the first day no more, YYYY-MM-DD, or nothing"),
    },
    {
        "valid_from before valid_to": lambda frame: (
            frame["valid_from"].lt(frame["valid_to"]) | frame["valid_to"].eq("")
        )
    },
    unique=["code", "valid_from"],
)
CHANGES = of.table(
    {
        "kind": of.one_of(KINDS),
        "before": of.code(),
        "after": of.code(),
        "date": of.text(DAY, "a day, YYYY-MM-DD"),
        "legal_act": of.anything(),
    },
    unique=["before", "after", "date"],
)


@dataclass(frozen=True)
class Units:
    """The units of a programme, and the changes that join one to another.

    ``listed`` has the columns code, vi, en, group, valid_from and valid_to (days, "" where open;
    valid_to is the first day on which the unit is no more); ``changes`` kind, before, after, date
    and legal_act. Neither has rows where nobody has listed the units.
    """

    listed: pd.DataFrame
    changes: pd.DataFrame
    _known: dict[str, frozenset[str]] = field(default_factory=dict, repr=False, compare=False)

    def existing(self, year: str) -> pd.DataFrame:
        """Which units were there at the end of a year? They owe its figures."""
        last = f"{year}-12-31"
        begun = self.listed["valid_from"] <= last
        ended = self.listed["valid_to"].ne("") & self.listed["valid_to"].le(last)
        return self.listed[begun & ~ended]

    def codes_in(self, year: str) -> frozenset[str]:
        """Which units were there at the end of a year, by code?"""
        if year not in self._known:
            self._known[year] = frozenset(self.existing(year)["code"])
        return self._known[year]

    @cached_property
    def codes(self) -> frozenset[str]:
        """Which units are listed at all?"""
        return frozenset(self.listed["code"])

    def heirs(self, code: str) -> set[str]:
        """Which units came after one, through all that changed?"""
        return _reached(code, self._after)

    def relatives(self, code: str) -> set[str]:
        """Which units came before or after one: what may hold its figures too?"""
        return self.heirs(code) | _reached(code, self._before)

    @cached_property
    def changed(self) -> frozenset[str]:
        """Which units came before or after another?"""
        return frozenset(self._after) | frozenset(self._before)

    @cached_property
    def _after(self) -> dict[str, list[str]]:
        return _steps(self.changes["before"], self.changes["after"])

    @cached_property
    def _before(self) -> dict[str, list[str]]:
        return _steps(self.changes["after"], self.changes["before"])


def _steps(start: pd.Series, end: pd.Series) -> dict[str, list[str]]:
    steps: dict[str, list[str]] = {}
    for one, other in zip(start, end, strict=True):
        steps.setdefault(str(one), []).append(str(other))
    return steps


def _reached(code: str, steps: Mapping[str, Sequence[str]]) -> set[str]:
    found, waiting = set[str](), list(steps.get(code, ()))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += steps.get(name, ())
    return found - {code}


def read_units(folder: Path, groups: list[str]) -> Units:
    """Which units does a programme list in units.csv, and which changes in unit_changes.csv?

    Raises MalformedTable for a table that does not fit its schema, MalformedDocument for a group
    that the programme does not have and for a change that contradicts the list.
    """
    listed, changed = folder / "units.csv", folder / "unit_changes.csv"
    units = pd.DataFrame(columns=list(DATED.columns), dtype="str")
    if listed.is_file():
        dated = "valid_from" in read_text(listed).partition("\n")[0]
        units = read_table(listed, DATED if dated else UNITS)
        units = units.assign(**{name: "" for name in DATED.columns if name not in units.columns})
    changes = pd.DataFrame(columns=list(CHANGES.columns), dtype="str")
    if changed.is_file():
        changes = read_table(changed, CHANGES)
    strangers = [f"no group {name!r}" for name in sorted(set(units["group"]) - set(groups))]
    if strangers:
        raise MalformedDocument(tell_problems(listed, strangers, f"Use one of {', '.join(groups)}"))
    problems = list(_problems(units, changes))
    if problems:
        advice = "Correct the change, or the dates of the unit in units.csv."
        raise MalformedDocument(tell_problems(changed, problems, advice))
    return Units(units, changes)


def _problems(units: pd.DataFrame, changes: pd.DataFrame) -> Iterator[str]:
    begins, ends = (units.groupby("code")[column].agg(set) for column in ("valid_from", "valid_to"))
    for row in changes.to_dict("records"):
        where = f"{row['before']} → {row['after']} ({row['kind']}, {row['date']})"
        unknown = [code for code in (row["before"], row["after"]) if code not in begins.index]
        yield from (f"{where}: units.csv has no unit {code!r}" for code in unknown)
        if unknown:
            continue
        if row["kind"] != "split" and row["date"] not in ends[row["before"]]:
            yield f"{where}: {row['before']} is not valid_to {row['date']} in units.csv"
        if row["kind"] != "merged" and row["date"] not in begins[row["after"]]:
            yield f"{where}: {row['after']} is not valid_from {row['date']} in units.csv"
