"""Where do series break, and what would bridge the gap?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from analysis.sources.columns import ID
from analysis.sources.declarations import REGIONS, Bilingual
from analysis.sources.documents import read_yaml
from analysis.sources.errors import MalformedDocument, tell_problems

AFFECTS = ("regions", "documents", "groups", "categories", "places")
KEYS = {"id", "from", "what", "affects", "bridge"}


@dataclass(frozen=True)
class Break:
    """One break: from which day, what changed, whose counts it touches, what would bridge it.

    ``affects`` maps some of regions, documents, groups, categories and places to codes; a count is
    touched that fits every one of them.
    """

    id: str
    start: date
    what: Bilingual
    affects: Mapping[str, tuple[str, ...]]
    bridge: Bilingual


@dataclass(frozen=True)
class Breaks:
    """The declared breaks, and the province code of each region."""

    entries: tuple[Break, ...] = ()
    places: Mapping[str, str] | None = None

    def place_of(self, region: str) -> str:
        """Which province code has a region? An empty text where none is declared."""
        return (self.places or {}).get(region, "")


def read_breaks(root: Path) -> Breaks:
    """Which breaks does data/raw/breaks.yml declare?

    ``root`` is the project's root. Raises MalformedDocument with every entry that cannot be used
    and what was expected, SourceError where the file is missing or not UTF-8.
    """
    path = root / "data" / "raw" / "breaks.yml"
    declared = read_yaml(path)
    problems = problems_of_breaks(declared)
    if problems:
        advice = "Correct these entries and run again; nothing is compared until then."
        raise MalformedDocument(tell_problems(path, problems, advice))
    return Breaks(tuple(_entry(entry) for entry in declared["breaks"]), declared["places"])


def problems_of_breaks(declared: Any) -> list[str]:
    """What is wrong with breaks.yml?"""
    if not isinstance(declared, dict) or not isinstance(declared.get("breaks"), list):
        return ["expected the keys places and breaks, breaks a list of entries"]
    problems = _problems_of_places(declared.get("places"))
    seen: set[str] = set()
    for number, entry in enumerate(declared["breaks"], 1):
        if not isinstance(entry, dict):
            problems.append(f"entry {number}: expected {', '.join(sorted(KEYS))}, not {entry!r}")
            continue
        where = f"entry {number} ({entry.get('id', 'no id')})"
        name = str(entry.get("id", ""))
        if not re.fullmatch(ID, name):
            problems.append(f"{where}: id expected in small letters, digits and single hyphens")
        if name in seen:
            problems.append(f"{where}: the id occurs again, expected once")
        seen.add(name)
        unknown = sorted(set(entry) - KEYS)
        problems += [f"{where}: {key!r} has no meaning in a break" for key in unknown]
        if _start(entry.get("from")) is None:
            problems.append(
                f"{where}: from is {entry.get('from')!r}, expected a day, YYYY-MM-DD, or a year"
            )
        problems += [
            f"{where}: {key} has no text in {language}"
            for key in ("what", "bridge")
            for language in ("vi", "en")
            if not (
                isinstance(entry.get(key), dict) and str(entry[key].get(language) or "").strip()
            )
        ]
        problems += [f"{where}: {problem}" for problem in _problems_of_affects(entry)]
    return problems


def _problems_of_places(places: Any) -> list[str]:
    if not isinstance(places, dict) or not set(places) <= set(REGIONS):
        return [f"places: expected a province code for some of {', '.join(REGIONS)}"]
    return [
        f"places, {region}: the code is {code!r}, expected two digits in quotes"
        for region, code in places.items()
        if not (isinstance(code, str) and re.fullmatch(r"[0-9]{2}", code))
    ]


def _problems_of_affects(entry: Mapping[str, Any]) -> list[str]:
    affects = entry.get("affects")
    if not isinstance(affects, dict) or not affects:
        return [f"affects is {affects!r}, expected at least one of {', '.join(AFFECTS)}"]
    problems = [
        f"affects {key!r}, expected one of {', '.join(AFFECTS)}"
        for key in affects
        if key not in AFFECTS
    ]
    for key, codes in affects.items():
        if not (isinstance(codes, list) and codes and all(isinstance(code, str) for code in codes)):
            problems.append(f"affects {key} {codes!r}, expected a list of codes in quotes")
        elif key == "regions":
            regions = ", ".join(REGIONS)
            unknown = [code for code in codes if code not in REGIONS]
            problems += [f"region {code!r}, expected one of {regions}" for code in unknown]
    return problems


def _start(written: Any) -> date | None:
    if isinstance(written, date):
        return written
    is_year = isinstance(written, int) and not isinstance(written, bool) and 1 <= written <= 9999
    return date(written, 1, 1) if is_year else None


def _entry(entry: Mapping[str, Any]) -> Break:
    start = _start(entry["from"])
    assert start is not None
    affects = {key: tuple(codes) for key, codes in entry["affects"].items()}
    return Break(entry["id"], start, entry["what"], affects, entry["bridge"])
