from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from analysis.pipeline.generate.register import main as generate
from analysis.pipeline.graph import read_project
from analysis.pipeline.listings import watched
from analysis.pipeline.register import main as register

ROOT = Path(__file__).parents[2]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a small register of nobody, as `make generate` writes it."""
    monkeypatch.chdir(ROOT)
    into = tmp_path / "generated"
    assert generate(["--rows", "300", "--faults", "1", "--into", str(into)]) == 0
    monkeypatch.chdir(into)
    return into


def test_a_generated_project_says_what_it_holds_and_how_it_is_counted(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert register(["generated-300"]) == 0
    told = capsys.readouterr().out
    assert "1 the number of an identity card in the clear (wrong.parquet:" in told
    assert "2024: " in told
    written = sorted(path.name for path in (project / "build/register/generated-300").iterdir())
    assert written == [
        "movements.csv", "outcomes.en.csv", "outcomes.vi.csv", "stocks.csv", "unit_movements.csv",
        "unit_stocks.csv",
    ]  # fmt: skip


def test_a_folder_that_is_there_is_not_written_over(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert generate(["--rows", "300", "--into", str(project)]) == 1
    assert "is there already" in capsys.readouterr().err


def test_a_programme_without_a_register_is_told_which_have_one(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert register(["nowhere"]) == 1
    assert "Those that do: generated-300" in capsys.readouterr().err


def test_generated_persons_never_count_for_a_programme_that_is_not_marked(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "data" / "raw" / "programmes.yml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    settings["real"] = {**settings.pop("generated-300"), "generated": False}
    path.write_text(yaml.safe_dump(settings), "utf-8")
    shutil.move(project / "data/raw/generated-300", project / "data/raw/real")
    assert register(["real"]) == 1
    assert "GENERATED says that its data are generated" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("observed_from", "2005", "expected a day such as"),
        ("years", [1999, 2024], "there is no stock of 1999"),
        ("groups", ["nobodies"], "labels.csv has no name for 'nobodies'"),
        ("categories", ["all", "genius"], "'genius' is no level"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(
    project: Path, capsys: pytest.CaptureFixture[str], setting: str, value: object, told: str
) -> None:
    path = project / "data" / "raw" / "programmes.yml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    settings["generated-300"]["register"][setting] = value
    path.write_text(yaml.safe_dump(settings), "utf-8")
    assert register(["generated-300"]) == 1
    assert told in capsys.readouterr().err


def test_a_register_is_read_once_and_studied_by_its_own_programme(project: Path) -> None:
    steps = {step.name: step for step in read_project(project).steps}
    assert set(steps) == {
        "register-generated-300", "qualification-generated-300", "retention-generated-300",
        "briefing-generated-300-vi", "briefing-generated-300-en",
    }  # fmt: skip
    made = {path.name for path in steps["register-generated-300"].tables}
    read = {path.name for path in steps["retention-generated-300"].inputs}
    assert {"figures.csv", "retention.csv", "compared.csv", "unit_stocks.csv"} <= made
    assert {"retention.csv", "compared.csv"} <= read
    assert not {path.suffix for path in steps["retention-generated-300"].inputs} & {".parquet"}


def test_a_row_more_changes_what_the_register_rests_on_and_nothing_else(project: Path) -> None:
    def listing() -> bytes:
        found = read_project(project)
        step = next(step for step in found.steps if step.notebook == "register")
        return watched(found, step)[-1].read_bytes()

    before = listing()
    assert listing() == before
    folder = project / "data" / "raw" / "generated-300" / "register"
    shutil.copy(folder / "wrong.parquet", folder / "more.parquet")
    assert listing() != before
