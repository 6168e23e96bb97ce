"""What does the register of a programme come to, and which rows go back to be mended?"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from analysis.metrics.register.flows import flows
from analysis.metrics.register.rates import rates
from analysis.metrics.register.tables import CELLS, STOCKS, UNIT_CELLS, UNIT_STOCKS, by_year
from analysis.pipeline.cluster.connection import check_cluster
from analysis.pipeline.cluster.parts import PARTS, OnCluster
from analysis.pipeline.plan import CannotBegin
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root
from analysis.sources.register.counting import Register, one_after_the_other, read_register
from analysis.sources.register.problems import OUTCOMES
from analysis.sources.register.settings import folder_of_register, read_asked
from analysis.sources.tables import save_table

LANGUAGES = ("vi", "en")


def main(arguments: list[str]) -> int:
    """Reads data/raw/<programme>/register/ and writes build/register/<programme>/.

    Prints what is counted and what is refused, where, and how to mend it; with WORKERS=tcp://… in
    the environment the parts are counted on that Dask cluster. Returns 1 where there is no register
    or it cannot be read, 0 otherwise: a refused row is a finding, not a fault.
    """
    parser = argparse.ArgumentParser(prog="make register", description=__doc__)
    parser.add_argument("programme", help="an id of data/raw/programmes.yml that has `register`")
    programme = parser.parse_args(arguments).programme
    root = project_root()
    address = os.environ.get("WORKERS")
    try:
        asked = read_asked(programme, root)
        if address:
            check_cluster(address, root)
        register = read_register(
            folder_of_register(programme, root), asked,
            OnCluster(address, root) if address else one_after_the_other,
            PARTS if address else 0,
        )  # fmt: skip
    except (SourceError, CannotBegin) as fault:
        print(fault, file=sys.stderr)
        return 1
    into = root / "build" / "register" / programme
    save_counts(register, into)
    print(told(register))
    print(f"All of it: {into.relative_to(root)}")
    return 0


def save_counts(register: Register, into: Path) -> None:
    """Writes the counts of a register, past their schemas, and its outcomes in both languages."""
    counts, days = register.counts, register.asked.days
    for lang in LANGUAGES:
        save_table(register.report(lang), into / f"outcomes.{lang}.csv", OUTCOMES)
    for name, table, schema in (
        ("movements", counts.cells, CELLS),
        ("stocks", counts.stocks, STOCKS),
        ("unit_movements", counts.unit_cells, UNIT_CELLS),
        ("unit_stocks", counts.unit_stocks, UNIT_STOCKS),
    ):
        save_table(by_year(table, days), into / f"{name}.csv", schema)


def told(register: Register) -> str:
    """Which words tell what became of the rows, and how the staff moved?"""
    report = register.report("en")
    lines = [f"{int(report['rows'].sum())} rows:"]
    for row in report.to_dict("records"):
        where = f" ({row['examples']})" if row["examples"] else ""
        values = f": {row['values']}" if row["values"] else ""
        lines.append(f"  {row['rows']} {row['found']}{values}{where}")
    counts, days = register.counts, register.asked.days
    table = flows(counts.stocks, counts.cells, days, [])
    leaving = rates(table, {"attrition": ["exit_out"]})["rate_pct"]
    lines.append("year: opening + hired + returned − left = closing; left of 100 in a year")
    for row, rate in zip(table.to_dict("records"), leaving, strict=True):
        lines.append(
            f"  {row['period']}: {row['opening']} + {row['hire_in']} + {row['return_in']} − "
            f"{row['exit_out']} = {row['closing']}; {rate:.2f}"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
