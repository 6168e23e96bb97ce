"""Which interval would a rate have if the counts were a random draw?"""

from __future__ import annotations

from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

ASSUMPTION = "assumption:counts-as-random-draw"


def wilson_interval_pct(part: float, whole: float, level: float = 0.95) -> tuple[float, float]:
    """Between which rates, in percent, does Wilson's score interval lie?

    It treats ``part`` of ``whole`` as a random draw. The documents are full counts: the interval
    answers a question about a model, not about the staff that were counted. Formula: Newcombe
    1998, Statistics in Medicine 17:857–872, method 3. Raises ValueError for part outside 0..whole.
    """
    _require_a_rate(part, whole)
    low, high = proportion_confint(part, whole, alpha=1 - level, method="wilson")
    return 100 * float(low), 100 * float(high)


def newcombe_interval_pp(
    part_1: float, whole_1: float, part_2: float, whole_2: float, level: float = 0.95
) -> tuple[float, float]:
    """Between which changes, in percentage points, does Newcombe's hybrid score interval lie?

    The change is rate 2 − rate 1, under the same assumption as ``wilson_interval_pct``. Formula:
    Newcombe 1998, Statistics in Medicine 17:873–890, method 10. Raises ValueError for a
    part outside 0..whole.
    """
    _require_a_rate(part_1, whole_1)
    _require_a_rate(part_2, whole_2)
    low, high = confint_proportions_2indep(
        part_2, whole_2, part_1, whole_1, method="newcomb", compare="diff", alpha=1 - level
    )
    return 100 * float(low), 100 * float(high)


def _require_a_rate(part: float, whole: float) -> None:
    if not 0 <= part <= whole or whole <= 0:
        raise ValueError(f"A rate needs 0 <= part <= whole and whole > 0, not {part} of {whole}.")
