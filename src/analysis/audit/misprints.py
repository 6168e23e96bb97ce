"""Which single misprint would make an identity hold?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

KINDS = ("two digits swapped", "one digit changed", "one digit too many", "one digit too few")
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
    changed, one printed too many, one left out. Whole numbers only; a figure with decimals is not
    varied. The stated totals come first, then the components, each in the order given.
    """
    gap = sum(stated.values(), Decimal(0)) - sum(components.values(), Decimal(0))
    needed = [(name, value, value - gap) for name, value in stated.items()]
    needed += [(name, value, value + gap) for name, value in components.items()]
    tried, fitting = 0, []
    for name, printed, meant in needed:
        if printed != printed.to_integral_value():
            continue
        readings = dict(_readings(str(int(printed))))
        tried += len(readings)
        kind = readings.get(str(meant))
        if kind:
            fitting.append(Misprint(name, printed, meant, kind))
    return MisprintAnswer(tried, tuple(fitting))


def _readings(digits: str) -> Iterator[tuple[str, str]]:
    """Every other number by one slip, with the slip; a likelier slip overwrites a less likely."""
    places = range(len(digits))
    longer = (
        digits[:place] + digit + digits[place:]
        for place in range(len(digits) + 1)
        for digit in "0123456789"
    )
    shorter = (digits[:place] + digits[place + 1 :] for place in places)
    changed = (
        digits[:place] + digit + digits[place + 1 :] for place in places for digit in "0123456789"
    )
    swapped = (
        digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
        for place in places[:-1]
    )
    for kind, readings in zip(reversed(KINDS), (longer, shorter, changed, swapped), strict=True):
        for reading in readings:
            if reading and reading != digits and (reading[0] != "0" or reading == "0"):
                yield reading, kind
