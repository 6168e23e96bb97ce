"""What facts of returns rest on, for editions and for what changed since."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from analysis.pipeline.basis import files_behind_facts
from analysis.pipeline.states import basis_of
from analysis.sources.disclosure import DISCLOSURE
from analysis.sources.origins import DISCLOSED
from analysis.sources.schemas import CLEANED, save_table

ROOT = Path(__file__).parents[2]
PROGRAMME = "hcmc-archives-2014-2020"
SOURCE = f"{PROGRAMME}-returns"
FIGURE = f"{SOURCE}#departments-2016-all"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The raw data of the project, one return, and the figure that was made of it."""
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    for name in ("requirements.lock", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    dropped = tmp_path / "data" / "raw" / PROGRAMME / "returns"
    dropped.mkdir(parents=True)
    (dropped / "a.xlsx").touch()
    row = dict.fromkeys(CLEANED.columns, "") | {
        "id": "departments-2016-all", "document": SOURCE, "locator": "3 đơn vị, 6 ô",
        "period": "2016", "group": "departments", "category": "all", "measure": "headcount",
        "unit": "persons", "printed": "1.234", "value": "1234", "bound": "exact",
    }  # fmt: skip
    shown = {name: row[name] for name in ("measure", "group", "period", "category")} | {
        "name": row["id"], "sources": FIGURE, "shown": "yes", "persons": "1234",
    }  # fmt: skip
    made = tmp_path / "data" / "processed" / SOURCE
    save_table(pd.DataFrame([row]), made / "figures.csv", CLEANED)
    save_table(pd.DataFrame([shown], columns=[*DISCLOSURE.columns]), made / DISCLOSED, DISCLOSURE)
    return tmp_path


def test_a_figure_of_returns_is_known_by_what_it_said(root: Path) -> None:
    basis = basis_of(root)
    assert basis.texts[FIGURE] == "1.234"
    assert SOURCE in basis.settings


def test_a_figure_that_is_not_known_to_be_publishable_is_known_by_dots(root: Path) -> None:
    (root / "data" / "processed" / SOURCE / DISCLOSED).unlink()
    assert basis_of(root).texts[FIGURE] == "…"


def test_facts_of_returns_rest_on_the_figures_made_of_them(root: Path) -> None:
    made = root / "data" / "processed" / SOURCE / "figures.csv"
    assert made in files_behind_facts(root)


def test_without_returns_the_basis_is_that_of_the_documents(root: Path) -> None:
    shutil.rmtree(root / "data" / "raw" / PROGRAMME)
    assert not any(SOURCE in key for key in (*basis_of(root).texts, *basis_of(root).settings))
    assert not any("processed" in str(path) for path in files_behind_facts(root))
