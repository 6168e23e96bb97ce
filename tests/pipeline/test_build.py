from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from analysis.pipeline.build import is_current
from analysis.pipeline.graph import read_project

PROGRAMMES = "one: {title: {vi: M, en: O}, documents: {}, analyses: []}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "programmes.yml").write_text(PROGRAMMES)
    (tmp_path / "task.py").write_text("code")
    (tmp_path / "input").write_text("in")
    (tmp_path / "output").write_text("out")
    record(tmp_path, read_project(tmp_path).tasks)
    return tmp_path


def record(root: Path, tasks: set[str]) -> None:
    state = {name: hashlib.sha256(text).hexdigest() for name, text in STATES.items()}
    entries = [
        f'[[task]]\nid = "task.py::{task}"\nstate = "{state["task.py"]}"\n'
        f'[task.depends_on]\n"input" = "{state["input"]}"\n'
        f'[task.produces]\n"output" = "{state["output"]}"\n'
        for task in sorted(tasks)
    ]
    (root / "pytask.lock").write_text('lock-version = "1"\n' + "\n".join(entries))


STATES = {"task.py": b"code", "input": b"in", "output": b"out"}


def test_what_is_as_recorded_is_current(root: Path) -> None:
    assert is_current(root)


@pytest.mark.parametrize("name", ["task.py", "input", "output"])
def test_a_change_of_code_input_or_output_is_seen(root: Path, name: str) -> None:
    (root / name).write_text("other")
    assert not is_current(root)


def test_a_report_that_is_missing_is_seen(root: Path) -> None:
    (root / "output").unlink()
    assert not is_current(root)


def test_a_task_that_is_not_recorded_is_seen(root: Path) -> None:
    record(root, read_project(root).tasks - {"index"})
    assert not is_current(root)


def test_a_recorded_task_that_is_no_longer_there_is_seen(root: Path) -> None:
    record(root, read_project(root).tasks | {"clean[gone]"})
    assert not is_current(root)


def test_a_build_that_was_cut_short_is_seen(root: Path) -> None:
    (root / "pytask.lock.journal").touch()
    assert not is_current(root)


def test_without_a_record_nothing_is_current(root: Path) -> None:
    (root / "pytask.lock").unlink()
    assert not is_current(root)
