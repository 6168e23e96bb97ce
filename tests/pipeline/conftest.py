from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.pipeline.build import is_current

ROOT = Path(__file__).resolve().parents[2]
BUILT = (
    "build/code",
    "build/executed",
    "build/matplotlib",
    "data/processed",
    "reports",
    "pytask.lock",
)


class Copy:
    """A copy of the project that runs its own code."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.environment = {**os.environ, "PYTHONPATH": str(root / "src"), "COLUMNS": "200"}

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start Python in the copy, as the leader of its own group of processes."""
        return subprocess.Popen(
            [sys.executable, *arguments],
            cwd=self.root,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run Python in the copy: its exit code and what it printed."""
        process = self.start(*arguments)
        output, _ = process.communicate()
        return process.returncode, output

    def build(self) -> tuple[int, str]:
        """Do what `make briefings` does."""
        return self.run("-m", "analysis.pipeline.build")

    def to_do(self) -> set[str]:
        """Which tasks would a build run, with all that follows from them? Nothing is run."""
        code, output = self.run("-m", "pytask", "--dry-run")
        assert code == 0, output
        return tasks(output, "do")

    def edit(self, path: str, before: str, after: str) -> None:
        """Replace a text that occurs once in a file."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert text.count(before) == 1, f"{before!r} occurs {text.count(before)} times in {path}"
        file.write_text(text.replace(before, after), encoding="utf-8")

    def bytes_of(self, folder: str) -> dict[str, bytes]:
        """Every file of a folder."""
        files = (path for path in (self.root / folder).rglob("*") if path.is_file())
        return {str(path.relative_to(self.root)): path.read_bytes() for path in files}


def tasks(output: str, word: str) -> set[str]:
    """Which tasks does the output of a build name with this word?"""
    lines = (line.split() for line in output.splitlines())
    return {parts[-1] for parts in lines if parts[1:2] == ["s"] and parts[-2] == word}


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project as it lies here, built: copied where current, else made."""
    root = tmp_path_factory.mktemp("built") / "project"
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout.split("\0")
    for name in filter(None, listed):
        if (ROOT / name).is_file():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, root / name)
    if is_current(ROOT):
        for name in BUILT:
            if (ROOT / name).is_dir():
                shutil.copytree(ROOT / name, root / name, dirs_exist_ok=True)
            elif (ROOT / name).is_file():
                shutil.copy2(ROOT / name, root / name)
    else:
        code, output = Copy(root).build()
        assert code == 0, output
    return root


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Copy:
    """A built copy of the project that a test may change."""
    shutil.copytree(built, tmp_path / "project", symlinks=True)
    return Copy(tmp_path / "project")
