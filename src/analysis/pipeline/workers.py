"""Where do tasks run, how many at a time? One a core, or on a cluster; the others wait in line."""

from __future__ import annotations

import os
from collections.abc import Generator
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pytask_parallel.logging
from loky import ProcessPoolExecutor
from pytask import hookimpl
from pytask_parallel import ParallelBackend, WorkerType, registry

from analysis.pipeline.engines import WARM, engine


class Workers(ProcessPoolExecutor):  # type: ignore[misc]
    """Processes that run tasks, ended at once when the build ends or is interrupted.

    Whatever a task writes takes its place whole or not at all, so that one can be ended any time.
    """

    def __exit__(self, *_: object) -> None:
        """Is anything still running? It is ended."""
        self.shutdown(kill_workers=True)


def workers(n_workers: int) -> Executor:
    """Which processes? As many as there are cores, or as JOBS says; those of the cluster WORKERS.

    `n_workers` is how many tasks pytask hands over ahead: many, since it looks for finished ones
    only from time to time and a process without a task in line would stand idle until then.
    """
    if address := os.environ.get("WORKERS"):
        from analysis.pipeline.cluster.executor import Cluster

        return Cluster(address, Path.cwd())
    return Workers(max_workers=min(n_workers, processes()))


def forks_tasks() -> bool:
    """Are tasks forked from the process of pytask? Not where they run on a cluster."""
    return engine() == WARM and not os.environ.get("WORKERS")


def processes() -> int:
    """How many tasks run at the same time?"""
    return int(os.environ.get("JOBS") or _cores())


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@hookimpl(wrapper=True)
def pytask_post_parse(config: dict[str, Any]) -> Generator[None]:
    """Who runs the tasks? Nobody but pytask-parallel, unless this process forks them itself.

    Its header is left out: it would call the tasks in line workers.
    """
    if forks_tasks():
        config["parallel_backend"] = ParallelBackend.NONE
    yield
    if config["pm"].is_registered(pytask_parallel.logging):
        config["pm"].unregister(pytask_parallel.logging)


@hookimpl
def pytask_parse_config() -> None:
    """Which processes does pytask-parallel use? Those of this module."""
    registry.register_parallel_backend(
        ParallelBackend.CUSTOM, workers, worker_type=WorkerType.PROCESSES
    )
