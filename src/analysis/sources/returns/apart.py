"""How are files read so that one which breaks its reader breaks nothing else?"""

from __future__ import annotations

import hashlib
import resource
from collections.abc import Sequence
from concurrent.futures import CancelledError, Future
from pathlib import Path
from typing import Any

from loky import cpu_count, get_reusable_executor
from loky.process_executor import BrokenProcessPool, ShutdownExecutorError

from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return, read_return
from analysis.sources.returns.settings import Asked

MOST_BYTES_OF_MEMORY = 4 * 2**30
MOST_SECONDS = 120
BROKEN = (BrokenProcessPool, ShutdownExecutorError, CancelledError, MemoryError)

Job = tuple[Path, Asked, str]


def read_apart(jobs: Sequence[Job], seconds: float = MOST_SECONDS) -> list[Return]:
    """What do files report? Each read by a process that may die of it, as `read_return` does.

    A damaged .xls can make calamine ask for more memory than there is, which ends the process, not
    the call. Files whose process died or took longer than so many seconds are read again, each
    alone; one of which it dies again is a problem of its return.
    """
    together = _attempt(jobs, seconds)
    return [
        one or _attempt([job], seconds)[0] or _unreadable(job)
        for one, job in zip(together, jobs, strict=True)
    ]


def _attempt(jobs: Sequence[Job], seconds: float) -> list[Return | None]:
    executor = get_reusable_executor(max_workers=cpu_count(), initializer=_limit_memory)
    reading = [_submitted(executor, job) for job in jobs]
    read = list[Return | None]()
    for future in reading:
        try:
            read.append(future.result(timeout=seconds) if future else None)
        except BROKEN:
            read.append(None)
        except TimeoutError:
            read.append(None)
            executor.shutdown(kill_workers=True)
    return read


def _submitted(executor: Any, job: Job) -> Future[Return] | None:
    try:
        submitted: Future[Return] = executor.submit(read_return, *job)
    except BROKEN:
        return None
    return submitted


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES_OF_MEMORY, MOST_BYTES_OF_MEMORY))


def _unreadable(job: Job) -> Return:
    path, _, name = job
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Return(name, digest, "", (), (Problem("unreadable_file", name, file=name),))
