"""What have the earlier stages written for a programme?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.sources.breaks import Breaks, read_breaks
from analysis.sources.disclosure import nothing_disclosed, read_disclosure
from analysis.sources.errors import SourceError
from analysis.sources.programmes import read_programme
from analysis.sources.reference import read_reference
from analysis.sources.schemas import CLEANED, FACTS, TIDY, read_table, save_table


@dataclass(frozen=True)
class Processed:
    """The tidy tables of one programme, stacked over its documents.

    ``figures`` are the cleaned figures of the documents with their addresses in ``sources``.
    ``breaks`` are the declared breaks of series. ``earlier`` gives the facts that an earlier study
    has established, in the columns of the facts' ledger, from the names of programme and study.
    ``disclosure`` says which counts of what machines read are shown; it has no row for documents.
    """

    programme: str
    settings: dict[str, Any]
    figures: pd.DataFrame
    headcount: pd.DataFrame
    training: pd.DataFrame
    funding: pd.DataFrame
    targets: pd.DataFrame
    seats: pd.DataFrame
    base_salary: pd.DataFrame
    consumer_prices: pd.DataFrame
    breaks: Breaks
    earlier: Callable[[str, str], pd.DataFrame]
    disclosure: pd.DataFrame = field(default_factory=nothing_disclosed)


def read_processed(programme: str, root: Path) -> Processed:
    """Which tables does a study of this programme start from?

    Raises SourceError for a programme that is not declared, or where the documents have not been
    cleaned yet.
    """
    settings = read_programme(programme, root)
    if not settings["documents"]:
        raise SourceError(
            f"{programme} rests on no document of its own, so there is nothing to study. "
            "Choose one of the programmes that it compares."
        )
    folders = [root / "data" / "processed" / name for name in settings["documents"]]
    tables = {}
    for name, schema in TIDY.items():
        stacked = pd.concat(
            [_read(folder / f"{name}.csv", schema) for folder in folders], ignore_index=True
        )
        tables[name] = stacked[stacked["programme"] == programme].reset_index(drop=True)
    figures = pd.concat([_read(folder / "figures.csv", CLEANED) for folder in folders])
    return Processed(
        programme=programme,
        settings=settings,
        figures=figures.assign(sources=figures["document"] + "#" + figures["id"]),
        base_salary=read_reference("base_salary", root),
        consumer_prices=read_reference("consumer_prices", root),
        breaks=read_breaks(root),
        disclosure=read_disclosure(settings["documents"], root),
        earlier=partial(written_facts, root),
        **tables,
    )


def read_facts(programmes: Sequence[str], root: Path) -> pd.DataFrame:
    """Which facts have the studies of these programmes written? Columns of the facts' ledger."""
    tables = [
        written_facts(root, programme, study)
        for programme in programmes
        for study in read_programme(programme, root)["analyses"]
    ]
    if not tables:
        raise SourceError(f"No study is declared for {', '.join(programmes)} in programmes.yml.")
    return pd.concat(tables, ignore_index=True)


def save_facts(facts: pd.DataFrame, programme: str, study: str, root: Path) -> None:
    """Where do the facts of a study go? data/processed/<programme>/<study>.csv, past the schema."""
    save_table(facts, root / "data" / "processed" / programme / f"{study}.csv", FACTS)


def written_facts(root: Path, programme: str, study: str) -> pd.DataFrame:
    """Which facts has a study of a programme written? Columns of the facts' ledger.

    Raises SourceError where it has not been run yet.
    """
    return _read(root / "data" / "processed" / programme / f"{study}.csv", FACTS)


def _read(path: Path, schema: Any) -> pd.DataFrame:
    if not path.is_file():
        raise SourceError(
            f"{path} is not there yet: run the notebook that writes it first, or `make briefings`."
        )
    return read_table(path, schema)
