"""Tiny registers that can be counted by hand. Nobody in them exists."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from analysis.sources.register.counting import Counts, count_register
from analysis.sources.register.files import COLUMNS
from analysis.sources.register.settings import Asked, codes

Row = dict[str, str]
UNITS = ("unit_a", "unit_b", "unit_c")
FULL = {
    "unit": "unit_a", "group": "departments", "staff_class": "civil_servants",
    "level": "college", "entry": "2010-01-01",
}  # fmt: skip


def hashed(name: str) -> str:
    """The id of a person of a test."""
    return hashlib.sha256(name.encode()).hexdigest()


def spell(name: str, **cells: str) -> Row:
    """One row of a register: a person of this name, in service since 2010 unless told otherwise."""
    row = dict.fromkeys(COLUMNS, "") | FULL | {"person": hashed(name)}
    return row | cells


def asked_for(first: int = 2015, last: int = 2017) -> Asked:
    """A register that is complete from the beginning of one year to the end of another."""
    groups = ("departments", "districts")
    return Asked(
        "generated-test", datetime.date(first, 1, 1), datetime.date(last, 12, 31), groups,
        codes(), UNITS,
    )  # fmt: skip


def generated() -> Asked:
    """How a generated register of 60 units is read."""
    units = tuple(f"unit_{unit:02d}" for unit in range(60))
    groups = ("departments", "districts", "communes")
    return replace(asked_for(2005, 2024), units=units, groups=groups)


def write(folder: Path, rows: Sequence[Row], name: str = "rows.csv") -> Path:
    """The folder with a register of these rows."""
    folder.mkdir(parents=True, exist_ok=True)
    pd.DataFrame(rows, columns=list(COLUMNS)).to_csv(folder / name, index=False)
    return folder


@pytest.fixture
def count(tmp_path: Path) -> Callable[..., Counts]:
    """What do rows come to?"""

    def counted(*rows: Row, asked: Asked | None = None, parts: int = 0) -> Counts:
        return count_register(write(tmp_path / "register", rows), asked or asked_for(), parts=parts)

    return counted
