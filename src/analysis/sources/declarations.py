"""What do people declare about a document, and what is wrong with a declaration?"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NotRequired, TypedDict, TypeGuard

from analysis.sources.columns import ID

REQUIRED_META = ("id", "issuer", "number", "date", "region", "kind", "subject", "published")
BILINGUAL_META = ("issuer", "kind", "subject", "published")
REGIONS = ("hcmc", "hanoi", "nghe-an")
FIGURES_OF_KIND = {
    "sum": ("left", "right"),
    "share": ("left", "part", "whole"),
    "same": ("left", "right"),
    "difference": ("left", "right"),
    "words": ("left", "right"),
    "hundred": ("right",),
    "not_checkable": ("left", "right"),
}
COUNT_OF_RIGHT = {"same": 1, "words": 1, "difference": 2}

Bilingual = dict[str, str]


class Check(TypedDict):
    """One identity by which the document is held against itself, as checks.yml states it.

    `left` is the id of a figure; in a sum it may be a list, where two stated figures together are
    held against their parts.
    """

    id: str
    kind: str
    what: Bilingual
    left: NotRequired[str | list[str]]
    right: NotRequired[list[str]]
    part: NotRequired[list[str]]
    whole: NotRequired[list[str]]
    note: NotRequired[Bilingual]


class Expectation(TypedDict):
    """What must be so for a correction to stand: the printed string, the check it closes."""

    printed: str
    closes: str


class Correction(TypedDict):
    """One declared reading of a misprint, as corrections.yml states it."""

    figure: str
    read_as: str
    reason: Bilingual
    evidence: Bilingual
    expects: Expectation


def left_of(check: Check) -> list[str]:
    """Which figures stand on the left side of a check?"""
    left = check.get("left", [])
    return [left] if isinstance(left, str) else left


def figures_named(check: Check) -> list[str]:
    """Which figures does a check use, in order: left, right, part, whole; each once?"""
    sides = [left_of(check), check.get("right"), check.get("part"), check.get("whole")]
    return list(dict.fromkeys(figure for side in sides for figure in side or []))


def problems_of_meta(meta: Any, folder_name: str) -> list[str]:
    """What is wrong with document.yml?"""
    if not isinstance(meta, dict):
        return ["document.yml: expected keys and values, such as 'id: 1228-bc-snv-2017'"]
    problems = [f"document.yml: {key} is missing" for key in REQUIRED_META if key not in meta]
    if meta.get("id") != folder_name:
        problems.append(f"document.yml: id {meta.get('id')!r}, expected the folder's name")
    if meta.get("region") not in REGIONS:
        regions = ", ".join(REGIONS)
        problems.append(f"document.yml: region {meta.get('region')!r}, expected one of {regions}")
    stated = [key for key in BILINGUAL_META if key in meta]
    return problems + _problems_of_texts("document.yml", meta, stated)


def problems_of_checks(checks: Any, known: set[str]) -> list[str]:
    """What is wrong with checks.yml? `known` are the ids of the document's figures."""
    if not _is_list_of_entries(checks):
        return ["checks.yml: expected a list of entries, each with id and kind; [] for none"]
    problems = []
    for number, check in enumerate(checks, 1):
        where = f"checks.yml, entry {number} ({check.get('id', 'no id')})"
        if not re.fullmatch(ID, str(check.get("id", ""))):
            problems.append(f"{where}: id expected in small letters, digits and single hyphens")
        if sum(check.get("id") == other.get("id") for other in checks[:number]) > 1:
            problems.append(f"{where}: the id occurs again, expected once")
        notes = ["note"] if "note" in check else []
        problems += _problems_of_texts(where, check, ["what", *notes])
        if check.get("kind") not in FIGURES_OF_KIND:
            kinds = ", ".join(FIGURES_OF_KIND)
            problems.append(f"{where}: kind {check.get('kind')!r}, expected one of {kinds}")
            continue
        problems += _problems_of_figures(where, check, known)
    return problems


def problems_of_corrections(corrections: Any, checks: Any, known: set[str]) -> list[str]:
    """What is wrong with corrections.yml? A correction's check must use the figure it corrects."""
    if not _is_list_of_entries(corrections):
        return ["corrections.yml: expected a list of entries, each with figure; [] for none"]
    uses = {check.get("id"): check for check in checks} if _is_list_of_entries(checks) else {}
    problems = []
    for number, correction in enumerate(corrections, 1):
        figure, expects = correction.get("figure"), correction.get("expects")
        where = f"corrections.yml, entry {number} ({figure or 'no figure'})"
        if figure not in known:
            problems.append(f"{where}: figure {figure!r} is no id in figures.csv")
        if sum(figure == other.get("figure") for other in corrections[:number]) > 1:
            problems.append(f"{where}: the figure is corrected again, expected once")
        if not isinstance(correction.get("read_as"), str):
            problems.append(f"{where}: read_as {correction.get('read_as')!r}, expected in quotes")
        problems += _problems_of_texts(where, correction, ["reason", "evidence"])
        if not isinstance(expects, dict) or not isinstance(expects.get("printed"), str):
            problems.append(f"{where}: expects.printed is missing or not in quotes")
        elif expects.get("closes") not in uses:
            problems.append(f"{where}: closes {expects.get('closes')!r}, which is no check's id")
        elif figure not in figures_named(uses[expects["closes"]]):
            problems.append(f"{where}: the check {expects['closes']} does not use this figure")
    return problems


def _problems_of_figures(where: str, check: Mapping[str, Any], known: set[str]) -> list[str]:
    kind = check["kind"]
    keys = FIGURES_OF_KIND[kind]
    extra = [key for key in check if key not in {"id", "kind", "what", "note", *keys}]
    problems = [f"{where}: {key!r} has no meaning in a check of kind {kind}" for key in extra]
    for key in keys:
        value = check.get(key)
        single = key == "left" and not (kind == "sum" and isinstance(value, list))
        names = [value] if single else value
        may_be_empty = kind == "not_checkable" and key == "right"
        if not _is_list_of_texts(names) or not (names or may_be_empty):
            form = "the id of a figure" if single else "a list of ids of figures"
            problems.append(f"{where}: {key} is {value!r}, expected {form}")
            continue
        unknown = [name for name in names if name not in known]
        problems += [f"{where}: {key} names {n!r}, which is no id in figures.csv" for n in unknown]
        expected = COUNT_OF_RIGHT.get(kind, len(names))
        if key == "right" and len(names) != expected:
            problems.append(f"{where}: right names {len(names)} figures, expected {expected}")
    return problems


def _problems_of_texts(where: str, entry: Mapping[str, Any], keys: Sequence[str]) -> list[str]:
    return [
        f"{where}: {key} has no text in {language}"
        for key in keys
        for language in ("vi", "en")
        if not (isinstance(entry.get(key), dict) and str(entry[key].get(language) or "").strip())
    ]


def _is_list_of_entries(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(entry, dict) for entry in value)


def _is_list_of_texts(value: Any) -> TypeGuard[list[str]]:
    return isinstance(value, list) and all(isinstance(name, str) for name in value)
