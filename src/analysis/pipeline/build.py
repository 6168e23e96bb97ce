"""Is there anything to build? Then it is built."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
import typing
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from analysis.pipeline.engines import WrongEngine, can_fork, engine
from analysis.pipeline.execute import kernel_environment
from analysis.pipeline.graph import WrongProgramme, read_project
from analysis.pipeline.listings import watched
from analysis.pipeline.plan import CannotBegin, code_sets
from analysis.pipeline.vanished import clear_away

INTERRUPTED = 130
REPLACED_WORKER = "ignore:A worker was restarted:UserWarning"
Run = Callable[[Path, list[str]], int]


def main(arguments: list[str], run: Run | None = None) -> int:
    """Are all reports what the sources and the code make of them? Builds those that are not.

    `arguments` are handed to pytask, which `run` runs: in a process of its own, unless said
    otherwise. Returns its exit code, 0 where nothing was to be done, 2 where the build cannot
    begin.
    """
    root = Path.cwd()
    run = run or in_another_process
    try:
        engine()
        if is_current(root):
            print("Nothing to do: every report is current.")
            return 0
        if workers := os.environ.get("WORKERS"):
            from analysis.pipeline.cluster.connection import check_cluster

            check_cluster(workers, root)
    except (CannotBegin, WrongEngine, WrongProgramme) as error:
        return _nothing_was_run(error)
    if not can_fork():
        print("Processes cannot be forked here: each notebook starts a kernel, which takes longer.")
    code = run(root, ["build", *arguments])
    if code == 0 and entries(root).keys() != read_project(root).tasks:
        code = run(root, ["lock", "clean", "--yes"])
    return code


def is_current(root: Path) -> bool:
    """Is everything as pytask.lock has it: every task and edition recorded, every file unchanged?

    What pytask asks as well, without the second that its start takes. Raises WrongProgramme where
    programmes.yml names something that is not there.
    """
    if (root / "pytask.lock.journal").exists():
        return False
    recorded, project = entries(root), read_project(root)
    if recorded.keys() != project.tasks:
        return False
    for step in project.steps:
        watched(project, step)
    states = [state for entry in recorded.values() for state in _states(entry)]
    known = {path for path, _ in states}
    editions = (path.relative_to(root).as_posix() for path in root.glob("editions/*/edition.yml"))
    return known.issuperset(editions) and all(_digest(root / path) == s for path, s in states)


def entries(root: Path) -> dict[str, dict[str, Any]]:
    """What does pytask.lock record, by the name of the task? Nothing where there is no lock."""
    lock = root / "pytask.lock"
    if not lock.exists():
        return {}
    recorded = tomllib.loads(lock.read_text(encoding="utf-8"))["task"]
    return {entry["id"].partition("::")[2]: entry for entry in recorded}


def _states(entry: dict[str, Any]) -> list[tuple[str, str]]:
    module = entry["id"].partition("::")[0]
    return [(module, entry["state"]), *entry["depends_on"].items(), *entry["produces"].items()]


@cache
def _digest(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def in_another_process(root: Path, arguments: list[str]) -> int:
    """With which code does pytask end that is started in the environment of the kernels?"""
    command = f"import sys; from {__spec__.name} import begin; sys.exit(begin(sys.argv[1:]))"
    return subprocess.run(
        [sys.executable, "-W", REPLACED_WORKER, "-c", command, *arguments],
        cwd=root,
        env={**os.environ, **kernel_environment(root)},
        check=False,
    ).returncode


def begin(arguments: list[str]) -> int:
    """With which code does pytask end, run in this process? 2 where the build cannot begin."""
    project = read_project(Path.cwd())
    try:
        code_sets(project)
    except CannotBegin as error:
        return _nothing_was_run(error)
    clear_away(project.root, project.tasks)
    _remember_protocols()
    from pytask import cli

    try:
        cli(arguments)
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def _remember_protocols() -> None:
    """Which attributes has a protocol? Python 3.11 lists them anew at each isinstance, 3.12 once.

    pytask asks tens of thousands of times what is a task and what is a node.
    """
    if sys.version_info < (3, 12):
        typing._get_protocol_attrs = cache(typing._get_protocol_attrs)  # type: ignore[attr-defined]


def _nothing_was_run(error: Exception) -> int:
    print(f"{error}\nNothing was run. Correct this and run again.", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
