"""How long does a register of so many rows take here, against plain DuckDB, and in what memory?"""

from __future__ import annotations

import datetime
import os
import platform
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from analysis.metrics.register.flows import flows, stocks
from analysis.metrics.register.rates import rates
from analysis.pipeline.bench.measure import Counted, counted
from analysis.sources.generated.people import GROUPS
from analysis.sources.generated.register import FIRST, LAST, write_register
from analysis.sources.register.counting import KEYS, count_register
from analysis.sources.register.engine import engine, frame_of, statement
from analysis.sources.register.files import read_files
from analysis.sources.register.settings import Asked, codes
from analysis.sources.register.spells import declare
from analysis.sources.returns.units import UNITS
from analysis.sources.schemas import read_table

OURS, PLAIN = "this project", "plain DuckDB"
SECONDS, MIB, TIMES = 10.0, 2048.0, 1.5
NATION = 2_200_000
UNITS_OF_A_NATION = 3_321
FAULTS_OF_EACH = 500


def measure_register(
    folder: Path, rows: Sequence[int], rounds: int
) -> dict[tuple[int, str], list[Counted]]:
    """Generates a register of so many rows each, and counts it by both routes in turn.

    The plain route reads the same rows without the wrong ones that are mixed in for the other.
    """
    taken: dict[tuple[int, str], list[Counted]] = {}
    (folder / "build").mkdir(exist_ok=True)
    (folder / "src").symlink_to(Path(__file__).parents[3])
    for size in rows:
        made = folder / f"generated-{size}"
        write_register(made, size, units=UNITS_OF_A_NATION, faults_of_each=FAULTS_OF_EACH)
        for number in range(1, rounds + 1):
            for route in (OURS, PLAIN):
                command = ("-m", "analysis.pipeline.bench.register", route, str(made / "register"))
                one = counted(command, folder)
                taken.setdefault((size, route), []).append(one)
                print(f"round {number}: {size} rows, {route}: {one.seconds:.1f} s", flush=True)
    return taken


def register_report(taken: Mapping[tuple[int, str], Sequence[Counted]], rounds: int) -> str:
    """Medians of seconds and the most memory, by rows and route, then the goals."""
    seconds = {key: statistics.median(one.seconds for one in all_) for key, all_ in taken.items()}
    cores = {
        key: statistics.median(one.core_seconds for one in all_) for key, all_ in taken.items()
    }
    memory = {key: max(one.peak_mib for one in all_) for key, all_ in taken.items()}
    goals = []
    for size in dict.fromkeys(size for size, _ in taken):
        ours, plain = seconds[size, OURS], seconds[size, PLAIN]
        told = [(f"at most {TIMES} times plain DuckDB", ours / plain, ours / plain <= TIMES)]
        if size <= NATION:
            told.insert(0, (f"under {SECONDS:.0f} s", ours, ours < SECONDS))
        told.append((f"within {MIB:.0f} MiB", memory[size, OURS], memory[size, OURS] <= MIB))
        goals += [
            f"| {size} rows: {goal} | {value:.2f} | {'met' if met else 'missed'} |"
            for goal, value, met in told
        ]
    return "\n".join(
        [
            "",
            "| rows | route | seconds | seconds of cores | peak MiB |",
            "|---|---|---:|---:|---:|",
            *(f"| {size} | {way} | {seconds[size, way]:.1f} | {cores[size, way]:.1f} | "
              f"{memory[size, way]:.0f} |" for size, way in taken),
            "",
            "| goal | measured | |",
            "|---|---:|---|",
            *goals,
            "",
            f"{datetime.datetime.now(datetime.UTC).date()}, medians of seconds and the most memory "
            f"of {rounds} rounds in turn; {os.cpu_count()} cores, {platform.machine()}, "
            f"{platform.system()} {platform.release()}, Python {platform.python_version()}, "
            f"duckdb {version('duckdb')}, pandas {version('pandas')}.",
        ]
    )  # fmt: skip


def asked_of(folder: Path) -> Asked:
    """How is a generated register read?"""
    units = tuple(sorted(read_table(folder / "units.csv", UNITS)["code"]))
    return Asked("generated-bench", FIRST, LAST, GROUPS, codes(), units)


def ours(folder: Path) -> None:
    """Clean, check and count a register; stocks, flows that close, rates."""
    asked = asked_of(folder)
    counts = count_register(folder, asked)
    stocks(counts.stocks, asked.days, ["group", "level"])
    moved = flows(counts.stocks, counts.cells, asked.days, ["group", "trained"])
    rates(moved, {"attrition": ["exit_out"], "hires": ["hire_in"]})


def plain(folder: Path) -> None:
    """The same aggregates in SQL alone, of rows that need no check."""
    asked = asked_of(folder)
    paths = [str(file.path) for file in read_files(folder) if file.path.stem != "wrong"]
    with engine() as connection:
        declare(connection, replace(asked, units=("none",)), ("none",))
        script = files("analysis.pipeline.bench").joinpath("plain.sql").read_text(encoding="utf-8")
        before = asked.codes["before_qualifying"]
        connection.execute(script, {"paths": paths, "before": before})
        connection.execute(statement("movements.sql"))
        connection.execute(statement("standing.sql"), {"days": list(asked.days)})
        for name in list(KEYS)[1:]:
            frame_of(connection, statement(f"{name}.sql"))


ROUTES: dict[str, Callable[[Path], None]] = {OURS: ours, PLAIN: plain}


if __name__ == "__main__":
    ROUTES[sys.argv[1]](Path(sys.argv[2]))
