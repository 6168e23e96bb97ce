"""Which editions are there? Frozen ledgers, and what every fact in them rested on."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from dataclasses import asdict, fields
from datetime import date
from pathlib import Path

import yaml

from analysis.pipeline.build import is_current
from analysis.pipeline.charts import charts_of, digests
from analysis.pipeline.states import Basis, State, basis_of, state_of
from analysis.sources.documents import read_yaml
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root
from analysis.sources.schemas import FACTS, read_table

FOLDER = "editions"
LEDGERS = ("figures.csv", "audit.csv")
NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


def freeze(root: Path, name: str, day: date) -> Path:
    """Where does the state of today stand for later comparison? editions/<name>/.

    Holds both ledgers and, in edition.yml, the day and what the facts rest on. Written whole or not
    at all. Raises SourceError for a name that is taken or unfit, and where the reports are not
    current: an edition is what the briefings of that day say.
    """
    if not NAME.fullmatch(name):
        raise SourceError(
            f"{name!r} cannot name an edition: use small letters and digits with single hyphens or "
            "points between, for example 2026-11."
        )
    folder = root / FOLDER / name
    if folder.exists():
        raise SourceError(f"The edition {name} exists and is never replaced: choose another name.")
    if not is_current(root):
        raise SourceError("The reports are not current: run `make briefings`, then freeze them.")
    record = {
        "name": name,
        "frozen_on": day.isoformat(),
        **asdict(state_of(root).basis),
        "charts": digests(charts_of(root / "reports")),
    }
    beside = folder.with_name(f".{name}.{os.getpid()}.tmp")
    beside.mkdir(parents=True)
    try:
        for ledger in LEDGERS:
            shutil.copyfile(root / "reports" / ledger, beside / ledger)
        text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1000)
        (beside / "edition.yml").write_text(text, encoding="utf-8")
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


def read_edition(folder: Path) -> State:
    """What did a frozen edition say? Raises SourceError where the folder holds none."""
    if not (folder / "edition.yml").is_file():
        raise SourceError(f"{folder} holds no edition: it has no edition.yml.")
    return State(read_table(folder / "figures.csv", FACTS), _basis(folder))


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


def main(arguments: list[str]) -> int:
    """Freeze the reports as they are. Returns 1 where that cannot be done, and says why."""
    parser = argparse.ArgumentParser(prog="make edition", description=main.__doc__)
    parser.add_argument("name", nargs="?", default="", help="default: the day, YYYY-MM-DD")
    today = date.today()
    root = project_root()
    try:
        folder = freeze(root, parser.parse_args(arguments).name or today.isoformat(), today)
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"Frozen: {folder.relative_to(root)}. Later briefings are held against it.")
    print("Next: make briefings, which lists it on the front page; then commit both.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
