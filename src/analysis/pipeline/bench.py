"""How long do briefings take, against the plain way to run and render notebooks?"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from analysis.pipeline.graph import read_project
from analysis.pipeline.step import Step
from analysis.sources.paths import project_root

BRIEFINGS = 4
ROUNDS = 3
PACKAGES = ("papermill", "nbconvert", "ipykernel", "pytask", "typst")
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__")


def main() -> int:
    """How long does each way take? Prints the medians of alternate rounds and their ratio.

    This build makes HTML and PDF of some briefings from the tables that they rest on; the plain way
    runs papermill's and nbconvert's commands for each of them, one after the other, and makes HTML
    alone. Both work in a copy of the project.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(project_root(), copy, ignore=LEFT_OUT)
        _run(copy, "-m", "analysis.pipeline.build")
        steps = read_project(copy).briefings[:BRIEFINGS]
        times: dict[str, list[float]] = {"this build": [], "the plain way": []}
        for number in range(1, ROUNDS + 1):
            for name, way in (("this build", _this_build), ("the plain way", _plain_way)):
                start = time.perf_counter()
                way(copy, steps)
                times[name].append(time.perf_counter() - start)
                print(f"round {number}: {name} {times[name][-1]:.1f} s", flush=True)
    print(report(times, len(steps)))
    return 0


def report(times: dict[str, list[float]], briefings: int) -> str:
    """Which words tell the medians, their ratio, and on what they were measured?"""
    medians = {name: statistics.median(seconds) for name, seconds in times.items()}
    ours, plain = medians.values()
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return "\n".join(
        [
            f"{briefings} briefings, median of {len(next(iter(times.values())))} rounds:",
            *(f"  {name:<14}{seconds:7.1f} s" for name, seconds in medians.items()),
            f"  the plain way takes {plain / ours:.1f} times as long",
            f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()} "
            f"{platform.release()}, Python {platform.python_version()}, {versions}",
        ]
    )


def _this_build(copy: Path, steps: tuple[Step, ...]) -> None:
    project = read_project(copy)
    for step in steps:
        project.executed(step).unlink()
        for ending in ("html", "pdf"):
            (copy / "reports" / f"{step.report}.{ending}").unlink()
    wanted = " or ".join(step.report_task for step in steps)
    _run(copy, "-m", "pytask", "-k", wanted)


def _plain_way(copy: Path, steps: tuple[Step, ...]) -> None:
    for step in steps:
        executed = copy / "build" / f"plain-{step.name}.ipynb"
        given = [part for name, value in step.parameters.items() for part in ("-p", name, value)]
        notebook = str(copy / "notebooks" / f"{step.notebook}.ipynb")
        where = ("--cwd", str(copy / "notebooks"))
        _run(copy, "-m", "papermill", notebook, str(executed), *where, *given)
        _run(copy, "-m", "nbconvert", "--to", "html", "--no-input", str(executed))


def _run(copy: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=copy, env=environment, capture_output=True, check=False
    )
    if done.returncode:
        sys.exit(done.stdout.decode() + done.stderr.decode())


if __name__ == "__main__":
    sys.exit(main())
