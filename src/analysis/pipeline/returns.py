"""What have the units of a programme sent in, and what goes back to which unit?"""

from __future__ import annotations

import argparse
import sys

from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root
from analysis.sources.returns.collection import (
    Collection,
    problems_by_unit,
    read_collection,
    rows_of,
)
from analysis.sources.returns.nameless import nameless
from analysis.sources.returns.reports import write_reports
from analysis.sources.returns.settings import folder_of_returns, read_asked
from analysis.sources.returns.sums import totals_of

ALL = "all"


def main(arguments: list[str]) -> int:
    """Reads data/raw/<programme>/returns/ and writes data/processed/<programme>/returns/.

    Prints what arrived, what counts and what waits. Returns 1 where the programme asks for no
    return or nothing lies in the folder, 0 otherwise: a faulty return is a finding, not a fault.
    """
    parser = argparse.ArgumentParser(prog="make returns", description=__doc__)
    parser.add_argument("programme", help="an id of data/raw/programmes.yml that has `returns`")
    programme = parser.parse_args(arguments).programme
    root = project_root()
    folder = folder_of_returns(programme, root)
    try:
        collection = nameless(read_collection(folder, read_asked(programme, root)))
        if not collection.returns:
            raise SourceError(
                f"{folder.relative_to(root)} holds no returns: put the files of the units there."
            )
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return 1
    into = root / "data" / "processed" / programme / "returns"
    reports = write_reports(collection, into)
    print(told(collection))
    print(f"{len(reports)} reports in {(into / 'reports').relative_to(root)}")
    return 0


def told(collection: Collection) -> str:
    """Which words tell what arrived? Every total stands beside how much of it has arrived."""
    states = rows_of(collection)["state"].value_counts()
    files = [one.file for one in collection.returns]
    blocked = [one.file for one in collection.returns if one.blocked]
    rows = ", ".join(
        f"{states.get(state, 0)} {word}"
        for state, word in (("read", "read"), ("refused", "refused"), ("around", "around them"))
    )
    lines = [
        f"{len(files)} files: {len(collection.counting)} count, {len(blocked)} wait for an answer",
        f"{states.sum()} rows: {rows}",
        f"units that sent nothing: {', '.join(collection.missing) or 'none that is listed'}",
    ]
    for change in collection.asked.known_units.changes.to_dict("records"):
        lines.append(
            f"units that changed: {change['before']} → {change['after']} "
            f"({change['kind']}, {change['date']})"
        )
    for unit, problems in problems_by_unit(collection).items():
        for problem in problems:
            if problem.blocking:
                where = " ".join(
                    part for part in (problem.file, problem.sheet, problem.cell) if part
                )
                lines.append(f"  {unit}: {where}: {problem.told('expected', 'en')}")
    totals = totals_of(collection)
    for row in totals[totals["category"] == ALL].to_dict("records"):
        of = "" if row["units_listed"] is None else f" of {row['units_listed']}"
        value = row["value"] or "nothing"
        lines.append(f"{row['period']} {row['group']}: {value}, from {row['units']}{of} units")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
