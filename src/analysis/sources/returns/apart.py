"""How are files read so that one which breaks its reader breaks nothing else?"""

from __future__ import annotations

import hashlib
import resource
from collections.abc import Sequence
from pathlib import Path

from loky import BrokenProcessPool, cpu_count, get_reusable_executor

from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return, read_return
from analysis.sources.returns.settings import Asked

MOST_BYTES_OF_MEMORY = 4 * 2**30
MOST_SECONDS = 120

Job = tuple[Path, Asked, str]


def read_apart(jobs: Sequence[Job]) -> list[Return]:
    """What do files report? Each read by a process that may die of it, as `read_return` does.

    A damaged .xls can make calamine ask for more memory than there is, which ends the process, not
    the call. Files whose process died or took longer than two minutes are read again, each alone;
    one of which it dies again is a problem of its return.
    """
    together = _attempt(jobs)
    return [
        one or _attempt([job])[0] or _unreadable(job)
        for one, job in zip(together, jobs, strict=True)
    ]


def _attempt(jobs: Sequence[Job]) -> list[Return | None]:
    executor = get_reusable_executor(max_workers=cpu_count(), initializer=_limit_memory)
    reading = [executor.submit(read_return, *job) for job in jobs]
    read = list[Return | None]()
    for future in reading:
        try:
            read.append(future.result(timeout=MOST_SECONDS))
        except BrokenProcessPool:
            read.append(None)
        except TimeoutError:
            read.append(None)
            executor.shutdown(kill_workers=True)
    return read


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES_OF_MEMORY, MOST_BYTES_OF_MEMORY))


def _unreadable(job: Job) -> Return:
    path, _, name = job
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return Return(name, digest, "", (), (Problem("unreadable_file", name, file=name),))
