"""Which single misprint would make a check agree?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from analysis.audit.audited import closes
from analysis.audit.checks import Figure
from analysis.sources.declarations import Check, figures_named
from analysis.sources.numbers import RATES, plain

KINDS = (
    "two digits swapped",
    "one digit changed",
    "one digit too many",
    "one digit too few",
    "the decimal comma misplaced",
    "a group of zeros too many or too few",
)
"""What may have gone wrong with one figure, the likeliest slip first.

Verhoeff 1969, Error Detecting Decimal Codes, as told by Wagner 2002, found one digit changed in 60
to 95 per cent of errors, two neighbours swapped in 10 to 20, a digit omitted or added in 10 to 20.
There are many more ways to change a digit than to swap two, so that each single swap is the
likelier one. Slides of the comma and groups of zeros are not in his count and come last.
"""
NUMBER = re.compile(r"(0|[1-9][0-9]*)(\.[0-9]+)?")
DIGITS = "0123456789"


@dataclass(frozen=True)
class Misprint:
    """One figure that, read otherwise, closes the check: its id, the value needed, the slip."""

    figure: str
    printed: Decimal
    meant: Decimal
    kind: str


@dataclass(frozen=True)
class MisprintAnswer:
    """How many readings by one slip were tried, and which of them close the check?"""

    tried: int
    fitting: tuple[Misprint, ...]


def explaining_misprints(check: Check, figures: Mapping[str, Figure]) -> MisprintAnswer:
    """Which one figure, misprinted by one slip, would make the check agree?

    Every reading by one slip (``slips``) of every figure that the check uses and that is reported
    is put in its place, and the check made again (``closes``). The figures stand in the order of
    the check: left, right, part, whole. The enumeration is our own. Raises KeyError for a figure
    that is not there.
    """
    tried, fitting = 0, []
    for name in figures_named(check):
        printed = figures[name].value
        if printed is not None:
            readings = slips(digits_of(figures[name]), figures[name].unit in RATES)
            tried += len(readings)
            fitting += [
                Misprint(name, printed, Decimal(text), kind)
                for text, kind in readings.items()
                if closes(check, figures, {name: Decimal(text)})
            ]
    return MisprintAnswer(tried, tuple(fitting))


def digits_of(figure: Figure) -> str:
    """With which digits is a reported figure printed? A rate keeps its decimals, after a point.

    Raises ValueError for a figure that is not reported.
    """
    if figure.value is None:
        raise ValueError("A figure that is not reported has no digits.")
    return f"{figure.value:.{figure.decimals}f}" if figure.unit in RATES else plain(figure.value)


def slips(digits: str, is_rate: bool = False) -> dict[str, str]:
    """Which other numbers are one slip away from these digits, each with its likeliest slip?

    ``digits`` is a number with a point before its decimals, if any. Two neighbouring digits are
    swapped, one is changed, dropped or added; a rate has its decimal comma at another place, any
    other figure a group of three zeros more or less. The kinds are those of Verhoeff 1969 and, for
    the comma, the transplacement of Kester 1917, Accounting Theory and Practice, volume 1.
    """
    places = [place for place, sign in enumerate(digits) if sign in DIGITS]
    bare = digits.replace(".", "")
    regrouped = [f"{digits}000"] + ([digits[:-3]] if digits.endswith("000") else [])
    longer = [
        digits[:place] + digit + digits[place:]
        for place in range(len(digits) + 1)
        for digit in DIGITS
    ]
    shorter = [(digits[:place] + digits[place + 1 :]).removesuffix(".") for place in places]
    changed = [digits[:place] + digit + digits[place + 1 :] for place in places for digit in DIGITS]
    swapped = [
        digits[:one] + digits[two] + digits[one + 1 : two] + digits[one] + digits[two + 1 :]
        for one, two in pairwise(places)
    ]
    separated = ([], _with_a_comma(bare)) if is_rate else (regrouped, [])
    return {
        reading: kind
        for kind, readings in zip(
            reversed(KINDS), (*separated, longer, shorter, changed, swapped), strict=True
        )
        for reading in readings
        if NUMBER.fullmatch(reading) and Decimal(reading) != Decimal(digits)
    }


def malformed_readings(printed: str, is_rate: bool = False) -> dict[Decimal, str]:
    """Which numbers may a string that is no number stand for, each with its slip?

    ``45.5524``: one digit too many, each of them in turn, or the group separator misplaced; of a
    rate (``55.88%``) the decimal comma at each place. The enumeration is our own.
    """
    digits = "".join(sign for sign in printed if sign in DIGITS)
    if is_rate:
        commas = filter(NUMBER.fullmatch, _with_a_comma(digits))
        return dict.fromkeys(map(Decimal, commas), "the decimal comma misplaced")
    dropped = [digits[:place] + digits[place + 1 :] for place in range(len(digits))]
    read = {Decimal(text): "one digit too many" for text in dropped if text}
    return {**read, Decimal(digits): "the group separator misplaced"} if digits else read


def _with_a_comma(digits: str) -> list[str]:
    return [f"{digits[:place]}.{digits[place:]}" for place in range(1, len(digits))] + [digits]
