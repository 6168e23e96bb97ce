"""Which persons could be found in what a build wrote? `make scan` says in which file and layer."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from analysis.pipeline.scan.known import sought_in
from analysis.pipeline.scan.layers import layers
from analysis.pipeline.scan.sought import Sought
from analysis.sources.paths import project_root

WRITTEN = ("reports", "editions", "data/processed", "build", ".pytask", "docs", "pytask.lock",
           "pytask.lock.journal")  # fmt: skip
LEFT_OUT = ("build/forms",)
UNREADABLE = "could not be looked through"


@dataclass(frozen=True)
class Finding:
    """One sign of a person: in which file, in which layer of it, of which kind, how often.

    ``hint`` is what lets somebody find it who may see it: its first characters and its length.
    """

    file: str
    layer: str
    kind: str
    hint: str


def written_files(root: Path) -> tuple[Path, ...]:
    """Which files does a build write? Everything in its folders, hidden files too."""
    found: set[Path] = set()
    for name in WRITTEN:
        place = root / name
        found |= {place} if place.is_file() else {p for p in place.rglob("*") if p.is_file()}
    found |= {path for path in root.glob("*.log") if path.is_file()}
    left_out = tuple(root / name for name in LEFT_OUT)
    return tuple(sorted(path for path in found if not any(map(path.is_relative_to, left_out))))


def scanned(files: Iterable[Path], root: Path, sought: Sought) -> Iterator[Finding]:
    """Which signs of persons stand in these files, also in their names? Each once a layer.

    What cannot be looked through is a finding too.
    """
    for path in files:
        name = path.relative_to(root).as_posix()
        seen: set[Finding] = set()
        for layer, text in _layers_of(path, name):
            for kind, sign in _found(sought, layer, text):
                finding = Finding(name, layer or "as it is", kind, _hint(sign))
                if finding not in seen:
                    seen.add(finding)
                    yield finding


def _layers_of(path: Path, name: str) -> Iterator[tuple[str, str]]:
    yield "its name", name
    try:
        for layer in layers(path.read_bytes()):
            yield layer.name, layer.text
    except Exception as fault:
        yield UNREADABLE, f"{type(fault).__name__}: {fault}"


def _found(sought: Sought, layer: str, text: str) -> Iterator[tuple[str, str]]:
    if layer == UNREADABLE:
        yield "unknown", text
    else:
        yield from sought.found_in(text)


def _hint(sign: str) -> str:
    return f"{sign[:2]}… ({len(sign)} characters)"


def main(arguments: list[str]) -> int:
    """Looks through everything that a build wrote. Returns 1 where it finds a person, else 0."""
    parser = argparse.ArgumentParser(prog="make scan", description=__doc__)
    parser.add_argument(
        "--names", type=Path, help="a file with a name or id a line, sought as well"
    )
    parsed = parser.parse_args(arguments)
    root = project_root()
    also = parsed.names.read_text(encoding="utf-8").splitlines() if parsed.names else []
    sought, files = sought_in(root, also), written_files(root)
    found = list(scanned(files, root, sought))
    writer = csv.writer(sys.stdout, lineterminator="\n")
    for one in found:
        writer.writerow((one.file, one.layer, one.kind, one.hint))
    known = f"{len(sought.names)} names and {len(sought.ids)} ids"
    print(f"{len(files)} files looked through for {known}: {len(found)} findings", file=sys.stderr)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
