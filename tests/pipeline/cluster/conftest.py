from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis.pipeline.cluster.connection import connected

ROOT = Path(__file__).resolve().parents[3]
LONGEST_WAIT_SECONDS = 60


def wait_until(what: Callable[[], object]) -> None:
    """Wait until it is so; fail where it does not come."""
    deadline = time.monotonic() + LONGEST_WAIT_SECONDS
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.05)


class DaskCluster:
    """A scheduler and workers on this machine, each a process that nothing starts again."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        told = folder / "scheduler.json"
        self._start(
            "scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told)
        )
        wait_until(lambda: told.exists() and told.read_text())
        self.address: str = json.loads(told.read_text())["address"]

    def join(self, name: str, *path: str) -> subprocess.Popen[bytes]:
        """One more worker, of one thread; it imports from these folders first."""
        alone = ("--no-nanny", "--nthreads", "1", "--name", name, "--local-directory")
        return self._start("worker", self.address, *alone, str(self._folder / name), path=path)

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
        process = subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.dask_{kind}", "--no-dashboard", *options],
            cwd=self._folder,
            env={**os.environ, "PYTHONPATH": os.pathsep.join([*path, str(ROOT / "src")])},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._processes.append(process)
        return process


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[DaskCluster]:
    """A scheduler that workers may join."""
    cluster = DaskCluster(tmp_path)
    yield cluster
    cluster.close()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with what a build needs to speak with a cluster."""
    root = tmp_path / "project"
    root.mkdir()
    for name in ("src", "tests"):
        (root / name).symlink_to(ROOT / name)
    shutil.copyfile(ROOT / "requirements.lock", root / "requirements.lock")
    return root
