from __future__ import annotations

import dataclasses
import time
from pathlib import Path

import pytest
from tests.pipeline.cluster.conftest import DaskCluster

from analysis.pipeline.cluster.connection import check_cluster, marked, versions
from analysis.pipeline.plan import CannotBegin


@pytest.mark.parametrize("address", ["nonsense", "http://127.0.0.1:80", "tcp://127.0.0.1:1"])
def test_an_address_where_no_scheduler_answers_is_refused_at_once(
    address: str, project: Path
) -> None:
    before = time.monotonic()
    with pytest.raises(CannotBegin, match=f"WORKERS={address}: no Dask scheduler answers there"):
        check_cluster(address, project)
    assert time.monotonic() - before < 10


def test_a_scheduler_without_workers_is_refused(dask: DaskCluster, project: Path) -> None:
    with pytest.raises(CannotBegin, match=f"has no workers.*dask worker {dask.address}"):
        check_cluster(dask.address, project)


def test_workers_that_see_the_project_as_it_is_here_are_taken(
    dask: DaskCluster, project: Path
) -> None:
    dask.join("one")
    dask.wait_for(1)
    check_cluster(dask.address, project)
    assert not list((project / "build" / "cluster").iterdir())


def test_a_folder_that_is_another_or_not_there_is_seen(tmp_path: Path, project: Path) -> None:
    with marked(project) as mark:
        assert mark.problem() == ""
        elsewhere = dataclasses.replace(mark, file=tmp_path / mark.file.name)
        assert "does not see the folder" in elsewhere.problem()
        elsewhere.file.write_text("the mark of another build")
        assert "does not see the folder" in elsewhere.problem()
    assert "does not see the folder" in mark.problem()


def test_another_version_of_python_or_of_a_pinned_package_is_named(project: Path) -> None:
    pinned = versions(project)
    assert {"python", "pandas", "typst", "matplotlib"} <= pinned.keys()
    with marked(project) as mark:
        other = dataclasses.replace(mark, versions={**pinned, "python": "3.0", "pandas": "0.1"})
        assert other.problem() == (
            f"it has python {pinned['python']} instead of 3.0, "
            f"pandas {pinned['pandas']} instead of 0.1"
        )


@pytest.mark.filterwarnings("ignore:Mismatched versions found")
def test_a_worker_with_another_version_is_refused_with_what_differs(
    dask: DaskCluster, tmp_path: Path, project: Path
) -> None:
    about = tmp_path / "pandas-0.1.dist-info" / "METADATA"
    about.parent.mkdir()
    about.write_text("Metadata-Version: 2.1\nName: pandas\nVersion: 0.1\n")
    dask.join("other", str(tmp_path))
    dask.wait_for(1)
    with pytest.raises(CannotBegin, match=r"(?s)not every worker.*tcp://.*it has pandas 0\.1 inst"):
        check_cluster(dask.address, project)
