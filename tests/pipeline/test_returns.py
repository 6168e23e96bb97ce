"""The commands for forms and returns, run as a person runs them, on a project of its own."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from analysis.pipeline import form, returns
from analysis.pipeline.bench.returns import prepare
from analysis.pipeline.generate import returns as generated
from analysis.sources.generated.shapes import shapes
from analysis.sources.returns.collection import read_collection
from analysis.sources.returns.nameless import nameless
from analysis.sources.returns.reports import write_reports
from analysis.sources.returns.settings import folder_of_returns, read_asked

ROOT = Path(__file__).parents[2]
PROGRAMME = "hcmc-archives-2014-2020"
FIRST_DEPARTMENT = 19


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What is in data/raw, and a folder for the returns of one programme."""
    shutil.copytree(ROOT / "data" / "raw", tmp_path / "data" / "raw")
    (tmp_path / "data" / "raw" / PROGRAMME / "returns").mkdir(parents=True, exist_ok=True)
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fill(project: Path, unit: str, headcount: int) -> None:
    content = (project / "build" / "forms" / f"{PROGRAMME}.vi.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    sheet["C3"] = unit
    sheet[f"B{FIRST_DEPARTMENT}"] = f"Phòng của {unit}"
    sheet[f"C{FIRST_DEPARTMENT}"] = headcount
    book.save(project / "data" / "raw" / PROGRAMME / "returns" / f"{headcount}.xlsx")


def test_from_the_form_to_the_totals(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert form.main([PROGRAMME]) == 0
    assert capsys.readouterr().out.split() == [
        f"build/forms/{PROGRAMME}.vi.xlsx",
        f"build/forms/{PROGRAMME}.en.xlsx",
    ]
    fill(project, "Đơn vị Một", 12)
    fill(project, "Đơn vị Hai", 30)
    assert returns.main([PROGRAMME]) == 0
    told = capsys.readouterr().out
    assert "2 files: 2 count, 0 wait for an answer" in told
    assert "2012 departments: 42, from 2 units" in told
    assert "2016 departments: nothing, from 2 units" in told
    figures = pd.read_csv(
        project / "data" / "processed" / PROGRAMME / "returns" / "figures.csv", dtype="str"
    )
    assert figures.loc[figures["value"] == "30", ["file", "cell", "name"]].to_numpy().tolist() == [
        ["30.xlsx", f"C{FIRST_DEPARTMENT}", "Phòng của Đơn vị Hai"]
    ]


def test_what_waits_is_told_with_its_place(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = project / "data" / "raw" / PROGRAMME / "returns" / "broken.xlsx"
    broken.write_bytes(b"no workbook")
    assert returns.main([PROGRAMME]) == 0
    assert "broken.xlsx: broken.xlsx: a file .xlsx, .xls, .ods or .csv" in capsys.readouterr().out


def test_an_empty_folder_and_an_unknown_programme_say_what_to_do(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert returns.main([PROGRAMME]) == 1
    assert f"data/raw/{PROGRAMME}/returns holds no returns" in capsys.readouterr().err
    assert form.main(["unknown"]) == 1
    assert f"Those that do: {PROGRAMME}" in capsys.readouterr().err


def test_made_up_returns_are_read_as_their_truth_has_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    programmes = project / "data" / "raw" / "programmes.yml"
    example = (ROOT / "docs" / "generated-place.yml").read_text(encoding="utf-8")
    programmes.write_text(programmes.read_text(encoding="utf-8") + example, encoding="utf-8")
    assert generated.main(["generated-place"]) == 0
    assert returns.main(["generated-place"]) == 0
    truth = pd.read_csv(project / "build" / "generated" / "generated-place.truth.csv")
    counted = truth[truth["counts"] == "yes"]
    totals = pd.read_csv(project / "data/processed/generated-place/returns/totals.csv")
    found = totals[totals["group"] != "total"].set_index(["group", "period", "category"])["value"]
    expected = counted.groupby(["group", "period", "category"])["persons"].sum()
    assert (found.sort_index() == expected.sort_index()).all()
    assert f"{counted['file'].nunique()} count" in capsys.readouterr().out


def test_one_process_and_several_write_the_same_bytes_of_returns_in_all_shapes(
    tmp_path: Path,
) -> None:
    prepare(ROOT, tmp_path, len(shapes()))
    asked = read_asked("generated-place", tmp_path)
    folder = folder_of_returns("generated-place", tmp_path)
    written = []
    for processes in (1, 3):
        into = tmp_path / str(processes)
        write_reports(nameless(read_collection(folder, asked, processes)), into)
        files = (path for path in into.rglob("*") if path.is_file())
        written.append({path.relative_to(into): path.read_bytes() for path in files})
    assert len(written[0]) > len(shapes())
    assert written[0] == written[1]


def test_nothing_is_made_up_for_a_real_programme(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generated.main([PROGRAMME]) == 1
    assert "is not marked `generated: true`" in capsys.readouterr().err
    assert not (project / "data" / "raw" / PROGRAMME / "GENERATED").exists()


@pytest.mark.parametrize(
    ("changed", "added"),
    [
        (f"data/raw/{PROGRAMME}/returns/12.xlsx", "\n"),
        ("data/raw/terms.csv", "column,note,Điều cần nói thêm\n"),
        ("data/raw/programmes.yml", "\n"),
        (f"data/processed/{PROGRAMME}/returns/totals.csv", "\n"),
    ],
)
def test_returns_are_read_again_when_a_file_has_changed_and_only_then(
    project: Path, capsys: pytest.CaptureFixture[str], changed: str, added: str
) -> None:
    assert form.main([PROGRAMME]) == 0
    fill(project, "Đơn vị Một", 12)
    assert returns.main([PROGRAMME]) == 0
    said = capsys.readouterr().out.partition("\n1 files")[2]
    assert returns.main([PROGRAMME]) == 0
    again = capsys.readouterr().out
    assert again.startswith("Nothing to do: what is written is what the returns say.\n1 files")
    assert again.endswith(said)
    path = project / changed
    path.write_bytes(path.read_bytes() + added.encode())
    assert returns.main([PROGRAMME]) == 0
    assert "Nothing to do" not in capsys.readouterr().out
