"""Between which values does a result lie over the readings of a contested figure?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from analysis.metrics.facts import Fact, joined_sources

IN_CONFLICT = ("printed", "recomputed")
FROM_THE_STRONGEST = ("reported", "computed", "unverified", "assumed")


def with_ranges(facts: Iterable[Fact]) -> list[Fact]:
    """Which facts are there, each one in conflict followed by its range over the readings?

    Where a metric of one group and period stands as ``printed`` and as ``recomputed``, a fact with
    the variant ``range`` is added at the end: no value, ``low`` the lowest and ``high`` the highest
    of what the readings give, their own bounds taken in; its sources are those of both and its
    status the weaker of the two. Where a reading is open on one side, so is the range beyond that
    end, and its formula says so. What stands once, or in scenarios alone, gets no range. The range
    is our own: least and most, no probability.
    """
    given = list(facts)
    readings: dict[tuple[str, str, str, str], list[Fact]] = defaultdict(list)
    for fact in given:
        if fact.variant in IN_CONFLICT:
            readings[fact.programme, fact.metric, fact.group, fact.period].append(fact)
    return given + [_range_over(found) for found in readings.values() if len(found) == 2]


def weakest(statuses: Iterable[str]) -> str:
    """How sure is a result that rests on all of these? As sure as the least sure of them.

    Raises ValueError for no status, or one that is not in FROM_THE_STRONGEST.
    """
    return max(statuses, key=FROM_THE_STRONGEST.index)


def ends_of(facts: Sequence[Fact]) -> tuple[float, float]:
    """What is the least and the most that the facts give, by value or by bound, in their unit?

    Raises ValueError where they have neither.
    """
    ends = [end for fact in facts for end in (fact.value, fact.low, fact.high) if end is not None]
    return min(ends), max(ends)


def _range_over(readings: Sequence[Fact]) -> Fact:
    first = readings[0]
    low, high = ends_of(readings)
    return Fact(
        first.programme, first.metric, first.group, first.period, "range", first.unit,
        "from the lower to the higher of the readings, one of them only a bound"
        if any((fact.low is None) != (fact.high is None) for fact in readings)
        else "from the lower to the higher of the readings",
        joined_sources(*(source for fact in readings for source in fact.sources)),
        None, low, high, weakest(fact.status for fact in readings),
    )  # fmt: skip
