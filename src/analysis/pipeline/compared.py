"""How do the briefings learn what changed since the edition before them?"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from analysis.pipeline.changes import changes
from analysis.pipeline.editions import FOLDER, earlier_edition, frozen_on, read_edition
from analysis.pipeline.states import State, basis_of
from analysis.sources.schemas import CHANGES, EDITION, FACTS, read_table, save_table


def write_edition(root: Path, table: Path) -> None:
    """Which edition came before? Its name and day, or no row where this is the first."""
    folder = earlier_edition(root)
    rows = [(folder.name, frozen_on(folder))] if folder else []
    save_table(pd.DataFrame(rows, columns=list(EDITION.columns), dtype="str"), table, EDITION)


def write_changes(
    root: Path, programme: str, edition: Path, facts: Iterable[Path], table: Path
) -> None:
    """Which facts of one programme changed since the edition that ``edition`` names, and why?

    ``facts``: the tables that hold what the ledger has of the programme. No row where there is no
    edition, or where nothing changed.
    """
    named = read_table(edition, EDITION)["name"].tolist()
    found = pd.DataFrame(columns=list(CHANGES.columns), dtype="str")
    if named:
        before = read_edition(root / FOLDER / named[0])
        empty = pd.DataFrame(columns=list(FACTS.columns), dtype="str")
        after = pd.concat([empty, *(read_table(path, FACTS) for path in facts)])
        found = changes(
            State(_of(programme, before.facts), before.basis),
            State(_of(programme, after), basis_of(root)),
        )
    save_table(found, table, CHANGES)


def _of(programme: str, facts: pd.DataFrame) -> pd.DataFrame:
    return facts[facts["programme"] == programme]
