"""Does what the document states agree with what its own figures give?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import pandas as pd

from analysis.sources.declarations import Check, left_of
from analysis.sources.numbers import parse_printed

Verdict = Literal["holds", "rounding", "fails", "not_checkable"]

SHARE_DECIMALS = Decimal("1e-10")


@dataclass(frozen=True)
class Figure:
    """What a check needs to know of a figure: its value, how it binds, how it is printed."""

    value: Decimal | None
    bound: str = "exact"
    decimals: int = 0
    unit: str = "persons"
    printed: str = ""
    read_as: str = ""


@dataclass(frozen=True)
class Outcome:
    """What a check found: both sides, left less right (None where there is none), the verdict."""

    left: Decimal | None
    right: Decimal | None
    verdict: Verdict

    @property
    def difference(self) -> Decimal | None:
        """By how much is the left side more than the right?"""
        return None if self.left is None or self.right is None else self.left - self.right


def figures_of(cleaned: pd.DataFrame) -> dict[str, Figure]:
    """What do the checks need to know of each cleaned figure, by id?

    `cleaned` is clean_figures(document). Raises MalformedNumber for a string that is no number and
    decimal.InvalidOperation for a value that is none.
    """
    return {
        row.id: Figure(
            Decimal(row.value) if row.value else None,
            row.bound,
            parse_printed(row.read_as or row.printed, row.unit).decimals,
            row.unit,
            row.printed,
            row.read_as,
        )
        for row in cleaned.itertuples(index=False)
    }


def evaluate(check: Check, figures: Mapping[str, Figure]) -> Outcome:
    """Does one check of checks.yml hold?

    Exact decimals throughout. A figure that is not reported adds nothing to a sum; where a whole
    side is not reported the check is not_checkable. Kinds: sum, same, difference and words compare
    both sides exactly; share rounds 100 × part ÷ whole half up to the decimals printed; hundred
    allows each share half a unit of its last printed digit. Raises KeyError for a figure that is
    not there, ValueError for a share with more than one figure on its left side.
    """
    if check["kind"] == "share":
        return _share(check, figures)
    if check["kind"] == "hundred":
        return _hundred([figures[name] for name in check["right"]])
    left = [figures[name] for name in left_of(check)]
    if check["kind"] == "not_checkable":
        return Outcome(total(left), None, "not_checkable")
    right = [figures[name] for name in check["right"]]
    if check["kind"] == "difference":
        return _compare(left, right[:1], right[1:])
    return _compare(left, right)


def total(figures: Sequence[Figure]) -> Decimal | None:
    """What do the reported ones among these figures add up to? None where none is reported."""
    values = [figure.value for figure in figures if figure.value is not None]
    return sum(values, Decimal(0)) if values else None


def _compare(
    left: Sequence[Figure], added: Sequence[Figure], taken: Sequence[Figure] = ()
) -> Outcome:
    stated, sum_added, sum_taken = total(left), total(added), total(taken)
    if stated is None or sum_added is None or (taken and sum_taken is None):
        return Outcome(stated, None, "not_checkable")
    right = sum_added - (sum_taken or 0)
    return Outcome(stated, right, _agreement(stated - right, left, added, taken))


def _agreement(
    gap: Decimal, left: Sequence[Figure], added: Sequence[Figure], taken: Sequence[Figure]
) -> Verdict:
    if gap == 0:
        return "holds"
    if any(figure.bound == "approximate" for figure in (*left, *added, *taken)):
        return "not_checkable"
    could_be_more = added if gap > 0 else (*left, *taken)
    explained = any(figure.bound == "lower" for figure in could_be_more)
    return "not_checkable" if explained else "fails"


def _share(check: Check, figures: Mapping[str, Figure]) -> Outcome:
    (left,) = (figures[name] for name in left_of(check))
    parts = [figures[name] for name in check["part"]]
    wholes = [figures[name] for name in check["whole"]]
    part, whole = total(parts), total(wholes)
    if left.value is None or part is None or not whole:
        return Outcome(left.value, None, "not_checkable")
    share = 100 * part / whole
    right = share.quantize(SHARE_DECIMALS, ROUND_HALF_UP)
    unit = Decimal(1).scaleb(-left.decimals)
    if left.value == share.quantize(unit, ROUND_HALF_UP):
        return Outcome(left.value, right, "holds")
    if any(figure.bound != "exact" for figure in (left, *parts, *wholes)):
        return Outcome(left.value, right, "not_checkable")
    within = abs(left.value - share) <= unit
    return Outcome(left.value, right, "rounding" if within else "fails")


def _hundred(shares: Sequence[Figure]) -> Outcome:
    right = total(shares)
    if any(share.bound != "exact" for share in shares) or right is None:
        return Outcome(Decimal(100), right, "not_checkable")
    allowed = sum((Decimal(1).scaleb(-share.decimals) / 2 for share in shares), Decimal(0))
    off = abs(100 - right)
    return Outcome(
        Decimal(100), right, "holds" if off == 0 else "rounding" if off <= allowed else "fails"
    )
