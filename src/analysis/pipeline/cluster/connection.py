"""Is there a Dask cluster at this address whose workers can run the tasks of this build?"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from distributed import Client

from analysis.pipeline.cluster.worker import PYTHON, Mark, installed
from analysis.pipeline.plan import CannotBegin

SECONDS_TO_ANSWER = 3
PIN = re.compile(r"^([\w.-]+)==", re.MULTILINE)


def check_cluster(address: str, root: Path) -> None:
    """Can a build run there? Raises CannotBegin where nothing answers, or a worker is unfit."""
    with marked(root) as mark, connected(address) as client:
        found = client.run(mark.problem, on_error="return")
    if not found:
        raise CannotBegin(
            f"WORKERS={address}: the scheduler has no workers. Start some in this folder, on each "
            f"machine that sees it: .venv/bin/dask worker {address}"
        )
    unfit = [f"  {worker}: {problem}" for worker, problem in found.items() if problem]
    if unfit:
        raise CannotBegin(
            f"WORKERS={address}: not every worker can run this build:\n" + "\n".join(unfit)
        )


def connected(address: str) -> Client:
    """Who speaks with the scheduler? Raises CannotBegin where none answers within seconds.

    What goes wrong is told by the build; what Dask itself logs of it is left out.
    """
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        return Client(address, timeout=SECONDS_TO_ANSWER, set_as_default=False)
    except (OSError, ValueError) as error:
        raise CannotBegin(
            f"WORKERS={address}: no Dask scheduler answers there ({error}). Give the address that "
            "`dask scheduler` prints when it starts, as in WORKERS=tcp://host:8786."
        ) from error


@contextmanager
def marked(root: Path) -> Iterator[Mark]:
    """By which mark is this build known, while it lasts?"""
    word = uuid4().hex
    file = root / "build" / "cluster" / f"{word}.mark"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(word, encoding="utf-8")
    try:
        yield Mark(root, file, word, versions(root))
    finally:
        file.unlink()


def versions(root: Path) -> dict[str, str]:
    """Which versions of Python and of the packages that requirements.lock pins are in use here?"""
    names = PIN.findall((root / "requirements.lock").read_text(encoding="utf-8"))
    return {name: found for name in (PYTHON, *names) if (found := installed(name))}
