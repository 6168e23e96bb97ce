from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

import pandas as pd
import pytest

from analysis.metrics.cost.base_salaries import base_salary_in_force, in_base_salaries_facts
from analysis.metrics.facts import Fact
from analysis.sources.errors import SourceError
from analysis.sources.processed import Processed

Real = Callable[[str], Processed]
FactOf = Callable[[Iterable[Fact], str], Fact]
SALARY = pd.DataFrame(
    {
        "valid_from": ["2013-07-01", "2016-05-01", "2017-07-01"],
        "vnd_per_month": [1_150_000, 1_210_000, 1_300_000],
    }
)
COST = Fact(
    "scheme", "cost_per_course", "total", "2014-2016", "printed", "vnd", "f", ("r#a",), 11_635_000.0
)


def test_the_mean_weighs_each_month_with_the_salary_of_its_first_day() -> None:
    """28 months at 1.15 million until April 2016, 8 at 1.21 million until December."""
    found = base_salary_in_force(SALARY, "2014-2016")
    assert found.mean_vnd == pytest.approx((28 * 1_150_000 + 8 * 1_210_000) / 36)
    assert (found.lowest_vnd, found.highest_vnd) == (1_150_000, 1_210_000)
    assert found.sources == (
        "reference:base_salary-2013-07-01",
        "reference:base_salary-2016-05-01",
    )


def test_a_salary_from_the_middle_of_a_month_counts_from_the_next() -> None:
    later = SALARY.assign(valid_from=["2013-07-01", "2016-12-02", "2017-07-01"])
    assert base_salary_in_force(later, "2016").mean_vnd == 1_150_000


def test_the_last_salary_of_the_table_stays_in_force() -> None:
    assert base_salary_in_force(SALARY, "2018-2019").sources == (
        "reference:base_salary-2017-07-01",
    )


def test_a_period_that_begins_before_the_table_is_refused_with_what_to_add() -> None:
    with pytest.raises(
        SourceError, match=r"no base salary in force on 2013-01-01, where 2013-2014"
    ):
        base_salary_in_force(SALARY, "2013-2014")


def test_a_cost_in_months_lies_between_those_of_the_highest_and_the_lowest_salary(
    fact_of: FactOf,
) -> None:
    months = fact_of(
        in_base_salaries_facts([COST], SALARY, [2014, 2015, 2016]),
        "cost_per_course_in_base_salaries/total/2014-2016/printed",
    )
    assert months.value == pytest.approx(11_635_000 / (41_880_000 / 36))
    assert months.low == pytest.approx(11_635_000 / 1_210_000)
    assert months.high == pytest.approx(11_635_000 / 1_150_000)
    assert (months.unit, months.status) == ("months", "unverified")


def test_only_costs_per_unit_in_dong_are_put_into_months() -> None:
    others = [replace(COST, metric="funding"), replace(COST, unit="persons")]
    assert in_base_salaries_facts(others, SALARY, [2014, 2015, 2016]) == []


def test_a_seat_of_the_scheme_is_worth_25_months_of_its_year_and_16_to_25_of_its_period(
    real: Real,
) -> None:
    """All of 2022 at 1.49 million; until 2025 18 months at it, 12 at 1.8 and 18 at 2.34."""
    table = real("hanoi-scheme-2022-2025").base_salary
    mean = (18 * 1_490_000 + 12 * 1_800_000 + 18 * 2_340_000) / 48
    seat = replace(COST, period="2022-2025", value=272_316_000_000 / 7269)
    [of_year, months] = in_base_salaries_facts([seat], table, [2022])
    assert of_year.metric == "cost_per_course_in_base_salaries"
    assert of_year.value == pytest.approx(272_316_000_000 / 7269 / 1_490_000)
    assert (of_year.low, of_year.high, of_year.status) == (None, None, "unverified")
    assert months.metric == "cost_per_course_in_base_salaries_over_period"
    assert months.value == pytest.approx(272_316_000_000 / 7269 / mean)
    assert months.low == pytest.approx(272_316_000_000 / 7269 / 2_340_000)
    assert months.high == pytest.approx(272_316_000_000 / 7269 / 1_490_000)
