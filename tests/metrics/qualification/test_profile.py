from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.qualification.profile import profile_facts
from analysis.sources.processed import Processed

Headcount = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
SETTINGS: dict[str, Any] = {
    "period": 2022,
    "classes": ["officials", "employees"],
    "levels": ["master", "bachelor", "college"],
    "at_or_above_university": ["master", "bachelor"],
}
TWO_CLASSES = [
    ("2022", "officials", "all", 50),
    ("2022", "officials", "master", 10),
    ("2022", "officials", "bachelor", 35),
    ("2022", "officials", "college", 5),
    ("2022", "employees", "all", 150),
    ("2022", "employees", "bachelor", 90),
    ("2022", "employees", "college", None),
]


@pytest.fixture
def facts(headcount: Headcount) -> list[Fact]:
    return profile_facts("city", SETTINGS, headcount(*TWO_CLASSES))


def test_a_class_has_its_share_of_all_classes(facts: list[Fact], fact_of: FactOf) -> None:
    assert fact_of(facts, "headcount/total/2022/both").value == 50 + 150
    assert fact_of(facts, "headcount/total/2022/both").status == "computed"
    assert fact_of(facts, "class_share/officials/2022/recomputed").value == 100 * 50 / 200
    assert fact_of(facts, "class_share/employees/2022/recomputed").value == 100 * 150 / 200


def test_a_level_has_its_share_of_its_class(facts: list[Fact], fact_of: FactOf) -> None:
    share = fact_of(facts, "share_with_bachelor/employees/2022/recomputed")
    assert share.value == 100 * 90 / 150
    assert share.sources == ("report#employees-bachelor-2022", "report#employees-all-2022")
    assert fact_of(facts, "staff_with_bachelor/employees/2022/both").status == "reported"


def test_a_degree_or_more_is_the_sum_of_those_levels(facts: list[Fact], fact_of: FactOf) -> None:
    assert fact_of(facts, "staff_at_or_above_university/officials/2022/recomputed").value == 10 + 35
    share = "share_at_or_above_university"
    assert fact_of(facts, f"{share}/officials/2022/recomputed").value == 100 * 45 / 50
    assert fact_of(facts, f"{share}/total/2022/recomputed").value == 100 * (45 + 90) / 200


def test_who_has_no_degree_is_the_rest_of_the_class(facts: list[Fact], fact_of: FactOf) -> None:
    below = "share_below_university"
    assert fact_of(facts, f"{below}/officials/2022/recomputed").value == 100 * 5 / 50
    assert fact_of(facts, f"{below}/total/2022/recomputed").value == 100 * (5 + 60) / 200


def test_a_level_that_is_not_reported_has_no_share(facts: list[Fact]) -> None:
    assert "city/share_with_college/employees/2022/recomputed" not in {fact.id for fact in facts}


def test_other_years_and_other_classes_are_left_out(headcount: Headcount, fact_of: FactOf) -> None:
    more = [("2019", "officials", "all", 999), ("2022", "visitors", "all", 999)]
    facts = profile_facts("city", SETTINGS, headcount(*TWO_CLASSES, *more))
    assert fact_of(facts, "headcount/total/2022/both").value == 200
    assert {fact.group for fact in facts} == {"officials", "employees", "total"}


@pytest.fixture(scope="module")
def hanoi(real: Callable[[str], Processed]) -> list[Fact]:
    tables = real("hanoi-staff-2014-2020")
    return profile_facts(tables.programme, tables.settings["profile"], tables.headcount)


@pytest.mark.parametrize(
    ("group", "with_degree", "staff"),
    [
        ("civil_servants", 42 + 2405 + 4510, 7194),
        ("commune_staff", 7 + 922 + 7852, 12053),
        ("public_employees", 333 + 268 + 8740 + 938 + 69816, 121161),
        ("total", 6957 + 8781 + 80095, 7194 + 12053 + 121161),
    ],
)
def test_hanois_staff_with_a_degree_are_those_of_the_printed_counts(
    hanoi: list[Fact], fact_of: FactOf, group: str, with_degree: int, staff: int
) -> None:
    persons = fact_of(hanoi, f"staff_at_or_above_university/{group}/2022/recomputed")
    share = fact_of(hanoi, f"share_at_or_above_university/{group}/2022/recomputed")
    assert persons.value == with_degree
    assert share.value == pytest.approx(100 * with_degree / staff)


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("headcount/total/2022/both", 140408),
        ("class_share/civil_servants/2022/recomputed", 100 * 7194 / 140408),
        ("share_with_master/civil_servants/2022/recomputed", 100 * 2405 / 7194),
        ("share_with_college_or_below/commune_staff/2022/recomputed", 100 * 3272 / 12053),
        ("share_with_specialist_1/public_employees/2022/recomputed", 100 * 938 / 121161),
    ],
)
def test_hanois_shares_follow_from_the_printed_counts(
    hanoi: list[Fact], fact_of: FactOf, wanted: str, value: float
) -> None:
    assert fact_of(hanoi, wanted).value == pytest.approx(value)


@pytest.mark.parametrize("group", ["civil_servants", "commune_staff", "public_employees"])
def test_the_levels_of_a_class_in_hanoi_make_up_the_class(hanoi: list[Fact], group: str) -> None:
    shares = [
        fact.value or 0
        for fact in hanoi
        if fact.group == group and fact.metric.startswith("share_with_")
    ]
    assert sum(shares) == pytest.approx(100)


def test_every_fact_fits_the_ledger(hanoi: list[Fact]) -> None:
    assert len(facts_table(hanoi)) == len(hanoi)
