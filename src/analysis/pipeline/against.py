"""How is what changed told in a terminal, against an edition or a revision of git?"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd

from analysis.pipeline.changes import changes
from analysis.pipeline.charts import chart_changes, charts_of, digests
from analysis.pipeline.charts import told as charts_told
from analysis.pipeline.editions import (
    FOLDER,
    charts_in,
    earlier_edition,
    editions_of,
    read_edition,
)
from analysis.pipeline.states import State, state_of
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root

KEPT = ("data/raw", "reports/figures.csv", "src", "notebooks", "requirements.lock")
CAUSES = {
    "printed": "{source}: {source_before!r} became {source_after!r}",
    "correction": "{source}, read as {source_before!r}, is read as {source_after!r}",
    "assumption": "{source}: {source_before!r} became {source_after!r}",
    "reference": "{source} is another",
    "sources": "rests on other sources",
    "formula": "computed by another formula",
    "settings": "settings of the programme in data/raw/programmes.yml",
    "declared": "declarations: {source}",
    "code": "code: {source}",
    "dependencies": "dependencies in requirements.lock",
}
TURNED = {"direction": "its direction turned", "conclusion": "a conclusion holds otherwise"}


def state_against(name: str, root: Path) -> State:
    """Which state is meant: the edition of that name, else the revision of git?

    Raises SourceError where there is neither.
    """
    if (root / FOLDER / name / "edition.yml").is_file():
        return read_edition(root / FOLDER / name)
    kept = [part for part in KEPT if part != "notebooks" or (root / part).is_dir()]
    archive = subprocess.run(
        ["git", "archive", "--format=tar", name, *kept], cwd=root, capture_output=True, check=False
    )
    if archive.returncode != 0:
        editions = ", ".join(folder.name for folder in editions_of(root))
        raise SourceError(
            f"{name!r} is no edition ({editions or 'there is none'}), and git cannot "
            f"read it as a revision: {archive.stderr.decode(errors='replace').strip()}"
        )
    with TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as files:
            files.extractall(folder, filter="data")
        return state_of(Path(folder))


def told(found: pd.DataFrame, facts: int, against: str) -> str:
    """Which words tell the changes in a terminal? ``facts``: how many there are now."""
    counts = found.drop_duplicates("id")["change"].value_counts()
    unchanged = facts - counts.get("new", 0) - counts.get("revised", 0)
    summary = ", ".join(
        f"{counts.get(change, 0)} {change}" for change in ("new", "revised", "withdrawn")
    )
    lines = [f"Against {against}: {summary}, {unchanged} unchanged."]
    for _, rows in found.groupby("id", sort=False):
        lines += _told(rows.to_dict("records"))
    return "\n".join(lines)


def _told(rows: list[dict[Any, str]]) -> Iterator[str]:
    first = rows[0]
    sides = [_said(first, side) for side in ("before", "after") if first[f"{side}_unit"]]
    yield f"{first['change']}: {first['id']}: {' → '.join(sides)}"
    if first["turned"]:
        yield f"  {TURNED[first['turned']]}"
    for row in rows:
        if row["cause"]:
            yield f"  cause: {CAUSES[row['cause']].format(**row)}"


def _said(row: dict[Any, str], side: str) -> str:
    value, low, high, unit, status = (
        row[f"{side}_{part}"] for part in ("value", "low", "high", "unit", "status")
    )
    span = f"{low or '…'} to {high or '…'}" if low + high else ""
    return f"{' in '.join(part for part in (value, span) if part)} {unit}, {status}"


def main(arguments: list[str]) -> int:
    """Print what changed. Returns 1 where there is nothing to compare with."""
    parser = argparse.ArgumentParser(prog="make changes", description=__doc__)
    parser.add_argument("against", nargs="?", default="", help="an edition or a revision of git")
    root = project_root()
    try:
        edition = earlier_edition(root)
        against = parser.parse_args(arguments).against or (edition.name if edition else "HEAD")
        before, after = state_against(against, root), state_of(root)
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(told(changes(before, after), len(after.facts), against))
    if (edition := root / FOLDER / against).is_dir():
        charts = digests(charts_of(root / "reports"))
        print("\n".join(charts_told(chart_changes(charts_in(edition), charts))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
