from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from analysis.pipeline.bench.cluster import DaskCluster, wait_until

__all__ = ["DaskCluster", "wait_until"]
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def dask(tmp_path: Path) -> Iterator[DaskCluster]:
    """A scheduler that workers may join."""
    cluster = DaskCluster(tmp_path, {**os.environ, "PYTHONPATH": str(ROOT / "src")})
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
