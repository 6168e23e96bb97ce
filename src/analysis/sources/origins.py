"""What can programmes rest on: documents, what units sent in, registers of persons?"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from analysis.sources.errors import MalformedDocument

Kind = Literal["document", "returns", "register"]
READ_BY_MACHINE: tuple[Kind, ...] = ("returns", "register")
LISTS = ("units.csv", "unit_changes.csv")
"""What people keep beside the returns of a programme: its units, and what became of them."""
GENERATED, MARK = "generated-", "GENERATED"
DESCRIPTION = ("document.yml", "checks.yml")
DISCLOSED = "disclosure.csv"
"""Which counts of a source are shown, in the folder of the source."""


@dataclass(frozen=True)
class Source:
    """One thing that programmes rest on, with tables of one form in data/processed/<id>/.

    ``programme`` is whose units or persons are told of, "" for a document. ``files`` are all that
    was put there to be read, sorted, lists of units left out; none for a document, which is read by
    the names of its files.
    """

    id: str
    kind: Kind
    programme: str = ""
    files: tuple[Path, ...] = ()


def kind_of(source: str) -> Kind:
    """Which kind of thing is a source, by its id? Those that machines read end with their kind."""
    return next((kind for kind in READ_BY_MACHINE if source.endswith(f"-{kind}")), "document")


def documents_in(root: Path) -> tuple[Source, ...]:
    """Which documents have people entered?"""
    folders = sorted(path.parent.name for path in root.glob("data/raw/*/document.yml"))
    return tuple(Source(name, "document") for name in folders)


def read_by_machine(root: Path, programmes: Iterable[str]) -> tuple[Source, ...]:
    """What lies in the folders from which machines read, for each of these programmes?

    data/raw/<programme>/returns/ and …/register/, where there is a file in it beside the lists of
    units; the source is called <programme>-returns or <programme>-register.
    """
    found = (
        Source(f"{programme}-{kind}", kind, programme, files_in(folder))
        for programme in programmes
        for kind in READ_BY_MACHINE
        if (folder := root / "data" / "raw" / programme / kind).is_dir()
    )
    return tuple(source for source in found if source.files)


def files_in(folder: Path) -> tuple[Path, ...]:
    """What was put into a folder to be read? Neither hidden files nor locks of open ones.

    Raises MalformedDocument for links and whatever else is no plain file: they may lead anywhere.
    """
    found, strange = list[Path](), list[str]()
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        strange += [str(Path(parent, name)) for name in folders if Path(parent, name).is_symlink()]
        for name in names:
            path = Path(parent, name)
            if name in LISTS or name.startswith((".", "~$")):
                continue
            if path.is_symlink() or not path.is_file():
                strange.append(str(path))
            found.append(path)
    if strange:
        raise MalformedDocument(
            f"{', '.join(sorted(strange))}: a link or no plain file. Copy the file itself there."
        )
    return tuple(sorted(found))


def described_in(source: str, root: Path) -> tuple[Path, ...]:
    """Where do document.yml and checks.yml of a source lie, by its id?

    Those of a document are written by people, those of a machine-read source made with its tables.
    """
    raw, made = (root / "data" / stage / source for stage in ("raw", "processed"))
    folder = raw if (raw / DESCRIPTION[0]).is_file() else made
    return tuple(folder / name for name in DESCRIPTION)


def problems_of_generated(root: Path, programmes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Where do generated data and a programme that is not marked as such meet, or the reverse?

    A programme is marked by ``generated: true`` and by its id, data by a file GENERATED in
    data/raw/<programme>/.
    """
    problems = []
    for name, settings in programmes.items():
        marked, data = settings.get("generated") is True, root / "data" / "raw" / name
        there = (data / MARK).is_file()
        if marked != name.startswith(GENERATED):
            problems.append(
                f"{name}: `generated: true` and an id that begins with {GENERATED!r} go together; "
                "it has the one without the other"
            )
        if there and not marked:
            problems.append(
                f"{name}: data/raw/{name}/{MARK} says that its data are generated, but the "
                "programme is not marked `generated: true`: they never tell of a real programme"
            )
        if marked and not there and read_by_machine(root, [name]):
            problems.append(
                f"{name} is marked `generated: true`, but data/raw/{name} has no file {MARK}: real "
                "data are never told as generated"
            )
    return problems


def require_honest(root: Path, programmes: Mapping[str, Mapping[str, Any]]) -> None:
    """Are generated data and real ones kept apart? Raises MalformedDocument naming both."""
    problems = problems_of_generated(root, programmes)
    if problems:
        raise MalformedDocument("data/raw/programmes.yml:\n" + "\n".join(problems))


def disclosed_earlier(source: str, root: Path) -> tuple[Path, ...]:
    """Where does it stand which counts of a source earlier editions showed? By their names."""
    return tuple(sorted(root.glob(f"editions/*/{source}.{DISCLOSED}")))
