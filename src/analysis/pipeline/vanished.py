"""What is left of a task that is no more?"""

from __future__ import annotations

import tomllib
from collections.abc import Collection
from pathlib import Path

from analysis.pipeline.workplace import replace

ENTRY = "[[task]]\n"
MADE_IN = ("build", "data/processed", "reports")


def clear_away(root: Path, tasks: Collection[str]) -> None:
    """Is nothing left of tasks that the project no longer has? ``tasks`` are those that it has.

    What only they made is deleted, and each task that read it is forgotten, so that it runs again:
    pytask asks whether what a task reads has changed, not whether it once read more.
    """
    lock = root / "pytask.lock"
    if not lock.is_file():
        return
    head, *texts = lock.read_text(encoding="utf-8").split(ENTRY)
    recorded = [(text, tomllib.loads(ENTRY + text)["task"][0]) for text in texts]
    kept = [(text, one) for text, one in recorded if one["id"].partition("::")[2] in tasks]
    made = {path for _, one in kept for path in one["produces"]}
    gone = {path for _, one in recorded for path in one["produces"]} - made
    if not gone:
        return
    for path in (root / name for name in gone if name.startswith(MADE_IN)):
        path.unlink(missing_ok=True)
        if path.parent.is_dir() and not any(path.parent.iterdir()):
            path.parent.rmdir()
    left = (text for text, one in kept if not gone & {*one["depends_on"]})
    replace(lock, (head + "".join(ENTRY + text for text in left)).encode())
