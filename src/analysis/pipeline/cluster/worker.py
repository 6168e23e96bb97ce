"""How does a Dask worker run the tasks of one build?"""

from __future__ import annotations

import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from threading import Lock
from typing import Any

from distributed import WorkerPlugin, get_worker

from analysis.pipeline.cluster.process import Process

PYTHON = "python"


class UnfitWorker(RuntimeError):
    """Why can a worker not run tasks of this build?"""


@dataclass(frozen=True)
class Mark:
    """How does a worker know that it sees the project as the build does?

    By a file in its folder that holds a word of this build alone, and by the versions of Python and
    of each package that requirements.lock pins.
    """

    root: Path
    file: Path
    word: str
    versions: Mapping[str, str]

    def problem(self) -> str:
        """What is another here than where the build runs? Nothing: ""."""
        try:
            seen = self.file.read_text(encoding="utf-8")
        except OSError:
            seen = ""
        if seen != self.word:
            return f"it does not see the folder {self.root} of this build under the same path"
        differing = [
            f"{name} {here or 'missing'} instead of {there}"
            for name, there in self.versions.items()
            if (here := installed(name)) != there
        ]
        return f"it has {', '.join(differing)}" if differing else ""


def installed(name: str) -> str:
    """Which version of a package, or of Python, is installed? "" where it is not."""
    if name == PYTHON:
        return platform.python_version()
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


class TaskProcesses(WorkerPlugin):  # type: ignore[misc]
    """The processes of a worker that run the tasks of one build, one for each of its threads.

    A task runs in none of the worker's own threads: it forks, redirects its output and changes its
    environment. The processes are new for each build, so that they import the code as it is then.
    """

    def __init__(self, mark: Mark) -> None:
        self.mark = mark

    def setup(self, worker: Any) -> None:
        """Nothing runs yet."""
        self._lock = Lock()
        self._idle: list[Process] = []
        self._all: set[Process] = set()

    def teardown(self, worker: Any) -> None:
        """The build is over: its processes end."""
        with self._lock:
            for process in self._all:
                process.end()
            self._all.clear()
            self._idle.clear()

    def run(self, payload: bytes) -> bytes:
        """What comes of a packed call? Raises UnfitWorker before it runs anything, ProcessDied."""
        process = self._taken()
        try:
            answer = process.call(payload)
        except BaseException:
            with self._lock:
                self._all.discard(process)
            raise
        with self._lock:
            self._idle.append(process)
        return answer

    def _taken(self) -> Process:
        with self._lock:
            if self._idle:
                return self._idle.pop()
            if problem := self.mark.problem():
                raise UnfitWorker(f"The worker on {platform.node()} is unfit: {problem}.")
            process = Process(self.mark.root)
            self._all.add(process)
            return process


def run_on_worker(name: str, payload: bytes) -> bytes:
    """What comes of a packed call in the processes of this worker that have this name?"""
    processes: TaskProcesses = get_worker().plugins[name]
    return processes.run(payload)
