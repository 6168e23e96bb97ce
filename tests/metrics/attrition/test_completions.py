from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.attrition.completions import (
    STEPS,
    Attended,
    attended_by_level,
    completions,
    sources_of,
)
from analysis.metrics.attrition.leakage import hired_as_at_opening, leakage_region

Cells = Callable[..., pd.DataFrame]
SETTINGS = {
    "trained": {"all_courses": {"diploma": ["report#all_d"], "course": ["report#all_c"]}},
    "completions": {
        "under_way": {"cells": {"diploma": ["report#late"]}},
        "ended": {"cells": {"diploma": ["report#early"], "course": ["report#y1", "report#y2"]}},
        "without_certificate": {"cells": {"course": ["report#talks"]}},
    },
}


@pytest.fixture
def attended(cells: Cells) -> dict[str, Attended]:
    counts = cells("count", all_d=60, late=20, early=30, all_c=50, y1=12, y2=15, talks=23)
    return attended_by_level(SETTINGS, counts)


@pytest.mark.parametrize(
    ("step", "diploma", "course", "total"),
    [
        ("worst_case", (0, 60), (0, 50), (0, 110)),
        ("classes_ended", (0, 40), (0, 50), (0, 90)),
        ("finishers_are_new", (30, 40), (15, 50), (45, 90)),
        ("different_people", (30, 40), (27, 27), (57, 67)),
    ],
)
def test_each_step_leaves_the_completions_that_follow_by_hand(
    attended: dict[str, Attended],
    step: str,
    diploma: tuple[float, float],
    course: tuple[float, float],
    total: tuple[float, float],
) -> None:
    assert completions(step, {"diploma": attended["diploma"]}) == diploma
    assert completions(step, {"course": attended["course"]}) == course
    assert completions(step, attended) == total


def test_a_step_rests_on_the_cells_that_it_uses_and_on_its_assumptions(
    attended: dict[str, Attended],
) -> None:
    course = {"course": attended["course"]}
    assert sources_of("worst_case", course) == ("report#all_c",)
    assert sources_of("classes_ended", attended) == ("report#all_d", "report#late", "report#all_c")
    assert sources_of("different_people", course) == (
        "report#all_c",
        "report#y1",
        "report#y2",
        "report#talks",
        "assumption:finishers-are-new",
        "assumption:each-certificate-a-different-person",
    )


def test_a_cell_that_is_not_there_is_named(cells: Cells) -> None:
    with pytest.raises(KeyError, match="report#late"):
        attended_by_level(SETTINGS, cells("count", all_d=60))


def test_more_finishers_than_attendances_is_an_error() -> None:
    with pytest.raises(ValueError, match="7 are said to be certain: more than there are, 2"):
        completions("different_people", {"course": Attended(5, ended=(3, 4))})


YEARS = ("elementary_1", "elementary_2", "elementary_3")
ENDED = ("diploma_ended", *YEARS)
COURSES = (*ENDED, "diploma_late", "diploma_undated", "talk")
STEP_NAMES = list(STEPS)


@dataclass
class Person:
    """Somebody who was there or was hired, with the courses attended and whether each counted."""

    qualified: bool
    hired: bool
    left: bool
    courses: dict[str, bool]

    def obeys(self, step: str) -> None:
        """Change the courses so that the person's history is one that the step assumes."""
        strictness = STEP_NAMES.index(step)
        if strictness >= 1 and "diploma_late" in self.courses:
            self.courses["diploma_late"] = False
        if strictness >= 2:
            kept = [course for course in ENDED if course in self.courses and not self.qualified]
            kept = kept[:1] if "diploma_ended" in kept or strictness >= 3 else kept
            others = {name: new for name, new in self.courses.items() if name not in ENDED}
            self.courses = others | dict.fromkeys(kept, True)
        if strictness >= 3 and "talk" in self.courses:
            self.courses["talk"] = False

    @property
    def newly_qualified(self) -> bool:
        return not self.qualified and any(self.courses.values())


person = st.builds(
    Person,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.dictionaries(st.sampled_from(COURSES), st.booleans(), max_size=3),
)


def seen(people: list[Person]) -> dict[str, Attended]:
    """What a report prints of these histories: attendances, by class or year."""
    of = {name: sum(name in one.courses for one in people) for name in COURSES}
    diplomas = of["diploma_ended"] + of["diploma_late"] + of["diploma_undated"]
    return {
        "diploma": Attended(diplomas, of["diploma_late"], (of["diploma_ended"],)),
        "course": Attended(
            sum(of[year] for year in YEARS) + of["talk"],
            ended=tuple(of[year] for year in YEARS),
            without_certificate=of["talk"],
        ),
    }


@settings(deadline=None, max_examples=300)
@given(st.lists(person, max_size=25), st.sampled_from(STEP_NAMES))
def test_a_true_history_is_in_every_set_whose_assumptions_it_obeys(
    people: list[Person], obeyed: str
) -> None:
    for one in people:
        one.obeys(obeyed)
    here = [one for one in people if one.qualified and not one.hired]
    opening = len(here)
    losses = sum(one.left for one in here)
    losses += sum(one.left for one in people if one.newly_qualified)
    from_elsewhere = sum(one.qualified and one.hired and not one.left for one in people)
    closing = sum((one.qualified or one.newly_qualified) and not one.left for one in people)
    attended = seen(people)
    for step in STEP_NAMES[: STEP_NAMES.index(obeyed) + 1]:
        region = leakage_region(opening, closing, completions(step, attended))
        assert region.holds(losses, from_elsewhere), step


small = st.integers(min_value=0, max_value=12)


@settings(deadline=None, max_examples=200)
@given(small, small, small, small, small, small, st.data())
def test_a_true_history_of_hires_like_the_opening_is_in_the_cut_set(
    qualified: int, others: int, times: int, more: int, gone: int, later: int, data: st.DataObject
) -> None:
    """Qualified and others at opening in the ratio in which people were hired ``more`` times."""
    opening, opening_staff = qualified * times, (qualified + others) * times
    if opening_staff == 0:
        return
    hired_qualified, hired_others = qualified * more, others * more
    trained_there = data.draw(st.integers(0, opening_staff - opening))
    trained = trained_there + data.draw(st.integers(0, hired_others))
    lost = min(gone, opening) + min(later, trained)
    others_gone = data.draw(st.integers(0, opening_staff - opening - trained_there))
    closing = opening + trained - lost + hired_qualified
    closing_staff = opening_staff + hired_qualified + hired_others - lost - others_gone
    region = leakage_region(opening, closing, completions("worst_case", {"": Attended(trained)}))
    cut = hired_as_at_opening(region, opening, opening_staff, closing_staff)
    assert cut.holds(lost, hired_qualified)


@settings(deadline=None, max_examples=100)
@given(st.lists(person, max_size=25))
def test_each_step_leaves_no_more_open_than_the_one_before(people: list[Person]) -> None:
    attended = seen(people)
    ranges = [completions(step, attended) for step in STEP_NAMES]
    for wide, narrow in pairwise(ranges):
        assert wide.low <= narrow.low <= narrow.high <= wide.high
