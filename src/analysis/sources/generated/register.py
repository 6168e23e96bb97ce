"""How is a register of persons who do not exist written, and how is it marked?"""

from __future__ import annotations

import datetime
from dataclasses import asdict
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import yaml

from analysis.sources.generated.faults import faulty_rows
from analysis.sources.generated.people import GROUPS, Truth, spells_of_people
from analysis.sources.origins import MARK
from analysis.sources.register.engine import engine
from analysis.sources.register.files import COLUMNS, DATES
from analysis.sources.register.settings import OF_NOBODY

PERSONS_A_CHUNK = 400_000
FIRST, LAST = datetime.date(2005, 1, 1), datetime.date(2024, 12, 31)
TOLD = """\
Nobody in this folder exists. Its data were made by a generator, to try and to test the program, and
count for no real programme.
Không có ai trong thư mục này là người thật: dữ liệu do máy sinh ra để chạy thử và kiểm thử, không
dùng cho chương trình có thật.
"""
HASHED = f"sha256($seed || '-' || number)[1:{64 - len(OF_NOBODY)}] || '{OF_NOBODY}'"


def write_register(
    folder: Path, rows: int, seed: int = 1, truth: Truth | None = None, units: int = 60,
    faults_of_each: int = 0,
) -> dict[str, int]:  # fmt: skip
    """Writes a generated register to ``folder``/register; which outcomes should its rows have?

    At least ``rows`` rows of whole persons, in Parquet files of one chunk each, so that any size
    fits into memory; the same seed gives the same persons. Beside them ``units.csv``; in ``folder``
    the mark that the data are generated and ``truth.yml`` with what was put in.
    """
    truth = truth or Truth()
    register = folder / "register"
    register.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(TOLD, encoding="utf-8")
    names = [f"unit_{unit:0{len(str(units - 1))}d}" for unit in range(units)]
    _list_units(register / "units.csv", names)
    written = number = persons = 0
    with engine() as connection:
        while written < rows:
            rng = np.random.default_rng([seed, number])
            size = min(PERSONS_A_CHUNK, max(1, int((rows - written) / 1.7)))
            spells = spells_of_people(size, persons, truth, (FIRST, LAST), units, rng)
            _write(connection, spells, register / f"spells-{number:03d}.parquet", str(seed))
            written, persons, number = written + len(spells), persons + size, number + 1
        expected = {"kept": written}
        if faults_of_each:
            wrong, outcomes = faulty_rows(faults_of_each, "wrong")
            wrong["unit"] = wrong["unit"].replace("unit_0", names[0])
            _write(connection, wrong, register / "wrong.parquet", str(seed))
            expected = {**outcomes, "kept": written + outcomes["kept"]}
    told = {"seed": seed, "persons": persons, "rates_per_year": asdict(truth), "rows": expected}
    text = yaml.safe_dump(told, sort_keys=False)
    (folder / "truth.yml").write_text(text, encoding="utf-8")
    return expected


def _list_units(path: Path, names: list[str]) -> None:
    rows = [
        f"{name},Đơn vị thử số {at},Test unit {at},{GROUPS[at % len(GROUPS)]}\n"
        for at, name in enumerate(names)
    ]
    path.write_text("code,vi,en,group\n" + "".join(rows), encoding="utf-8")


def _write(
    connection: duckdb.DuckDBPyConnection, spells: pd.DataFrame, path: Path, seed: str
) -> None:
    given = "person" in spells.columns
    person = f"CASE WHEN person = '' THEN {HASHED} ELSE person END" if given else HASHED
    kinds = dict.fromkeys(DATES, "VARCHAR" if given else "DATE")
    cells = [f'CAST("{name}" AS {kinds.get(name, "VARCHAR")}) AS "{name}"' for name in COLUMNS[1:]]
    connection.register("generated", spells)
    query = f"SELECT {person} AS person, {', '.join(cells)} FROM generated ORDER BY person, entry"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE shuffled AS {query}", {"seed": seed})
    connection.execute(f"COPY shuffled TO '{path}' (FORMAT parquet)")
    connection.execute("DROP TABLE shuffled")
    connection.unregister("generated")
