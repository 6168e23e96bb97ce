"""Which counts of persons must not be read, and how uncertain must each of them stay?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.sources.documents import read_yaml
from analysis.sources.errors import MalformedDocument, tell_problems

WHOLE, TOTAL, REST = "all", "total", "rest"
UNSEEN = "unseen"
"""The measure of what stands in no table and is never told, but cannot be less than nobody."""
SETTINGS = ("threshold_persons", "whole_group_under_persons")


@dataclass(frozen=True)
class Rule:
    """From how many persons on may a count be read?

    ``threshold_persons``: fewer than these, and not 0, are kept back.
    ``whole_group_under_persons``: in a body of fewer than these, that all of its staff are in one
    category is kept back as well: it would tell something about each of them.
    """

    threshold_persons: int
    whole_group_under_persons: int


def read_rule(root: Path) -> Rule:
    """Which rule stands in data/raw/disclosure.yml?

    Raises MalformedDocument where a setting is missing or is no whole number from 2 (from 0 for
    whole_group_under_persons).
    """
    path = root / "data" / "raw" / "disclosure.yml"
    settings: Mapping[str, Any] = read_yaml(path) or {}
    problems = [
        f"{name}: {settings.get(name)!r}, expected a whole number from {least} up"
        for name, least in zip(SETTINGS, (2, 0), strict=True)
        if not isinstance(settings.get(name), int) or settings[name] < least
    ]
    if problems:
        raise MalformedDocument(tell_problems(path, problems, "Correct these and run again."))
    return Rule(*(int(settings[name]) for name in SETTINGS))


def sensitive_counts(counts: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Between which ends must every reader be left in doubt about a count?

    ``counts`` as of ``counts_of``. One row a count that is kept back, by name; ``low_persons`` and
    ``high_persons`` are the ends that a reader must hold for possible:

    - a count of 1 to under the threshold: 0 and the threshold, whatever it is, so that neither a
      small number nor its absence is certain;
    - where all the staff of a small body are in one category: that count, and as many fewer as the
      threshold; the zeros beside it are kept back with it, without ends of their own.

    A 0 is otherwise no person and is read. Exact disclosure is what a minimum-frequency rule asks
    to prevent (Handbook on Statistical Disclosure Control, 2nd ed., 4.2.2); the interval is ours
    and asks for more. What all of a group have in common: 5.2 there, group attribute disclosure.
    """
    counts = counts[counts["measure"].ne(UNSEEN)]
    persons = counts["persons"]
    small = counts.index[(persons > 0) & (persons < rule.threshold_persons)]
    ends = dict.fromkeys(small, (0, rule.threshold_persons))
    for name, (low, high) in _in_common(counts, rule):
        ends.setdefault(name, (low, high))
    ordered = [name for name in counts.index if name in ends]
    return pd.DataFrame(
        [ends[name] for name in ordered],
        index=pd.Index(ordered, name="name"),
        columns=["low_persons", "high_persons"],
    )


def _in_common(counts: pd.DataFrame, rule: Rule) -> Iterator[tuple[str, tuple[int, int]]]:
    for _, body in counts.groupby(["measure", "group", "period"], sort=False):
        whole = body.loc[body["category"] == WHOLE, "persons"]
        parts = body.loc[body["is_part"], "persons"]
        if whole.empty or not 0 < whole.iloc[0] < rule.whole_group_under_persons:
            continue
        if len(parts) > 1 and (parts == whole.iloc[0]).sum() == 1 and (parts > 0).sum() == 1:
            for name, persons in body.loc[body["category"] != WHOLE, "persons"].items():
                yield str(name), (max(0, int(persons) - rule.threshold_persons), int(persons))
