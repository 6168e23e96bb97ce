"""Which figure stands behind a cell, and how is its number set in a workbook?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

WHOLE = "#,##0"
PARTS = "#,##0.00"
SIGNED = "+#,##0.00;-#,##0.00;0.00"
AS_A_YEAR = "0"
MOST_OF_A_BOUND = 2
ENDS = ("value", "low", "high")


@dataclass(frozen=True)
class Amount:
    """A number of a workbook, unrounded, and the number format by which it is shown."""

    value: float
    number_format: str


@dataclass(frozen=True)
class Figure:
    """One fact behind a cell, as its receipt has it.

    amounts: value, low and high, unrounded, in ``unit``. reading: words for it, empty where there
    is only one. sources: the printed cells, each with its document and locator.
    """

    id: str
    what: str
    unit: str
    reading: str
    amounts: Mapping[str, float]
    status: str
    formula: str
    sources: tuple[str, ...]
    verdict: str

    def said(self, times: int) -> Figure:
        """What of it does a cell say that names it so often? Once: its value, or else its ends."""
        if times > 1 or len(self.amounts) <= MOST_OF_A_BOUND:
            return self
        return replace(self, amounts={"value": self.amounts["value"]})

    @property
    def ends(self) -> tuple[str, ...]:
        """Which numbers are there to show: a value, the low and the high end, or all three?

        A bound is a value: its one end says no more.
        """
        spanned = self.amounts.keys() >= {"low", "high"}
        shown = {"value": "value" in self.amounts, "low": spanned, "high": spanned}
        return tuple(end for end, there in shown.items() if there)


def figures_of(receipts: Mapping[str, Any]) -> dict[str, Figure]:
    """Which figures have receipts? By id, from the data of the element `Receipts`.

    An amount that is neither value nor end of a range, such as one side of a check, is a figure of
    its own, called `<id>#<name>`. The difference of two percentages is in percentage points.
    """
    cells, found = receipts["cells"], {}
    for entry in receipts["entries"]:
        amounts = {name: float(text) for name, text in entry["amounts"].items()}
        whole = Figure(
            id=entry["id"],
            what=entry["what"],
            unit=entry["unit"],
            reading=entry["reading"],
            amounts={name: amount for name, amount in amounts.items() if name in ENDS},
            status=entry["status"],
            formula=entry["formula"],
            sources=tuple(cells[number - 1] for number in entry["inputs"]),
            verdict=entry["verdict"],
        )
        found[whole.id] = whole
        for name in amounts.keys() - set(ENDS):
            points = name == "difference" and whole.unit == "percent"
            found[f"{whole.id}#{name}"] = replace(
                whole,
                id=f"{whole.id}#{name}",
                amounts={"value": amounts[name]},
                unit="percentage_points" if points else whole.unit,
            )
    return found


def amount_of(figure: Figure, end: str, whole: bool) -> Amount | None:
    """Which number has a figure at an end: `value`, `low` or `high`? None where it has none there.

    whole: no number of its unit in the column has decimals. A bound keeps its sign in the number
    format, `≤` or `≥`, so that the cell stays a number.
    """
    if end not in figure.ends:
        return None
    return Amount(figure.amounts[end], _bound(figure) + _format(figure.unit, whole))


def is_whole(figure: Figure) -> bool:
    """Is every number of a figure written without decimals? Money always is."""
    money = figure.unit == "vnd" or figure.unit.startswith("vnd_per_")
    return money or all(amount.is_integer() for amount in figure.amounts.values())


def _format(unit: str, whole: bool) -> str:
    if unit == "year":
        return AS_A_YEAR
    if unit == "percentage_points":
        return SIGNED
    return WHOLE if whole else PARTS


def _bound(figure: Figure) -> str:
    amounts = figure.amounts
    if "value" not in amounts or len(amounts) != 2:
        return ""
    if amounts.get("high") == amounts["value"]:
        return '"≤ "'
    return '"≥ "' if amounts.get("low") == amounts["value"] else ""
