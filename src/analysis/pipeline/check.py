"""Does each document agree with itself? Says so without building anything."""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

from analysis.audit import audit
from analysis.audit.proposals import proposed_readings
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import read_document
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root
from analysis.sources.programmes import read_programmes

VERDICTS = ("holds", "rounding", "fails", "not_checkable")
TOLD = ("fails",)


def main() -> int:
    """What does each document's own arithmetic say?

    Prints the verdicts of every document and each check that fails, with the reading that comes
    first among those proposed. Returns 1 where data are malformed or a correction no longer holds,
    0 otherwise: that a document contradicts itself is a finding, not a fault.
    """
    root = project_root()
    faults = []
    for folder in sorted(path.parent for path in root.glob("data/raw/*/document.yml")):
        try:
            print(told(folder.name, *_audited(folder)))
        except SourceError as fault:
            faults.append(str(fault))
    try:
        read_programmes(root)
    except SourceError as fault:
        faults.append(str(fault))
    for text in faults:
        print(f"\n{text}", file=sys.stderr)
    return 1 if faults else 0


def told(document: str, ledger: pd.DataFrame, readings: pd.DataFrame) -> str:
    """Which words tell the audit of a document?

    `ledger` has the columns of reports/audit.csv, `readings` those of proposed_readings.
    """
    verdicts = ledger["verdict"].value_counts()
    summary = ", ".join(
        f"{verdicts[verdict]} {verdict.replace('_', ' ')}"
        for verdict in VERDICTS
        if verdict in verdicts
    )
    lines = [f"{document}: {summary or 'no checks'}"]
    first = readings.drop_duplicates("check").set_index("check")
    for row in ledger[ledger["verdict"].isin(TOLD)].itertuples():
        lines.append(f"  {row.verdict.replace('_', ' ')}: {row.id}: {row.explanation}")
        if row.id in first.index:
            one = first.loc[row.id]
            counts = f"{one['way'].replace('_', ' ')}, {one['fitting']} of {one['tried']} fit"
            lines.append(f"    why? {one['reading']} ({counts})")
    return "\n".join(lines)


def _audited(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    document = read_document(folder)
    figures = clean_figures(document)
    return audit(document, figures), proposed_readings(document, figures)


if __name__ == "__main__":
    sys.exit(main())
