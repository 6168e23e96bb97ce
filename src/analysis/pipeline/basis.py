"""On which files of a tree does every fact of its ledger rest?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

DECLARED = ("*/checks.yml", "breaks.yml")
READ = (
    "*/figures.csv",
    "*/corrections.yml",
    "assumptions.yml",
    "programmes.yml",
    "reference/*.csv",
)
STAGES = ("sources", "audit", "metrics")


def files_behind_facts(root: Path) -> tuple[Path, ...]:
    """Which raw files, modules, notebooks and pins can change a fact? Sorted.

    What only tells facts (briefing, pipeline, labels) is not among them.
    """
    raw = root / "data" / "raw"
    read = (path for pattern in READ for path in raw.glob(pattern))
    return tuple(sorted([*read, *files_by_digest(root), root / "requirements.lock"]))


def files_by_digest(root: Path) -> Iterator[Path]:
    """Which of them count as a whole: declarations, modules, notebooks?"""
    for pattern in DECLARED:
        yield from (root / "data" / "raw").glob(pattern)
    for stage in STAGES:
        yield from (root / "src" / "analysis" / stage).rglob("*.py")
    yield from (root / "notebooks").glob("*.ipynb")
