"""The commands for forms and returns, run as a person runs them, on a project of its own."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis.pipeline import form, returns

ROOT = Path(__file__).parents[2]
PROGRAMMES = """\
archives:
  region: hcmc
  period: 2012-2016
  title: {vi: Đề án thử, en: A scheme for tests}
  documents: {}
  analyses: []
  returns:
    number: T-01
    title: {vi: Số lượng và trình độ, en: Number and qualification}
    unit: persons
    years: [2012, 2016]
    groups: [departments, districts]
    categories: [all, bachelor]
    rows: 2
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one programme and the folder that its returns go to."""
    raw = tmp_path / "data" / "raw"
    (raw / "archives" / "returns").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    (raw / "programmes.yml").write_text(PROGRAMMES, encoding="utf-8")
    for name in ("terms.csv", "labels.csv"):
        text = (ROOT / "data" / "raw" / name).read_text(encoding="utf-8")
        (raw / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill(project: Path, unit: str, headcount: int) -> None:
    content = (project / "build" / "forms" / "archives.vi.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    sheet["C3"], sheet["B10"], sheet["C10"] = unit, f"Phòng của {unit}", headcount
    book.save(project / "data" / "raw" / "archives" / "returns" / f"{headcount}.xlsx")


def test_from_the_form_to_the_totals(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert form.main(["archives"]) == 0
    assert capsys.readouterr().out.split() == [
        "build/forms/archives.vi.xlsx",
        "build/forms/archives.en.xlsx",
    ]
    fill(project, "Đơn vị Một", 12)
    fill(project, "Đơn vị Hai", 30)
    assert returns.main(["archives"]) == 0
    told = capsys.readouterr().out
    assert "2 files: 2 count, 0 wait for an answer" in told
    assert "2012 departments: 42, from 2 units" in told
    assert "2016 departments: nothing, from 2 units" in told
    figures = pd.read_csv(
        project / "data" / "processed" / "archives" / "returns" / "figures.csv", dtype="str"
    )
    assert figures.loc[figures["value"] == "30", ["file", "cell", "name"]].to_numpy().tolist() == [
        ["30.xlsx", "C10", "Phòng của Đơn vị Hai"]
    ]


def test_what_waits_is_told_with_its_place(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = project / "data" / "raw" / "archives" / "returns" / "broken.xlsx"
    broken.write_bytes(b"no workbook")
    assert returns.main(["archives"]) == 0
    assert "broken.xlsx: broken.xlsx: a file .xlsx, .xls, .ods or .csv" in capsys.readouterr().out


def test_an_empty_folder_and_an_unknown_programme_say_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert returns.main(["archives"]) == 1
    assert "data/raw/archives/returns holds no returns" in capsys.readouterr().err
    assert form.main(["unknown"]) == 1
    assert "Those that do: archives" in capsys.readouterr().err
