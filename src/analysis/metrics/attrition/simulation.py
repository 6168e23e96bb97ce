"""Which results are likely, if parameters lie anywhere within declared ranges?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Draws = NDArray[np.float64]


class ParameterRange(NamedTuple):
    """Within which bounds is a parameter declared to lie, and how are its values distributed?

    ``distribution`` is ``uniform`` or ``triangular`` with its peak at ``central``.
    """

    low: float
    central: float
    high: float
    distribution: str = "uniform"


class Spread(NamedTuple):
    """Where do the simulated results lie? Median and interval, in the unit of the outcome."""

    median: float
    low: float
    high: float


def drawn(ranges: Mapping[str, ParameterRange], draws: int, seed: int) -> dict[str, Draws]:
    """Which values do the parameters take in each draw?

    For each parameter ``draws`` independent values, in the order of ``ranges``, from numpy's PCG64
    with ``seed``: the same values on every run. Raises ValueError for another distribution or for
    bounds out of order.
    """
    generator = np.random.Generator(np.random.PCG64(seed))
    found = {}
    for name, bounds in ranges.items():
        low, central, high, distribution = bounds
        if not low <= central <= high:
            raise ValueError(f"{name}: expected low <= central <= high, found {tuple(bounds)}.")
        if distribution == "uniform" or low == high:
            found[name] = generator.uniform(low, high, draws)
        elif distribution == "triangular":
            found[name] = generator.triangular(low, central, high, draws)
        else:
            raise ValueError(f"{name}: {distribution!r} is neither uniform nor triangular.")
    return found


def simulated(
    outcome: Callable[[Mapping[str, Draws]], Draws],
    ranges: Mapping[str, ParameterRange],
    draws: int,
    seed: int,
) -> Draws:
    """Which results follow, if each parameter is drawn from its range?

    Propagation of distributions by a Monte Carlo method (JCGM 101:2008, clause 7). ``outcome``
    takes the arrays of drawn values by name and gives an array. One value a draw, in the unit of
    the outcome. Raises ValueError as ``drawn``, and as the outcome does.
    """
    return np.asarray(outcome(drawn(ranges, draws, seed)), dtype=np.float64)


def spread(results: Draws, coverage: float) -> Spread:
    """Within which bounds does the share ``coverage`` of the results lie?

    Probabilistically symmetric: as many below as above (JCGM 101:2008, 7.7). Raises ValueError for
    a coverage outside 0 to 1.
    """
    if not 0 < coverage < 1:
        raise ValueError(f"Expected a coverage between 0 and 1, found {coverage}.")
    tail = (1 - coverage) / 2
    median, low, high = np.quantile(results, [0.5, tail, 1 - tail])
    return Spread(float(median), float(low), float(high))
