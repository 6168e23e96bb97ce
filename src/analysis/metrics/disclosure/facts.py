"""Which facts may be published, where some counts behind them are kept back?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.metrics.disclosure.relations import TWINS
from analysis.metrics.disclosure.rule import TOTAL
from analysis.sources.documents import read_yaml
from analysis.sources.schemas import FACTS, validate

SUPPRESSED = "suppressed: fewer than 5 persons, or a number that would reveal such a count"
"""The formula of a fact that is kept back; it has no value, no bounds and keeps its sources."""
KEPT_BACK = "…"
ENDS = ("value", "low", "high")
EACH = "each"
NO_PERSONS = ("coverage", "units_counted", "units_listed")
HARMLESS = {"category": NO_PERSONS, "bound": ("not_reported",)}
"""In which columns of a table of cells does it stand that a cell tells of no person?"""
MACHINE_READ = r"-(?:returns|register)#"
"""How do sources end that machines read? What these say of persons is shown only if it may be."""


def is_kept_back(fact: Mapping[str, str]) -> bool:
    """Is a row of the ledger one that is kept back? It has neither value nor bounds."""
    return not any(fact[end] for end in ENDS)


def publishable(
    facts: pd.DataFrame, disclosure: pd.DataFrame, settings: Mapping[str, Any] | None = None
) -> pd.DataFrame:
    """Which facts go into the ledger, those that would tell what is kept back without their value?

    ``facts`` in the columns of FACTS; ``disclosure`` the DISCLOSURE tables of the sources that the
    programme reads by machine, one under the other; ``settings`` those of the programme, whose
    conclusions are told where their metric is. A fact
    is shown where none of its cells is kept back; where it is one of the counts, and that is shown;
    or where computed.yml names the counts that it is computed from alone, and these are shown; a
    fact that followed.yml names, only where the counts there are. A fact is kept back too where it
    rests on a cell of returns or a register that ``disclosure`` does not have, unless its
    metric counts units, no persons. What is kept back has empty value, low and high, and SUPPRESSED
    as its formula: whether it is small itself or stands in for another is not said, since that
    would narrow what a reader can work out.
    """
    if disclosure.empty and not facts["sources"].str.contains(MACHINE_READ).any():
        return facts
    known = _Shown(disclosure, (settings or {}).get("conclusions", []))
    rows = facts.to_dict("records")
    kept = [not known.allows(row) for row in rows]
    hidden = pd.Series(kept, index=facts.index, dtype=bool)
    columns = {end: facts[end].mask(hidden, "") for end in ENDS}
    told = facts.assign(**columns, formula=facts["formula"].mask(hidden, SUPPRESSED))
    return validate(told, FACTS, "the facts to publish")


def masked(table: pd.DataFrame, disclosure: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    """How is a table of cells shown? With KEPT_BACK in these columns where a cell is kept back.

    ``table`` has ``sources``, a cell a row (or several, joined by ;). A cell of returns or a
    register that ``disclosure`` does not show is kept back too, unless it counts units, or was not
    reported and has nothing to show (``category`` and ``bound``, where the table has them).
    """
    kept = _may_not_be_shown(table, disclosure)
    shown = {name: table[name].astype(object).mask(kept, KEPT_BACK) for name in columns}
    return table.assign(**shown) if kept.any() else table


def checks_to_publish(ledger: pd.DataFrame, disclosure: pd.DataFrame) -> pd.DataFrame:
    """How do checks stand in the ledger that hold counts together which are kept back?

    ``ledger`` in the columns of AUDIT. Without left, right and difference, as not checkable: from
    what is shown nobody can make them. So are checks of cells that ``disclosure`` does not show.
    """
    kept = _may_not_be_shown(ledger, disclosure)
    sides = {side: ledger[side].mask(kept, "") for side in ("left", "right", "difference")}
    told = ledger["explanation"].mask(kept, SUPPRESSED)
    verdict = ledger["verdict"].mask(kept, "not_checkable")
    return ledger.assign(**sides, verdict=verdict, explanation=told)


def _may_not_be_shown(table: pd.DataFrame, disclosure: pd.DataFrame) -> pd.Series:
    hidden, shown = hidden_cells(disclosure), shown_cells(disclosure)
    cells = [set(text.split(";")) for text in table["sources"]]
    told = [{cell for cell in row if _is_machine_read(cell)} for row in cells]
    kept = pd.Series([bool(row & hidden) for row in cells], index=table.index, dtype=bool)
    unknown = pd.Series([not row <= shown for row in told], index=table.index, dtype=bool)
    for column, harmless in HARMLESS.items():
        if column in table:
            unknown &= ~table[column].isin(harmless)
    return kept | unknown


def shown_cells(disclosure: pd.DataFrame) -> set[str]:
    """Which cells are shown, each by itself?"""
    return _alone(disclosure.loc[disclosure["shown"] == "yes", "sources"])


def hidden_cells(disclosure: pd.DataFrame) -> set[str]:
    """Which cells are kept back?"""
    return _alone(disclosure.loc[disclosure["shown"] == "no", "sources"])


def _alone(sources: Iterable[str]) -> set[str]:
    return {cell for text in sources for cell in text.split("|") if cell and ";" not in cell}


@cache
def _named(name: str) -> dict[str, list[str]]:
    return dict(read_yaml(Path(__file__).with_name(name)))


def _is_machine_read(cell: str) -> bool:
    return re.search(MACHINE_READ, cell) is not None


class _Shown:
    def __init__(self, disclosure: pd.DataFrame, conclusions: Sequence[Mapping[str, Any]]) -> None:
        rows = disclosure.to_dict("records")
        self.hidden = hidden_cells(disclosure)
        self.by_cells = {
            frozenset(cells.split(";")): row for row in rows for cells in row["sources"].split("|")
        }
        self.cells = {cell for cells in self.by_cells for cell in cells}
        self.by_place = {(row["category"], row["group"], row["period"]): row for row in rows}
        self.periods: dict[tuple[str, str], list[str]] = {}
        for category, group, period in self.by_place:
            self.periods.setdefault((category, group), []).append(period)
        bodies = (row["group"] for row in rows if row["group"] != TOTAL)
        self.groups = list(dict.fromkeys(bodies))
        self.conclusions = {str(one["name"]): one for one in conclusions}

    def allows(self, fact: Mapping[str, str]) -> bool:
        cells = frozenset(fact["sources"].split(";")) & self.cells
        if fact["metric"] in NO_PERSONS:
            return not cells & self.hidden
        if fact["metric"] in _named("followed.yml") and not self._are_shown(fact, "followed.yml"):
            return not any(_is_machine_read(cell) for cell in fact["sources"].split(";"))
        if not cells & self.hidden and not self._unknown(fact):
            return True
        count = self.by_cells.get(cells)
        if count is not None and fact["unit"] in ("persons", "attendances"):
            return count["shown"] == "yes" and fact["value"] == str(count["persons"])
        return self._are_shown(fact, "computed.yml")

    def _unknown(self, fact: Mapping[str, str]) -> bool:
        told = fact["sources"].split(";")
        return any(_is_machine_read(cell) and cell not in self.cells for cell in told)

    def _are_shown(self, fact: Mapping[str, str], named: str) -> bool:
        rows = list(self._operands(fact, _named(named)))
        return bool(rows) and all(row is not None and row["shown"] == "yes" for row in rows)

    def _operands(
        self, fact: Mapping[str, str], computed: Mapping[str, Sequence[str]]
    ) -> Iterator[Mapping[str, Any] | None]:
        metric, group = fact["metric"], fact["group"]
        if metric.startswith("conclusion_"):
            conclusion = self.conclusions.get(group, {})
            metric, group = conclusion.get("metric", ""), conclusion.get("group", "total")
        for named in computed.get(metric, []):
            category, _, other = named.partition("/")
            bodies = self.groups if other == EACH else [other or group]
            for body in bodies:
                yield from self._at(group if category == "group" else category, body, fact)

    def _at(
        self, category: str, body: str, fact: Mapping[str, str]
    ) -> Iterator[Mapping[str, Any] | None]:
        place = (category, body)
        known = self.periods.get(place, [])
        years = [year for year in fact["period"].split("-") if year in known] or known
        if not years:
            yield None
        for year in years:
            yield self.by_place[(*place, year)]
            twins = ((place[0] + twin, place[1], year) for twin in TWINS)
            yield from (self.by_place[twin] for twin in twins if twin in self.by_place)
