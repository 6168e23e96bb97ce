"""How are returns read and audited here, and nothing else?"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.sources.returns.collection import Collection, read_collection
from analysis.sources.returns.settings import folder_of_returns, read_asked
from analysis.sources.returns.sums import totals_of


def main(programme: str, processes: int) -> Collection:
    """Reads, checks and adds up what the units of a programme sent."""
    root = Path.cwd()
    folder = folder_of_returns(programme, root)
    collection = read_collection(folder, read_asked(programme, root), processes)
    totals_of(collection)
    return collection


if __name__ == "__main__":
    print(f"{len(main(sys.argv[1], int(sys.argv[2])).counting)} returns count")
