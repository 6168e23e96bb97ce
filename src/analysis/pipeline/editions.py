"""Which editions are there? Frozen ledgers, and what every fact in them rested on."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

from analysis.pipeline.states import Basis, State, basis_of
from analysis.sources.documents import read_yaml
from analysis.sources.errors import SourceError
from analysis.sources.marked import unmarked
from analysis.sources.schemas import FACTS, read_table

FOLDER = "editions"


def read_edition(folder: Path) -> State:
    """What did a frozen edition say? Raises SourceError where the folder holds none."""
    if not (folder / "edition.yml").is_file():
        raise SourceError(f"{folder} holds no edition: it has no edition.yml.")
    return State(unmarked(read_table(folder / "figures.csv", FACTS)), _basis(folder))


def earlier_edition(root: Path) -> Path | None:
    """Which edition came before what the tree in this folder says, if any? The last one frozen.

    Where that one rests on exactly what the tree rests on, the tree is that edition, and the one
    before it answers: so what has been published says the same before and after it is frozen.
    """
    editions = editions_of(root)
    if editions and _basis(editions[-1]) == basis_of(root):
        del editions[-1]
    return editions[-1] if editions else None


def editions_of(root: Path) -> list[Path]:
    """Which editions are there? Their folders, by day, then by name."""
    folders = [path.parent for path in (root / FOLDER).glob("*/edition.yml")]
    return sorted(folders, key=lambda path: (frozen_on(path), path.name))


def frozen_on(folder: Path) -> str:
    """On which day was an edition frozen? YYYY-MM-DD."""
    return str(read_yaml(folder / "edition.yml")["frozen_on"])


def charts_in(folder: Path) -> dict[str, str]:
    """Which charts did an edition show? Their digests by name."""
    charts: dict[str, str] = read_yaml(folder / "edition.yml")["charts"]
    return charts


def _basis(folder: Path) -> Basis:
    record = read_yaml(folder / "edition.yml")
    return Basis(**{part.name: record[part.name] for part in fields(Basis)})
