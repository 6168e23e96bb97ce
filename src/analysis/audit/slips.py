"""Is one figure of a failing check a misprint, and which one is the likeliest?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from analysis.audit.audited import Audited, Proposal, also_closed, other_verdicts
from analysis.audit.misprints import KINDS, Misprint, explaining_misprints
from analysis.audit.scope import IDENTITIES
from analysis.sources.declarations import Check

KINDS_OF_CHECK = (*IDENTITIES, "share", "hundred")


class Guard(NamedTuple):
    """What speaks for a misprint, by what other checks say; the smaller, the likelier.

    closed: less the number of other failing checks that the reading closes too. contradicts:
    whether another check holds with the figure as printed. others: in how many it stands.
    """

    closed: int
    contradicts: bool
    others: int


def misprint_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """Which one figure, misprinted by one slip, would make the check agree?

    For sums, repetitions, differences, shares and shares of a hundred that fail. First comes the
    slip that closes the most other failing checks too; a figure that another check confirms comes
    after one that none does; then one that stands in fewer other checks that can be made, since
    nothing else guards it; then the likelier slip. singled_out counts the readings that stand as
    the first does but for the kind of slip. The order is our own. Raises KeyError for a figure that
    is not there.
    """
    if check["kind"] not in KINDS_OF_CHECK:
        return
    answer = explaining_misprints(check, known.figures)
    if not answer.fitting:
        reading = "No single slip in one figure closes it."
        yield Proposal(
            "misprint", answer.tried, 0, reading, "It takes more than one slip in one figure."
        )
        return
    guards = {slip: guard(slip, check, known) for slip in answer.fitting}
    ranked = sorted(guards, key=lambda slip: (guards[slip], KINDS.index(slip.kind)))
    singled_out = sum(guards[slip] == guards[ranked[0]] for slip in ranked)
    for slip in ranked:
        yield Proposal(
            "misprint",
            answer.tried,
            len(ranked),
            _said(slip, known),
            _implied(guards[slip]),
            (slip.figure,),
            {slip.figure: slip.meant},
            singled_out,
        )


def guard(slip: Misprint, check: Check, known: Audited) -> Guard:
    """Which other checks would the slip close, which confirm the figure, how many use it?

    Raises KeyError for a figure that is not there.
    """
    verdicts = other_verdicts(slip.figure, check, known)
    closed = also_closed(check, known, {slip.figure: slip.meant})
    return Guard(-len(closed), "holds" in verdicts, len(verdicts))


def _said(slip: Misprint, known: Audited) -> str:
    printed = known.figures[slip.figure].printed
    return f"{slip.figure} is {slip.meant:,f} where {printed} is printed: {slip.kind}."


def _implied(guarded: Guard) -> str:
    if guarded.contradicts:
        return "The figure would then contradict another check, which holds as it is printed."
    if not guarded.others:
        return "The other figures stand; no other check uses this one."
    plural = "check uses" if guarded.others == 1 else "checks use"
    return f"The other figures stand; {guarded.others} other {plural} this one, none of them holds."
