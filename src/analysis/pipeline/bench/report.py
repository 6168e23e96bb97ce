"""Which table tells what was measured, and which goals are met?"""

from __future__ import annotations

import datetime
import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import version

from analysis.pipeline.bench.measure import Measured
from analysis.pipeline.bench.plain import described
from analysis.pipeline.bench.route import COMMANDS, LIMIT, OURS

GOALS = {12: 20.0, 100: 25.0}
"""How many times faster than the commands, by the number of notebooks."""

TIMES_THE_LIMIT = 1.3
NOTHING, COLD, SHOWN = "nothing to do", "one figure changed", "one figure saved under make watch"
SECONDS = {NOTHING: 1.0, SHOWN: 3.0}
PACKAGES = ("papermill", "nbconvert", "ipykernel", "pytask", "typst", "pandas", "matplotlib")


def report(taken: Mapping[tuple[str, str], Sequence[Measured]], rounds: int) -> str:
    """Medians of seconds and memory by what was done and by which route, then the goals."""
    seconds = {key: statistics.median(one.seconds for one in all_) for key, all_ in taken.items()}
    memory = {key: statistics.median(one.peak_mib for one in all_) for key, all_ in taken.items()}
    rows = [
        f"| {what} | {way} | {seconds[what, way]:.1f} | {memory[what, way]:.0f} |"
        for what, way in taken
    ]
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return "\n".join(
        [
            "",
            "| what | route | seconds | peak MiB |",
            "|---|---|---:|---:|",
            *rows,
            "",
            "| goal | measured | |",
            "|---|---:|---|",
            *_goals(seconds, memory),
            "",
            f"The commands: {described()}.",
            "",
            f"{datetime.datetime.now(datetime.UTC).date()}, medians of {rounds} rounds in turn; "
            f"{machine()}, {versions}.",
        ]
    )


def table(heading: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Which lines of Markdown are a table of these rows? All columns but the first are numbers."""
    return [
        _line(heading),
        f"|---|{'---:|' * (len(heading) - 1)}",
        *(_line(row) for row in rows),
    ]


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def machine() -> str:
    """On which machine and Python was it measured?"""
    return (
        f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()} {platform.release()}, "
        f"Python {platform.python_version()}"
    )


def _goals(
    seconds: Mapping[tuple[str, str], float], memory: Mapping[tuple[str, str], float]
) -> list[str]:
    told = []
    for what in dict.fromkeys(what for what, way in seconds if way == LIMIT):
        ours, limit, commands = (seconds[what, way] for way in (OURS, LIMIT, COMMANDS))
        wanted = GOALS.get(int(what.split()[0]), min(GOALS.values()))
        held = memory[what, OURS] / memory[what, COMMANDS] if memory[what, COMMANDS] else 0.0
        told += [
            _row(f"{what}: {wanted:.0f} times faster", commands / ours, commands / ours >= wanted),
            _row(f"{what}: {TIMES_THE_LIMIT} times the limit", ours / limit,
                 ours / limit <= TIMES_THE_LIMIT),
            _row(f"{what}: memory of the commands or less", held, held <= 1),
        ]  # fmt: skip
    for what, most in SECONDS.items():
        if (what, OURS) in seconds:
            taken = seconds[what, OURS]
            told.append(_row(f"{what}: under {most:.0f} s", taken, taken < most))
    return told


def _row(goal: str, value: float, met: bool) -> str:
    return f"| {goal} | {value:.2f} | {'met' if met else 'missed'} |"
