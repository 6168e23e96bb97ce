"""A published number as one row of the ledger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from analysis.sources.schemas import FACTS, validate

DECIMALS = 10
READINGS = ("printed", "recomputed", "both")
UNPLACED_IN = "unplaced_in_"
"""Begins the name of a scenario: what if all the unplaced belonged to the body named behind it?"""


@dataclass(frozen=True)
class Fact:
    """Which number is published, under which reading, and what does it rest on?

    ``value``, ``low`` and ``high`` are in ``unit``: rates in percent, changes of rates in
    percentage points, money in whole đồng. ``variant`` is a reading of what is printed
    (``printed``, ``recomputed``, or ``both`` where they agree), ``range`` with only ``low`` and
    ``high`` over the readings, or a scenario's name. ``sources`` are ``<document>#<id>``,
    ``assumption:<name>`` or ``reference:<name>``.
    """

    programme: str
    metric: str
    group: str
    period: str
    variant: str
    unit: str
    formula: str
    sources: tuple[str, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    status: str = "computed"

    @property
    def id(self) -> str:
        """Under which name is the fact known? programme/metric/group/period/variant."""
        return "/".join((self.programme, self.metric, self.group, self.period, self.variant))


def facts_table(facts: Iterable[Fact]) -> pd.DataFrame:
    """Which rows go into the ledger? One row a fact, in the order given, in the columns of FACTS.

    Raises MalformedTable where a row does not fit the schema or an id occurs twice.
    """
    columns = list(FACTS.columns)
    rows = [
        {
            "id": fact.id,
            "programme": fact.programme,
            "metric": fact.metric,
            "group": fact.group,
            "period": fact.period,
            "variant": fact.variant,
            "value": decimal_text(fact.value),
            "low": decimal_text(fact.low),
            "high": decimal_text(fact.high),
            "unit": fact.unit,
            "status": fact.status,
            "formula": fact.formula,
            "sources": ";".join(fact.sources),
        }
        for fact in facts
    ]
    return validate(pd.DataFrame(rows, columns=columns, dtype="str"), FACTS, "the facts")


def only_readings(table: pd.DataFrame) -> pd.DataFrame:
    """Which facts of a table are readings of what is printed, neither ranges nor scenarios?

    Those that are kept back have nothing to compute with and are left out.
    """
    told = table[["value", "low", "high"]].ne("").any(axis=1)
    return table[table["variant"].isin(READINGS) & told]


def decimal_text(value: float | None) -> str:
    """How is a value written in the ledger? Plainly, with a point, at most ten decimals."""
    if value is None:
        return ""
    digits = f"{round(Decimal(repr(float(value))), DECIMALS):f}"
    text = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return "0" if text == "-0" else text


def status_on(sources: Iterable[str]) -> str:
    """How sure is a result that rests on these? Assumed as soon as one is an assumption."""
    assumed = any(source.startswith("assumption:") for source in sources)
    return "assumed" if assumed else "computed"


def joined_sources(*sources: str) -> tuple[str, ...]:
    """Which cells does a combination rest on? Each once, in the order of first mention."""
    parts = (part for text in sources for part in text.split(";") if part)
    return tuple(dict.fromkeys(parts))
