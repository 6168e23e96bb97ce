"""How long do persons stay, before they are trained and from then on?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from analysis.sources.register.counting import one_after_the_other, parts_of
from analysis.sources.register.engine import MEMORY, engine, frame_of, statement
from analysis.sources.register.files import RegisterFile, read_files
from analysis.sources.register.settings import Asked
from analysis.sources.register.spells import Part, load_spells, units_in

KEYS = [
    "trained", "entry_days", "stop_days", "entry_since_training_days", "stop_since_training_days",
    "left_service", "reason",
]  # fmt: skip


def read_careers(folder: Path, asked: Asked, parts: int = 0) -> pd.DataFrame:
    """How long do the persons of a register stay? No row names one: equal pieces are one row.

    A career is an unbroken run of spells; from the first training of the person on it is another
    piece, so that nobody counts as trained before. Columns: trained; entry_days and stop_days
    (days since the career began at which the register begins and ceases to see the piece: who was
    there before the register's first day is seen from that day on, so entry is late, and the piece
    is truncated on the left); the same since the training, empty where trained is False;
    left_service (else the piece goes on in the next, or beyond the last day); reason (of leaving,
    else ""); persons. Raises as ``read_files``.
    """
    files = read_files(folder)
    with engine() as connection:
        units = units_in(connection, asked, files)
        number = parts or parts_of(connection, files)
    task = partial(careers_of_part, asked, files, units)
    return _stacked(one_after_the_other(task, [Part(at, number) for at in range(number)]))


def careers_of_part(
    asked: Asked, files: Sequence[RegisterFile], units: Sequence[str], part: Part,
    memory: str = MEMORY,
) -> pd.DataFrame:  # fmt: skip
    """The careers of one part, with the columns of ``read_careers``."""
    days = {"from": asked.observed_from, "until": asked.observed_until}
    with engine(memory) as connection:
        load_spells(connection, asked, files, units, part)
        return frame_of(connection, statement("careers.sql"), days)


def _stacked(parts: Iterable[pd.DataFrame]) -> pd.DataFrame:
    careers = pd.concat(parts, ignore_index=True)
    careers["reason"] = careers["reason"].astype("str").where(careers["reason"].notna(), "")
    return careers.groupby(KEYS, as_index=False, sort=True, dropna=False)["persons"].sum()
