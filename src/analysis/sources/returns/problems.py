"""What is wrong with a return, and how is a unit told?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from analysis.sources.parsed import parsed

COLUMNS = ["unit", "file", "sheet", "cell", "blocking", "found", "expected", "mend"]
LANGUAGES = ("vi", "en")


@dataclass(frozen=True)
class Problem:
    """One thing in a return that is not as expected: where it stands and what stands there.

    ``kind`` is an entry of problems.yml, ``facts`` what its braces hold: a text, or a text by
    language. ``cell`` is empty where the whole sheet or file is meant.
    """

    kind: str
    found: str = ""
    cell: str = ""
    sheet: str = ""
    file: str = ""
    facts: Mapping[str, str | Mapping[str, str]] = field(default_factory=dict)

    @property
    def blocking(self) -> bool:
        """Is the return counted in no total until this is mended?"""
        return bool(wordings()[self.kind]["blocking"])

    def told(self, part: str, lang: str) -> str:
        """What was expected, or how is it mended (``part``), in a language?"""
        facts = {
            name: fact if isinstance(fact, str) else fact[lang] for name, fact in self.facts.items()
        }
        return str(wordings()[self.kind][lang][part]).format(**facts)


@cache
def wordings() -> dict[str, dict[str, Any]]:
    """Which kinds of problems are there, and what is said of each?"""
    text = files("analysis.sources.returns").joinpath("problems.yml").read_text(encoding="utf-8")
    kinds: dict[str, dict[str, Any]] = parsed(text)
    return kinds


def report_of(unit: str, problems: Sequence[Problem], lang: str) -> pd.DataFrame:
    """What is a unit told of its returns, in one language?

    Columns: unit, file, sheet, cell, blocking (whether the return waits until it is mended), found
    (what stands there), expected, mend. What blocks comes first, then by place.
    """
    return pd.DataFrame(report_rows(unit, problems, lang), columns=COLUMNS)


def report_rows(
    unit: str, problems: Sequence[Problem], lang: str
) -> list[tuple[str, str, str, str, bool, str, str, str]]:
    """Which rows has that report?"""
    return [
        (
            unit,
            problem.file,
            problem.sheet,
            problem.cell,
            problem.blocking,
            problem.found,
            problem.told("expected", lang),
            problem.told("mend", lang),
        )
        for problem in sorted(problems, key=lambda one: (not one.blocking, one.file))
    ]
