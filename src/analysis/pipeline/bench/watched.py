"""How long after a figure is saved does its page stand there anew, under `make watch`?"""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.pipeline.bench.measure import (
    SECONDS_BETWEEN_LOOKS,
    Measured,
    Memory,
    environment,
)

BUILT = re.compile(r"^\d+\.\d s$", re.MULTILINE)
SECONDS_AT_MOST = 600.0


class Watch:
    """`make watch` in a copy of the project: its process, its port, what it has printed."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process, self.port, self._log = process, port, log

    def printed(self) -> str:
        """What has it printed so far?"""
        return self._log.read_text(encoding="utf-8")

    def builds(self) -> int:
        """How many builds has it finished?"""
        return len(BUILT.findall(self.printed()))

    def wait_for_build(self, number: int) -> None:
        """Wait until it has finished so many. Ends the program where it ends before."""
        self.wait_until(lambda: self.builds() >= number)

    def wait_until(self, reached: Callable[[], bool]) -> float:
        """Wait until it is so; the most memory that it held meanwhile, in MiB."""
        deadline = time.monotonic() + SECONDS_AT_MOST
        memory = Memory(self.process.pid)
        while not reached():
            memory.look()
            if self.process.poll() is not None or time.monotonic() > deadline:
                sys.exit(self.printed())
            time.sleep(SECONDS_BETWEEN_LOOKS)
        return memory.peak_mib


def saved_and_shown(folder: Path, file: str, before: str, after: str, page: str) -> Measured:
    """From the save of a file to the page that stands there anew, in seconds.

    ``before`` is what the file holds, ``after`` what an analyst enters in its place; put back at
    the end. The copy in this folder is current.
    """
    path, shown = folder / file, folder / "reports" / page
    text = path.read_text(encoding="utf-8")
    with watch(folder) as watching:
        watching.wait_for_build(1)
        old = shown.stat().st_mtime_ns
        start = time.perf_counter()
        path.write_text(text.replace(before, after), encoding="utf-8")
        peak_mib = watching.wait_until(lambda: shown.stat().st_mtime_ns != old)
        seconds = time.perf_counter() - start
        watching.wait_for_build(2)
        path.write_text(text, encoding="utf-8")
        watching.wait_for_build(3)
    return Measured(seconds, peak_mib)


@contextmanager
def watch(folder: Path) -> Iterator[Watch]:
    """`make watch` in a copy of the project, ended afterwards as by Ctrl-C."""
    log, port = folder / "build" / "watch.log", _free_port()
    with log.open("wb") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "analysis.pipeline.watch"],
            cwd=folder,
            env={**environment(folder), "PORT": str(port)},
            stdout=file,
            stderr=file,
            start_new_session=True,
        )
        try:
            yield Watch(process, port, log)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGINT)
            process.wait()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])
