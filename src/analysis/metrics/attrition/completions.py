"""How many people can have become newly qualified by the counted courses, assuming what?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from analysis.metrics.attrition.leakage import Range, between
from analysis.metrics.cells import total_of
from analysis.metrics.facts import joined_sources

FINISHERS_ARE_NEW = "assumption:finishers-are-new"
DIFFERENT_PEOPLE = "assumption:each-certificate-a-different-person"
KINDS = ("under_way", "ended", "without_certificate")


@dataclass(frozen=True)
class Attended:
    """What is printed about the courses of one level, in persons or attendances?

    ``attendances``: every one. ``under_way``: in classes that ran past the closing count.
    ``ended``: by class or year, in classes that could have ended by it. ``without_certificate``:
    in courses that give none. ``cells``: the printed cells of each of these, by its name.
    """

    attendances: float
    under_way: float = 0
    ended: tuple[float, ...] = ()
    without_certificate: float = 0
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Step:
    """Who is certainly newly qualified, and who can be?

    ``rests_on``: which of what is printed it uses. ``assumptions``: those it needs.
    """

    certain: Callable[[Attended], float]
    possible: Callable[[Attended], float]
    rests_on: tuple[str, ...]
    assumptions: tuple[str, ...] = ()


def _nobody(_: Attended) -> float:
    return 0


def _every_attendance(attended: Attended) -> float:
    return attended.attendances


def _in_classes_that_could_have_ended(attended: Attended) -> float:
    return attended.attendances - attended.under_way


def _largest_class(attended: Attended) -> float:
    return max(attended.ended, default=0)


def _every_certificate(attended: Attended) -> float:
    return sum(attended.ended)


def _with_a_certificate(attended: Attended) -> float:
    return _in_classes_that_could_have_ended(attended) - attended.without_certificate


STEPS = {
    "worst_case": Step(_nobody, _every_attendance, ("attendances",)),
    "classes_ended": Step(
        _nobody, _in_classes_that_could_have_ended, ("attendances", "under_way")
    ),
    "finishers_are_new": Step(
        _largest_class, _in_classes_that_could_have_ended, ("attendances", "under_way", "ended"),
        (FINISHERS_ARE_NEW,),
    ),
    "different_people": Step(
        _every_certificate, _with_a_certificate, ("attendances", *KINDS),
        (FINISHERS_ARE_NEW, DIFFERENT_PEOPLE),
    ),
}  # fmt: skip
"""The worst case first; each step assumes what the one before assumes, and more."""


def completions(step: str, attended: Mapping[str, Attended]) -> Range:
    """Between how few and how many people became newly qualified, over these levels?

    ``attended`` is by level. The steps, each within the one before:

    - ``worst_case``: from 0 to every attendance, each a new qualified person.
    - ``classes_ended``: attendances of classes that were still under way at the closing count add
      nobody. Their years are printed; this is no assumption.
    - ``finishers_are_new``: whoever attended a class that could have ended finished it, was not
      qualified before and went on to no other level. A course can have been repeated in another
      year, so the people who are certainly distinct are the largest class or year of each level.
    - ``different_people``: nobody repeated a course either, and courses without a certificate
      qualify nobody: from all attendances of classes that could have ended to those and the
      attendances of classes whose years are not printed.

    Persons. The worst-case bounds of ``leakage.between``, level by level. Raises KeyError for a
    step that is not there, and ValueError where more are certain than attended.
    """
    certain, possible = STEPS[step].certain, STEPS[step].possible
    ranges = [
        between(certain(one), possible(one) - certain(one)) for one in attended.values()
    ]  # fmt: skip
    return Range(sum(one.low for one in ranges), sum(one.high for one in ranges))


def certificates(attended: Mapping[str, Attended]) -> Range:
    """How many attendances were of courses that give a degree or certificate?

    ``attended`` is by level. attendances − without_certificate, from without to with the classes
    that were still under way; our own count. Raises ValueError as ``leakage.between``.
    """
    under_way = sum(one.under_way for one in attended.values())
    with_certificate = sum(one.attendances - one.without_certificate for one in attended.values())
    return between(with_certificate - under_way, under_way)


def sources_of(step: str, attended: Mapping[str, Attended]) -> tuple[str, ...]:
    """On which printed cells, and on which assumptions, does a step rest over these levels?

    Raises KeyError for a step that is not there.
    """
    return (*cells_of(attended, STEPS[step].rests_on), *STEPS[step].assumptions)


def cells_of(attended: Mapping[str, Attended], kinds: Iterable[str]) -> tuple[str, ...]:
    """In which printed cells do these kinds of attendances stand, over these levels?"""
    return joined_sources(
        *(cell for one in attended.values() for kind in kinds for cell in one.cells.get(kind, ()))
    )


def attended_by_level(settings: Mapping[str, Any], counts: pd.DataFrame) -> dict[str, Attended]:
    """What do the cells that a programme names say about the courses of each level?

    ``settings["trained"]["all_courses"]`` names every attendance by level, and
    ``settings["completions"]`` the cells of ``KINDS`` by level; ``counts`` is the table of
    ``cells.counted``. Raises KeyError naming the cells that are not there.
    """
    named = settings["completions"]
    found = {}
    for level, cells in settings["trained"]["all_courses"].items():
        kinds = {kind: named[kind]["cells"].get(level, []) for kind in KINDS}
        total = total_of(counts, "count", cells)
        found[level] = Attended(
            attendances=total.value,
            under_way=total_of(counts, "count", kinds["under_way"]).value,
            ended=tuple(total_of(counts, "count", [cell]).value for cell in kinds["ended"]),
            without_certificate=total_of(counts, "count", kinds["without_certificate"]).value,
            cells={"attendances": tuple(cells)} | {kind: tuple(kinds[kind]) for kind in KINDS},
        )
    return found
