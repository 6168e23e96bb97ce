"""What the workflows may do, and what the comment makes of an artifact that means harm."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

WORKFLOWS = sorted((Path(__file__).parents[1] / ".github" / "workflows").glob("*.yml"))
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")
needs_unzip = pytest.mark.skipif(not shutil.which("unzip"), reason="unzip is not installed")


def read(name: str) -> dict[Any, Any]:
    [path] = [path for path in WORKFLOWS if path.stem == name]
    content: dict[Any, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return content


def step(workflow: str, job: str, name: str) -> str:
    steps = read(workflow)["jobs"][job]["steps"]
    [found] = [step["run"] for step in steps if step.get("name") == name]
    return str(found)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_has_no_rights_that_its_jobs_do_not_name(path: Path) -> None:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert content["permissions"] == {}
    rights = {right for job in content["jobs"].values() for right in job["permissions"].items()}
    writes = {name for name, right in rights if right != "read"}
    assert writes == ({"pull-requests"} if path.stem == "comment" else set())


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_every_action_is_pinned_to_a_commit_and_says_its_version(path: Path) -> None:
    lines = [line.strip(" -") for line in path.read_text(encoding="utf-8").splitlines()]
    uses = [line for line in lines if line.startswith("uses:")]
    assert [line for line in uses if not PINNED.fullmatch(line)] == []


def test_the_workflow_that_may_write_checks_nothing_out_and_runs_no_action() -> None:
    steps = read("comment")["jobs"]["comment"]["steps"]
    assert [step for step in steps if "uses" in step] == []
    assert not any("${{" in step["run"] for step in steps)


def test_the_pictures_are_uploaded_as_the_one_file_that_the_charts_are_drawn_into() -> None:
    steps = read("changes")["jobs"]["render"]["steps"]
    drawn = next(step["run"] for step in steps if "make --silent charts" in step.get("run", ""))
    [upload] = [step for step in steps if step.get("id") == "pictures"]
    assert "INTO=charts " in drawn
    assert (upload["with"]["path"], upload["with"]["archive"]) == ("charts/charts.html", False)
    summary = next(step for step in steps if "GITHUB_STEP_SUMMARY" in step.get("run", ""))
    assert summary["env"]["PICTURES"] == "${{ steps.pictures.outputs.artifact-url }}"
    assert "($PICTURES)" in summary["run"]


def commented(tmp_path: Path, content: bytes) -> str:
    with zipfile.ZipFile(tmp_path / "changes.zip", "w", zipfile.ZIP_DEFLATED) as artifact:
        artifact.writestr("../escaped", "out of the folder")
        artifact.writestr("changes.txt", content)
    run = step("comment", "comment", "Write it as a block of code")
    environment = {
        **os.environ,
        "RUNNER_TEMP": str(tmp_path),
        "RUN_URL": "the-run",
        "PICTURES": "7",
    }
    subprocess.run(["bash", "-eo", "pipefail", "-c", run], check=True, env=environment)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["changes.zip", "comment.md"]
    return (tmp_path / "comment.md").read_text(encoding="utf-8")


@needs_unzip
def test_what_the_comment_quotes_stays_a_block_of_code(tmp_path: Path) -> None:
    hostile = "55,88%\r```\n\n@everyone $(touch x) `id`\n<!-- changes -->\x1b[31m\n"
    _, told, blank, *quoted = commented(tmp_path, hostile.encode() + b"\xff\xfe\n").splitlines()
    assert told.endswith("[charts before and after](the-run/artifacts/7), [rendered](the-run)")
    assert blank == ""
    assert quoted == [
        "    55,88%```",
        "    ",
        "    @everyone $(touch x) `id`",
        "    <!-- changes -->[31m",
        "    ",
    ]


@needs_unzip
def test_a_comment_is_no_longer_than_github_takes(tmp_path: Path) -> None:
    assert len(commented(tmp_path, b"x\n" * 5_000_000)) < 65_536
