"""In which shapes do returns arrive? Each from a draft, with the problems that it must meet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from analysis.sources.generated.drafts import Draft, Grid
from analysis.sources.generated.shapes_of_cells import CELLS
from analysis.sources.generated.shapes_of_files import FILES
from analysis.sources.generated.shapes_of_sheets import SHEETS
from analysis.sources.generated.shapes_of_tables import TABLES
from analysis.sources.generated.workbooks import as_csv, as_ods, as_xlsx

SAVED: dict[str, Callable[[Sequence[Grid]], bytes]] = {
    ".xlsx": as_xlsx,
    ".ods": as_ods,
    ".csv": as_csv,
}


@dataclass(frozen=True)
class Shape:
    """One way in which a return is not as the form would have it.

    ``problems`` are all the kinds of problems that its reader must tell of, no other.
    """

    name: str
    suffix: str
    change: Callable[[Draft], list[Grid] | bytes | None]
    problems: frozenset[str]


def shapes() -> list[Shape]:
    """Which shapes are there? Every one once, by name."""
    return [
        Shape(name, suffix, change, frozenset(problems.split()))
        for name, suffix, problems, change in (*TABLES, *SHEETS, *CELLS, *FILES)
    ]


def saved(shape: Shape, draft: Draft) -> bytes:
    """Which file does a draft become in a shape? The truth of the draft is changed with it."""
    made = shape.change(draft)
    if isinstance(made, bytes):
        return made
    return SAVED[shape.suffix](made or [draft.grid(), *draft.more])
