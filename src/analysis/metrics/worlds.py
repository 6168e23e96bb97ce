"""What would the studies establish if some figures were read otherwise?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

import pandas as pd

from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.parts import PARTS, Part
from analysis.sources.processed import Processed
from analysis.sources.schemas import TIDY

VALUES = {
    name: [column for column, of in schema.columns.items() if (of.metadata or {}).get("number")]
    for name, schema in TIDY.items()
}
"""Which columns of a tidy table hold the value of its figure?"""


class World:
    """Which facts do the studies of programmes establish with these readings?

    ``programmes`` are the tables of each programme that is studied or drawn on; ``reads`` maps
    ``<document>#<id>`` to the value that stands in place of the printed one. Nothing is read from
    or written to a file: a study that draws on an earlier one gets that of the same world. Each
    part of a study is made once, when it is first asked for. A programme or a study that is not
    there raises KeyError; a part raises as it does in the study.
    """

    def __init__(self, programmes: Mapping[str, Processed], reads: Mapping[str, str]) -> None:
        self._programmes, self._reads = programmes, reads
        self._tables: dict[str, Processed] = {}
        self._facts: dict[tuple[str, Part], list[Fact]] = {}

    def study(self, programme: str, name: str) -> list[Fact]:
        """Which facts does a whole study of a programme establish, before ranges over them?"""
        return self.some(programme, PARTS[name])

    def some(self, programme: str, parts: Iterable[Part]) -> list[Fact]:
        """Which facts do these parts of a study establish?"""
        return [fact for part in parts for fact in self._of(programme, part)]

    def parts(self, programme: str, name: str, metrics: Collection[str]) -> tuple[Part, ...]:
        """Which parts of a study establish one of these metrics of a programme?"""
        return tuple(
            part
            for part in PARTS[name]
            if any(fact.metric in metrics for fact in self._of(programme, part))
        )

    def _of(self, programme: str, part: Part) -> list[Fact]:
        if programme not in self._tables:
            read = read_otherwise(self._programmes[programme], self._reads)
            self._tables[programme] = replace(read, earlier=self._earlier)
        if (programme, part) not in self._facts:
            self._facts[programme, part] = part(self._tables[programme])
        return self._facts[programme, part]

    def _earlier(self, programme: str, name: str) -> pd.DataFrame:
        return facts_table(self.study(programme, name))


def read_otherwise(tables: Processed, reads: Mapping[str, str]) -> Processed:
    """What are a programme's tables with other values in place of some printed ones?

    The cleaned figures take the values, and so do the rows of the tidy tables made of them.
    """
    if not reads:
        return tables
    figures = tables.figures.copy()
    read = figures["sources"].isin(list(reads))
    figures.loc[read, "value"] = figures.loc[read, "sources"].map(reads)
    changed = {name: _read_otherwise(getattr(tables, name), name, reads) for name in TIDY}
    return replace(tables, figures=figures, **changed)


def _read_otherwise(table: pd.DataFrame, name: str, reads: Mapping[str, str]) -> pd.DataFrame:
    rows = table["sources"].isin(list(reads))
    if not rows.any():
        return table
    read = table.copy()
    for column in VALUES[name]:
        filled = rows & table[column].notna()
        values = table.loc[filled, "sources"].map(reads).map(float)
        read.loc[filled, column] = values.astype(table[column].dtype)
    return read
