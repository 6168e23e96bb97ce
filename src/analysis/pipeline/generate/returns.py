"""With which returns can the program be tried before any real ones are there?"""

from __future__ import annotations

import argparse
import sys

from analysis.sources.errors import SourceError
from analysis.sources.generated.place import TRUTH, make_returns
from analysis.sources.paths import project_root
from analysis.sources.schemas import save_table


def main(arguments: list[str]) -> int:
    """Writes generated returns to data/raw/<programme>/, their truth to build/generated/.

    Returns 1 where the programme is not marked as generated.
    """
    parser = argparse.ArgumentParser(prog='make generate GENERATE="returns …"', description=__doc__)
    parser.add_argument("programme", help="an id of data/raw/programmes.yml: generated-…")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--returns", type=int, help="so many, one a unit; else one a shape")
    asked = parser.parse_args(arguments)
    root = project_root()
    try:
        truth = make_returns(asked.programme, root, asked.seed, asked.returns)
    except (SourceError, KeyError) as fault:
        print(fault.args[0], file=sys.stderr)
        return 1
    path = root / "build" / "generated" / f"{asked.programme}.truth.csv"
    save_table(truth, path, TRUTH)
    print(f"{truth['file'].nunique()} returns in data/raw/{asked.programme}/returns")
    print(f"What they truly report: {path.relative_to(root)}")
    return 0
