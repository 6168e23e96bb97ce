from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.attrition.leakage import (
    FROM_ELSEWHERE,
    LOSSES,
    NET_LEAKAGE,
    Range,
    Region,
    between,
    hired_as_at_opening,
    leakage_region,
    width_if_known,
    without_any_from_elsewhere,
)

WHOLE = (
    "all 100 qualified at opening, 90 at closing; of 30 who attended, anywhere from none to all "
    "became qualified: 10 <= losses − from elsewhere <= 40"
)


@pytest.fixture
def region() -> Region:
    return leakage_region(100, 90, Range(0, 30))


def test_the_corners_are_the_exact_ones_of_a_set_drawn_by_hand(region: Region) -> None:
    corners = {(float(x), float(y)) for x, y in region.vertices}
    assert corners == {(10, 0), (40, 0), (130, 90), (100, 90)}, WHOLE


def test_the_set_gives_the_least_and_the_most_of_each_quantity(region: Region) -> None:
    assert region.extent(LOSSES) == (10, 130)
    assert region.extent(FROM_ELSEWHERE) == (0, 90)
    assert region.extent(NET_LEAKAGE) == (10, 40)


@pytest.mark.parametrize(
    ("losses", "from_elsewhere", "allowed"),
    [
        (10, 0, True),  # nobody qualified, nobody came, ten left
        (9, 0, False),  # then 91 would still be there
        (130, 90, True),  # all of the first and all trainees left, and 90 others came
        (131, 91, False),  # more than are there at closing cannot have come
        (70, 30, True),
        (70, 29, False),  # 100 + 30 − 70 + 29 = 89, even with every trainee
    ],
)
def test_a_pair_is_in_the_set_if_some_history_leads_to_the_closing_count(
    region: Region, losses: int, from_elsewhere: int, allowed: bool
) -> None:
    assert region.holds(losses, from_elsewhere) is allowed


def test_fewer_at_closing_than_at_opening_and_no_training_is_a_loss_for_certain() -> None:
    region = leakage_region(100, 90, Range(0, 0))
    assert region.extent(NET_LEAKAGE) == (10, 10)
    assert region.extent(LOSSES) == (10, 100)


def test_more_growth_than_trainees_means_that_people_came_from_elsewhere() -> None:
    region = leakage_region(100, 150, Range(0, 30))
    assert region.extent(FROM_ELSEWHERE) == (20, 150)
    assert without_any_from_elsewhere(region).vertices == ()
    assert without_any_from_elsewhere(region).extent(LOSSES) is None


def test_without_people_from_elsewhere_losses_are_what_is_missing(region: Region) -> None:
    alone = without_any_from_elsewhere(region)
    assert alone.extent(LOSSES) == alone.extent(NET_LEAKAGE) == (10, 40)


def test_hires_as_qualified_as_the_staff_at_opening_are_cut_from_both_sides() -> None:
    # 100 of 200 were qualified, 90 of 220 are: half of the hires came qualified. With L losses
    # there were at least 20 + L hires, so H >= (20 + L)/2; and at most 220 − (100 − L), so
    # H <= (120 + L)/2. With L − H = 10 (nobody trained): 40 <= L <= 140, of which 100 can be lost.
    region = leakage_region(100, 90, Range(0, 0))
    cut = hired_as_at_opening(region, 100, 200, 220)
    assert cut.extent(LOSSES) == (40, 100)
    assert cut.extent(FROM_ELSEWHERE) == (30, 90)


def test_corners_of_a_cut_are_exact_and_people_are_whole() -> None:
    # as many came as left, up to 6; L/3 + H <= 5 then means L <= 15/4
    region = leakage_region(6, 6, Range(0, 0)).cut(Fraction(1, 3), 1, 5)
    assert set(region.vertices) == {(Fraction(0), Fraction(0)), (Fraction(15, 4), Fraction(15, 4))}
    assert region.extent(LOSSES) == (0, 3)


def test_a_slice_between_two_whole_numbers_holds_nobody() -> None:
    region = leakage_region(6, 6, Range(0, 0)).cut(-1, 0, Fraction(-5, 4)).cut(1, 0, Fraction(7, 4))
    assert region.extent(LOSSES) is None


def test_one_more_figure_identifies_what_it_pins_down(region: Region) -> None:
    assert width_if_known(region, NET_LEAKAGE, NET_LEAKAGE) == 0
    assert width_if_known(region, LOSSES, LOSSES) == 0
    # if 20 came from elsewhere, 30 to 60 left; of the net leakage nothing is learnt
    assert width_if_known(region, FROM_ELSEWHERE, LOSSES) == 30
    assert width_if_known(region, FROM_ELSEWHERE, NET_LEAKAGE) == 30
    # if 30 qualified (net leakage 40), from 40 to 130 left
    assert width_if_known(region, NET_LEAKAGE, LOSSES) == 90


def test_nothing_is_learnt_from_an_empty_set() -> None:
    empty = without_any_from_elsewhere(leakage_region(0, 5, Range(0, 0)))
    assert width_if_known(empty, LOSSES, NET_LEAKAGE) == 0
    assert not empty.holds(0, 0)


def test_more_that_is_certain_than_there_is_an_error() -> None:
    with pytest.raises(ValueError, match="3 are said to be certain: more than there are, 1"):
        between(3, -1)


def test_counts_below_zero_are_an_error() -> None:
    with pytest.raises(ValueError, match="counts cannot be negative: -1, 5"):
        leakage_region(-1, 5, Range(0, 0))


def test_worst_case_bounds_are_those_printed_for_an_experiment_with_attrition() -> None:
    """Coppock, Gerber, Green and Kern 2017, Political Analysis 25:188–206, on a scale of 0 to 6.

    Their data (doi:10.7910/DVN/AQB4MP) have 985 people treated, of whom 713 answered, in sum
    2615.25, and 995 controls, of whom 731 answered, in sum 2589.25. The readme of their package
    ``attrition`` 1.0.0 prints low_est −1.539145 and upp_est 1.709668 for the difference of means.
    """
    treated = between(2615.25, 6 * (985 - 713))
    control = between(2589.25, 6 * (995 - 731))
    assert round(treated.low / 985 - control.high / 995, 6) == -1.539145
    assert round(treated.high / 985 - control.low / 995, 6) == 1.709668


count = st.integers(min_value=0, max_value=60)


@settings(deadline=None, max_examples=200)
@given(count, count, count, count, st.data())
def test_each_whole_pair_of_the_set_has_a_history_and_no_other_pair_has(
    opening: int, closing: int, certain: int, uncertain: int, data: st.DataObject
) -> None:
    region = leakage_region(opening, closing, between(certain, uncertain))
    losses = data.draw(st.integers(0, 130))
    from_elsewhere = data.draw(st.integers(0, 70))
    trained = closing - opening + losses - from_elsewhere
    possible = (
        certain <= trained <= certain + uncertain
        and losses <= opening + trained
        and from_elsewhere <= closing
    )
    assert region.holds(losses, from_elsewhere) is possible


@settings(deadline=None, max_examples=100)
@given(count, count, count, count, st.integers(0, 20), st.integers(0, 20))
def test_less_doubt_about_completions_never_widens_the_set(
    opening: int, closing: int, certain: int, uncertain: int, more: int, fewer: int
) -> None:
    wide = leakage_region(opening, closing, between(certain, uncertain + more + fewer))
    narrow = leakage_region(opening, closing, between(certain + more, uncertain))
    assert narrow.within(wide)
    cut = hired_as_at_opening(narrow, opening, opening + 7, closing + 9)
    assert cut.within(narrow)
    assert without_any_from_elsewhere(narrow).within(narrow)


@settings(deadline=None, max_examples=60)
@given(count, count, count, count)
def test_the_corners_lie_on_the_edges_and_the_extents_reach_them(
    opening: int, closing: int, certain: int, uncertain: int
) -> None:
    region = leakage_region(opening, closing, between(certain, uncertain))
    for vertex in region.vertices:
        assert region.holds(*vertex)
        assert sum(side.beyond(vertex) == 0 for side in region.half_planes) >= 2
    for direction in (LOSSES, FROM_ELSEWHERE, NET_LEAKAGE):
        values = {float(direction[0] * x + direction[1] * y) for x, y in region.vertices}
        assert region.extent(direction) == (Range(min(values), max(values)) if values else None)
