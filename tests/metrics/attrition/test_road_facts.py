from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from copy import deepcopy
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.attrition.road_facts import road_facts
from analysis.metrics.cells import counted
from analysis.metrics.facts import Fact, facts_table
from analysis.sources.processed import Processed

Headcount = Callable[..., pd.DataFrame]
Cells = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
SETTINGS: dict[str, Any] = {
    "period": "2014-2016",
    "trained": {"all_courses": {"bachelor": ["report#a"], "course": ["report#b", "report#c"]}},
    "completions": {
        "under_way": {"cells": {"bachelor": ["report#d"]}},
        "ended": {"cells": {}},
        "without_certificate": {"cells": {"course": ["report#c"]}},
    },
    "pace": {"target_rate_pct": 100, "target_year": "report#deadline"},
    "road": {
        "draws": 2000,
        "seed": 1,
        "coverage_pct": 90,
        "parameters": {
            "attrition_pct": {"low": 0, "central": 5, "high": 10, "distribution": "triangular"},
            "trained_persons": {
                "low": "net_gain", "central": "midpoint", "high": "every_attendance",
                "distribution": "uniform",
            },
            "growth_persons": {
                "low": 0, "central": 0, "high": "observed_growth", "distribution": "uniform",
            },
            "qualified_hires_pct": {
                "low": 0, "central": 0, "high": "opening_rate", "distribution": "uniform",
            },
        },
    },
}  # fmt: skip
QUALIFICATION = {"opening": 2012, "closing": 2016, "levels": ["bachelor"]}


@pytest.fixture
def of_scheme(staff: pd.DataFrame, cells: Cells) -> Callable[[dict[str, Any]], list[Fact]]:
    def facts(settings: dict[str, Any]) -> list[Fact]:
        trained = cells("count", a=90, b=60, c=30, d=15)
        figures = cells("value", deadline=2020)
        return road_facts("scheme", settings, QUALIFICATION, staff, trained, figures)

    return facts


@pytest.fixture
def facts(of_scheme: Callable[[dict[str, Any]], list[Fact]]) -> list[Fact]:
    return of_scheme(SETTINGS)


def test_every_attendance_a_year_is_all_attendances_over_the_years(
    facts: list[Fact], fact_of: FactOf
) -> None:
    fact = fact_of(facts, "throughput_per_year/every_attendance/2014-2016/both")
    assert (fact.value, fact.status, fact.sources) == (
        180 / 3,
        "computed",
        ("report#a", "report#b", "report#c"),
    )


def test_certificates_a_year_leave_out_courses_without_one_and_the_least_classes_under_way(
    facts: list[Fact], fact_of: FactOf
) -> None:
    fact = fact_of(facts, "throughput_per_year/every_certificate/2014-2016/both")
    assert (fact.value, fact.status) == (None, "computed")
    assert (fact.low, fact.high) == ((90 + 60 - 15) / 3, (90 + 60) / 3)
    assert set(fact.sources) == {f"report#{cell}" for cell in "abcd"}


def test_a_range_rests_on_what_its_ends_name_and_differs_by_reading_only_where_they_do(
    facts: list[Fact], fact_of: FactOf
) -> None:
    attrition = fact_of(facts, "declared_range/attrition/2016-2020/both")
    assert (attrition.low, attrition.high) == (0, 10)
    assert attrition.sources == ("assumption:declared-ranges",)
    growth = fact_of(facts, "declared_range/growth/2016-2020/both")
    assert (growth.low, growth.high) == (0, (480 - 400) / 4)
    hires = fact_of(facts, "declared_range/qualified_hires/2016-2020/both")
    assert (hires.low, hires.high) == (0, 25)
    stated = fact_of(facts, "declared_range/training/2016-2020/printed")
    by_level = fact_of(facts, "declared_range/training/2016-2020/recomputed")
    assert (stated.low, by_level.low, stated.high) == ((300 - 100) / 4, (260 - 100) / 4, 60)
    assert fact_of(facts, "declared_centre/training/2016-2020/printed").value == (50 + 60) / 2
    assert "report#a" in stated.sources
    assert "report#total-qualified-2016" in stated.sources


def test_the_projection_at_the_centres_by_hand(facts: list[Fact], fact_of: FactOf) -> None:
    """A twentieth of 300 leaves, 55 train: 340, 378, 414.1, 448.395 of 480."""
    rate = fact_of(facts, "projected_rate/central/2018/printed")
    assert rate.value == pytest.approx(100 * 378 / 480)
    assert fact_of(facts, "projected_qualified/central/2020/printed").value == pytest.approx(
        448.395
    )
    losses = fact_of(facts, "projected_qualified_losses/central/2017/printed")
    assert losses.value == pytest.approx(15)
    assert losses.sources[-1] == "assumption:declared-ranges"


def test_a_throughput_bears_attrition_only_where_it_reaches_the_target_without(
    facts: list[Fact], fact_of: FactOf
) -> None:
    """180 are missing as stated and 60 a year make 240, certificates 200; 220 by level.

    40 a year are short.

    With 20 more staff a year 260 are missing: more than 240.
    """
    bearable = {fact.id for fact in facts if fact.metric == "largest_attrition"}
    assert bearable == {
        "scheme/largest_attrition/flat_every_attendance/2016-2020/printed",
        "scheme/largest_attrition/flat_every_certificate/2016-2020/printed",
        "scheme/largest_attrition/flat_every_attendance/2016-2020/recomputed",
        "scheme/largest_attrition/flat_net_gain/2016-2020/printed",
    }
    attrition = fact_of(facts, "largest_attrition/flat_every_attendance/2016-2020/printed")
    qualified: float = 300
    for _ in range(4):
        qualified = qualified * (1 - (attrition.value or 0) / 100) + 60
    assert qualified == pytest.approx(480)
    assert attrition.sources[-3:] == (
        "assumption:each-attendance-a-new-qualified-person",
        "assumption:flat-headcount",
        "assumption:annual-attrition",
    )


def test_the_ends_of_each_parameter_bound_the_rate_of_the_centre(
    facts: list[Fact], fact_of: FactOf
) -> None:
    centre = fact_of(facts, "projected_rate/central/2020/printed").value or 0
    for name in ("attrition", "training", "growth", "qualified_hires"):
        ends = fact_of(facts, f"rate_at_ends/{name}/2020/printed")
        assert (ends.low or 0) - 1e-9 <= centre <= (ends.high or 0) + 1e-9
    attrition = fact_of(facts, "rate_at_ends/attrition/2020/printed")
    assert attrition.high == pytest.approx(100)


def test_the_bar_of_the_reading_runs_between_the_two_centres(
    facts: list[Fact], fact_of: FactOf
) -> None:
    reading = fact_of(facts, "rate_at_ends/reading/2020/range")
    by_level, stated = (
        fact_of(facts, f"projected_rate/central/2020/{variant}").value
        for variant in ("recomputed", "printed")
    )
    assert (reading.low, reading.high) == (by_level, stated)


def test_readings_that_agree_have_no_bar(headcount: Headcount, cells: Cells) -> None:
    staff = headcount(
        ("2012", "total", "all", 400),
        ("2012", "total", "bachelor", 100),
        ("2016", "total", "all", 480),
        ("2016", "total", "bachelor", 260),
    )
    facts = road_facts(
        "scheme", SETTINGS, QUALIFICATION, staff, cells("count", a=90, b=60, c=30, d=15),
        cells("value", deadline=2020),
    )  # fmt: skip
    assert {fact.variant for fact in facts} == {"both"}
    assert not any(fact.group == "reading" for fact in facts)


def test_the_road_is_the_same_on_every_run(
    facts: list[Fact], of_scheme: Callable[[dict[str, Any]], list[Fact]]
) -> None:
    pd.testing.assert_frame_equal(facts_table(facts), facts_table(of_scheme(SETTINGS)))


def test_ranges_without_width_make_the_simulation_the_projection(
    of_scheme: Callable[[dict[str, Any]], list[Fact]], fact_of: FactOf
) -> None:
    settings = deepcopy(SETTINGS)
    for declared in settings["road"]["parameters"].values():
        declared |= {"low": 7, "central": 7, "high": 7}
    facts = of_scheme(settings)
    centre = fact_of(facts, "projected_rate/central/2020/printed").value
    interval = fact_of(facts, "simulated_rate_interval/total/2020/printed")
    assert fact_of(facts, "simulated_rate_median/total/2020/printed").value == centre
    assert (interval.low, interval.high) == (centre, centre)
    assert fact_of(facts, "probability_of_target/total/2020/printed").value == 0


def test_a_road_on_which_everyone_is_trained_meets_the_target_in_every_draw(
    of_scheme: Callable[[dict[str, Any]], list[Fact]], fact_of: FactOf
) -> None:
    settings = deepcopy(SETTINGS)
    settings["road"]["parameters"]["trained_persons"] |= {
        "low": 600, "central": 700, "high": 800,
    }  # fmt: skip
    facts = of_scheme(settings)
    assert fact_of(facts, "probability_of_target/total/2020/recomputed").value == 100


def test_an_end_that_names_nothing_observed_is_named(
    of_scheme: Callable[[dict[str, Any]], list[Fact]],
) -> None:
    settings = deepcopy(SETTINGS)
    settings["road"]["parameters"]["growth_persons"]["high"] = "hoped_for"
    with pytest.raises(KeyError, match=r"road, growth_persons: 'hoped_for' is neither"):
        of_scheme(settings)


@pytest.fixture(scope="module")
def archives(real: Callable[[str], Processed]) -> list[Fact]:
    tables = real("hcmc-archives-2014-2020")
    counts = counted(tables.headcount, tables.training, tables.seats)
    return road_facts(
        tables.programme,
        tables.settings["attrition"],
        tables.settings["qualification"],
        tables.headcount,
        counts,
        tables.figures,
    )


def test_certificates_alone_miss_the_goal_of_the_archives_even_if_nobody_leaves(
    archives: list[Fact], fact_of: FactOf
) -> None:
    """21 + 1 + 320 + 529 lead to a certificate; 7 + 12 and 47 of them had not ended in 2016.

    2157 + 5 · 290 1/3 is below 3860, and so is 1987 + 5 · 290 1/3.
    """
    every = fact_of(archives, "throughput_per_year/every_certificate/2014-2016/both")
    assert every.high == pytest.approx((21 + 1 + 320 + 529) / 3)
    assert every.low == pytest.approx((21 + 1 + 320 + 529 - 7 - 12 - 47) / 3)
    assert 2157 + 5 * (every.high or 0) < 3860
    groups = {fact.group for fact in archives if fact.metric == "largest_attrition"}
    assert not any(group.endswith("every_certificate") for group in groups)


QUALIFIED = {"printed": 2157, "recomputed": 1987}


@pytest.mark.parametrize("variant", QUALIFIED)
def test_453_attendances_a_year_bear_at_most_so_much_attrition(
    archives: list[Fact], fact_of: FactOf, variant: str
) -> None:
    """21 + 1 + 320 + 1017 attendances in three years; year by year they lead to all 3860."""
    every = fact_of(archives, "throughput_per_year/every_attendance/2014-2016/both")
    assert every.value == 453
    bearable = fact_of(archives, f"largest_attrition/flat_every_attendance/2016-2021/{variant}")
    qualified: float = QUALIFIED[variant]
    for _ in range(5):
        qualified = qualified * (1 - (bearable.value or 0) / 100) + 453
    assert qualified == pytest.approx(3860)
    assert round(bearable.value or 0, 2) == {"printed": 3.92, "recomputed": 2.84}[variant]


def test_the_net_gain_a_year_bears_no_attrition_at_all(archives: list[Fact]) -> None:
    groups = {fact.group for fact in archives if fact.metric == "largest_attrition"}
    assert groups == {"flat_every_attendance", "growing_every_attendance"}


def rate_of_2021(
    qualified: float, attrition: float, trained: float, growth: float, hired: float
) -> float:
    """The same road, person by person of the table, without the product's code."""
    staff: float = 3860
    for _ in range(5):
        hires = attrition * staff + growth
        qualified = (1 - attrition) * qualified + hired * hires
        staff += growth
        qualified = min(qualified + trained, staff)
    return 100 * qualified / staff


@pytest.mark.parametrize("variant", QUALIFIED)
def test_the_projection_to_2021_follows_from_the_printed_table(
    archives: list[Fact], fact_of: FactOf, variant: str
) -> None:
    net = (QUALIFIED[variant] - 1071) / 4
    hired, growth = 1071 / 3545 / 2, 315 / 4 / 2
    central = rate_of_2021(QUALIFIED[variant], 0.06, (net + 453) / 2, growth, hired)
    found = fact_of(archives, f"projected_rate/central/2021/{variant}").value
    assert found == pytest.approx(central)
    ends = fact_of(archives, f"rate_at_ends/attrition/2021/{variant}")
    assert ends.high == pytest.approx(
        rate_of_2021(QUALIFIED[variant], 0, (net + 453) / 2, growth, hired)
    )
    assert ends.low == pytest.approx(
        rate_of_2021(QUALIFIED[variant], 0.12, (net + 453) / 2, growth, hired)
    )


@pytest.mark.parametrize("variant", QUALIFIED)
def test_the_simulated_road_agrees_with_one_drawn_by_another_generator(
    archives: list[Fact], fact_of: FactOf, variant: str
) -> None:
    """Python's own Mersenne twister, 20,000 draws: within 0.3 and 0.5 points."""
    twister = random.Random(20210101)
    net = (QUALIFIED[variant] - 1071) / 4
    rates = sorted(
        rate_of_2021(
            QUALIFIED[variant],
            twister.triangular(0, 0.12, 0.06),
            twister.uniform(net, 453),
            twister.uniform(0, 315 / 4),
            twister.uniform(0, 1071 / 3545),
        )
        for _ in range(20_000)
    )
    median = fact_of(archives, f"simulated_rate_median/total/2021/{variant}")
    interval = fact_of(archives, f"simulated_rate_interval/total/2021/{variant}")
    met = fact_of(archives, f"probability_of_target/total/2021/{variant}")
    assert median.value == pytest.approx(rates[10_000], abs=0.3)
    assert interval.low == pytest.approx(rates[1_000], abs=0.5)
    assert interval.high == pytest.approx(rates[19_000], abs=0.5)
    share = 100 * sum(rate >= 100 - 1e-9 for rate in rates) / 20_000
    assert met.value == pytest.approx(share, abs=0.5)
    assert 0 < (met.value or 0) < 5
