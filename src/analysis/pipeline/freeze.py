"""How is what the reports say today kept for later comparison?"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import sys
from dataclasses import asdict
from datetime import date
from pathlib import Path

import yaml

from analysis.pipeline.build import is_current
from analysis.pipeline.charts import charts_of, digests
from analysis.pipeline.editions import FOLDER
from analysis.pipeline.states import state_of
from analysis.sources.errors import SourceError
from analysis.sources.origins import DISCLOSED
from analysis.sources.paths import project_root

LEDGERS = ("figures.csv", "audit.csv")
NAME = re.compile(r"[a-z0-9]+([.-][a-z0-9]+)*")


def freeze(root: Path, name: str, day: date) -> Path:
    """Where does the state of today stand for later comparison? editions/<name>/.

    Holds both ledgers, which counts it shows of each source that a machine reads, and, in
    edition.yml, the day and what the facts rest on. Written whole or not
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
        for shown in sorted((root / "data" / "processed").glob(f"*/{DISCLOSED}")):
            shutil.copyfile(shown, beside / f"{shown.parent.name}.{DISCLOSED}")
        text = yaml.safe_dump(record, allow_unicode=True, sort_keys=False, width=1000)
        (beside / "edition.yml").write_text(text, encoding="utf-8")
        beside.rename(folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return folder


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
