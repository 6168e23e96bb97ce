"""What is an amount in another measure, and between which ends does it lie?"""

from __future__ import annotations

from typing import NamedTuple

from analysis.metrics.facts import Fact, joined_sources


class Factor(NamedTuple):
    """By how much is an amount multiplied, at least and at most, and what does that rest on?"""

    value: float
    low: float
    high: float
    sources: tuple[str, ...]


def converted(
    fact: Fact, factor: Factor, suffix: str, unit: str, formula: str, status: str
) -> Fact:
    """What is a fact in another measure? The same group, period and variant, value × factor.

    Low and high are the ends of the fact, or its value, times those of the factor; there are none
    where neither has any. A fact that is only an upper bound (high without low) stays one. Raises
    ValueError for a fact without a value.
    """
    if fact.value is None:
        raise ValueError(f"The fact {fact.id} has no value that could be converted.")
    one_factor = factor.low == factor.high
    low = fact.value if fact.low is None else fact.low
    high = fact.value if fact.high is None else fact.high
    no_low = fact.low is None and (one_factor or fact.high is not None)
    no_high = fact.high is None and (one_factor or fact.low is not None)
    return Fact(
        fact.programme, f"{fact.metric}_{suffix}", fact.group, fact.period, fact.variant, unit,
        formula, joined_sources(*fact.sources, *factor.sources), fact.value * factor.value,
        low=None if no_low else low * factor.low,
        high=None if no_high else high * factor.high,
        status=status,
    )  # fmt: skip
