"""How much does each worker of a cluster do? One project, built by ever more of them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from analysis.pipeline.bench.measure import BUILD, environment, measured
from analysis.pipeline.bench.places import write_places
from analysis.pipeline.bench.report import machine, table
from analysis.pipeline.cluster.connection import connected

PLACES = 6
LONGEST_WAIT_SECONDS = 60
WORKER = ("--no-nanny", "--nthreads", "1")


def wait_until(what: Callable[[], object]) -> None:
    """Wait until it is so. Raises TimeoutError where it does not come."""
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while not what():
        if time.monotonic() > deadline:
            raise TimeoutError("What was waited for did not come within a minute.")
        time.sleep(0.05)


class DaskCluster:
    """A scheduler and workers on this machine, each a process that nothing starts again."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        self._folder, self._variables = folder, variables
        self._processes: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told)
        )
        wait_until(lambda: told.exists() and told.read_text())
        self.address: str = json.loads(told.read_text())["address"]

    def join(self, name: str, *path: str) -> subprocess.Popen[bytes]:
        """One more worker, of one thread; it imports from these folders first."""
        own = ("--name", name, "--local-directory", str(self._folder / name))
        return self._start("worker", self.address, *WORKER, *own, path=path)

    def wait_for(self, workers: int) -> None:
        """Wait until so many workers have joined."""
        with connected(self.address) as client:
            client.wait_for_workers(workers, timeout=LONGEST_WAIT_SECONDS)

    def close(self) -> None:
        """End what is still there."""
        for process in reversed(self._processes):
            process.kill()
            process.wait()

    def _start(
        self, kind: str, *options: str, path: tuple[str, ...] = ()
    ) -> subprocess.Popen[bytes]:
        python_path = os.pathsep.join([*path, self._variables["PYTHONPATH"]])
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *options],
            cwd=self._folder,
            env={**self._variables, "PYTHONPATH": python_path},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._processes.append(process)
        return process


def build_with_workers(root: Path, into: Path, workers: Sequence[int]) -> str:
    """How long does one project take with so many workers, and what is each worth? A report.

    The efficiency of a worker is the time of the first of these builds times its workers, over the
    time of this one times its own.
    """
    taken = [(number, _seconds(root, into / f"workers-{number}", number)) for number in workers]
    rows = [
        (f"{number}", f"{seconds:.1f}", f"{efficiency(taken[0], (number, seconds)):.2f}")
        for number, seconds in taken
    ]
    return "\n".join(
        [
            "",
            *table(("workers", "seconds", "efficiency of a worker"), rows),
            "",
            f"{PLACES} generated places, scheduler and workers on this machine. {machine()}.",
        ]
    )


def efficiency(first: tuple[int, float], other: tuple[int, float]) -> float:
    """What does a worker do in a time, against what one did in the first? 1 where it is as much."""
    return first[0] * first[1] / (other[0] * other[1])


def _seconds(root: Path, folder: Path, workers: int) -> float:
    if folder.exists():
        shutil.rmtree(folder)
    write_places(root, folder, 1, PLACES)
    (folder / "build" / "dask").mkdir(parents=True)
    cluster = DaskCluster(folder / "build" / "dask", environment(folder))
    try:
        for number in range(workers):
            cluster.join(f"worker-{number}")
        cluster.wait_for(workers)
        return measured(BUILD, folder, {"WORKERS": cluster.address}).seconds
    finally:
        cluster.close()
