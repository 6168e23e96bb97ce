"""Which programmes are there, what do they rest on, and what is assumed?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.sources.documents import read_yaml
from analysis.sources.errors import MalformedDocument, SourceError, tell_problems
from analysis.sources.origins import READ_BY_MACHINE, read_by_machine
from analysis.sources.told_apart import with_sources

REQUIRED = ("region", "period", "title", "documents", "analyses")
UNLESS_READ_BY_MACHINE = ("documents", "analyses")


def read_programmes(root: Path) -> dict[str, dict[str, Any]]:
    """Which programmes does data/raw/programmes.yml declare?

    A mapping from the programme's id to its settings, lists within lists joined, with what is read
    by machine among the documents as ``with_sources`` says. Raises MalformedDocument with every
    programme that lacks a key or names a document that has no folder.
    """
    path = root / "data" / "raw" / "programmes.yml"
    programmes = read_yaml(path)
    problems = [
        f"{programme}: {key} is missing"
        for programme, settings in programmes.items()
        for key in REQUIRED
        if key not in settings
        and not (key in UNLESS_READ_BY_MACHINE and settings.keys() & {*READ_BY_MACHINE})
    ]
    problems += [
        f"{programme}: there is no document {document!r} in data/raw"
        for programme, settings in programmes.items()
        for document in settings.get("documents", {})
        if not (path.parent / document / "document.yml").is_file()
    ]
    if problems:
        raise MalformedDocument(
            tell_problems(path, problems, "Correct these entries and run again.")
        )
    joined: dict[str, dict[str, Any]] = _join_lists(programmes)
    return with_sources(joined, read_by_machine(root, joined))


def read_programme(programme: str, root: Path) -> dict[str, Any]:
    """What are the settings of one programme? Raises SourceError naming those that there are."""
    programmes = read_programmes(root)
    if programme not in programmes:
        raise SourceError(f"No programme {programme!r}; there are {', '.join(programmes)}.")
    return programmes[programme]


def read_assumptions(root: Path) -> dict[str, dict[str, str]]:
    """What is assumed, under which name, and how is it said in each language?"""
    assumptions: dict[str, dict[str, str]] = read_yaml(root / "data" / "raw" / "assumptions.yml")
    return assumptions


def _join_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _join_lists(part) for key, part in value.items()}
    if isinstance(value, list):
        joined: list[Any] = []
        for part in map(_join_lists, value):
            joined.extend(part) if isinstance(part, list) else joined.append(part)
        return joined
    return value
