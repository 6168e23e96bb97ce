"""How long does a command take, and how much memory do its processes hold together at the most?"""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from analysis.pipeline.execute import kernel_environment

SECONDS_BETWEEN_LOOKS = 0.05
SECONDS_BETWEEN_LOOKS_AT_MEMORY = 0.5
"""The system counts the pages of each process for it: looked at more often, it slows what runs."""
BUILD = ("-m", "analysis.pipeline.build")


@dataclass(frozen=True)
class Measured:
    """Seconds from start to end; the most memory at a time in MiB, what is shared counted once."""

    seconds: float
    peak_mib: float


@dataclass(frozen=True)
class Counted(Measured):
    """Besides, the seconds of all cores that went into it: what a busy machine leaves as it is."""

    core_seconds: float


def environment(folder: Path) -> dict[str, str]:
    """In which environment does a copy of the project run, with its own code?"""
    return {**os.environ, **kernel_environment(folder), "PYTHONPATH": str(folder / "src")}


def measured(
    arguments: Sequence[str], folder: Path, more: Mapping[str, str] = MappingProxyType({})
) -> Measured:
    """Run Python with these arguments in a copy of the project. Ends the program where it fails.

    ``more`` is what its environment holds beside that of a copy.

    Memory is the sum of the proportional shares (PSS) of all processes of its session, read from
    /proc; 0 where there is none.
    """
    start = time.perf_counter()
    with (folder / "build" / "bench.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, *arguments],
            cwd=folder,
            env={**environment(folder), **more},
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        memory = Memory(process.pid)
        try:
            while process.poll() is None:
                memory.look()
                time.sleep(SECONDS_BETWEEN_LOOKS)
        except KeyboardInterrupt:
            os.killpg(process.pid, signal.SIGINT)
            process.wait()
            raise
    seconds = time.perf_counter() - start
    if process.returncode:
        sys.exit((folder / "build" / "bench.log").read_text(encoding="utf-8"))
    return Measured(seconds, memory.peak_mib)


def counted(arguments: Sequence[str], folder: Path) -> Counted:
    """The same, with the seconds of cores that the command and what it started took."""
    before = _core_seconds()
    one = measured(arguments, folder)
    return Counted(**vars(one), core_seconds=_core_seconds() - before)


def _core_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class Memory:
    """The most memory that the processes of a session hold together, of some looks a second."""

    def __init__(self, leader: int) -> None:
        self.peak_mib = 0.0
        self._leader, self._next_look = leader, time.monotonic()

    def look(self) -> None:
        """Is it time to look again? Then how much is it now?"""
        if time.monotonic() >= self._next_look:
            self.peak_mib = max(self.peak_mib, _kib_of_session(self._leader) / 1024)
            self._next_look = time.monotonic() + SECONDS_BETWEEN_LOOKS_AT_MEMORY


def _kib_of_session(leader: int) -> int:
    return sum(_share(entry) for entry in Path("/proc").glob("[0-9]*") if _session(entry) == leader)


def _session(entry: Path) -> int:
    try:
        return os.getsid(int(entry.name))
    except OSError:
        return -1


def _share(entry: Path) -> int:
    try:
        for line in (entry / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1])
    except OSError:
        pass
    return 0
