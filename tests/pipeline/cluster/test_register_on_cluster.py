from __future__ import annotations

from pathlib import Path

import pytest
from tests.pipeline.cluster.conftest import DaskCluster
from tests.sources.register.conftest import generated

from analysis.pipeline.cluster.parts import OnCluster
from analysis.pipeline.register import save_counts
from analysis.sources.errors import SourceError
from analysis.sources.generated.register import write_register
from analysis.sources.register.counting import read_register


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_two_workers_count_a_register_to_the_same_bytes_as_one_machine_alone(
    dask: DaskCluster, project: Path, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        dask.join(name)
    dask.wait_for(2)
    write_register(tmp_path, 3_000, seed=6, faults_of_each=2)
    folder = tmp_path / "register"
    spread = read_register(folder, generated(), OnCluster(dask.address, project), parts=8)
    alone = read_register(folder, generated())
    save_counts(spread, tmp_path / "spread")
    save_counts(alone, tmp_path / "alone")
    assert bytes_of(tmp_path / "spread") == bytes_of(tmp_path / "alone")
    assert len(bytes_of(tmp_path / "alone")) == 6


def test_a_part_that_cannot_be_read_on_a_worker_is_told_here(
    dask: DaskCluster, project: Path, tmp_path: Path
) -> None:
    dask.join("one")
    dask.wait_for(1)
    write_register(tmp_path, 300, seed=6)
    path = tmp_path / "register" / "torn.csv"
    rows = "person,unit,group,staff_class,level,qualified_on,trained_on,course_kind,entry,exit"
    path.write_text(f'{rows},exit_reason\n"no end\n')
    with pytest.raises(SourceError, match=r"torn\.csv, line 2"):
        read_register(tmp_path / "register", generated(), OnCluster(dask.address, project), parts=2)
