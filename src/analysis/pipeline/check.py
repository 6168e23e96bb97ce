"""Does each document agree with itself? Says so without building anything."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from analysis.audit import audit
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import read_document
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root
from analysis.sources.programmes import read_programmes

VERDICTS = ("holds", "rounding", "fails", "not_checkable")
TOLD = ("fails",)


def main() -> int:
    """What does each document's own arithmetic say?

    Prints the verdicts of every document and each check that fails. Returns 1
    where data are malformed or a correction no longer holds, 0 otherwise: that a document
    contradicts itself is a finding, not a fault.
    """
    root = project_root()
    faults = []
    for folder in sorted(path.parent for path in root.glob("data/raw/*/document.yml")):
        try:
            print(told(folder.name, _audited(folder)))
        except SourceError as fault:
            faults.append(str(fault))
    try:
        read_programmes(root)
    except SourceError as fault:
        faults.append(str(fault))
    for text in faults:
        print(f"\n{text}", file=sys.stderr)
    return 1 if faults else 0


def told(document: str, ledger: pd.DataFrame) -> str:
    """Which words tell the audit of a document? `ledger` has the columns of reports/audit.csv."""
    counts = ledger["verdict"].value_counts()
    summary = ", ".join(
        f"{counts[verdict]} {verdict.replace('_', ' ')}"
        for verdict in VERDICTS
        if verdict in counts
    )
    lines = [f"{document}: {summary or 'no checks'}"]
    lines += [
        f"  {row.verdict.replace('_', ' ')}: {row.id}: {row.explanation}"
        for row in ledger.itertuples()
        if row.verdict in TOLD
    ]
    return "\n".join(lines)


def _audited(folder: Path) -> pd.DataFrame:
    document = read_document(folder)
    return audit(document, clean_figures(document))


if __name__ == "__main__":
    sys.exit(main())
