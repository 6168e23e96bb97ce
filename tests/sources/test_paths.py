from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.paths import project_root


def test_the_root_is_found_from_a_folder_inside_the_project(tmp_path: Path) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert project_root(tmp_path / "notebooks") == tmp_path.resolve()


def test_the_working_folder_is_the_start_when_none_is_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path / "data")
    assert project_root() == tmp_path.resolve()


def test_a_folder_outside_any_project_is_an_error_that_says_what_was_expected(
    tmp_path: Path,
) -> None:
    with pytest.raises(FileNotFoundError, match=r"pyproject\.toml and data/raw"):
        project_root(tmp_path)
