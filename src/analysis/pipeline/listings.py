"""What was dropped into the folders from which machines read? One file a step that rests on it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from analysis.pipeline.graph import Project
from analysis.pipeline.step import Step
from analysis.pipeline.workplace import replace


def watched(project: Project, step: Step) -> tuple[Path, ...]:
    """Which files does a step rest on, so that a change of any makes it run again?

    What was dropped stands there as one listing: a file that comes, goes or changes is a change of
    it, and no name that a unit gave to its file gets into pytask.lock. Writes the listing.
    """
    if not step.dropped:
        return step.inputs
    listing = project.root / "build" / "listings" / f"{step.name}.txt"
    content = "".join(_line(path, project.root) for path in step.dropped).encode()
    if not listing.is_file() or listing.read_bytes() != content:
        listing.parent.mkdir(parents=True, exist_ok=True)
        replace(listing, content)
    return (*step.inputs, listing)


def _line(path: Path, root: Path) -> str:
    name = path.relative_to(root).as_posix().encode()
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256")
    digest.update(name)
    return f"{digest.hexdigest()}\n"
