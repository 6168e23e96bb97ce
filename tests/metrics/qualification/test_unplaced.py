from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.facts import Fact
from analysis.metrics.qualification.unplaced import IN_ONE_BODY, unplaced_facts
from analysis.sources.processed import Processed

Headcount = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
LEVELS: dict[str, Any] = {
    "opening": 2012,
    "closing": 2016,
    "levels": ["bachelor", "short_course"],
}

BODIES = {
    # headcount and qualified in 2012, headcount and qualified in 2016, of the archives report
    "archives_office": (27, 6, 20, 11),
    "departments": (834, 298, 924, 316),
    "districts": (2235, 715, 2399, 1448),
    "companies": (449, 52, 517, 212),
}
STATED, TABLE, OPENING = 2157, 1987, 1071


@pytest.fixture(scope="module")
def archives(real: Callable[[str], Processed]) -> list[Fact]:
    tables = real("hcmc-archives-2014-2020")
    return unplaced_facts(tables.programme, tables.settings["qualification"], tables.headcount)


def scenarios(facts: list[Fact]) -> set[str]:
    return {fact.variant for fact in facts if fact.variant.startswith("unplaced_in_")}


def test_all_the_unplaced_in_one_body_change_its_rate_and_the_shares_of_all(
    bodies_stating: Callable[[int], pd.DataFrame], fact_of: FactOf
) -> None:
    facts = unplaced_facts("scheme", LEVELS, bodies_stating(170))
    wanted = {
        "unplaced_qualified/total/2016/both": 170 - (60 + 90),
        "room_for_qualified/districts/2016/both": 150 - 90,
        "qualified/offices/2016/unplaced_in_offices": 60 + 20,
        "qualification_rate/offices/2016/unplaced_in_offices": 100 * 80 / 150,
        "qualification_rate_change/offices/2012-2016/unplaced_in_offices": 100 * 80 / 150 - 50,
        "net_additional_qualified/offices/2012-2016/unplaced_in_offices": 80 - 50,
        "gain_share/offices/2012-2016/unplaced_in_offices": 100 * 30 / 100,
        "gain_share/districts/2012-2016/unplaced_in_offices": 100 * 70 / 100,
        "rate_effect/offices/2012-2016/unplaced_in_offices": 0.5 * (100 * 80 / 150 - 50),
        "rate_effect/districts/2012-2016/unplaced_in_offices": 0.5 * (60 - 20),
        "composition_effect/total/2012-2016/unplaced_in_offices": 0,
    }
    for name, value in wanted.items():
        assert fact_of(facts, name).value == pytest.approx(value), name
    assert scenarios(facts) == {"unplaced_in_offices", "unplaced_in_districts"}


def test_a_body_without_room_for_all_of_them_is_no_scenario(
    bodies_stating: Callable[[int], pd.DataFrame], fact_of: FactOf
) -> None:
    facts = unplaced_facts("scheme", LEVELS, bodies_stating(150 + 61))
    assert fact_of(facts, "room_for_qualified/districts/2016/both").value == 60
    assert scenarios(facts) == {"unplaced_in_offices"}
    rate = fact_of(facts, "qualification_rate/districts/2016/range")
    assert (rate.low, rate.high) == (60, 100)


@pytest.mark.parametrize("stated", [150, 149, 301])
def test_without_people_too_few_in_the_table_nobody_is_unplaced(
    bodies_stating: Callable[[int], pd.DataFrame], stated: int
) -> None:
    assert unplaced_facts("scheme", LEVELS, bodies_stating(stated)) == []


def test_a_body_whose_own_number_is_in_conflict_stops_the_question(
    bodies_stating: Callable[[int], pd.DataFrame], headcount: Headcount
) -> None:
    more = headcount(("2016", "offices", "qualified", 65))
    assert unplaced_facts("scheme", LEVELS, pd.concat([bodies_stating(170), more])) == []


def test_a_fall_needs_strictly_more_people_than_keep_the_opening_rate(
    bodies_stating: Callable[[int], pd.DataFrame], fact_of: FactOf
) -> None:
    facts = unplaced_facts("scheme", LEVELS, bodies_stating(170))
    to_reverse = fact_of(facts, "persons_to_reverse/offices/2012-2016/both")
    assert to_reverse.value == 150 * 50 / 100 - 60 + 1
    assert "persons_to_reverse" not in {f.metric for f in facts if f.group == "districts"}


def test_a_fall_that_all_the_unplaced_could_not_turn_has_no_number(
    bodies_stating: Callable[[int], pd.DataFrame],
) -> None:
    facts = unplaced_facts("scheme", LEVELS, bodies_stating(150 + 15))
    assert "persons_to_reverse" not in {fact.metric for fact in facts}


def test_the_170_of_the_archives_report_fit_into_three_of_four_bodies(
    archives: list[Fact], fact_of: FactOf
) -> None:
    assert fact_of(archives, "unplaced_qualified/total/2016/both").value == STATED - TABLE == 170
    assert fact_of(archives, "room_for_qualified/archives_office/2016/both").value == 20 - 11
    assert scenarios(archives) == {
        f"unplaced_in_{body}" for body in ("departments", "districts", "companies")
    }


@pytest.mark.parametrize("body", ["departments", "districts", "companies"])
def test_all_170_in_one_body_give_its_rate_by_hand(
    archives: list[Fact], fact_of: FactOf, body: str
) -> None:
    staff_1, qualified_1, staff_2, qualified_2 = BODIES[body]
    variant = f"unplaced_in_{body}"
    change = fact_of(archives, f"qualification_rate_change/{body}/2012-2016/{variant}")
    assert change.value == pytest.approx(
        100 * ((qualified_2 + 170) / staff_2 - qualified_1 / staff_1)
    )
    share = fact_of(archives, f"gain_share/districts/2012-2016/{variant}")
    districts = 733 + (170 if body == "districts" else 0)
    assert share.value == pytest.approx(100 * districts / (STATED - OPENING))


def test_the_effects_add_up_to_the_stated_change_in_each_scenario(archives: list[Fact]) -> None:
    for variant in scenarios(archives):
        effects = [
            fact.value or 0
            for fact in archives
            if fact.variant == variant and fact.metric.endswith("_effect")
            and fact.group == "total"
        ]  # fmt: skip
        assert sum(effects) == pytest.approx(100 * (STATED / 3860 - OPENING / 3545))


def test_fifteen_of_the_170_in_the_departments_turn_their_fall(
    archives: list[Fact], fact_of: FactOf
) -> None:
    assert fact_of(archives, "persons_to_reverse/departments/2012-2016/both").value == 15
    assert (316 + 14) / 924 < 298 / 834 < (316 + 15) / 924


def test_the_ranges_by_body_take_in_the_table_and_all_170(
    archives: list[Fact], fact_of: FactOf
) -> None:
    share = fact_of(archives, "gain_share/districts/2012-2016/range")
    assert share.low == pytest.approx(100 * 733 / 1086)
    assert share.high == pytest.approx(100 * (733 + 170) / 1086)
    office = fact_of(archives, "qualification_rate/archives_office/2016/range")
    assert (office.low, office.high) == (55, 100)


def test_a_scenario_is_assumed_and_a_range_over_all_of_them_is_not(archives: list[Fact]) -> None:
    for fact in archives:
        in_scenario = fact.variant.startswith("unplaced_in_")
        assert (IN_ONE_BODY in fact.sources) == in_scenario == (fact.status == "assumed")
        assert in_scenario or fact.status == "computed"
    stated = "1228-bc-snv-2017#qualified-2016-stated"
    bodies = [fact for fact in archives if fact.metric != "room_for_qualified"]
    assert all(stated in fact.sources for fact in bodies)


SPLIT = st.tuples(*(st.integers(0, 170) for _ in range(3)))


@settings(max_examples=40)
@given(SPLIT)
def test_any_split_of_the_170_stays_within_the_ranges(
    archives: list[Fact], fact_of: FactOf, cuts: tuple[int, int, int]
) -> None:
    first, second = sorted(cuts[:2])
    office = min(cuts[2] % 10, first)
    more = dict(zip(BODIES, (office, first - office, second - first, 170 - second), strict=True))
    shares = dict.fromkeys(BODIES, 0.0)
    rate_effect = 0.0
    for body, (staff_1, qualified_1, staff_2, qualified_2) in BODIES.items():
        rates = qualified_1 / staff_1, (qualified_2 + more[body]) / staff_2
        change = 100 * (rates[1] - rates[0])
        shares[body] = 100 * (qualified_2 + more[body] - qualified_1) / (STATED - OPENING)
        rate_effect += (staff_1 / 3545 + staff_2 / 3860) / 2 * change
        assert_within(fact_of(archives, f"qualification_rate/{body}/2016/range"), 100 * rates[1])
        assert_within(
            fact_of(archives, f"qualification_rate_change/{body}/2012-2016/range"), change
        )
        assert_within(fact_of(archives, f"gain_share/{body}/2012-2016/range"), shares[body])
    assert sum(shares.values()) == pytest.approx(100)
    assert_within(fact_of(archives, "rate_effect/total/2012-2016/range"), rate_effect)
    stated_change = 100 * (STATED / 3860 - OPENING / 3545)
    composition = fact_of(archives, "composition_effect/total/2012-2016/range")
    assert_within(composition, stated_change - rate_effect)


def assert_within(bounds: Fact, value: float) -> None:
    assert bounds.low is not None
    assert bounds.high is not None
    assert bounds.low - 1e-9 <= value <= bounds.high + 1e-9
