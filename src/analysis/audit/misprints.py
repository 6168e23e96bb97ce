"""Which single misprint would make an identity hold?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

KINDS = (
    "two digits swapped",
    "one digit changed",
    "one digit too many",
    "one digit too few",
    "a group of zeros too many or too few",
)
"""What may have gone wrong with one figure, the likeliest slip first."""


@dataclass(frozen=True)
class Misprint:
    """One figure that, read otherwise, closes the identity: its id, the value needed, the slip."""

    figure: str
    printed: Decimal
    meant: Decimal
    kind: str


@dataclass(frozen=True)
class MisprintAnswer:
    """How many readings by one slip were tried, and which of them close the identity?"""

    tried: int
    fitting: tuple[Misprint, ...]


def explaining_misprints(
    stated: Mapping[str, Decimal], components: Mapping[str, Decimal]
) -> MisprintAnswer:
    """Which one figure, misprinted by one slip, would make stated = sum of components?

    Every reading of every figure by one slip is tried: two neighbouring digits swapped, one digit
    changed, one printed too many, one left out, a separator with its group of three zeros gained or
    lost. Whole numbers only; a figure with decimals is not varied. The stated totals come first,
    then the components, each in the order given.
    """
    gap = sum(stated.values(), Decimal(0)) - sum(components.values(), Decimal(0))
    needed = [(name, value, value - gap) for name, value in stated.items()]
    needed += [(name, value, value + gap) for name, value in components.items()]
    tried, fitting = 0, []
    for name, printed, meant in needed:
        if printed != printed.to_integral_value():
            continue
        readings = slips(str(int(printed)))
        tried += len(readings)
        kind = readings.get(str(meant))
        if kind:
            fitting.append(Misprint(name, printed, meant, kind))
    return MisprintAnswer(tried, tuple(fitting))


def slips(digits: str) -> dict[str, str]:
    """Which other numbers are one slip away from these digits, each with its likeliest slip?"""
    places = range(len(digits))
    regrouped = [f"{digits}000"] + ([digits[:-3]] if digits.endswith("000") else [])
    longer = [
        digits[:place] + digit + digits[place:]
        for place in range(len(digits) + 1)
        for digit in "0123456789"
    ]
    shorter = [digits[:place] + digits[place + 1 :] for place in places]
    changed = [
        digits[:place] + digit + digits[place + 1 :] for place in places for digit in "0123456789"
    ]
    swapped = [
        digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        for place in places[:-1]
    ]
    return {
        reading: kind
        for kind, readings in zip(
            reversed(KINDS), (regrouped, longer, shorter, changed, swapped), strict=True
        )
        for reading in readings
        if reading and reading != digits and (reading[0] != "0" or reading == "0")
    }


def malformed_readings(printed: str) -> dict[Decimal, str]:
    """Which whole numbers may a string that is no number stand for, each with its slip?

    ``45.5524``: one digit too many, each of them in turn, or the group separator misplaced.
    """
    digits = "".join(sign for sign in printed if sign in "0123456789")
    dropped = [digits[:place] + digits[place + 1 :] for place in range(len(digits))]
    read = {Decimal(text): "one digit too many" for text in dropped if text}
    return {**read, Decimal(digits): "the group separator misplaced"} if digits else read
