"""Which counts of a source are shown to everybody, and which are kept back?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.metrics.disclosure.movements import by_status, with_movements
from analysis.metrics.disclosure.pattern import hidden_counts
from analysis.metrics.disclosure.relations import Linked, counts_of, relations_of_editions
from analysis.metrics.disclosure.revised import kept_back_before
from analysis.metrics.disclosure.rule import UNSEEN, Rule, read_rule, sensitive_counts
from analysis.metrics.disclosure.service import days_of_service
from analysis.sources.disclosure import DISCLOSURE, earlier_disclosures
from analysis.sources.programmes import read_programmes
from analysis.sources.tables import validate

OF_PERSONS = ("persons", "attendances")
STOCK, AGAIN = "headcount", "count"
"""What is counted again in a category of the headcount says the same of the same persons."""


def sums_of(settings: Mapping[str, Any]) -> dict[str, list[str]]:
    """Which categories does a programme add up, and under which name? By its settings."""
    sums = {}
    if "qualification" in settings:
        sums["qualified"] = list(settings["qualification"]["levels"])
        sums["formal"] = list(settings["qualification"]["formal"])
    if "profile" in settings:
        sums["at_or_above_university"] = list(settings["profile"]["at_or_above_university"])
    return sums


def disclosure_of(
    figures: pd.DataFrame,
    sums: Mapping[str, Sequence[str]],
    rule: Rule,
    editions: Sequence[pd.DataFrame] = (),
) -> tuple[pd.DataFrame, list[str]]:
    """Which counts of a source are shown, the rest kept back so that they cannot be worked out?

    ``figures``: cleaned figures of one source; those in persons or attendances are counts.
    ``editions``: this table as earlier editions have it. Returns the columns of DISCLOSURE, one row
    a count of ``counts_of``, ``persons`` only where it is shown: the table may be published, and
    does not tell which count is small and which is kept back for another. Also the names of the
    counts that cannot be protected any more, since what was published before gives them away.
    Raises ValueError as ``counts_of``.
    """
    linked = with_movements(counts_of(by_status(cells_of_persons(figures)), sums))
    sensitive = sensitive_counts(linked.counts, rule)
    before = kept_back_before(linked, editions, rule).drop(sensitive.index, errors="ignore")
    public, relations = _with_editions(linked, editions)
    protected = pd.concat([sensitive, before])
    found = hidden_counts(linked.counts, relations, protected, public)
    counts = linked.counts[linked.counts["measure"].ne(UNSEEN)].reset_index()
    shown = ~counts["name"].isin(found.hidden)
    table = counts.assign(
        shown=shown.map({True: "yes", False: "no"}),
        persons=counts["persons"].astype("Int64").where(shown, pd.NA),
    )
    days = days_of_service(figures, linked.counts, found.hidden, rule)
    stacked = pd.concat([table, days], ignore_index=True)[list(DISCLOSURE.columns)]
    return validate(stacked, DISCLOSURE, "the counts that are shown"), sorted(
        found.open - set(before.index)
    )


def disclosure_of_source(
    figures: pd.DataFrame, source: str, root: Path
) -> tuple[pd.DataFrame, list[str]]:
    """What is shown of a source of this project: by its rule, its programmes and its editions?

    ``figures`` and the result as of ``disclosure_of``; the sums are those of every programme that
    rests on the source.
    """
    sums = {
        name: parts
        for settings in read_programmes(root).values()
        if source in settings["documents"]
        for name, parts in sums_of(settings).items()
    }
    return disclosure_of(figures, sums, read_rule(root), earlier_disclosures(source, root))


def cells_of_persons(figures: pd.DataFrame) -> pd.DataFrame:
    """Which figures count persons, in the columns that ``counts_of`` takes?"""
    own = figures[figures["unit"].isin(OF_PERSONS) & (figures["bound"] != "not_reported")]
    stocks = own.loc[own["measure"] == STOCK, "category"]
    again = (own["measure"] == AGAIN) & own["category"].isin(stocks)
    return own.assign(
        sources=own["document"] + "#" + own["id"],
        measure=own["measure"].mask(again, STOCK),
        persons=pd.to_numeric(own["value"]).round().astype(int),
    )[["sources", "measure", "group", "period", "category", "persons"]]


def _with_editions(
    linked: Linked, editions: Sequence[pd.DataFrame]
) -> tuple[set[str], pd.DataFrame]:
    public: set[str] = set()
    relations = [linked.relations]
    for number, edition in enumerate(editions):
        known, found = relations_of_editions(linked, edition)
        public |= known
        relations.append(found.assign(relation=f"{number}/" + found["relation"].astype(str)))
    return public, pd.concat(relations, ignore_index=True)
