"""How long do returns of so many units take here, against pandas with openpyxl?"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from analysis.pipeline.bench.measure import Counted, counted
from analysis.pipeline.bench.report import machine, table
from analysis.sources.generated.place import make_returns

OURS, PLAIN = "this project", "pandas with openpyxl"
WHOLE, AGAIN = "make returns", "make returns, nothing changed"
TIMES_FASTER = 10.0
PLACE = "generated-place"
MAKE = ("-m", "analysis.pipeline.returns", PLACE)
COPIED = ("labels.csv", "terms.csv")
PACKAGES = ("pandas", "openpyxl", "python-calamine")


def measure_returns(
    root: Path, folder: Path, returns: int, processes: int, rounds: int
) -> dict[str, list[Counted]]:
    """Generates so many returns, and reads and audits them by both routes in turn.

    Beside these: what `make returns` takes, which also writes what goes back to each unit, and what
    it takes again.
    """
    prepare(root, folder, returns)
    commands = {
        OURS: ("-m", "analysis.pipeline.bench.returns_ours", PLACE, str(processes)),
        PLAIN: ("-m", "analysis.pipeline.bench.returns_plain", PLACE, str(processes)),
        WHOLE: MAKE,
        AGAIN: MAKE,
    }
    taken: dict[str, list[Counted]] = {}
    for number in range(1, rounds + 1):
        for name, command in commands.items():
            one = counted(command, folder)
            taken.setdefault(name, []).append(one)
            print(f"round {number}: {returns} returns, {name}: {one.seconds:.1f} s", flush=True)
    return taken


def prepare(root: Path, folder: Path, returns: int) -> None:
    """Makes a project of one generated programme whose units have sent so many returns."""
    raw = folder / "data" / "raw"
    raw.mkdir(parents=True)
    (folder / "build").mkdir()
    (folder / "src").symlink_to(root / "src")
    (folder / "pyproject.toml").touch()
    for name in COPIED:
        (raw / name).write_bytes((root / "data" / "raw" / name).read_bytes())
    (raw / "programmes.yml").write_bytes((root / "docs" / f"{PLACE}.yml").read_bytes())
    make_returns(PLACE, folder, returns=returns)


def returns_report(
    taken: Mapping[str, Sequence[Counted]], returns: int, processes: int, rounds: int
) -> str:
    """Medians of seconds and the most memory, by route, then the goals."""
    seconds = {key: statistics.median(one.seconds for one in all_) for key, all_ in taken.items()}
    cores = {
        key: statistics.median(one.core_seconds for one in all_) for key, all_ in taken.items()
    }
    memory = {key: max(one.peak_mib for one in all_) for key, all_ in taken.items()}
    rows = [
        (key, f"{seconds[key]:.1f}", f"{cores[key]:.1f}", f"{memory[key]:.0f}") for key in taken
    ]
    faster, spared = seconds[PLAIN] / seconds[OURS], cores[PLAIN] / cores[OURS]
    less = memory[OURS] / memory[PLAIN]
    goals = [
        (f"{TIMES_FASTER:.0f} times faster", f"{faster:.1f}", _told(faster >= TIMES_FASTER)),
        ("the same in seconds of cores", f"{spared:.1f}", _told(spared >= TIMES_FASTER)),
        ("memory of pandas or less", f"{less:.2f}", _told(less <= 1)),
    ]
    versions = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return "\n".join(
        [
            "",
            *table((f"{returns} returns", "seconds", "seconds of cores", "peak MiB"), rows),
            "",
            *table((f"{OURS} against {PLAIN}", "measured", ""), goals),
            "",
            f"{rounds} rounds in turn, {processes} processes; medians of seconds, the most memory. "
            f"All figures generated, none real. {machine()}, {versions}. pandas takes every file "
            "to be as the form would have it: it reads .csv itself, .xls and .ods by calamine.",
        ]
    )


def _told(met: bool) -> str:
    return "met" if met else "missed"
