from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.cost.placement import cost_per_retained_facts
from analysis.metrics.cost.staff_years import break_even, staff_year_facts, staff_years
from analysis.metrics.facts import Fact, facts_table
from analysis.sources.processed import Processed

FactOf = Callable[[Iterable[Fact], str], Fact]
Real = Callable[[str], Processed]
SETTINGS = {
    "metric": "cost_per_seat",
    "horizon_years": 2,
    "attrition_pct": [0, 10, 20],
    "lowered_pp": 10,
}
INTEREST_PCT = (1, 2, 3, 4, 5, 6, 8, 10, 12)
ANNUITY_DUE = {
    2: (1.9901, 1.9804, 1.9709, 1.9615, 1.9524, 1.9434, 1.9259, 1.9091, 1.8929),
    3: (2.9704, 2.9416, 2.9135, 2.8861, 2.8594, 2.8334, 2.7833, 2.7355, 2.6901),
    5: (4.9020, 4.8077, 4.7171, 4.6299, 4.5460, 4.4651, 4.3121, 4.1699, 4.0373),
    10: (9.5660, 9.1622, 8.7861, 8.4353, 8.1078, 7.8017, 7.2469, 6.7590, 6.3282),
}


def cost(metric: str, value: float, variant: str = "both") -> Fact:
    return Fact("scheme", metric, "total", "2022-2025", variant, "vnd", "funding / seats",
                ("plan#money", "plan#seats"), value)  # fmt: skip


def discount(interest_pct: int) -> float:
    return interest_pct / (100 + interest_pct)


@pytest.mark.parametrize("years", sorted(ANNUITY_DUE))
def test_the_table_of_the_annuity_due_is_reproduced_to_its_four_decimals(years: int) -> None:
    """Present value of an annuity due of 1, as printed by financetin.com for these rates.

    Who leaves at the rate of discount d = i / (1 + i) is worth what a payment of 1 a year is.
    """
    found = tuple(round(staff_years(discount(rate), years), 4) for rate in INTEREST_PCT)
    assert found == ANNUITY_DUE[years]


def test_staff_years_of_three_years_at_ten_percent_by_hand() -> None:
    assert staff_years(Fraction(1, 10), 3) == 1 + Fraction(9, 10) + Fraction(81, 100)
    assert staff_years(0, 5) == 5
    assert staff_years(1, 5) == 1


@pytest.mark.parametrize(("attrition", "years"), [(-0.1, 3), (1.1, 3), (0.1, 0)])
def test_an_impossible_attrition_or_horizon_is_refused(attrition: float, years: int) -> None:
    with pytest.raises(ValueError, match=f"not {years} and {attrition}"):
        staff_years(attrition, years)


def test_keeping_people_breaks_even_where_it_costs_what_a_seat_for_as_many_staff_years_does() -> (
    None
):
    """S(0.5) = 1.5 and S(0) = 2 over two years: a third more, so a third of 90 may be spent."""
    assert break_even(90, Fraction(1, 2), 0, 2) == 30


share = st.fractions(min_value=0, max_value=1, max_denominator=50)


@settings(deadline=None)
@given(share, share, st.integers(1, 12), st.integers(1, 10**9))
def test_at_the_break_even_a_staff_year_costs_the_same_either_way(
    one: Fraction, other: Fraction, years: int, seat: int
) -> None:
    high, low = max(one, other), min(one, other)
    kept = (seat + break_even(seat, high, low, years)) / staff_years(low, years)
    assert kept == seat / Fraction(staff_years(high, years))


def test_attrition_that_would_rise_is_no_way_of_keeping_people() -> None:
    with pytest.raises(ValueError, match=r"lowered, not raised from 0\.02 to 0\.1"):
        break_even(90, 0.02, 0.1, 5)


def test_each_attrition_has_its_staff_years_cost_and_break_even(fact_of: FactOf) -> None:
    costs = facts_table([cost("cost_per_seat", 342), cost("cost_per_seat_year", 1)])
    facts = staff_year_facts("scheme", SETTINGS, costs)
    by_year = {f.group: f.value for f in facts if f.metric == "cost_per_seat_by_staff_year"}
    assert by_year == {
        "attrition_00_over_2_years": 342 / 2,
        "attrition_10_over_2_years": pytest.approx(342 / 1.9),
        "attrition_20_over_2_years": pytest.approx(342 / 1.8),
    }
    kept = {f.group: f.value for f in facts if f.metric == "cost_per_seat_break_even"}
    assert kept == {
        "attrition_10_to_00_over_2_years": pytest.approx(342 * (2 / 1.9 - 1)),
        "attrition_20_to_10_over_2_years": pytest.approx(342 * (1.9 / 1.8 - 1)),
    }
    years = fact_of(facts, "retained_staff_years/attrition_10_over_2_years/2022-2025/both")
    assert years.value == pytest.approx(1.9)
    assert {fact.status for fact in facts} == {"assumed"}
    assert all("assumption:annual-attrition" in fact.sources for fact in facts)


def test_each_reading_of_a_cost_is_carried_and_a_range_over_them_is_not_a_cost(
    fact_of: FactOf,
) -> None:
    costs = facts_table(
        [
            cost("cost_per_seat", 100, "printed"),
            cost("cost_per_seat", 120, "recomputed"),
            Fact("scheme", "cost_per_seat", "total", "2022-2025", "range", "vnd", "range",
                 ("plan#money",), None, 100, 120),
        ]
    )  # fmt: skip
    facts = staff_year_facts("scheme", SETTINGS, costs)
    found = {f.variant: f.value for f in facts if f.group == "attrition_00_over_2_years"}
    assert found == {"both": 2, "printed": 50, "recomputed": 60}


def test_a_cost_that_no_study_wrote_is_named() -> None:
    with pytest.raises(KeyError, match=r"scheme, retention: .*cost_per_seat"):
        staff_year_facts("scheme", SETTINGS, facts_table([cost("cost_per_chair", 1)]))


def test_hanois_seat_costs_a_staff_year_more_where_only_714_of_1000_are_placed(
    real: Real, costs_and_pilot: tuple[pd.DataFrame, pd.DataFrame], fact_of: FactOf
) -> None:
    """Over three years at 8 %: 1 + 0.92 + 0.8464 = 2.7664 staff-years a seat."""
    scheme = real("hanoi-scheme-2022-2025")
    costs, placement = costs_and_pilot
    retained = facts_table(cost_per_retained_facts(scheme.programme, costs, placement))
    everything = pd.concat([costs, retained])
    facts = staff_year_facts(scheme.programme, scheme.settings["retention"], everything)
    by_year = "planned_seat_by_staff_year/attrition_08_over_3_years/2022-2025"
    seat = 272_316_000_000 / 7269
    assert fact_of(facts, f"cost_per_{by_year}/both").value == pytest.approx(seat / 2.7664)
    placed = fact_of(facts, f"cost_per_retained_{by_year}/placement_as_observed")
    assert placed.value == pytest.approx(seat / 2.7664 * 1000 / 714)
    assert placed.sources[-2:] == (
        "assumption:placement-holds-for-the-scheme",
        "assumption:annual-attrition",
    )
    kept = "cost_per_planned_seat_break_even/attrition_08_to_06_over_3_years/2022-2025/both"
    assert fact_of(facts, kept).value == pytest.approx(seat * (2.8236 / 2.7664 - 1))


def test_a_break_even_is_what_the_printed_annuities_make_of_it() -> None:
    """5 years at 5 % and at 3 % are printed as 4.5460 and 4.7171: 3.764 % more, to four digits."""
    cheaper, dearer = ANNUITY_DUE[5][INTEREST_PCT.index(3)], ANNUITY_DUE[5][INTEREST_PCT.index(5)]
    found = break_even(1000, discount(5), discount(3), 5)
    assert found == pytest.approx(1000 * (cheaper / dearer - 1), abs=0.03)
