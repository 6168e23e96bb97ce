from __future__ import annotations

import time

import pytest
from tests.pipeline.cluster.conftest import DaskCluster, wait_until
from tests.pipeline.conftest import Copy, tasks

from analysis.pipeline.build import is_current
from analysis.pipeline.cluster.connection import connected
from analysis.pipeline.graph import read_project

pytestmark = pytest.mark.build

PROGRAMME = "hcmc-admin-reform-2016-2020"


def take_away(copy: Copy) -> list[str]:
    """Delete what five notebooks and the pages of a programme became: the tasks that made it."""
    project = read_project(copy.root)
    reports = copy.root / "reports"
    gone = {f"letter[{PROGRAMME}.vi]": reports / f"{PROGRAMME}.vi.letter.pdf"}
    for step in project.steps:
        if step.notebook == "clean":
            gone[step.task] = project.executed(step)
            gone[step.report_task] = reports / "annexes" / f"{step.report}.html"
        elif step in project.briefings and step.parameters["programme"] == PROGRAMME:
            gone[step.paper_task] = reports / f"{step.report}.pdf"
    for path in gone.values():
        path.unlink()
    return sorted(gone)


def test_a_build_on_a_cluster_that_loses_a_worker_makes_the_same_bytes_once(
    copy: Copy, dask: DaskCluster
) -> None:
    folders = ("reports", "build/executed", "data/processed")
    alone = {folder: copy.bytes_of(folder) for folder in folders}
    lock = (copy.root / "pytask.lock").read_bytes()
    wanted = take_away(copy)
    workers = {name: dask.join(name) for name in ("one", "two", "three")}
    dask.wait_for(3)
    copy.environment["WORKERS"] = dask.address
    build = copy.start("-m", "analysis.pipeline.build")
    with connected(dask.address) as client:
        wait_until(lambda: len(list(copy.root.glob("build/work/*"))) == 3)
        states = client.scheduler_info()["workers"]
        [busy, *_] = [address for address, running in client.processing().items() if running]
        workers[states[busy]["name"]].kill()
    output, _ = build.communicate()
    assert build.returncode == 0, output
    done = [line.split()[3] for line in output.splitlines() if tasks(line, "done")]
    assert sorted(done) == wanted
    assert {folder: copy.bytes_of(folder) for folder in folders} == alone
    assert (copy.root / "pytask.lock").read_bytes() == lock
    assert is_current(copy.root)
    assert not list(copy.root.glob("build/work/*"))


def test_a_build_with_a_wrong_address_stops_before_anything_runs(copy: Copy) -> None:
    take_away(copy)
    copy.environment["WORKERS"] = "tcp://127.0.0.1:1"
    before = time.monotonic()
    code, output = copy.build()
    assert code == 2
    assert "WORKERS=tcp://127.0.0.1:1: no Dask scheduler answers there" in output
    assert "Nothing was run." in output
    assert time.monotonic() - before < 20
