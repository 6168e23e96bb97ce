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
from analysis.pipeline.ledgers import facts_text
from analysis.pipeline.steps import CHECKED, CLEANED, EXPLAINED

pytestmark = pytest.mark.build

DOCUMENT, PROGRAMME = "1228-bc-snv-2017", "hcmc-archives-2014-2020"
TABLES = {
    "clean": [f"{DOCUMENT}/{name}" for name in CLEANED],
    "audit": [f"{DOCUMENT}/{name}" for name in CHECKED],
    "readings": [f"{DOCUMENT}/{name}" for name in EXPLAINED],
    "qualification": [f"{PROGRAMME}/qualification"],
    "cost": [f"{PROGRAMME}/cost"],
    "attrition": [f"{PROGRAMME}/attrition"],
    "comparison": ["two-cities/comparison"],
}

FACTS = [f"{PROGRAMME}/{study}" for study in ("qualification", "cost", "attrition")]
FACTS += [f"{DOCUMENT}/effects"]


def run_in_place(project: Path, name: str) -> nbformat.NotebookNode:
    notebook = nbformat.read(project / "notebooks" / f"{name}.ipynb", as_version=4)
    client = NotebookClient(
        notebook, kernel_name="python3", resources={"metadata": {"path": project / "notebooks"}}
    )
    with patch.dict(os.environ, PYTHONPATH=str(project / "src")):
        return client.execute()


def test_each_notebook_gives_by_hand_the_facts_that_the_build_gives(copy: Copy) -> None:
    for notebook, names in TABLES.items():
        tables = [copy.root / "data" / "processed" / f"{name}.csv" for name in names]
        built = [table.read_bytes() for table in tables]
        for table in tables:
            table.unlink()
        run_in_place(copy.root, notebook)
        assert [table.read_bytes() for table in tables] == built, notebook


def test_the_briefing_run_by_hand_is_the_page_that_the_build_published(copy: Copy) -> None:
    notebook = run_in_place(copy.root, "briefing")
    facts = [copy.root / "data" / "processed" / f"{name}.csv" for name in FACTS]
    attached = {f"{PROGRAMME}.figures.csv": facts_text(facts, PROGRAMME)}
    page, _ = BriefingHTMLExporter().from_notebook_node(notebook, {"attachments": attached})
    published = copy.root / "reports" / "hcmc-archives-2014-2020.vi.html"
    assert page == published.read_text(encoding="utf-8")
