"""Is one figure of a failing identity a misprint, and which one is the likeliest?"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.audit.audited import Audited, Proposal, other_verdicts, values
from analysis.audit.misprints import KINDS, Misprint, explaining_misprints
from analysis.sources.declarations import Check, left_of

Guard = tuple[bool, int]


def misprint_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """Which one figure, misprinted by one slip, would make the identity hold?

    For sums, repetitions and differences that fail. A figure that another check confirms comes
    last; before it, a figure that stands in fewer other checks that can be made comes first, since
    nothing else guards it; then the likelier slip. singled_out counts the readings that are as
    little guarded as the first.
    """
    if check["kind"] not in ("sum", "same", "difference"):
        return
    stated, parts = left_of(check), check["right"]
    if check["kind"] == "difference":
        stated, parts = parts[:1], [*stated, parts[1]]
    answer = explaining_misprints(values(stated, known.figures), values(parts, known.figures))
    if not answer.fitting:
        reading = "No single slip in one figure closes it."
        yield Proposal(
            "misprint", answer.tried, 0, reading, "It takes more than one slip in one figure."
        )
        return
    guards = {slip.figure: guard(slip.figure, check, known) for slip in answer.fitting}
    ranked = sorted(answer.fitting, key=lambda slip: (*guards[slip.figure], KINDS.index(slip.kind)))
    first = guards[ranked[0].figure]
    singled_out = sum(guards[slip.figure] == first for slip in ranked)
    for slip in ranked:
        yield Proposal(
            "misprint",
            answer.tried,
            len(ranked),
            _said(slip, known),
            _implied(slip, guards[slip.figure]),
            (slip.figure,),
            {slip.figure: slip.meant},
            singled_out,
        )


def guard(figure: str, check: Check, known: Audited) -> Guard:
    """Is the figure confirmed by another check that holds, and in how many others does it stand?"""
    verdicts = other_verdicts(figure, check, known)
    return "holds" in verdicts, len(verdicts)


def _said(slip: Misprint, known: Audited) -> str:
    printed = known.figures[slip.figure].printed
    return f"{slip.figure} is {slip.meant:,f} where {printed} is printed: {slip.kind}."


def _implied(slip: Misprint, guarded: Guard) -> str:
    confirmed, others = guarded
    if confirmed:
        return "The figure would then contradict another check, which holds as it is printed."
    if not others:
        return "The other figures stand; no other check uses this one."
    plural = "check uses" if others == 1 else "checks use"
    return f"The other figures stand; {others} other {plural} this one and none of them holds."
