"""What did the project say at one moment, and on what did it rest? States, and frozen editions."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pandas as pd
import yaml

from analysis.pipeline.build import is_current
from analysis.sources.documents import read_yaml
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root
from analysis.sources.schemas import AUDIT, FACTS, FIGURES, read_table

FOLDER = "editions"
LEDGERS = {"figures.csv": FACTS, "audit.csv": AUDIT}
NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


@dataclass(frozen=True)
class State:
    """The facts at one moment, and digests or texts of everything that they rest on.

    ``facts`` has the columns of reports/figures.csv. ``texts`` says for each source of a fact what
    stands there: the printed string and how it is read, the assumption, the reference table's
    digest. ``settings`` are digests by programme, ``code`` by file.
    """

    facts: pd.DataFrame
    texts: Mapping[str, str]
    settings: Mapping[str, str]
    code: Mapping[str, str]
    lock: str


def state_of(root: Path) -> State:
    """What does the tree in this folder say, and on what does it rest?

    Raises SourceError where its ledger has not been built.
    """
    ledger = root / "reports" / "figures.csv"
    if not ledger.is_file():
        raise SourceError(f"{ledger} is not there yet: run `make briefings` first.")
    code = [*(root / "src").rglob("*.py"), *(root / "notebooks").glob("*.ipynb")]
    return State(
        facts=read_table(ledger, FACTS),
        texts=_texts(root / "data" / "raw"),
        settings={
            programme: _digest(yaml.safe_dump(settings, allow_unicode=True).encode())
            for programme, settings in read_yaml(root / "data" / "raw" / "programmes.yml").items()
        },
        code={str(path.relative_to(root)): _digest(path.read_bytes()) for path in sorted(code)},
        lock=_digest((root / "requirements.lock").read_bytes()),
    )


def _texts(raw: Path) -> dict[str, str]:
    texts = {}
    for path in sorted(raw.glob("*/figures.csv")):
        document = path.parent.name
        read_as = {
            entry["figure"]: entry["read_as"]
            for entry in read_yaml(path.with_name("corrections.yml")) or []
        }
        for row in read_table(path, FIGURES).itertuples():
            reading = f" → {read_as[row.id]}" if row.id in read_as else ""
            texts[f"{document}#{row.id}"] = f"{row.printed}{reading}"
    for name, entry in read_yaml(raw / "assumptions.yml").items():
        texts[f"assumption:{name}"] = entry["en"]
    for path in sorted((raw / "reference").glob("*.csv")):
        texts[f"reference:{path.stem}"] = _digest(path.read_bytes())
    return texts


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
    state = state_of(root)
    record = {
        "name": name,
        "frozen_on": day.isoformat(),
        "lock": state.lock,
        "settings": dict(state.settings),
        "code": dict(state.code),
        "texts": dict(state.texts),
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
    record = read_yaml(folder / "edition.yml")
    facts = read_table(folder / "figures.csv", FACTS)
    return State(facts, record["texts"], record["settings"], record["code"], record["lock"])


def last_edition(root: Path) -> Path | None:
    """Which edition was frozen last, if any? The latest day, then the last name."""
    folders = [path.parent for path in (root / FOLDER).glob("*/edition.yml")]
    return max(folders, key=lambda path: (frozen_on(path), path.name), default=None)


def frozen_on(folder: Path) -> str:
    """On which day was an edition frozen? YYYY-MM-DD."""
    return str(read_yaml(folder / "edition.yml")["frozen_on"])


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


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
    print(f"Frozen: {folder.relative_to(root)}. Commit it; later briefings are held against it.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
