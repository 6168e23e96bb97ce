"""How do the tables of all programmes or documents become one ledger?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.sources.errors import SourceError

if TYPE_CHECKING:
    import pandas as pd


def write_figures(tables: Iterable[Path], ledger: Path) -> None:
    """Which facts have all the programmes together? One row a fact, in the order of the tables.

    Raises MalformedTable where a table or the ledger does not fit the schema of facts.
    """
    from analysis.sources.schemas import FACTS

    _stack(tables, ledger, FACTS)


def write_audit(tables: Iterable[Path], ledger: Path) -> None:
    """Which checks have all the documents together? One row a check, in the order of the tables.

    Raises MalformedTable where a table or the ledger does not fit the schema of audits.
    """
    from analysis.sources.schemas import AUDIT

    _stack(tables, ledger, AUDIT)


def write_changes(tables: Iterable[Path], ledger: Path) -> None:
    """Which facts of all the programmes changed since the edition before? One row a cause.

    Raises MalformedTable where a table or the ledger does not fit the schema of changes.
    """
    from analysis.sources.schemas import CHANGES

    _stack(tables, ledger, CHANGES)


def read_ledger(root: Path) -> pd.DataFrame:
    """Which facts are published? Columns of FACTS; SourceError where they have not been built."""
    from analysis.sources.schemas import FACTS, read_table

    ledger = root / "reports" / "figures.csv"
    if not ledger.is_file():
        raise SourceError(f"{ledger} is not there yet: run `make briefings` first.")
    return read_table(ledger, FACTS)


def facts_text(tables: Iterable[Path], programme: str) -> str:
    """Which CSV holds the facts of one programme? The rows that the ledger has of it.

    Nothing where no table has a row of it. The tables fit their schema: nothing is saved past it.
    """
    rows: list[dict[str, str]] = []
    for path in tables:
        with path.open(encoding="utf-8", newline="") as table:
            rows += [row for row in csv.DictReader(table) if row["programme"] == programme]
    if not rows:
        return ""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _stack(tables: Iterable[Path], ledger: Path, schema: object) -> None:
    import pandas as pd
    import pandera.pandas as pa

    from analysis.sources.tables import read_table, save_table

    assert isinstance(schema, pa.DataFrameSchema)
    empty = pd.DataFrame(columns=list(schema.columns), dtype="str")
    rows = [frame for path in tables if len(frame := read_table(path, schema))]
    save_table(pd.concat([empty, *rows], ignore_index=True), ledger, schema)
