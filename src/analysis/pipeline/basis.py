"""On which files of a tree does every fact of its ledger rest?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from analysis.sources.origins import DISCLOSED, read_by_machine

DECLARED = ("*/checks.yml", "breaks.yml", "disclosure.yml")
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
    figures = tuple(figures_read_by_machine(root))
    made = (*figures, *(path.with_name(DISCLOSED) for path in figures))
    return tuple(sorted([*read, *made, *files_by_digest(root), root / "requirements.lock"]))


def figures_read_by_machine(root: Path) -> Iterator[Path]:
    """Where do the figures lie that are made of returns and registers, whether made yet or not?"""
    folders = sorted(path.name for path in (root / "data" / "raw").iterdir() if path.is_dir())
    for source in read_by_machine(root, folders):
        yield root / "data" / "processed" / source.id / "figures.csv"


def files_by_digest(root: Path) -> Iterator[Path]:
    """Which of them count as a whole: declarations, modules, notebooks?"""
    for pattern in DECLARED:
        yield from (root / "data" / "raw").glob(pattern)
    for stage in STAGES:
        yield from (root / "src" / "analysis" / stage).rglob("*.py")
    yield from (root / "notebooks").glob("*.ipynb")
