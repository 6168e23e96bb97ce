from __future__ import annotations

import operator
import os
import time
from pathlib import Path

import pytest
from tests.pipeline.cluster.conftest import DaskCluster, wait_until

from analysis.pipeline.cluster.executor import Cluster, ClusterLost
from analysis.pipeline.cluster.process import ProcessDied
from analysis.pipeline.cluster.worker import UnfitWorker
from analysis.pipeline.plan import CannotBegin


def told_and_slow(file: Path, seconds: float) -> int:
    """Says in a file which process runs it, and takes its time."""
    with file.open("a") as told:
        told.write(f"{os.getpid()} {os.getppid()}\n")
    time.sleep(seconds)
    return os.getpid()


def runs(file: Path) -> list[tuple[int, int]]:
    """Which process of which worker ran the call, each time?"""
    lines = file.read_text().splitlines() if file.exists() else []
    return [(int(process), int(worker)) for process, worker in map(str.split, lines)]


def is_there(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_what_a_call_gives_or_raises_comes_back_from_the_worker(
    dask: DaskCluster, project: Path
) -> None:
    worker = dask.join("one")
    dask.wait_for(1)
    with Cluster(dask.address, project) as cluster:
        assert cluster.submit(divmod, 17, 5).result() == (3, 2)
        assert cluster.submit(os.getcwd).result() == str(project)
        assert cluster.submit(os.getppid).result() == worker.pid
        with pytest.raises(ZeroDivisionError):
            cluster.submit(operator.truediv, 1, 0).result()
        with pytest.raises(ProcessDied, match="ended with 3"):
            cluster.submit(os._exit, 3).result()
        assert cluster.submit(divmod, 4, 2).result() == (2, 0)


def test_the_processes_of_a_build_end_with_it_and_the_next_has_its_own(
    dask: DaskCluster, tmp_path: Path, project: Path
) -> None:
    dask.join("one")
    dask.wait_for(1)
    with Cluster(dask.address, project) as cluster:
        first = cluster.submit(os.getpid).result()
        cluster.submit(told_and_slow, tmp_path / "told", 600)
        wait_until(lambda: runs(tmp_path / "told"))
    wait_until(lambda: not is_there(first))
    with Cluster(dask.address, project) as cluster:
        assert cluster.submit(os.getpid).result() != first


def test_what_a_killed_worker_ran_is_run_by_another(
    dask: DaskCluster, tmp_path: Path, project: Path
) -> None:
    workers = {worker.pid: worker for worker in (dask.join("one"), dask.join("two"))}
    dask.wait_for(2)
    file = tmp_path / "told"
    with Cluster(dask.address, project) as cluster:
        outcome = cluster.submit(told_and_slow, file, 2)
        wait_until(lambda: runs(file))
        [(first, killed)] = runs(file)
        workers[killed].kill()
        second = outcome.result()
        wait_until(lambda: not is_there(first))
    assert second != first
    assert [process for process, _ in runs(file)] == [first, second]


def test_a_worker_that_no_longer_sees_the_mark_of_the_build_runs_nothing(
    dask: DaskCluster, project: Path
) -> None:
    dask.join("one")
    dask.wait_for(1)
    with Cluster(dask.address, project) as cluster:
        [mark] = (project / "build" / "cluster").iterdir()
        mark.write_text("the mark of another build")
        with pytest.raises(UnfitWorker, match="does not see the folder"):
            cluster.submit(os.getpid).result()


def test_a_build_is_told_when_its_scheduler_is_gone(
    dask: DaskCluster, tmp_path: Path, project: Path
) -> None:
    dask.join("one")
    dask.wait_for(1)
    with Cluster(dask.address, project) as cluster:
        outcome = cluster.submit(told_and_slow, tmp_path / "told", 600)
        wait_until(lambda: runs(tmp_path / "told"))
        dask.close()
        with pytest.raises(ClusterLost, match=dask.address):
            outcome.result()


def test_no_mark_is_left_where_no_scheduler_answers(project: Path) -> None:
    with pytest.raises(CannotBegin):
        Cluster("nonsense", project)
    assert not list((project / "build" / "cluster").iterdir())
