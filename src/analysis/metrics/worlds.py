"""What would the studies establish if some figures were read otherwise?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

import pandas as pd

from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.studies import attrition_study, cost_study, qualification_study
from analysis.sources.processed import Processed
from analysis.sources.schemas import TIDY
from analysis.sources.tidy import tidy_tables

World = Callable[[str, str], list[Fact]]

STUDIES = {
    "qualification": qualification_study,
    "cost": cost_study,
    "attrition": attrition_study,
}


def world(programmes: Mapping[str, Processed], reads: Mapping[str, str]) -> World:
    """Which facts does a study of a programme establish with these readings, from its names?

    ``programmes`` are the tables of each programme that is studied or drawn on; ``reads`` maps
    ``<document>#<id>`` to the value that stands in place of the printed one. Nothing is read from
    or written to a file: a study that draws on an earlier one gets that of the same world. A study
    is made once, when it is first asked for. Raises KeyError for a programme or a study that is not
    there, and as the study does.
    """

    @cache
    def study(programme: str, name: str) -> list[Fact]:
        tables = read_otherwise(programmes[programme], reads)
        return STUDIES[name](replace(tables, earlier=earlier))

    def earlier(programme: str, name: str) -> pd.DataFrame:
        return facts_table(study(programme, name))

    return study


def read_otherwise(tables: Processed, reads: Mapping[str, str]) -> Processed:
    """What are a programme's tables with other values in place of some printed ones?

    The cleaned figures take the values, and the tidy tables are made of them again.
    """
    if not reads:
        return tables
    figures = tables.figures.copy()
    read = figures["sources"].isin(list(reads))
    figures.loc[read, "value"] = figures.loc[read, "sources"].map(reads)
    tidied = tidy_tables(
        figures.drop(columns="sources").reset_index(drop=True),
        {tables.programme: tables.settings},
    )
    return replace(tables, figures=figures, **{name: tidied[name] for name in TIDY})
