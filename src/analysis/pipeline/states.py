"""What does the project say at one moment, and on what does it rest?"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import yaml

from analysis.metrics.disclosure.facts import masked
from analysis.pipeline.basis import figures_read_by_machine, files_by_digest
from analysis.pipeline.ledgers import read_ledger
from analysis.sources.disclosure import read_disclosure
from analysis.sources.documents import read_yaml
from analysis.sources.origins import read_by_machine
from analysis.sources.schemas import CLEANED, FIGURES, read_table
from analysis.sources.told_apart import with_sources


@dataclass(frozen=True)
class Basis:
    """Texts and digests of everything that the facts rest on.

    ``texts`` says for each source of a fact what stands there: the printed string, under
    ``correction:<source>`` how it is read, the assumption, the reference table's digest.
    ``settings`` are digests by programme, ``files`` by path, ``lock`` that of requirements.lock.
    """

    texts: Mapping[str, str]
    settings: Mapping[str, str]
    files: Mapping[str, str]
    lock: str


@dataclass(frozen=True)
class State:
    """The facts at one moment, with the columns of reports/figures.csv, and their basis."""

    facts: pd.DataFrame
    basis: Basis


def state_of(root: Path) -> State:
    """What does the tree in this folder say, and on what does it rest?

    Raises SourceError where its ledger has not been built.
    """
    return State(read_ledger(root), basis_of(root))


def basis_of(root: Path) -> Basis:
    """On what do the facts of the tree in this folder rest? Built or not."""
    declared = read_yaml(root / "data" / "raw" / "programmes.yml")
    told = with_sources(declared, read_by_machine(root, declared))
    programmes = {name: declared.get(name, settings) for name, settings in told.items()}
    return Basis(
        texts={**_texts(root / "data" / "raw"), **_texts_read_by_machine(root)},
        settings={
            programme: _digest(yaml.safe_dump(settings, allow_unicode=True).encode())
            for programme, settings in programmes.items()
        },
        files={
            path.relative_to(root).as_posix(): _digest(path.read_bytes())
            for path in sorted(files_by_digest(root))
        },
        lock=_digest((root / "requirements.lock").read_bytes()),
    )


def _texts(raw: Path) -> dict[str, str]:
    texts = {}
    for path in sorted(raw.glob("*/figures.csv")):
        document = path.parent.name
        for row in read_table(path, FIGURES).itertuples():
            texts[f"{document}#{row.id}"] = str(row.printed)
        for entry in read_yaml(path.with_name("corrections.yml")) or []:
            texts[f"correction:{document}#{entry['figure']}"] = str(entry["read_as"])
    for name, entry in read_yaml(raw / "assumptions.yml").items():
        texts[f"assumption:{name}"] = entry["en"]
    for path in sorted((raw / "reference").glob("*.csv")):
        texts[f"reference:{path.stem}"] = _digest(path.read_bytes())
    return texts


def _texts_read_by_machine(root: Path) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in figures_read_by_machine(root):
        if path.is_file():
            source = path.parent.name
            figures = read_table(path, CLEANED)
            figures = figures.assign(sources=source + "#" + figures["id"])
            shown = masked(figures, read_disclosure([source], root), ["printed"])
            texts |= dict(zip(shown["sources"], shown["printed"], strict=True))
    return texts


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
