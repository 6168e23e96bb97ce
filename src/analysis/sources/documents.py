"""What does one document print, and what do people declare about it?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from analysis.sources.declarations import (
    Check,
    Correction,
    problems_of_checks,
    problems_of_corrections,
    problems_of_meta,
)
from analysis.sources.errors import MalformedDocument, tell_problems
from analysis.sources.parsed import parsed
from analysis.sources.schemas import FIGURES
from analysis.sources.tables import read_table
from analysis.sources.text import read_text


@dataclass(frozen=True)
class Document:
    """One document: its description, figures (columns of figures.csv), checks and corrections."""

    folder: Path
    meta: dict[str, Any]
    figures: pd.DataFrame
    checks: list[Check]
    corrections: list[Correction]

    @property
    def id(self) -> str:
        """Under which name is the document known in the project?"""
        return str(self.meta["id"])


def read_yaml(path: Path) -> Any:
    """What does a YAML file hold? Raises MalformedDocument with the place of a mistake in it."""
    try:
        return parsed(read_text(path))
    except yaml.YAMLError as error:
        raise MalformedDocument(
            f"{path} is not valid YAML: {error}. Quote texts that hold ': ' or '#'."
        ) from error


def read_document(folder: Path) -> Document:
    """What does the document in this folder print, and what is declared about it?

    Reads document.yml, figures.csv, checks.yml and corrections.yml. Raises MalformedTable for
    figures that do not fit their schema, MalformedDocument with every other problem of the
    folder, SourceError for a file that is missing or not UTF-8.
    """
    figures = read_table(folder / "figures.csv", FIGURES)
    meta, checks, corrections = (
        read_yaml(folder / f"{name}.yml") for name in ("document", "checks", "corrections")
    )
    checks, corrections = checks or [], corrections or []
    known = set(figures["id"])
    problems = [
        *problems_of_meta(meta, folder.name),
        *problems_of_checks(checks, known),
        *problems_of_corrections(corrections, checks, known),
    ]
    if problems:
        advice = "Correct these entries in the file named and run again."
        raise MalformedDocument(tell_problems(folder, problems, advice))
    return Document(folder, meta, figures, checks, corrections)


def save_description(document: Document, folder: Path) -> None:
    """Where does it stand what a source is that people did not write? In document.yml, checks.yml.

    For sources that are read by machine, beside their tables; equal descriptions, equal bytes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, told in (("document", document.meta), ("checks", document.checks)):
        text = yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=1_000)
        (folder / f"{name}.yml").write_text(text, encoding="utf-8")
