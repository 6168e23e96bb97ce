"""What have the units of a programme sent in, and what goes back to which unit?"""

from __future__ import annotations

from pathlib import Path

from analysis.sources.errors import SourceError
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


def write_returned(programme: str, root: Path, into: Path) -> str:
    """Reads what units sent and writes what is due: what is to be said of it?

    Raises SourceError where the programme asks for no return or nothing lies in its folder.
    """
    folder = folder_of_returns(programme, root)
    collection = nameless(read_collection(folder, read_asked(programme, root)))
    if not collection.returns:
        raise SourceError(
            f"{folder.relative_to(root)} holds no returns: put the files of the units there."
        )
    reports = write_reports(collection, into)
    return f"{told(collection)}\n{len(reports)} reports in {(into / 'reports').relative_to(root)}"


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
