"""The notebooks as an analyst runs them in JupyterLab, with their default parameters."""

from __future__ import annotations

import os
from pathlib import Path
from unittest.mock import patch

import nbformat
import pytest
from nbclient import NotebookClient
from tests.pipeline.conftest import Copy

from analysis.briefing.exporters import BriefingHTMLExporter

pytestmark = pytest.mark.build

TABLES = {
    "clean": "data/processed/1228-bc-snv-2017",
    "qualification": "data/processed/hcmc-archives-2014-2020/qualification.csv",
    "cost": "data/processed/hcmc-archives-2014-2020/cost.csv",
    "attrition": "data/processed/hcmc-archives-2014-2020/attrition.csv",
    "comparison": "data/processed/two-cities/comparison.csv",
}


def run_in_place(project: Path, name: str) -> nbformat.NotebookNode:
    notebook = nbformat.read(project / "notebooks" / f"{name}.ipynb", as_version=4)
    client = NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": project / "notebooks"}}
    )
    with patch.dict(os.environ, PYTHONPATH=str(project / "src")):
        return client.execute()


def bytes_at(path: Path) -> dict[str, bytes]:
    files = sorted(path.glob("*.csv")) if path.is_dir() else [path]
    return {file.name: file.read_bytes() for file in files}


def test_each_notebook_gives_by_hand_the_facts_that_the_build_gives(copy: Copy) -> None:
    for name, table in TABLES.items():
        built = bytes_at(copy.root / table)
        for file in built:
            target = copy.root / table
            (target / file if target.is_dir() else target).unlink()
        run_in_place(copy.root, name)
        assert bytes_at(copy.root / table) == built, name


def test_the_briefing_run_by_hand_is_the_page_that_the_build_published(copy: Copy) -> None:
    notebook = run_in_place(copy.root, "briefing")
    page, _ = BriefingHTMLExporter().from_notebook_node(notebook)
    published = copy.root / "reports" / "hcmc-archives-2014-2020.vi.html"
    assert page == published.read_text(encoding="utf-8")
