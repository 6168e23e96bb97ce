"""Which of the proposed readings of a check deserves to be looked at first?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.audit.audited import Proposal


def ranked(proposals: Iterable[Proposal]) -> Iterator[tuple[int | None, Proposal]]:
    """In which order do the readings of one check stand, over all ways?

    The way of which the fewest readings fit comes first, a single one before all; among those, a
    reading that takes every figure as printed before one that presumes a misprint; then the way
    that tried more, since one that fits among three hundred is more than one among two. Within a
    way the order given stays. A way of which none fits comes last and has no rank. The order is our
    own.
    """
    ordered = sorted(proposals, key=_standing)
    for rank, one in enumerate(ordered, 1):
        yield (rank if one.fitting else None), one


def _standing(one: Proposal) -> tuple[bool, int, bool, int]:
    return one.fitting == 0, one.fitting, bool(one.reads), -one.tried
