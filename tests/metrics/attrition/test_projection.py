from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.attrition.projection import (
    Flows,
    largest_attrition,
    projected,
    projection,
    rate_after,
    training_needed,
)
from analysis.metrics.cost.staff_years import staff_years

HALF, TENTH, FIFTH = Fraction(1, 2), Fraction(1, 10), Fraction(1, 5)


def test_two_years_of_a_hundred_staff_by_hand() -> None:
    """A tenth leaves, five more are hired than leave, a fifth of hires is qualified, ten train."""
    table = projection(100, 40, Flows(TENTH, 5, FIFTH, 10), 2016, 2)
    assert table.to_dict("records") == [
        {
            "year": 2016, "headcount_persons": 100, "qualified_persons": 40, "losses_persons": 0,
            "qualified_losses_persons": 0, "hires_persons": 0, "qualified_hires_persons": 0,
            "trained_persons": 0, "rate_pct": 40,
        },
        {
            "year": 2017, "headcount_persons": 105, "qualified_persons": 49, "losses_persons": 10,
            "qualified_losses_persons": 4, "hires_persons": 15, "qualified_hires_persons": 3,
            "trained_persons": 10, "rate_pct": Fraction(140, 3),
        },
        {
            "year": 2018, "headcount_persons": 110, "qualified_persons": Fraction(572, 10),
            "losses_persons": Fraction(21, 2), "qualified_losses_persons": Fraction(49, 10),
            "hires_persons": Fraction(31, 2), "qualified_hires_persons": Fraction(31, 10),
            "trained_persons": 10, "rate_pct": 52,
        },
    ]  # fmt: skip


def test_no_more_people_train_than_are_left_unqualified() -> None:
    *_, last = projected(10, 9, Flows(trained_persons=5), 2)
    assert (last.qualified, last.trained) == (10, 0)
    assert rate_after(10, 9, Flows(trained_persons=5), 1) == 100


def test_a_dose_that_decays_is_a_stock_that_is_trained_and_left() -> None:
    """Stewart, Calculus, 8th edition, 11.2, exercise 71: 150 mg a day, of which 5 % remain.

    Printed: 157.875 mg after the third tablet.
    """
    table = projection(1000, 0, Flows(attrition=Fraction(95, 100), trained_persons=150), 0, 3)
    assert list(table["qualified_persons"]) == [0, 150, Fraction(315, 2), Fraction(157875, 1000)]


@pytest.mark.parametrize(
    ("level", "staff", "stay", "come", "printed"),
    [
        ("part-time sales", 300, Fraction(50, 100), 10 + Fraction(5, 2), 163),
        ("full-time sales", 200, Fraction(60, 100), 30, 150),
        ("assistant managers", 50, Fraction(80, 100), 15 + 20, 75),
        ("region managers", 30, Fraction(70, 100), 5, 26),
    ],
)
def test_a_printed_forecast_of_a_sales_force_is_reproduced_level_by_level(
    level: str, staff: int, stay: Fraction, come: int, printed: int
) -> None:
    """The Markov analysis of a sales force in Heneman and Judge, Staffing Organizations.

    Worked out by docsbay.net ("Markov analysis example"): from the staff of 2013, the shares that
    stay in their level and those who come from others, the totals for 2014, in whole persons.
    """
    *_, forecast = projected(580, staff, Flows(1 - stay, trained_persons=come), 1)
    assert int(forecast.qualified + HALF) == printed, level


def test_a_lake_that_loses_a_fifth_and_is_restocked_is_such_a_stock_too() -> None:
    """A British school exam, printed with its answers: 1000 fish, 20 % lost, 100 added each year.

    900, 820 and 756 fish at the end of the first three years.
    """
    table = projection(1000, 1000, Flows(attrition=FIFTH, trained_persons=100), 0, 3)
    assert list(table["qualified_persons"]) == [1000, 900, 820, 756]


share = st.fractions(min_value=0, max_value=1, max_denominator=40)
histories = st.fixed_dictionaries(
    {
        "headcount": st.integers(1, 5000),
        "part": share,
        "flows": st.builds(Flows, share, st.integers(0, 300), share, st.integers(0, 2000)),
        "years": st.integers(1, 8),
    }
)


@given(histories)
@settings(deadline=None, max_examples=60)
def test_people_are_conserved_in_every_year(history: dict[str, object]) -> None:
    headcount, flows = history["headcount"], history["flows"]
    assert isinstance(headcount, int)
    assert isinstance(flows, Flows)
    table = projection(headcount, history["part"] * headcount, flows, 0, int(str(history["years"])))  # type: ignore[operator]
    before, after = table[:-1].reset_index(drop=True), table[1:].reset_index(drop=True)
    headcount_change = after["headcount_persons"] - before["headcount_persons"]
    pd.testing.assert_series_equal(
        headcount_change, after["hires_persons"] - after["losses_persons"], check_names=False
    )
    qualified_change = after["qualified_persons"] - before["qualified_persons"]
    flow = (
        after["trained_persons"]
        + after["qualified_hires_persons"]
        - after["qualified_losses_persons"]
    )
    assert list(qualified_change) == list(flow)
    assert all(0 <= row.qualified_persons <= row.headcount_persons for row in table.itertuples())


@pytest.mark.parametrize(
    ("qualified", "flows", "message"),
    [
        (40, Flows(attrition=1.2), "between 0 and 1"),
        (40, Flows(qualified_hire_share=-0.1), "between 0 and 1"),
        (40, Flows(trained_persons=-1), "nobody"),
        (120, Flows(), "120 qualified of 100"),
        (40, Flows(attrition=0.1, growth_persons=-11), "hires fall below 0"),
    ],
)
def test_a_history_that_cannot_be_is_refused(qualified: int, flows: Flows, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        list(projected(100, qualified, flows, 1))


def test_many_histories_at_once_are_the_single_ones() -> None:
    attrition, trained = np.array([0.0, 0.1, 0.3]), np.array([5.0, 50.0, 10.0])
    together = rate_after(100, 40, Flows(attrition, 3, 0.2, trained), 4)
    single = [
        rate_after(100, 40, Flows(leaving, 3, 0.2, taught), 4)
        for leaving, taught in zip(attrition, trained, strict=True)
    ]
    assert list(together) == pytest.approx(single)


def test_without_attrition_each_year_needs_its_part_of_the_gap() -> None:
    assert training_needed(3860, 1987, 100, 5) == pytest.approx(374.6)
    assert training_needed(Fraction(3860), 1987, 100, 5) == Fraction(3860 - 1987, 5)


def test_with_half_of_the_qualified_leaving_two_years_by_hand() -> None:
    """100 -> 50 + 100 = 150 -> 75 + 100 = 175."""
    assert training_needed(Fraction(175), 100, 100, 2, HALF) == 100


def test_with_qualified_hires_two_years_by_hand() -> None:
    """Without training 40 -> 38 -> 36.2; each trained a year leaves 1 + 0.9 at the end."""
    needed = training_needed(Fraction(100), 40, 75, 2, TENTH, 0, FIFTH)
    assert needed == (75 - Fraction(362, 10)) / Fraction(19, 10)


@settings(deadline=None)
@given(
    st.integers(1, 200_000), share, st.integers(1, 20),
    st.fractions(min_value=0, max_value=Fraction(9, 10), max_denominator=40),
)  # fmt: skip
def test_without_qualified_hires_the_need_is_the_closed_form(
    headcount: int, part: Fraction, years: int, attrition: Fraction
) -> None:
    """T = (target − (1 − a)^n · Q) · a / (1 − (1 − a)^n), and the part of the gap for a = 0."""
    qualified = part * headcount
    needed = training_needed(Fraction(headcount), qualified, 100, years, attrition)
    kept = (1 - attrition) ** years
    if attrition == 0:
        assert needed == (headcount - qualified) / years
    else:
        assert needed == (headcount - kept * qualified) * attrition / (1 - kept)


def test_a_sinking_fund_of_ten_thousand_in_sixty_months_asks_for_152_37_a_month() -> None:
    """Biehler, The Mathematics of Money (2008), example 4.3.1: 3.6 % a year, s = 65.63160098.

    Seen from the first deposit the goal is worth 10000 / 1.003^59, and each later deposit less by
    the rate of discount: a stock that loses this share each month.
    """
    discount = 0.003 / 1.003
    needed = training_needed(10_000 / 1.003**59, 0, 100, 60, discount)
    assert round(needed, 2) == 152.37
    assert round(staff_years(discount, 60) * 1.003**59, 8) == 65.63160098


@given(
    st.integers(10, 5000), share, st.integers(0, 100), st.integers(1, 12),
    st.fractions(min_value=0, max_value=Fraction(1, 2), max_denominator=40), share,
)  # fmt: skip
@settings(deadline=None, max_examples=60)
def test_the_training_needed_just_reaches_the_target_and_one_less_misses_it(
    headcount: int, part: Fraction, rate: int, years: int, attrition: Fraction, hired: Fraction
) -> None:
    qualified = part * headcount
    needed = training_needed(Fraction(headcount), qualified, rate, years, attrition, 0, hired)
    if needed < 1:
        return
    reached = rate_after(Fraction(headcount), qualified, Flows(attrition, 0, hired, needed), years)
    missed = rate_after(
        Fraction(headcount), qualified, Flows(attrition, 0, hired, needed - 1), years
    )
    assert reached == rate
    assert missed < rate


def test_a_target_without_a_year_ahead_is_refused() -> None:
    with pytest.raises(ValueError, match="one year ahead of it, not 0"):
        training_needed(100, 40, 100, 0)


def test_the_largest_attrition_is_that_at_which_the_training_just_suffices() -> None:
    """From the hand case above: with half leaving, 100 a year lead from 100 to 175 in two years."""
    assert largest_attrition(175, 100, 100, 2, 100) == pytest.approx(0.5)


def test_training_that_falls_short_even_if_nobody_leaves_bears_no_attrition() -> None:
    assert largest_attrition(3860, 1987, 100, 5, 374) is None
    assert largest_attrition(3860, 1987, 100, 5, 375) == pytest.approx(0, abs=1e-3)


def test_training_that_qualifies_everyone_each_year_bears_any_attrition() -> None:
    assert largest_attrition(100, 40, 100, 3, 100) == 1


@given(st.integers(375, 3859))
@settings(deadline=None, max_examples=40)
def test_the_largest_attrition_and_the_training_needed_are_each_others_inverse(
    trained: int,
) -> None:
    attrition = largest_attrition(3860, 1987, 100, 5, trained)
    assert attrition is not None
    assert training_needed(3860, 1987, 100, 5, attrition) == pytest.approx(trained, abs=1e-5)


def test_at_the_largest_attrition_a_growing_staff_just_meets_its_target() -> None:
    found = largest_attrition(1000, 891, 100, 5, 350, growth_persons=138.6)
    assert found is not None
    rates = [
        rate_after(1000, 891, Flows(attrition, 138.6, 0, 350), 5)
        for attrition in (found, found + 0.001)
    ]
    assert rates[0] == pytest.approx(100, abs=1e-6)
    assert rates[1] < 100


def test_the_largest_attrition_is_the_rate_of_a_printed_annuity() -> None:
    """Who train 1,000 a year from nothing have 4,546.0 after 5 years where the annuity due is
    printed as 4.5460, at 5 % interest: a yearly attrition of 5 / 105.
    """
    found = largest_attrition(10_000, 0, 45.460, 5, 1000)
    assert found == pytest.approx(5 / 105, abs=1e-5)
