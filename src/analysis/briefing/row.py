"""What is one row of the ledger, ready to be said?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from analysis.briefing.charts.drawn import Drawn
from analysis.metrics.facts import READINGS


@dataclass(frozen=True)
class Told:
    """One row of the ledger, ready to be said; numbers are exact decimals."""

    id: str
    metric: str
    group: str
    period: str
    variant: str
    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    unit: str
    status: str
    formula: str
    sources: tuple[str, ...]

    @property
    def kept_back(self) -> bool:
        """Is it a fact of the ledger whose value is not published? It has no bounds either."""
        return self.value is None and self.low is None and self.high is None

    @property
    def amount(self) -> Decimal:
        """What is its value? Raises ValueError where it has only bounds, or is kept back."""
        if self.kept_back:
            raise ValueError(f"The fact {self.id} is kept back: ask for `kept_back` first.")
        if self.value is None:
            raise ValueError(f"The fact {self.id} has bounds but no value.")
        return self.value

    @property
    def drawn(self) -> Drawn:
        """How does a chart draw its value?"""
        return Drawn(self.amount, self.id)


def answering(facts: list[Told], variant: str) -> list[Told]:
    """Which of these facts answer: of the variant, else in every reading, a scenario last?"""
    if variant:
        asked = [fact for fact in facts if fact.variant == variant]
        return asked or [fact for fact in facts if fact.variant == "both"]
    readings = [fact for fact in facts if fact.variant in READINGS]
    return readings or [fact for fact in facts if fact.variant != "range"]


def told_of(row: Mapping[str, str]) -> Told:
    """Which fact does a row of the ledger hold?"""
    numbers = {name: Decimal(row[name]) if row[name] else None for name in ("value", "low", "high")}
    texts = {name: row[name] for name in ("id", "metric", "group", "period", "variant", "unit")}
    rest = {"status": row["status"], "formula": row["formula"]}
    return Told(**texts, **numbers, **rest, sources=tuple(row["sources"].split(";")))  # type: ignore[arg-type]
