"""Why is a published figure what it is? Its chain down to the printed cells, in the terminal."""

from __future__ import annotations

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path

from analysis.briefing.chain import chain_of
from analysis.pipeline.ledgers import read_ledger
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root

MOST_SHOWN = 5
MOST_LISTED = 40


def main(arguments: list[str]) -> int:
    """Which chain stands behind a figure? Returns 1 where no figure is called so."""
    parser = argparse.ArgumentParser(prog="make why", description=__doc__)
    parser.add_argument("figure", help="the id of a fact in reports/figures.csv, or a part of it")
    parser.add_argument("--lang", choices=("vi", "en"), default="en")
    asked = parser.parse_args(arguments)
    try:
        print(why(asked.figure, asked.lang, project_root()))
    except (KeyError, SourceError) as fault:
        print(fault.args[0], file=sys.stderr)
        return 1
    return 0


def why(figure: str, lang: str, root: Path) -> str:
    """What do the facts whose id is, or contains, ``figure`` rest on?

    The chains of up to five facts; of more, their ids. Raises KeyError with the nearest ids where
    there is no such fact, and SourceError where nothing has been built yet.
    """
    ids = read_ledger(root)["id"].tolist()
    found = [figure] if figure in ids else [name for name in ids if figure in name]
    if not found:
        near = get_close_matches(figure, ids, n=5, cutoff=0.4)
        listed = "".join(f"\n  {name}" for name in near)
        raise KeyError(f"No fact of reports/figures.csv is called {figure!r}. Nearest:{listed}")
    if len(found) > MOST_SHOWN:
        rest = len(found) - MOST_LISTED
        more = [f"… and {rest} more"] if rest > 0 else []
        return "\n".join([f"{len(found)} facts; name one of them:", *found[:MOST_LISTED], *more])
    return "\n\n".join(str(chain_of(name, root, lang)) for name in found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
