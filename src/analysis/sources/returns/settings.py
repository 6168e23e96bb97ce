"""Which return does a programme ask its units for?"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.sources.errors import MalformedDocument, SourceError, tell_problems
from analysis.sources.origins import require_honest
from analysis.sources.programmes import read_programmes
from analysis.sources.returns.terms import SCALES, Terms, read_terms, term_key
from analysis.sources.returns.units import Units, read_units
from analysis.sources.schemas import LABELS, read_table

KEYS = ("number", "title", "unit", "years", "groups", "categories", "rows")


@dataclass(frozen=True)
class Asked:
    """What a programme asks for: its return, the terms that it may use, the units that owe one.

    ``settings`` are the programme's ``returns`` in programmes.yml: number (of the form), title,
    unit, years, groups, categories, rows (empty ones under each group). ``known_units`` are those
    that somebody has listed, with what became of them. ``labels`` maps a code to
    its names. ``generated``: the programme is one of generated data, and none other counts in it.
    """

    programme: str
    settings: dict[str, Any]
    terms: Terms
    known_units: Units
    labels: dict[str, dict[str, str]]
    generated: bool = False

    @cached_property
    def units(self) -> pd.DataFrame:
        """Which units are listed, each once, with code, vi, en and group? No rows: nobody did."""
        return self.known_units.listed.drop_duplicates("code")

    @cached_property
    def code_of_name(self) -> dict[str, str]:
        """Which unit bears a name, by its key? The last of several that bore one."""
        listed = self.known_units.listed.sort_values("valid_from")
        return {
            term_key(name): code
            for code, vi, en in zip(listed["code"], listed["vi"], listed["en"], strict=True)
            for name in (vi, en)
        }

    @cached_property
    def group_of_unit(self) -> dict[str, str]:
        """In which group is a unit, by code?"""
        return dict(zip(self.units["code"], self.units["group"], strict=True))

    @cached_property
    def name_of_unit(self) -> dict[str, dict[str, str]]:
        """What is a unit called, by code and language?"""
        units = self.units
        return {
            code: {"vi": vi, "en": en}
            for code, vi, en in zip(units["code"], units["vi"], units["en"], strict=True)
        }

    @cached_property
    def first_units(self) -> str:
        """Which units are named where none was recognised?"""
        return ", ".join(self.units["vi"].head(3))

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Which columns has the return? Year and category, in the order of the form."""
        return [(str(y), c) for y in self.settings["years"] for c in self.settings["categories"]]

    def named(self, year: str, category: str) -> dict[str, str]:
        """What is a column called, by language?"""
        return {lang: f"{name} {year}" for lang, name in self.labels[category].items()}


def folder_of_returns(programme: str, root: Path) -> Path:
    """Where do the returns of a programme lie?"""
    return root / "data" / "raw" / programme / "returns"


def read_asked(programme: str, root: Path) -> Asked:
    """What does a programme ask its units for?

    The units are listed in data/raw/<programme>/returns/units.csv, where there is one. Raises
    SourceError for a programme that is not declared or asks for no return, MalformedDocument where
    the settings or lists cannot be used, MalformedTable for a table that does not fit its schema.
    """
    programmes = read_programmes(root)
    asking = [name for name, settings in programmes.items() if "returns" in settings]
    if programme not in asking:
        known = ", ".join(asking) or "none yet"
        raise SourceError(
            f"{programme!r} asks for no return. Those that do: {known}. Add `returns` to the "
            "programme in data/raw/programmes.yml, or name another: PROGRAMME=…"
        )
    require_honest(root, {programme: programmes[programme]})
    settings = programmes[programme]["returns"]
    labels = {
        str(row["code"]): {"vi": str(row["vi"]), "en": str(row["en"])}
        for row in read_table(root / "data" / "raw" / "labels.csv", LABELS).to_dict("records")
    }
    problems = _problems(settings, labels)
    if problems:
        where = f"data/raw/programmes.yml, {programme}, returns"
        raise MalformedDocument(tell_problems(where, problems, "Correct these and run again."))
    units = read_units(folder_of_returns(programme, root), settings["groups"])
    terms, generated = read_terms(root, settings), programmes[programme].get("generated") is True
    return Asked(programme, settings, terms, units, labels, generated)


def _problems(settings: Any, labels: dict[str, dict[str, str]]) -> list[str]:
    if not isinstance(settings, dict):
        return [f"expected the keys {', '.join(KEYS)}"]
    missing = [f"{key} is missing" for key in KEYS if key not in settings]
    if missing:
        return missing
    codes = [*settings["groups"], *settings["categories"], "total", "all"]
    problems = [f"labels.csv has no name for {code!r}" for code in codes if code not in labels]
    if settings["unit"] not in SCALES:
        problems.append(f"unit {settings['unit']!r}, expected one of {', '.join(SCALES)}")
    return problems
