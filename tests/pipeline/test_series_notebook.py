"""The notebook for series, run as papermill runs it, on a published table and on a programme."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from analysis.pipeline.execute import run_step
from analysis.pipeline.notebooks import parameters_of
from analysis.pipeline.step import Step
from analysis.pipeline.steps import REFERENCE
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import read_document
from analysis.sources.programmes import read_programmes
from analysis.sources.schemas import CLEANED, TIDY, save_table
from analysis.sources.tidy import tidy_tables

ROOT = Path(__file__).resolve().parents[2]
NOTEBOOK = ROOT / "notebooks" / "series.ipynb"
REPORT = "1228-bc-snv-2017"
CLEAN = ("figures", *TIDY)
RAW = ("programmes.yml", "breaks.yml", *REFERENCE)


def shown(root: Path, inputs: list[Path], **parameters: str) -> str:
    step = Step("series", parameters, tuple(inputs), ())
    executed = root / "executed.ipynb"
    run_step(step, NOTEBOOK, executed, root)
    cells = json.loads(executed.read_text(encoding="utf-8"))["cells"]
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    return "\n".join("".join(output["data"]["text/plain"]) for output in outputs)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the real declarations and code, and nothing that was built."""
    for name in RAW:
        (tmp_path / "data" / "raw" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "data" / "raw" / name, tmp_path / "data" / "raw" / name)
    for path in (ROOT / "data" / "raw").glob("*/document.yml"):
        (tmp_path / path.relative_to(ROOT)).parent.mkdir(parents=True)
        (tmp_path / path.relative_to(ROOT)).touch()
    shutil.copytree(ROOT / "src", tmp_path / "src")
    return tmp_path


def raw_files(root: Path) -> list[Path]:
    return [root / "data" / "raw" / name for name in RAW]


def test_every_parameter_has_a_default_that_runs() -> None:
    assert {parameter.name for parameter in parameters_of(NOTEBOOK)} == {
        *("programme", "table", "group", "comparison", "start", "lag")
    }


def test_the_archives_counts_are_refused_a_trend_as_text_and_nothing_fails(root: Path) -> None:
    figures = clean_figures(read_document(ROOT / "data" / "raw" / REPORT))
    tables = {name: root / "data" / "processed" / REPORT / f"{name}.csv" for name in CLEAN}
    save_table(figures, tables["figures"], CLEANED)
    for name, table in tidy_tables(figures, read_programmes(ROOT)).items():
        save_table(table, tables[name], TIDY[name])
    text = shown(root, [*raw_files(root), *tables.values()])
    assert "needs at least 3 points in time; there are 2" in text
    assert "there are 1 and 1" in text
    assert "no-college-column-2012" in text


def test_a_published_table_of_counts_is_answered(root: Path) -> None:
    """Snow 1855: (84.9 − 130.1) − (146.6 − 134.9) deaths per 10,000, here in percentage points."""
    table = root / "own.csv"
    shutil.copy(ROOT / "tests" / "data" / "snow_cholera.csv", table)
    text = shown(
        root,
        [*raw_files(root), table],
        table="own.csv",
        group="with_lambeth",
        comparison="southwark_vauxhall",
    )
    [line] = [line for line in text.splitlines() if "difference_in_differences" in line]
    assert "-0.5699" in line
    assert "no basis for inference" in text
    assert "không đủ cơ sở để suy luận" in text
