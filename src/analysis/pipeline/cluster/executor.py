"""How are the tasks of a build handed to a Dask cluster?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from distributed import Future as Asked

from analysis.pipeline.cluster.connection import connected, marked
from analysis.pipeline.cluster.process import packed, unpacked
from analysis.pipeline.cluster.worker import TaskProcesses, run_on_worker

RETRIES = 2


class ClusterLost(RuntimeError):
    """Which cluster no longer runs the tasks of this build?"""


class Cluster(Executor):
    """Hands tasks to the workers of a Dask cluster; their processes end with the build.

    A task whose worker or process dies is given to another. Whatever a task writes takes its place
    whole or not at all, and a task that runs a second time writes the same.
    """

    def __init__(self, address: str, root: Path) -> None:
        self._address = address
        self._asked: set[Asked] = set()
        with ExitStack() as opened:
            mark = opened.enter_context(marked(root))
            self._client = opened.enter_context(connected(address))
            self._name = f"tasks-{mark.word}"
            self._client.register_plugin(TaskProcesses(mark), name=self._name)
            self._opened = opened.pop_all()

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """What will come of this call on one of the workers?"""
        asked = self._client.submit(
            run_on_worker,
            self._name,
            packed(function, *args, **kwargs),
            pure=False,
            retries=RETRIES,
        )
        outcome: Future[Any] = Future()
        self._asked.add(asked)
        asked.add_done_callback(lambda done: self._settle(done, outcome))
        return outcome

    def __exit__(self, *_: object) -> None:
        """Is anything still running? It is ended."""
        if self._client.status == "running":
            self._client.cancel(list(self._asked))
            self._client.unregister_worker_plugin(self._name)
        self._opened.close()

    def _settle(self, asked: Asked, outcome: Future[Any]) -> None:
        self._asked.discard(asked)
        try:
            outcome.set_result(unpacked(asked.result()))
        except CancelledError:
            outcome.set_exception(
                ClusterLost(f"The scheduler at {self._address} no longer answers.")
            )
        except Exception as error:
            outcome.set_exception(error)
