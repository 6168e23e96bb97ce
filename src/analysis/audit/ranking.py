"""Which of the proposed readings of a check deserves to be looked at first?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from analysis.audit.audited import Proposal


def ranked(proposals: Iterable[Proposal]) -> Iterator[tuple[int | None, Proposal]]:
    """In which order do the readings of one check stand, over all ways?

    The way of which the fewest readings fit comes first, a single one before all; among those, the
    way that tried more, since one that fits among three hundred is more than one among two. Within
    a way the order given stays. A way of which none fits comes last and has no rank.
    """
    ordered = sorted(proposals, key=lambda one: (one.fitting == 0, one.fitting, -one.tried))
    for rank, one in enumerate(ordered, 1):
        yield (rank if one.fitting else None), one
