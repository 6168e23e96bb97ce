"""How is a finding of the audit said in a sentence?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from analysis.audit.checks import Figure, Outcome
from analysis.sources.declarations import Check, figures_named, left_of

CAVEATS = {
    "lower": ("only a lower bound", "only lower bounds"),
    "approximate": ("only an approximate figure", "only approximate figures"),
    "not_reported": ("not reported and adds nothing", "not reported and add nothing"),
}


def explain(check: Check, outcome: Outcome, figures: Mapping[str, Figure]) -> str:
    """What did the check find, in English sentences for the audit ledger?

    Made from kind, verdict and figures; then what a reader must know: bounds, cells without a
    figure, corrected readings, the note of checks.yml. Raises KeyError for a figure that is not
    there.
    """
    named = figures_named(check)
    corrected = [
        f"{name} is read as {figures[name].read_as!r} where {figures[name].printed!r} is printed."
        for name in named
        if figures[name].read_as
    ]
    note = check.get("note", {}).get("en", "")
    parts = [_finding(check, outcome, figures), *_caveats(check, figures), *corrected, note]
    return " ".join(part for part in parts if part)


def _finding(check: Check, outcome: Outcome, figures: Mapping[str, Figure]) -> str:
    kind = check["kind"]
    if kind == "not_checkable":
        return f"Nothing printed allows a check. {check['what']['en']}."
    if outcome.left is None or outcome.right is None:
        return "One side of the comparison is not reported."
    left = [figures[name] for name in left_of(check)]
    if kind == "share":
        return _share(left[0], outcome.right, outcome.verdict)
    right = [figures[name] for name in check["right"]]
    if kind == "hundred":
        return _hundred(len(right), outcome.right, outcome.verdict)
    subject, other = {
        "sum": _sum_sides(left, right),
        "same": ("The figure stated first", "the figure stated elsewhere"),
        "difference": ("The stated difference", "the one figure less the other"),
        "words": ("The amount in figures", "the amount in words"),
    }[kind]
    gap, unit = outcome.left - outcome.right, left[0].unit
    gap_unit = "percentage_points" if unit == "percent" else unit
    if gap == 0:
        return f"{subject} equals {other}: {_quantity(outcome.left, unit)}."
    direction = "more" if gap > 0 else "less"
    return f"{subject} is {_quantity(abs(gap), gap_unit)} {direction} than {other}."


def _share(left: Figure, right: Decimal, verdict: str) -> str:
    unit = Decimal(1).scaleb(-left.decimals)
    stated = f"{left.value:.{left.decimals}f}%"
    computed = f"{right.quantize(unit, ROUND_HALF_UP)}%"
    if verdict == "holds":
        return f"The stated share, {stated}, is the correctly rounded one."
    if verdict == "rounding":
        return (
            f"The stated share, {stated}, is within one unit of its last digit of the computed "
            f"one, which correctly rounded is {computed}."
        )
    return f"The stated share is {stated}; the counts give {computed}."


def _hundred(count: int, right: Decimal, verdict: str) -> str:
    summed = f"The {count} shares add up to {_quantity(right, 'percent')}"
    return {
        "holds": f"{summed}.",
        "rounding": f"{summed}; rounding of the shares explains the rest.",
        "fails": f"{summed}; rounding of the shares does not explain the rest.",
        "not_checkable": f"{summed}, but not every share is an exact figure.",
    }[verdict]


def _caveats(check: Check, figures: Mapping[str, Figure]) -> list[str]:
    if check["kind"] == "not_checkable":
        return []
    bounds = [figures[name].bound for name in figures_named(check)]
    return [
        f"One figure used is {one}."
        if bounds.count(bound) == 1
        else f"{bounds.count(bound)} figures used are {several}."
        for bound, (one, several) in CAVEATS.items()
        if bound in bounds
    ]


def _sum_sides(left: Sequence[Figure], right: Sequence[Figure]) -> tuple[str, str]:
    reported = sum(figure.value is not None for figure in right)
    which = "" if reported == len(right) else "reported "
    parts = f"{reported} {which}part{'s' if reported > 1 else ''}"
    if len(left) == 1:
        return "The stated total", f"the sum of its {parts}"
    return f"The sum of the {len(left)} stated figures", f"the sum of their {parts}"


def _quantity(value: Decimal, unit: str) -> str:
    if unit == "year":
        return f"{value}"
    sign = {"percent": "%", "percentage_points": " percentage points", "vnd": " VND"}.get(unit, "")
    return f"{value:,}{sign}"
