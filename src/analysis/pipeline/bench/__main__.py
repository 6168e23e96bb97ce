"""How fast are briefings made here? Prints a table in Markdown, with the goals."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from analysis.pipeline.bench.cluster import build_with_workers
from analysis.pipeline.bench.measure import BUILD, Measured, measured
from analysis.pipeline.bench.provinces import build_provinces
from analysis.pipeline.bench.register import measure_register, register_report
from analysis.pipeline.bench.report import COLD, NOTHING, SHOWN, report
from analysis.pipeline.bench.returns import measure_returns, returns_report
from analysis.pipeline.bench.route import COMMANDS, LIMIT, OURS
from analysis.pipeline.bench.watched import saved_and_shown
from analysis.pipeline.workers import processes
from analysis.sources.paths import project_root

INTO = Path("build") / "measured"
LEFT_OUT = shutil.ignore_patterns(".*", "__pycache__", "bench", INTO.name)
CHANGED = (
    "data/raw/1228-bc-snv-2017/figures.csv",
    "2016,departments,short_course,headcount,persons,79,",
    "2016,departments,short_course,headcount,persons,80,",
)
"""One figure of the document on which most rests, and what is entered in its place."""
PAGE = "hcmc-archives-2014-2020.vi.html"
"""The page that an analyst has open who changes it."""


def main(arguments: list[str]) -> int:
    """How long does each route take? They are measured in turn, in a built copy of the project.

    Or, asked for: registers, returns of units, generated briefings as many as wanted, one project
    on ever more workers.
    """
    options = _options(arguments)
    if options.register:
        with tempfile.TemporaryDirectory() as folder:
            counted = measure_register(Path(folder), options.register, options.rounds)
        print(register_report(counted, options.rounds))
        return 0
    root = project_root()
    if options.returns:
        asked = (options.returns, options.processes, options.rounds)
        with tempfile.TemporaryDirectory() as folder:
            taken_by_returns = measure_returns(root, Path(folder), *asked)
        print(returns_report(taken_by_returns, *asked))
        return 0
    if options.briefings:
        print(build_provinces(root, root / INTO / str(options.briefings), options.briefings))
        return 0
    if options.workers:
        print(build_with_workers(root, root / INTO, options.workers))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(root, copy, ignore=LEFT_OUT)
        shutil.copytree(
            root / "src" / "analysis" / "pipeline" / "bench",
            copy / "src" / "analysis" / "pipeline" / "bench",
            ignore=LEFT_OUT,
        )
        (copy / "build").mkdir(exist_ok=True)
        measured(BUILD, copy)
        taken: dict[tuple[str, str], list[Measured]] = {}
        for number in range(1, options.rounds + 1):
            for what, way, measure in _measurements(copy, options):
                one = measure()
                taken.setdefault((what, way), []).append(one)
                print(f"round {number}: {what}, {way}: {one.seconds:.1f} s", flush=True)
    print(report(taken, options.rounds))
    return 0


def _options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench BENCH=...", description=__doc__)
    parser.add_argument("--notebooks", type=int, nargs="+", default=[12])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=processes())
    parser.add_argument("--briefings", type=int, help="so many of generated places, predicted")
    parser.add_argument("--workers", type=int, nargs="+", help="a cluster of so many, in turn")
    parser.add_argument("--returns", type=int, help="so many returns, read and audited")
    parser.add_argument(
        "--register", type=int, nargs="+", default=[], metavar="ROWS",
        help="measure registers of so many rows instead of notebooks",
    )  # fmt: skip
    return parser.parse_args(arguments)


Measurement = tuple[str, str, Callable[[], Measured]]


def _measurements(copy: Path, options: argparse.Namespace) -> list[Measurement]:
    made: list[Measurement] = []
    for notebooks in options.notebooks:
        for way in (OURS, LIMIT, COMMANDS):
            command = ("-m", "analysis.pipeline.bench.route", way, str(notebooks))
            whole = (*command, str(options.processes))
            made.append((f"{notebooks} notebooks", way, lambda c=whole: measured(c, copy)))  # type: ignore[misc]
    made.append((NOTHING, OURS, lambda: measured(BUILD, copy)))
    made.append((SHOWN, OURS, lambda: saved_and_shown(copy, *CHANGED, PAGE)))
    made.append((COLD, OURS, lambda: _one_figure(copy)))
    return made


def _one_figure(copy: Path) -> Measured:
    figures = copy / CHANGED[0]
    before = figures.read_text(encoding="utf-8")
    figures.write_text(before.replace(*CHANGED[1:]), encoding="utf-8")
    try:
        return measured(BUILD, copy)
    finally:
        figures.write_text(before, encoding="utf-8")
        measured(BUILD, copy)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
