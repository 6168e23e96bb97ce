"""How long do briefings of thousands of places take, predicted and taken, province by province?"""

from __future__ import annotations

import csv
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from itertools import accumulate
from pathlib import Path

from analysis.pipeline.bench.measure import BUILD, measured
from analysis.pipeline.bench.places import write_places
from analysis.pipeline.bench.report import machine, table
from analysis.pipeline.graph import read_project
from analysis.pipeline.steps import LANGUAGES

PLACES_IN_A_PROVINCE = 50
"""So many are one project: pytask looks through all it has recorded whenever a task is done."""
SAMPLES = (1, 6, 24)
"""So many places are built to predict the rest; the first build fills caches and is not counted."""
MARKS = (12, 120, 1_000, 10_000)
WITHIN = 0.2


@dataclass(frozen=True)
class Built:
    """One build of a project: its province, places and notebooks, seconds, the most memory.

    Neither places nor notebooks where it was interrupted: its seconds count, and another build
    finished it.
    """

    province: int
    places: int
    notebooks: int
    seconds: float
    peak_mib: float


def build_provinces(root: Path, into: Path, briefings: int) -> str:
    """What did it take to build so many briefings, against what a sample predicted? A report.

    A briefing is a place's in one language: page and PDF, and what else there is of it. Each
    province is a project of its own in ``into``, built like any other, one after the other, so that
    neither memory nor the time for one grows with their number. What was built stays there:
    a run that was interrupted is taken up by the next, with what it took until then.
    """
    into.mkdir(parents=True, exist_ok=True)
    samples = [_build(root, into, 0, places, into / "samples.csv") for places in SAMPLES][1:]
    sizes = sizes_of_provinces(-(-briefings // len(LANGUAGES)))
    predicted = predicted_seconds(samples, sizes)
    print(f"{briefings} briefings in {len(sizes)} projects: about {predicted:.0f} s.", flush=True)
    for province, places in enumerate(sizes, 1):
        one = _build(root, into, province, places, into / "taken.csv")
        print(f"province {province} of {len(sizes)}: {_told(one)}", flush=True)
    built = [one for one in read(into / "taken.csv") if one.province <= len(sizes)]
    return report([*samples, *built], len(samples), predicted)


def sizes_of_provinces(places: int) -> list[int]:
    """How many places has each province?"""
    whole, rest = divmod(places, PLACES_IN_A_PROVINCE)
    return [PLACES_IN_A_PROVINCE] * whole + [rest] * bool(rest)


def predicted_seconds(samples: Sequence[Built], sizes: Iterable[int]) -> float:
    """How long will projects of these sizes take? What one takes to begin, and each of its places.

    Both are the straight line through the samples.
    """
    line = statistics.linear_regression(
        [one.places for one in samples], [one.seconds for one in samples]
    )
    return sum(line.intercept + line.slope * places for places in sizes)


def report(built: Sequence[Built], of_them_samples: int, predicted: float) -> str:
    """Predicted against taken, memory, and the cost of one notebook after the first so many."""
    provinces = built[of_them_samples:]
    taken = sum(one.seconds for one in provinces)
    places = sum(one.places for one in provinces)
    off = taken / predicted - 1
    rows = [
        ("briefings, each as page and PDF", f"{places * len(LANGUAGES)}"),
        ("notebooks", f"{sum(one.notebooks for one in provinces)}"),
        ("seconds predicted", f"{predicted:.0f}"),
        ("seconds taken", f"{taken:.0f}"),
        ("off by, at most a fifth", f"{off:+.0%}, {'met' if abs(off) <= WITHIN else 'missed'}"),
        ("seconds a briefing", f"{taken / places / len(LANGUAGES):.2f}"),
        ("peak MiB", f"{max(one.peak_mib for one in provinces):.0f}"),
    ]
    costs = [
        (f"{one.notebooks} in one project", f"{_a_notebook([one]):.2f}")
        for one in built[:of_them_samples]
    ]
    costs += [
        (f"the first {notebooks}", f"{seconds:.2f}") for notebooks, seconds in _marked(provinces)
    ]
    return "\n".join(
        [
            "",
            *table(("what", "measured"), rows),
            "",
            *table(("notebooks", "seconds each, with all its reports"), costs),
            "",
            f"All figures generated, none real. {machine()}.",
        ]
    )


def read(path: Path) -> list[Built]:
    """Which projects have been built, and what did each take? Over all runs that were needed."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Built(
                int(row["province"]),
                int(row["places"]),
                int(row["notebooks"]),
                float(row["seconds"]),
                float(row["peak_mib"]),
            )
            for row in csv.DictReader(file)
        ]


def _build(root: Path, into: Path, province: int, places: int, kept: Path) -> Built:
    before = [one for one in read(kept) if (one.province, one.places) == (province, places)]
    if before:
        return before[-1]
    folder = into / (f"province-{province:02}" if province else f"sample-{places}")
    write_places(root, folder, province, places)
    (folder / "build").mkdir(exist_ok=True)
    start = time.perf_counter()
    try:
        one = measured(BUILD, folder)
    except KeyboardInterrupt:
        _keep(Built(province, 0, 0, time.perf_counter() - start, 0.0), kept)
        raise
    notebooks = len(read_project(folder).steps)
    built = Built(province, places, notebooks, one.seconds, one.peak_mib)
    _keep(built, kept)
    return built


def _keep(built: Built, kept: Path) -> None:
    new = not kept.exists()
    with kept.open("a", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        if new:
            writer.writerow(field.name for field in fields(Built))
        writer.writerow(astuple(built))


def _told(one: Built) -> str:
    return (
        f"{one.places * len(LANGUAGES)} briefings, {one.seconds:.0f} s, "
        f"{_a_notebook([one]):.2f} s a notebook, {one.peak_mib:.0f} MiB"
    )


def _a_notebook(built: Sequence[Built]) -> float:
    return sum(one.seconds for one in built) / sum(one.notebooks for one in built)


def _marked(provinces: Sequence[Built]) -> Iterator[tuple[int, float]]:
    reached = list(accumulate(one.notebooks for one in provinces))
    ends = {
        next((place for place, so_many in enumerate(reached) if so_many >= mark), len(reached) - 1)
        for mark in MARKS
    }
    for place in sorted(ends):
        yield reached[place], _a_notebook(provinces[: place + 1])
