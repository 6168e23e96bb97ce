"""How is the register of a programme to be read, and over which days is it complete?"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from analysis.sources.errors import MalformedDocument, SourceError, tell_problems
from analysis.sources.origins import GENERATED, require_honest
from analysis.sources.parsed import parsed
from analysis.sources.programmes import read_programmes
from analysis.sources.returns.units import UNITS
from analysis.sources.schemas import LABELS, read_table

KEYS = ("observed_from", "observed_until", "groups", "years", "categories")
ALL = "all"
OF_NOBODY = "0" * 16
"""How the id of a generated person ends: one hash in 2**64 does so by chance."""


@dataclass(frozen=True)
class Asked:
    """How the register of one programme is read.

    ``observed_from`` is the first day from which every exit is in the register, a 1 January;
    ``observed_until`` the last day that it knows of: a spell without exit lasts beyond it.
    ``codes`` are those of register.yml by column, levels from the lowest up; ``units`` are the
    codes of units where someone has listed them, empty otherwise. ``labels`` maps a code to its
    names.
    """

    programme: str
    observed_from: datetime.date
    observed_until: datetime.date
    groups: tuple[str, ...]
    codes: Mapping[str, Any]
    units: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_generated(self) -> bool:
        """Is the programme one of generated data, in which alone generated persons count?"""
        return self.programme.startswith(GENERATED)

    @property
    def document(self) -> str:
        """Under which name is the register a source like the documents?"""
        return document_of(self.programme)

    @property
    def days(self) -> tuple[datetime.date, ...]:
        """On which days is the stock counted? Before the first day, at each year's end, at last."""
        years = range(self.observed_from.year - 1, self.observed_until.year)
        return (*(datetime.date(year, 12, 31) for year in years), self.observed_until)


def document_of(programme: str) -> str:
    """Under which name is the register of a programme a source like the documents?"""
    return f"{programme}-register"


def folder_of_register(programme: str, root: Path) -> Path:
    """Where does the register of a programme lie?"""
    return root / "data" / "raw" / programme / "register"


@cache
def codes() -> Mapping[str, Any]:
    """What does register.yml declare, by name?"""
    text = files("analysis.sources.register").joinpath("register.yml").read_text(encoding="utf-8")
    declared: dict[str, Any] = parsed(text)
    return declared


def read_asked(programme: str, root: Path) -> Asked:
    """How is the register of a programme read?

    From ``register`` of the programme in programmes.yml (observed_from, observed_until, groups, the
    years between which it is compared, categories: all and the levels that count as qualified),
    register.yml beside this module, and data/raw/<programme>/register/units.csv where there is one.
    Raises SourceError for a programme that has no register, MalformedDocument with every setting
    that cannot be used and where generated and real data meet.
    """
    programmes = read_programmes(root)
    having = [name for name, settings in programmes.items() if "register" in settings]
    if programme not in having:
        known = ", ".join(having) or "none yet"
        raise SourceError(
            f"{programme!r} has no register. Those that do: {known}. Add `register` to the "
            "programme in data/raw/programmes.yml, or name another: PROGRAMME=…"
        )
    require_honest(root, programmes)
    folder = folder_of_register(programme, root)
    labels = {
        str(row["code"]): {"vi": str(row["vi"]), "en": str(row["en"])}
        for row in read_table(root / "data" / "raw" / "labels.csv", LABELS).to_dict("records")
    }
    settings = programmes[programme]["register"]
    problems = _problems(settings, set(labels))
    if problems:
        where = f"data/raw/programmes.yml, {programme}, register"
        raise MalformedDocument(tell_problems(where, problems, "Correct these and run again."))
    listed = folder / "units.csv"
    units = tuple(sorted(read_table(listed, UNITS)["code"])) if listed.is_file() else ()
    return Asked(
        programme, settings["observed_from"], settings["observed_until"],
        tuple(settings["groups"]), codes(), units, settings, labels,
    )  # fmt: skip


def _problems(settings: Any, labels: set[str]) -> list[str]:
    if not isinstance(settings, dict):
        return [f"expected the keys {', '.join(KEYS)}"]
    missing = [f"{key} is missing" for key in KEYS if key not in settings]
    if missing:
        return missing
    problems = [
        f"{key} is {settings[key]!r}, expected a day such as 2024-12-31"
        for key in ("observed_from", "observed_until")
        if type(settings[key]) is not datetime.date
    ]
    if problems:
        return problems
    if (settings["observed_from"].month, settings["observed_from"].day) != (1, 1):
        problems.append("observed_from must be a 1 January: stocks are counted at the year's end")
    if settings["observed_until"] <= settings["observed_from"]:
        problems.append("observed_until must lie after observed_from")
    first, last = settings["observed_from"].year - 1, settings["observed_until"].year
    problems += [
        f"there is no stock of {year}: stocks are from {first} to {last}"
        for year in settings["years"]
        if not first <= int(year) <= last
    ]
    problems += [
        f"{code!r} is no level of register.yml"
        for code in settings["categories"]
        if code not in (ALL, *codes()["levels"])
    ]
    return [*problems, *_without_label(settings["groups"], labels)]


def _without_label(groups: Sequence[str], labels: set[str]) -> list[str]:
    known = codes()
    named = [*groups, *known["levels"], *known["staff_classes"], *known["course_kinds"]]
    named += known["exit_reasons"]
    return [f"labels.csv has no name for {code!r}" for code in named if code not in labels]
