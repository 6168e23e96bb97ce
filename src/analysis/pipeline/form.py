"""Which Excel form do the units of a programme fill in? Writes it in both languages."""

from __future__ import annotations

import argparse
import sys

from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root
from analysis.sources.returns.form import write_form
from analysis.sources.returns.problems import LANGUAGES
from analysis.sources.returns.settings import read_asked


def main(arguments: list[str]) -> int:
    """Writes build/forms/<programme>.<vi|en>.xlsx. Returns 1 where the programme asks for none."""
    parser = argparse.ArgumentParser(prog="make form", description=__doc__)
    parser.add_argument("programme", help="an id of data/raw/programmes.yml that has `returns`")
    programme = parser.parse_args(arguments).programme
    root = project_root()
    try:
        asked = read_asked(programme, root)
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return 1
    for lang in LANGUAGES:
        path = root / "build" / "forms" / f"{programme}.{lang}.xlsx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(write_form(asked, lang))
        print(path.relative_to(root))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
