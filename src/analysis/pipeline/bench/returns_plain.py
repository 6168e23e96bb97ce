"""How would anyone read and audit returns with pandas and openpyxl?"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

BY = {".xlsx": "openpyxl", ".xls": "calamine", ".ods": "calamine"}
"""Of .xls and .ods the readers that pandas takes unasked are not installed here."""
REPORTS = "Đơn vị báo cáo:"
FIRST_FIGURE = 2
FILES_AT_ONCE = 16

Columns = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Audited:
    """What one file adds up to, by column, and in how many cells it states another sum."""

    unit: str
    sums: pd.Series[float]
    differing: int


@dataclass(frozen=True)
class Totals:
    """What all files add up to, by group and column; how many were read, how many sums differ."""

    sums: pd.DataFrame
    read: int
    differing: int


def add_up(paths: Sequence[Path], units: pd.DataFrame, columns: Columns, processes: int) -> Totals:
    """What do the files add up to?

    Every file is taken to be as the form would have it: numbers, names, then the columns in their
    order; bodies are numbered, heads of groups have Roman numbers. What pandas cannot read is left
    out.
    """
    with ProcessPoolExecutor(processes) as pool:
        found = list(pool.map(partial(audited, columns=columns), paths, chunksize=FILES_AT_ONCE))
    read = [one for one in found if one is not None]
    groups = pd.Series([one.unit for one in read]).map(units.set_index("vi")["group"])
    sums = pd.DataFrame([one.sums for one in read]).groupby(groups).sum()
    return Totals(sums, len(read), sum(one.differing for one in read))


def audited(path: Path, columns: Columns) -> Audited | None:
    """What does a file add up to, and do its sums agree? None where pandas cannot read it."""
    try:
        return next(_audited(one, columns) for one in _sheets(path) if one.shape[1] > FIRST_FIGURE)
    except Exception:  # whatever the reader of this kind of file may raise
        return None


def _sheets(path: Path) -> list[pd.DataFrame]:
    if path.suffix == ".csv":
        return [pd.read_csv(path, sep=";", header=None, dtype="object")]
    engine: Any = BY[path.suffix]
    return list(pd.read_excel(path, sheet_name=None, header=None, engine=engine).values())


def _audited(sheet: pd.DataFrame, columns: Columns) -> Audited:
    first, names = (sheet[at].astype("str").str.strip() for at in (0, 1))
    figures = sheet.iloc[:, FIRST_FIGURE : FIRST_FIGURE + len(columns)]
    figures = figures.apply(pd.to_numeric, errors="coerce")
    figures.columns = pd.MultiIndex.from_tuples(columns)
    bodies, heads = first.str.fullmatch(r"\d+(\.0)?"), first.str.fullmatch("[IVX]+")
    section, whole = heads.cumsum(), figures[bodies].sum()
    sums = figures[bodies].groupby(section[bodies]).sum()
    stated = figures[heads].set_axis(section[heads])
    totals = figures[names.str.casefold() == "tổng cộng"]
    differing = (stated.notna() & (stated != sums.reindex(stated.index))).to_numpy().sum()
    differing += (totals.notna() & (totals != whole)).to_numpy().sum()
    unit = first[first.str.startswith(REPORTS)].str.removeprefix(REPORTS).str.strip()
    return Audited("".join(unit[:1]), whole, int(differing))


def main(programme: str, processes: int) -> Totals:
    """The same of the programme's folder, in the project of the working folder."""
    raw = Path.cwd() / "data" / "raw"
    declared = yaml.safe_load((raw / "programmes.yml").read_text(encoding="utf-8"))
    asked = declared[programme]["returns"]
    columns = [(str(year), category) for year in asked["years"] for category in asked["categories"]]
    folder = raw / programme / "returns"
    paths = [path for path in sorted(folder.iterdir()) if path.name != "units.csv"]
    return add_up(paths, pd.read_csv(folder / "units.csv"), columns, processes)


if __name__ == "__main__":
    print(main(sys.argv[1], int(sys.argv[2])))
