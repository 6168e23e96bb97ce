from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest

from analysis.pipeline.engines import PLAIN, WARM
from analysis.pipeline.execute import NotebookFailed, run_step
from analysis.pipeline.step import Step

READ = "open('../data/raw/a.txt').read()"
WRITE = "open('../data/processed/t.csv', 'w').write('x')"


@pytest.fixture(params=[PLAIN, WARM])
def root(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    (tmp_path / "engine").write_text(request.param)
    for folder in ("notebooks", "data/raw", "data/processed", "build/executed"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "data" / "raw" / "a.txt").write_text("kept apart")
    (tmp_path / "data" / "raw" / "b.txt").write_text("")
    (tmp_path / "data" / "processed" / "t.csv").write_text("of yesterday")
    return tmp_path


def run(root: Path, *sources: str, reads: bool = True, name: str = "small") -> bytes:
    parameters = nbformat.v4.new_code_cell(
        "word: str = 'default'", metadata={"tags": ["parameters"]}
    )
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for place, cell in enumerate([parameters, *cells]):
        cell["id"] = f"cell-{place}"
    content = nbformat.v4.new_notebook(cells=[parameters, *cells])
    notebook = root / "notebooks" / f"{name}.ipynb"
    nbformat.write(content, notebook)
    inputs = (root / "data" / "raw" / "a.txt",)
    tables = (root / "data" / "processed" / "t.csv",)
    step = Step(name, {"word": "given"}, inputs if reads else (), tables)
    executed = root / "build" / "executed" / f"{step.name}.ipynb"
    engine = (root / "engine").read_text()
    run_step(step, notebook, executed, root, engine=engine)
    return executed.read_bytes()


def failed(root: Path, *sources: str, reads: bool = True) -> str:
    with pytest.raises(NotebookFailed) as caught:
        run(root, *sources, reads=reads)
    assert (root / "data" / "processed" / "t.csv").read_text() == "of yesterday"
    assert not list((root / "build" / "executed").iterdir())
    assert (root / "build" / "failed" / "small-given.ipynb").is_file()
    assert not list((root / "build" / "work").iterdir())
    return str(caught.value)


def test_a_whole_run_publishes_its_tables_and_its_copy(root: Path) -> None:
    executed = json.loads(run(root, f"word + {READ}", WRITE))
    assert "givenkept apart" in str(executed["cells"][2]["outputs"])
    assert (root / "data" / "processed" / "t.csv").read_text() == "x"


def test_equal_runs_give_equal_bytes_in_any_folder(root: Path, tmp_path: Path) -> None:
    sources = (
        "import os, sys, warnings\nprint(os.getcwd(), sys.executable, hash('a'))",
        "for number in range(50):\n    print(number, flush=True)",
        "warnings.warn('mind this')",
        WRITE,
    )
    first = run(root, *sources)
    other = tmp_path / "elsewhere"
    for folder in ("notebooks", "data/raw", "data/processed", "build/executed"):
        (other / folder).mkdir(parents=True)
    (other / "engine").write_text((root / "engine").read_text())
    (other / "data" / "raw" / "a.txt").write_text("kept apart")
    (other / "data" / "processed" / "t.csv").write_text("")
    assert run(other, *sources) == first
    assert str(tmp_path).encode() not in first


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("\n# first line\n1 / 0", "cell [3], which begins with\n    # first line\nraised ZeroDivi"),
        ("import sys\nsys.exit(0)", "ended the notebook (sys.exit or exit)"),
        ("import sys\nsys.exit('enough')", "ended the notebook (sys.exit or exit)"),
        ("import os\nos.kill(os.getpid(), 9)", "did not run to its end: the kernel died"),
        ("import os\nos._exit(0)", "did not run to its end: the kernel died"),
    ],
)
def test_a_cell_that_fails_is_named_with_its_first_line(root: Path, source: str, said: str) -> None:
    message = failed(root, source, WRITE)
    assert said in message
    assert "notebooks/small.ipynb with word = given failed" in message
    assert "kept in build/failed/small-given.ipynb" in message
    assert "Next: make lab" in message


def test_what_was_written_before_a_failing_cell_is_not_published(root: Path) -> None:
    failed(root, WRITE, "1 / 0")


def test_a_file_that_is_not_declared_is_not_seen_and_the_message_says_why(root: Path) -> None:
    message = failed(root, READ, WRITE, reads=False)
    assert "FileNotFoundError" in message
    assert "The project has data/raw/a.txt, but a notebook sees only the files that" in message


def test_a_table_that_is_not_declared_is_refused(root: Path) -> None:
    message = failed(root, WRITE, "open('../data/processed/u.csv', 'w').close()")
    assert "it wrote data/processed/u.csv, which its task does not declare" in message


def test_a_table_that_is_missing_is_named(root: Path) -> None:
    message = failed(root, "word")
    assert "it did not write data/processed/t.csv" in message


def test_an_input_that_is_not_built_yet_is_named(root: Path) -> None:
    (root / "data" / "raw" / "a.txt").unlink()
    with pytest.raises(
        NotebookFailed, match=r"data/raw/a\.txt is not there\. Next: make briefings"
    ):
        run(root, WRITE)


def test_a_run_that_succeeds_takes_away_what_an_earlier_one_left(root: Path) -> None:
    failed(root, "1 / 0")
    run(root, WRITE)
    assert not list((root / "build" / "failed").iterdir())
