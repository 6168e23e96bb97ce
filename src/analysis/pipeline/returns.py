"""What have the units of a programme sent in, and what goes back to which unit?"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import analysis.sources
from analysis.pipeline.workplace import replace
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root

RAW = ("programmes.yml", "labels.csv", "terms.csv")
"""What says how returns are read, beside those of the programme itself."""


def main(arguments: list[str]) -> int:
    """Reads data/raw/<programme>/returns/ and writes data/processed/<programme>/returns/.

    Prints what arrived, what counts and what waits; where nothing has changed since, the same again
    and nothing is read. Returns 1 where the programme asks for no return or nothing lies in the
    folder, 0 otherwise: a faulty return is a finding, not a fault.
    """
    parser = argparse.ArgumentParser(prog="make returns", description=__doc__)
    parser.add_argument("programme", help="an id of data/raw/programmes.yml that has `returns`")
    programme = parser.parse_args(arguments).programme
    root = project_root()
    into = root / "data" / "processed" / programme / "returns"
    kept, reads = root / "build" / "returns" / f"{programme}.json", _reads(programme, root)
    before = json.loads(kept.read_text(encoding="utf-8")) if kept.is_file() else {}
    if before.get("reads") == reads and before["wrote"] == _digest(into.rglob("*")):
        print(f"Nothing to do: what is written is what the returns say.\n{before['said']}")
        return 0
    from analysis.pipeline.returned import write_returned

    try:
        said = write_returned(programme, root, into)
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return 1
    kept.parent.mkdir(parents=True, exist_ok=True)
    state = {"reads": reads, "wrote": _digest(into.rglob("*")), "said": said}
    replace(kept, json.dumps(state, ensure_ascii=False).encode())
    print(said)
    return 0


def _reads(programme: str, root: Path) -> str:
    """A digest of all that is read: what was sent, what it is held against, and the code."""
    raw = root / "data" / "raw"
    code = Path(analysis.sources.__file__).parent
    return _digest(
        [
            *(raw / name for name in RAW),
            *(raw / programme).rglob("*"),
            *(path for path in code.rglob("*") if path.suffix != ".pyc"),
            *Path(__file__).parent.glob("return*.py"),
            root / "requirements.lock",
        ]
    )


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(paths):
        if path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{path}\0{content}\n".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
