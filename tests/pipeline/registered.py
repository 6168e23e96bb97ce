"""A project with a register of nobody in which one body is small, and others like it."""

from __future__ import annotations

import datetime
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

import duckdb
import pandas as pd
import yaml

from analysis.pipeline.generate.register import main as generate

ROOT = Path(__file__).parents[2]
ROWS = 4000
PROGRAMME = f"generated-{ROWS}"
SOURCE = f"{PROGRAMME}-register"
STOCKS = tuple(str(year) for year in range(2015, 2025))
"""At the ends of these years persons are counted, and in all but the first what they did."""
YEARS = STOCKS[1:]
SMALL_BODY, ITS_UNIT = "companies", "unit_56"
BODIES = ("departments", "districts", "communes", SMALL_BODY)
REASONS = ("death", "dismissal", "other_employer", "resignation", "retirement")
KINDS = ("formal_training", "short_course")
FEW = range(1, 5)
LONGEST_BUILD_SECONDS = 500


def run(root: Path, module: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a module of the project in it, as its Makefile does."""
    return subprocess.run(
        [sys.executable, "-m", f"analysis.pipeline.{module}", *arguments], cwd=root, check=False,
        env={**os.environ, "PYTHONPATH": str(root / "src")}, capture_output=True, text=True,
        timeout=LONGEST_BUILD_SECONDS,
    )  # fmt: skip


def build(root: Path) -> None:
    """Do what `make briefings` does."""
    done = run(root, "build")
    assert done.returncode == 0, done.stdout


def project_at(into: Path) -> None:
    """Write a project of so many rows, from a year on in which checks and counts are many."""
    assert generate(["--rows", str(ROWS), "--faults", "6", "--into", str(into)]) == 0
    settings = into / "data" / "raw" / "programmes.yml"
    programmes = yaml.safe_load(settings.read_text(encoding="utf-8"))
    programmes[PROGRAMME]["period"] = f"{YEARS[0]}-{YEARS[-1]}"
    programmes[PROGRAMME]["register"] |= {
        "observed_from": datetime.date(int(YEARS[0]), 1, 1), "groups": list(BODIES),
        "years": [int(STOCKS[0]), int(STOCKS[-1])],
    }  # fmt: skip
    settings.write_text(yaml.safe_dump(programmes, allow_unicode=True), encoding="utf-8")
    units = register_of(into) / "units.csv"
    lines = units.read_text(encoding="utf-8").splitlines()
    told = [line.rpartition(",")[0] + f",{SMALL_BODY}" if line.startswith(f"{ITS_UNIT},") else line
            for line in lines]  # fmt: skip
    units.write_text("\n".join(told) + "\n", encoding="utf-8")
    (path,) = register_of(into).glob("spells-*.parquet")
    with duckdb.connect() as connection:
        rows = connection.read_parquet(str(path)).select("COLUMNS(*)::VARCHAR").df()
    rows["group"] = rows["group"].mask(rows["unit"].eq(ITS_UNIT), SMALL_BODY)
    path.unlink()
    save(into, rows)


def register_of(root: Path) -> Path:
    """Where does the register of a project lie?"""
    return root / "data" / "raw" / PROGRAMME / "register"


def save(root: Path, rows: pd.DataFrame) -> None:
    """Put the rows of persons into two files, one of them as CSV."""
    is_even = rows["person"].str[0].isin(list("02468ace"))
    rows[is_even].to_csv(register_of(root) / "even.csv", index=False)
    with duckdb.connect() as connection:
        connection.from_df(rows[~is_even]).write_parquet(str(register_of(root) / "odd.parquet"))


def saved(root: Path) -> pd.DataFrame:
    """The rows of persons, all as texts."""
    with duckdb.connect() as connection:
        read = "SELECT * FROM read_csv('{0}/even.csv', all_varchar = true) UNION ALL BY NAME "
        read += "SELECT COLUMNS(*)::VARCHAR FROM read_parquet('{0}/odd.parquet')"
        return connection.execute(read.format(register_of(root))).df()


def others_behind(root: Path, persons: pd.Series, hidden: set[str], into: Path) -> set[str]:
    """Write the project with other persons behind the counts that are kept back.

    Of one who left the reason is another; two took part in each other's kind of course, each in an
    own body. Returns which figures are other numbers: all of them kept back, few before and after.
    """
    shutil.copytree(root, into)
    rows = saved(root)
    left = next(_another_reason(rows, persons, hidden))
    taught = next(_courses_exchanged(rows, persons, hidden))
    for place, column, value in (*left[1], *taught[1]):
        rows.loc[place, column] = value
    save(into, rows)
    return left[0] | taught[0]


Change = tuple[set[str], list[tuple[object, str, str]]]


def _another_reason(rows: pd.DataFrame, persons: pd.Series, hidden: set[str]) -> Iterator[Change]:
    for year in YEARS:
        for reason, other in permutations(REASONS, 2):
            names = [f"total-{year}-{one}".replace("_", "-") for one in (reason, other)]
            own = rows[rows["exit_reason"].eq(reason) & rows["exit"].str.startswith(year)]
            if len(own) and _stay_as_they_are(names, persons, hidden):
                yield set(names), [(own.index[0], "exit_reason", other)]


def _courses_exchanged(
    rows: pd.DataFrame, persons: pd.Series, hidden: set[str]
) -> Iterator[Change]:
    alone = rows[~rows["person"].duplicated(keep=False)]
    for year in YEARS:
        of_year = alone[alone["trained_on"].str.startswith(year, na=False)]
        for group, other in permutations(BODIES, 2):
            for kinds in permutations(KINDS):
                names = [f"{body}-{year}-{kind}".replace("_", "-")
                         for body, both in ((group, kinds), (other, kinds[::-1]))
                         for kind in both]  # fmt: skip
                first, second = (
                    of_year[of_year["group"].eq(body) & of_year["course_kind"].eq(kind)]
                    for body, kind in zip((group, other), kinds, strict=True)
                )
                if len(first) and len(second) and _stay_as_they_are(names, persons, hidden):
                    yield set(names), [(first.index[0], "course_kind", kinds[1]),
                                       (second.index[0], "course_kind", kinds[0])]  # fmt: skip


def _stay_as_they_are(names: list[str], persons: pd.Series, hidden: set[str]) -> bool:
    """Do the counts stay few or many where one person goes from the first to the second?"""
    moved = list(zip(names, (-1, 1, -1, 1), strict=False))
    return hidden.issuperset(names) and all(
        (persons[name] in FEW) == (persons[name] + step in FEW) and persons[name] + step > 0
        for name, step in moved
    )
