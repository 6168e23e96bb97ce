"""How do the tables of all programmes or documents become one ledger?"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.sources.errors import SourceError
from analysis.sources.marked import marked, told, unmarked

if TYPE_CHECKING:
    import pandas as pd


def write_figures(
    tables: Iterable[Path], ledger: Path, disclosures: Mapping[Path, Mapping[str, Any]]
) -> None:
    """Which facts have all the programmes together? One row a fact, in the order of the tables.

    ``disclosures``: for each table of what is shown of a source, the settings of the programme that
    rests on it. Raises MalformedTable where a table or the ledger does not fit the schema of facts,
    SourceError where a fact tells what is kept back.
    """
    from analysis.sources.schemas import FACTS

    paths = tuple(tables)
    require_kept_back(paths, disclosures)
    _stack(paths, ledger, FACTS)


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

    _stack(tables, ledger, CHANGES, in_words=False)


def require_kept_back(
    tables: Iterable[Path], disclosures: Mapping[Path, Mapping[str, Any]]
) -> None:
    """Does no fact tell what is kept back? Raises SourceError naming each that does.

    Nor one of persons of whom no table says what is shown.
    """
    from analysis.metrics.disclosure.facts import is_kept_back, publishable
    from analysis.sources.disclosure import DISCLOSURE, nothing_disclosed, sources_of
    from analysis.sources.schemas import FACTS, read_table

    telling = []
    shown = [(read_table(path, DISCLOSURE), settings) for path, settings in disclosures.items()]
    covered = {source for disclosure, _ in shown for source in sources_of(disclosure)}
    for path in tables:
        facts = read_table(path, FACTS)
        for disclosure, settings in [*shown, (nothing_disclosed(), {})]:
            cited = _without_sources(facts, covered - sources_of(disclosure))
            if cited.empty:
                continue
            fit = publishable(cited, disclosure, settings)
            now, then = (table.to_dict("records") for table in (fit, cited))
            telling += [
                f"{path}: {fact['id']}"
                for fit_for_all, fact in zip(now, then, strict=True)
                if is_kept_back(fit_for_all) and not is_kept_back(fact)
            ]
    if telling:
        raise SourceError(
            "These facts tell of few persons, or let others work out that they do:\n"
            + "\n".join(telling)
            + "\nSave them past `publishable` of analysis.metrics.disclosure.facts."
        )


def _without_sources(facts: pd.DataFrame, sources: set[str]) -> pd.DataFrame:
    """The facts that rest on others too, and on those alone."""
    without = [
        ";".join(cell for cell in text.split(";") if cell.partition("#")[0] not in sources)
        for text in facts["sources"]
    ]
    cited = facts.assign(sources=without)
    return cited[cited["sources"].ne("")]


def read_ledger(root: Path) -> pd.DataFrame:
    """Which facts are published? Columns of FACTS; SourceError where they have not been built.

    Their formulas without the words that say of generated data that they are generated.
    """
    from analysis.sources.schemas import FACTS, read_table

    ledger = root / "reports" / "figures.csv"
    if not ledger.is_file():
        raise SourceError(f"{ledger} is not there yet: run `make briefings` first.")
    return unmarked(read_table(ledger, FACTS))


def facts_text(tables: Iterable[Path], programme: str) -> str:
    """Which CSV holds the facts of one programme? The rows that the ledger has of it, in its words.

    Nothing where no table has a row of it. The tables fit their schema: nothing is saved past it.
    """
    rows: list[dict[str, str]] = []
    for path in tables:
        with path.open(encoding="utf-8", newline="") as table:
            rows += [
                row | {"formula": told(programme, row["formula"])}
                for row in csv.DictReader(table)
                if row["programme"] == programme
            ]
    if not rows:
        return ""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _stack(tables: Iterable[Path], ledger: Path, schema: object, in_words: bool = True) -> None:
    import pandas as pd
    import pandera.pandas as pa

    from analysis.sources.tables import read_table, save_table

    assert isinstance(schema, pa.DataFrameSchema)
    empty = pd.DataFrame(columns=list(schema.columns), dtype="str")
    rows = [frame for path in tables if len(frame := read_table(path, schema))]
    stacked = pd.concat([empty, *rows], ignore_index=True)
    save_table(marked(stacked) if in_words else stacked, ledger, schema)
