"""Which figures of the returns are added up?"""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from analysis.sources.returns.collection import Collection
from analysis.sources.returns.figures import Figure


class Counted(NamedTuple):
    """One cell that is counted, and where it stands."""

    unit: str
    file: str
    sheet: str
    figure: Figure


def counted_figures(collection: Collection) -> list[Counted]:
    """Which cells are counted? Those of the returns that count, in their order."""
    return [
        Counted(one.unit, one.file, sheet.name, figure)
        for one in collection.counting
        for sheet in one.sheets
        for figure in sheet.figures
    ]


def listed_units(units: pd.DataFrame, year: str) -> pd.DataFrame:
    """Which of the listed units owe figures of a year?"""
    return units
