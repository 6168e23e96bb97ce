"""Does a stated total leave out some of its parts, or take their stated sum instead?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from analysis.audit.audited import Audited, Proposal, listed, values
from analysis.audit.checks import evaluate
from analysis.audit.subsets import MOST_COMPONENTS, explaining_subsets
from analysis.sources.declarations import Check, left_of


class StatedSum(NamedTuple):
    """A sum that the document states for some of the parts."""

    value: Decimal
    parts: frozenset[str]


class Combination(NamedTuple):
    """Which figures a total consists of, which parts it leaves out, which sums stand for others."""

    taken: tuple[str, ...]
    left_out: tuple[str, ...]
    instead: tuple[str, ...]


def subset_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """Which combinations of the listed parts give the stated total, the fewest left out first?

    For sums that fail, of three to thirty parts. A sum that another check states for some of the
    parts counts as a part too, in place of them and never beside them. One proposal each for the
    combinations that leave out the fewest; one without figures where none gives the total. The
    combinations are counted by ``explaining_subsets``; taking stated sums for parts is our own.
    Raises KeyError for a figure that is not there.
    """
    if check["kind"] != "sum":
        return
    components = values(check["right"], known.figures)
    if not 2 < len(components) <= MOST_COMPONENTS:
        return
    total = evaluate(check, known.figures).left or Decimal(0)
    sums = stated_sums(check, known)
    tried, fitting = 0, 0
    found: list[Combination] = []
    for chosen in _disjoint(sums):
        replaced = frozenset[str]().union(*(sums[name].parts for name in chosen))
        rest = {name: value for name, value in components.items() if name not in replaced}
        taken = sum((sums[name].value for name in chosen), Decimal(0))
        answer = explaining_subsets(total - taken, rest)
        tried, fitting = tried + answer.tried, fitting + answer.fitting
        found += [
            Combination(
                (*(name for name in rest if name not in left_out), *chosen), left_out, chosen
            )
            for left_out in answer.left_out
        ]
    fewest = min((len(one.left_out) for one in found), default=0)
    for one in found:
        if len(one.left_out) == fewest:
            yield _proposal(one, known, tried, fitting)
    if not found:
        reading = "No combination of the parts gives the stated total."
        yield Proposal("subset", tried, 0, reading, "It does not just leave out parts.")


def stated_sums(check: Check, known: Audited) -> dict[str, StatedSum]:
    """Which sums does the document state, in other checks, for some of the parts of this one?

    By the id of the stated sum. Raises KeyError for a figure that is not there.
    """
    parts, own = set(check["right"]), {*left_of(check), *check["right"]}
    return {
        stated: StatedSum(value, frozenset(other["right"]))
        for other in known.checks
        if other["kind"] == "sum" and set(other["right"]) < parts
        for stated in left_of(other)[:1]
        if len(left_of(other)) == 1 and stated not in own
        if (value := known.figures[stated].value) is not None
    }


def _disjoint(sums: Mapping[str, StatedSum]) -> Iterator[tuple[str, ...]]:
    for size in range(len(sums) + 1):
        for chosen in combinations(sums, size):
            parts = [part for name in chosen for part in sums[name].parts]
            if len(parts) == len(set(parts)):
                yield chosen


def _proposal(one: Combination, known: Audited, tried: int, fitting: int) -> Proposal:
    reading = f"The total is the sum of {listed(one.taken, known.figures)}"
    reading += f"; it leaves out {listed(one.left_out, known.figures)}." if one.left_out else "."
    bounds = [name for name in one.taken if known.figures[name].bound != "exact"]
    exact = f" {listed(bounds, known.figures)} was added up as if exact." if bounds else ""
    implies = f"The stated total stands, but does not count everything that is listed.{exact}"
    return Proposal("subset", tried, fitting, reading, implies, (*one.left_out, *one.instead))
