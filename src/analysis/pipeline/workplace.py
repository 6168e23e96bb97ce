"""Where does a notebook run, so that it sees what it declared and disturbs nothing?"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from analysis.sources.origins import READ_BY_MACHINE, files_in

MADE = (".csv", ".yml")


class UndeclaredTables(ValueError):
    """Which tables did a notebook write, or fail to write, against what its task declares?"""


@contextmanager
def workplace(root: Path, name: str, inputs: Iterable[Path]) -> Iterator[Path]:
    """In which folder does a notebook run?

    A folder with the shape of the project that holds copies of the declared inputs and, of every
    other document, an empty description, of all that is read by machine an empty file: the
    notebook knows that it is there and nothing more. Removed at the end, and with it whatever a run
    that did not succeed has written.
    """
    works = root / "build" / "work"
    works.mkdir(parents=True, exist_ok=True)
    for left_over in works.glob(f"{name}.*"):
        shutil.rmtree(left_over, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"{name}.", dir=works))
    try:
        (folder / "notebooks").mkdir()
        (folder / "data" / "processed").mkdir(parents=True)
        (folder / "pyproject.toml").touch()
        for description in root.glob("data/raw/*/document.yml"):
            _place(folder / description.relative_to(root)).touch()
        for kind in READ_BY_MACHINE:
            for dropped in root.glob(f"data/raw/*/{kind}"):
                for path in files_in(dropped)[:1]:
                    _place(folder / path.relative_to(root)).touch()
        for path in inputs:
            shutil.copyfile(path, _place(folder / path.relative_to(root)))
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(folder: Path, root: Path, tables: Iterable[Path], inputs: Iterable[Path]) -> None:
    """Are all declared tables there, and no other? Only then each takes its place, whole.

    Raises UndeclaredTables otherwise.
    """
    declared = {path.relative_to(root) for path in tables}
    known = {path.relative_to(root) for path in inputs}
    tables_in = (path for path in folder.glob("data/processed/**/*") if path.suffix in MADE)
    written = {path.relative_to(folder) for path in tables_in} - known
    problems = [
        *(f"it did not write {path}" for path in sorted(declared - written)),
        *(
            f"it wrote {path}, which its task does not declare"
            for path in sorted(written - declared)
        ),
    ]
    if problems:
        raise UndeclaredTables("; ".join(problems))
    for path in sorted(declared):
        replace(_place(root / path), (folder / path).read_bytes())


def replace(target: Path, content: bytes) -> None:
    """Is the file whole or untouched? Written beside its place and then renamed."""
    for left_over in target.parent.glob(f".{target.name}.*.tmp"):
        left_over.unlink(missing_ok=True)
    beside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        beside.write_bytes(content)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def _place(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
