"""Which of the listed components does a stated total consist of?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, islice

MOST_COMPONENTS = 30
MOST_LISTED = 20


@dataclass(frozen=True)
class SubsetAnswer:
    """Which combinations of components give the total?

    tried: how many combinations there are, none and all included. fitting: how many of them give
    the total exactly. left_out: the components that a fitting one leaves out, the fewest first;
    only those that leave out the fewest are listed, at most twenty of them.
    """

    tried: int
    fitting: int
    left_out: tuple[tuple[str, ...], ...]


def explaining_subsets(total: Decimal, components: Mapping[str, Decimal]) -> SubsetAnswer:
    """Which components, if some were left out, would add up to the total?

    ``components`` maps figure ids to values. The components are split into two halves whose sums
    meet (Horowitz and Sahni 1974, Journal of the ACM 21:277–292), so thirty components take some
    32,768 sums a half instead of a thousand million. Raises ValueError beyond thirty components.
    """
    names = list(components)
    if len(names) > MOST_COMPONENTS:
        raise ValueError(f"At most {MOST_COMPONENTS} components, not {len(names)}.")
    half = len(names) // 2
    first, second = (_sums(part, components) for part in (names[:half], names[half:]))
    missing = sum(components.values(), Decimal(0)) - total
    meetings = [
        (lefts, second[missing - gap]) for gap, lefts in first.items() if missing - gap in second
    ]
    fewest = min((len(lefts[0]) + len(rights[0]) for lefts, rights in meetings), default=0)
    listed = (
        (*left, *right)
        for lefts, rights in meetings
        for left in lefts
        for right in rights
        if len(left) + len(right) == fewest
    )
    return SubsetAnswer(
        tried=2 ** len(names),
        fitting=sum(len(lefts) * len(rights) for lefts, rights in meetings),
        left_out=tuple(islice(listed, MOST_LISTED)),
    )


def _sums(
    names: Sequence[str], components: Mapping[str, Decimal]
) -> dict[Decimal, list[tuple[str, ...]]]:
    """Which combinations have which sum? Those of fewer components stand first."""
    sums: dict[Decimal, list[tuple[str, ...]]] = defaultdict(list)
    for size in range(len(names) + 1):
        for chosen in combinations(names, size):
            sums[sum((components[name] for name in chosen), Decimal(0))].append(chosen)
    return dict(sums)
