"""How are files read so that one which breaks its reader breaks nothing else?"""

from __future__ import annotations

import faulthandler
import gc
import multiprocessing
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from loky import cpu_count

from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return, digest_of, read_return
from analysis.sources.returns.settings import Asked

MOST_BYTES_OF_MEMORY = 4 * 2**30
MOST_SECONDS = 120
FILES_AT_ONCE = 16
STARTED = "fork" if sys.platform == "linux" else "spawn"

Job = tuple[Path, Asked, str]


class Reader:
    """A process that reads files by their number until it is ended or dies of one."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        context: Any = multiprocessing.get_context(STARTED)
        self.wire, theirs = context.Pipe()
        ends = (theirs, self.wire)
        self._process = context.Process(target=_read, args=(*ends, jobs), daemon=True)
        self._process.start()
        theirs.close()
        self.given: Sequence[int] = ()
        self.since = 0.0

    def give(self, numbers: Sequence[int]) -> None:
        """Which files shall it read?"""
        self.given, self.since = numbers, time.monotonic()
        with suppress(OSError):
            self.wire.send(numbers)

    def answer(self) -> list[Return] | None:
        """What do the files report? None where the process died of them."""
        try:
            read: list[Return] = self.wire.recv()
        except (EOFError, OSError):
            return None
        return read

    def end(self) -> None:
        """It is gone."""
        self._process.kill()
        self._process.join()
        self.wire.close()


def read_apart(
    jobs: Sequence[Job], processes: int | None = None, seconds: float = MOST_SECONDS
) -> list[Return]:
    """What do files report? Each read by a process that may die of it, as `read_return` does.

    In the order of the jobs, by so many processes (one a core, where nothing is said); they are
    forked where that can be done, so that none imports anything anew. A damaged .xls can make its
    reader ask for more memory than there is, which ends the process, not the call. Files whose
    process died or took longer than so many seconds are read again, each alone; one of which it
    dies alone is a problem of its return.
    """
    waiting = deque(
        range(first, min(first + FILES_AT_ONCE, len(jobs)))
        for first in range(0, len(jobs), FILES_AT_ONCE)
    )
    read: dict[int, Return] = {}
    readers: list[Reader] = []
    collects = gc.isenabled()
    gc.disable()  # what arrives holds no cycles, and is looked through again and again otherwise
    try:
        while len(read) < len(jobs):
            while waiting and len(readers) < (processes or cpu_count()):
                readers.append(Reader(jobs))
                readers[-1].give(waiting.popleft())
            for reader in _heard(readers, seconds):
                answer = None if time.monotonic() - reader.since > seconds else reader.answer()
                if answer is not None:
                    read |= dict(zip(reader.given, answer, strict=True))
                    if waiting:
                        reader.give(waiting.popleft())
                        continue
                elif len(reader.given) > 1:
                    waiting.extend(range(number, number + 1) for number in reader.given)
                else:
                    read |= {number: _unreadable(jobs[number]) for number in reader.given}
                reader.end()
                readers.remove(reader)
    finally:
        if collects:
            gc.enable()
        for reader in readers:
            reader.end()
    return [read[number] for number in range(len(jobs))]


def _heard(readers: Sequence[Reader], seconds: float) -> list[Reader]:
    """Which readers have answered, died, or taken too long?"""
    first = min(reader.since for reader in readers)
    ready = wait([one.wire for one in readers], max(0.0, first + seconds - time.monotonic()))
    late = time.monotonic() - seconds
    return [one for one in readers if one.wire in ready or one.since < late]


def _read(wire: Connection, other_end: Connection, jobs: Sequence[Job]) -> None:
    other_end.close()
    faulthandler.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    gc.set_threshold(100_000, 50, 50)
    most = MOST_BYTES_OF_MEMORY + _bytes_held()
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with suppress(EOFError):
        while True:
            wire.send([read_return(*jobs[number]) for number in wire.recv()])


def _bytes_held() -> int:
    held = Path("/proc/self/statm")
    if not held.is_file():
        return 0
    return int(held.read_text(encoding="ascii").split()[0]) * resource.getpagesize()


def _unreadable(job: Job) -> Return:
    path, _, name = job
    return Return(name, digest_of(path), "", (), (Problem("unreadable_file", name, file=name),))
