from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.cells import counted
from analysis.metrics.cost.unit_costs import (
    class_size_facts,
    cost_facts,
    cost_of_qualification_facts,
)
from analysis.metrics.facts import Fact, facts_table
from analysis.sources.processed import Processed

Cells = Callable[..., pd.DataFrame]
Headcount = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
Real = Callable[[str], Processed]
COURSES = {"name": "course", "unit": "attendances", "printed": ["report#a", "report#b"]}
SETTINGS: dict[str, Any] = {
    "funding": "report#money",
    "period": "2014-2016",
    "denominators": [{**COURSES, "recomputed": ["report#a", "report#c"]}],
}
QUALIFICATION = {"opening": 2012, "closing": 2016, "levels": ["bachelor"]}


@pytest.fixture
def money(cells: Cells) -> pd.DataFrame:
    return cells("amount_vnd", money=1_200_000_000)


@pytest.fixture
def counts(cells: Cells) -> pd.DataFrame:
    return cells("count", a=100, b=200, c=300)


@pytest.fixture
def staff(headcount: Headcount) -> pd.DataFrame:
    """Qualified: 100 at opening; 220 as stated and 200 by level at closing."""
    return headcount(
        ("2012", "total", "all", 400),
        ("2012", "total", "bachelor", 100),
        ("2016", "total", "all", 500),
        ("2016", "total", "qualified", 220),
        ("2016", "total", "bachelor", 200),
    )


def test_the_money_stands_as_printed_and_by_year(
    money: pd.DataFrame, counts: pd.DataFrame, fact_of: FactOf
) -> None:
    facts = cost_facts("scheme", SETTINGS, money, counts)
    assert fact_of(facts, "funding/total/2014-2016/both").value == 1_200_000_000
    assert fact_of(facts, "funding/total/2014-2016/both").status == "reported"
    assert fact_of(facts, "funding_per_year/total/2014-2016/both").value == 400_000_000


def test_a_denominator_of_two_readings_gives_two_costs(
    money: pd.DataFrame, counts: pd.DataFrame, fact_of: FactOf
) -> None:
    facts = cost_facts("scheme", SETTINGS, money, counts)
    printed = fact_of(facts, "cost_per_course/total/2014-2016/printed")
    recomputed = fact_of(facts, "cost_per_course/total/2014-2016/recomputed")
    assert printed.value == 1_200_000_000 / (100 + 200)
    assert recomputed.value == 1_200_000_000 / (100 + 300)
    assert recomputed.sources == ("report#money", "report#a", "report#c")
    assert fact_of(facts, "count_of_course/total/2014-2016/printed").unit == "attendances"


def test_a_denominator_of_one_reading_stands_as_both(
    money: pd.DataFrame, counts: pd.DataFrame, fact_of: FactOf
) -> None:
    facts = cost_facts("scheme", {**SETTINGS, "denominators": [COURSES]}, money, counts)
    assert fact_of(facts, "cost_per_course/total/2014-2016/both").value == 4_000_000
    assert len(facts) == 4


def test_a_cost_a_year_is_given_where_the_settings_ask_for_it(
    money: pd.DataFrame, counts: pd.DataFrame, fact_of: FactOf
) -> None:
    yearly = {**COURSES, "per_year": True}
    facts = cost_facts("scheme", {**SETTINGS, "denominators": [yearly]}, money, counts)
    cost = fact_of(facts, "cost_per_course_and_year/total/2014-2016/both")
    assert cost.value == pytest.approx(1_200_000_000 / 300 / 3)


def test_a_count_of_one_cell_is_reported_and_a_sum_is_computed(
    money: pd.DataFrame, counts: pd.DataFrame, fact_of: FactOf
) -> None:
    one_cell = {"name": "member", "unit": "persons", "printed": ["report#a"]}
    facts = cost_facts("scheme", {**SETTINGS, "denominators": [COURSES, one_cell]}, money, counts)
    assert fact_of(facts, "count_of_course/total/2014-2016/both").status == "computed"
    assert fact_of(facts, "count_of_member/total/2014-2016/both").status == "reported"


def test_a_denominators_cell_that_is_not_there_is_named(money: pd.DataFrame, cells: Cells) -> None:
    with pytest.raises(KeyError, match="report#b"):
        cost_facts("scheme", SETTINGS, money, cells("count", a=100, c=300))


def test_money_that_is_not_reported_is_named(counts: pd.DataFrame, cells: Cells) -> None:
    nothing = cells("amount_vnd", bounds={"money": "not_reported"}, money=0)
    with pytest.raises(KeyError, match=r"amount_vnd figures .*report#money"):
        cost_facts("scheme", SETTINGS, nothing, counts)


def test_one_more_qualified_person_costs_funding_over_gain_in_each_reading(
    money: pd.DataFrame, staff: pd.DataFrame, fact_of: FactOf
) -> None:
    facts = cost_of_qualification_facts("scheme", SETTINGS, QUALIFICATION, money, staff)
    metric = "cost_per_net_additional_qualified/total/2014-2016"
    assert fact_of(facts, f"{metric}/printed").value == 1_200_000_000 / (220 - 100)
    assert fact_of(facts, f"{metric}/recomputed").value == 1_200_000_000 / (200 - 100)


@pytest.mark.parametrize("closing", [100, 90])
def test_a_reading_without_net_gain_has_no_cost_and_the_other_keeps_its_own(
    money: pd.DataFrame, headcount: Headcount, closing: int
) -> None:
    table = headcount(
        ("2012", "total", "all", 400),
        ("2012", "total", "bachelor", 100),
        ("2016", "total", "all", 400),
        ("2016", "total", "qualified", 120),
        ("2016", "total", "bachelor", closing),
    )
    facts = cost_of_qualification_facts("scheme", SETTINGS, QUALIFICATION, money, table)
    assert {fact.variant for fact in facts} == {"printed"}
    assert facts[0].value == pytest.approx(1_200_000_000 / (120 - 100))


def test_a_class_has_attendances_over_classes(cells: Cells, fact_of: FactOf) -> None:
    settings = {"period": "2014", "attendances": ["report#a"], "classes": ["report#b"]}
    facts = class_size_facts("scheme", settings, cells("count", a=90, b=4))
    assert fact_of(facts, "attendances_per_class/total/2014/both").value == 90 / 4
    assert fact_of(facts, "attendances_per_class/total/2014/both").sources == (
        "report#a",
        "report#b",
    )


def costs_of(tables: Processed) -> list[Fact]:
    counts = counted(tables.headcount, tables.training, tables.seats)
    return cost_facts(tables.programme, tables.settings["cost"], tables.funding, counts)


BRIEFED = 2336 + 2838 + 1116 + 3163 + 1028 + 1850 + 1010 + 1653 + 2171
ARCHIVES = {
    "funding_per_year/total/2014-2016/both": 3_871_000_000 / 3,
    "count_of_course_participant/total/2014-2016/both": 21 + 1 + 320 + 529 + 488,
    "count_of_attendance/total/2014-2016/printed": 529 + 488 + 15021,
    "count_of_attendance/total/2014-2016/recomputed": 529 + 488 + BRIEFED,
    "count_of_participation/total/2014-2016/printed": 21 + 1 + 320 + 529 + 488 + 15021,
    "count_of_participation/total/2014-2016/recomputed": 21 + 1 + 320 + 529 + 488 + BRIEFED,
    "count_of_staff_member/total/2014-2016/both": 3860,
    "cost_per_course_participant/total/2014-2016/both": 3_871_000_000 / 1359,
    "cost_per_participation/total/2014-2016/printed": 3_871_000_000 / 16380,
    "cost_per_participation/total/2014-2016/recomputed": 3_871_000_000 / 18524,
    "cost_per_attendance/total/2014-2016/printed": 3_871_000_000 / 16038,
    "cost_per_attendance/total/2014-2016/recomputed": 3_871_000_000 / 18182,
    "cost_per_staff_member/total/2014-2016/both": 3_871_000_000 / 3860,
    "cost_per_staff_member_and_year/total/2014-2016/both": 3_871_000_000 / 3860 / 3,
}


def test_one_more_qualified_archivist_costs_3_56_or_4_23_million(
    real: Real, fact_of: FactOf
) -> None:
    tables = real("hcmc-archives-2014-2020")
    facts = cost_of_qualification_facts(
        tables.programme,
        tables.settings["cost"],
        tables.settings["qualification"],
        tables.funding,
        tables.headcount,
    )
    metric = "cost_per_net_additional_qualified"
    printed = fact_of(facts, f"{metric}/total/2014-2016/printed")
    recomputed = fact_of(facts, f"{metric}/total/2014-2016/recomputed")
    assert printed.value == pytest.approx(3_871_000_000 / 1086)
    assert recomputed.value == pytest.approx(3_871_000_000 / 916)


EXPERTS, DUTY = 100 + 60 + 100 + 20 + 100 + 100 + 100, 450 + 100 + 100 + 100 + 400
COMMUNES, EMPLOYEES = 900 + 700 + 579, 3000 + 50 + 20 + 20
SCHEME = {
    "funding_per_year/total/2022-2025/both": 272_316_000_000 / 4,
    "count_of_planned_course_seat/total/2022-2025/both": EXPERTS + DUTY + COMMUNES + EMPLOYEES,
    "count_of_planned_seat/total/2022-2025/both": 6999 + 30 + 240,
    "cost_per_planned_course_seat/total/2022-2025/both": 272_316_000_000 / 6999,
    "cost_per_planned_seat/total/2022-2025/both": 272_316_000_000 / 7269,
    "cost_per_staff_member/total/2022-2025/both": 272_316_000_000 / 140408,
    "cost_per_staff_member_and_year/total/2022-2025/both": 272_316_000_000 / 140408 / 4,
}


@pytest.mark.parametrize(
    ("programme", "wanted", "value"),
    [
        *(("hcmc-archives-2014-2020", *printed) for printed in ARCHIVES.items()),
        *(("hanoi-scheme-2022-2025", *printed) for printed in SCHEME.items()),
    ],
)
def test_the_real_costs_follow_from_the_printed_counts_and_seats(
    real: Real, fact_of: FactOf, programme: str, wanted: str, value: float
) -> None:
    found = fact_of(costs_of(real(programme)), wanted)
    assert found.value == pytest.approx(value, rel=1e-12)


def test_a_class_on_administrative_reform_had_102_9_attendances(
    real: Real, fact_of: FactOf
) -> None:
    tables = real("hcmc-admin-reform-2016-2020")
    counts = counted(tables.headcount, tables.training, tables.seats)
    facts = class_size_facts(tables.programme, tables.settings["class_size"], counts)
    assert fact_of(facts, "attendances_per_class/total/2016-2020/both").value == 1029 / 10
    assert len(facts_table(facts)) == 3
