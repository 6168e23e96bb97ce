"""What does a printed percentage say about the counts behind it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal


@dataclass(frozen=True)
class ForcedSum:
    """Shares that were nudged so that they add up to 100: which, by how much, from what sum?

    nudges: printed less correctly rounded share, in percentage points, of those that differ.
    correct_sum: what the correctly rounded shares add up to.
    """

    nudges: dict[str, Decimal]
    correct_sum: Decimal


def count_range(share_pct: Decimal, decimals: int, whole: Decimal) -> tuple[int, int]:
    """Which whole counts of ``whole`` print as this percentage?

    The lowest and highest count whose share, rounded half up to ``decimals``, is ``share_pct``:
    (share − half a unit) · whole / 100 ≤ count < (share + half a unit) · whole / 100. The lowest is
    above the highest where no whole count prints so: the GRIM test of Brown and Heathers 2017,
    asked of a share. Raises ValueError for a whole that is not positive.
    """
    if whole <= 0:
        raise ValueError(f"A share needs a positive whole, not {whole}.")
    half = Decimal(1).scaleb(-decimals) / 2
    lowest = ((share_pct - half) * whole / 100).to_integral_value(ROUND_CEILING)
    end = (share_pct + half) * whole / 100
    highest = end.to_integral_value(ROUND_FLOOR) - (1 if end == end.to_integral_value() else 0)
    return int(lowest), int(highest)


def forced_to_hundred(
    printed: Mapping[str, Decimal], computed: Mapping[str, Decimal], decimals: Mapping[str, int]
) -> ForcedSum | None:
    """Were last digits forced so that the shares add up to 100?

    ``printed`` and ``computed`` are the shares in percent, by figure, and ``decimals`` those with
    which each is printed. That is so where the printed
    ones add up to 100, the correctly rounded ones do not, and the nudges, printed − correctly
    rounded, make up the difference. None otherwise. The largest remainder method forces digits so;
    finding them is our own. Raises KeyError for a share that was printed and not computed.
    """
    correct = {
        name: computed[name].quantize(Decimal(1).scaleb(-decimals[name]), ROUND_HALF_UP)
        for name in printed
    }
    nudges = {
        name: printed[name] - correct[name] for name in printed if printed[name] != correct[name]
    }
    correct_sum = sum(correct.values(), Decimal(0))
    if not nudges or sum(printed.values()) != 100 or correct_sum == 100:
        return None
    return ForcedSum(nudges, correct_sum)
