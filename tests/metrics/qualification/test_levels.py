from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.comparable import BrokenSeries, Comparability, comparability_of
from analysis.metrics.facts import Fact
from analysis.metrics.qualification.levels import level_facts
from analysis.metrics.readings import headcount_readings
from analysis.sources.processed import Processed

Headcount = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
SETTINGS: dict[str, Any] = {
    "levels": ["bachelor", "college", "course"],
    "formal": ["bachelor", "college"],
}
YEARS = ["2012", "2016"]


@pytest.fixture
def facts(headcount: Headcount, unbroken: Comparability) -> list[Fact]:
    """50 and 20 of 200 in 2012; 60, 30 and 90 of 300 in 2016, college new."""
    staff = headcount(
        ("2012", "total", "all", 200),
        ("2012", "total", "bachelor", 50),
        ("2012", "total", "college", None),
        ("2012", "total", "course", 20),
        ("2016", "total", "all", 300),
        ("2016", "total", "bachelor", 60),
        ("2016", "total", "college", 30),
        ("2016", "total", "course", 90),
    )
    readings = headcount_readings(staff, SETTINGS["levels"])
    return list(level_facts("scheme", readings, SETTINGS, YEARS, unbroken))


def test_the_two_kinds_by_hand(facts: list[Fact], fact_of: FactOf) -> None:
    assert fact_of(facts, "formal_rate/total/2012/both").value == 100 * 50 / 200
    assert fact_of(facts, "formal_rate/total/2016/both").value == 100 * (60 + 30) / 300
    assert fact_of(facts, "formal_rate_change/total/2012-2016/both").value == 30 - 25
    assert fact_of(facts, "short_course_rate/total/2016/both").value == 100 * 90 / 300
    assert fact_of(facts, "short_course_rate_change/total/2012-2016/both").value == 30 - 10


def test_a_level_has_its_number_its_rate_and_its_share_by_hand(
    facts: list[Fact], fact_of: FactOf
) -> None:
    assert fact_of(facts, "level_persons/course/2016/both").value == 90
    assert fact_of(facts, "level_rate/course/2016/both").value == 100 * 90 / 300
    assert fact_of(facts, "level_share/course/2016/recomputed").value == 100 * 90 / 180


def test_a_level_that_is_not_reported_has_no_facts(facts: list[Fact]) -> None:
    college = {(fact.metric, fact.period) for fact in facts if fact.group == "college"}
    assert {period for _, period in college} == {"2016"}


def test_the_shares_of_the_levels_make_up_the_whole(facts: list[Fact]) -> None:
    for year in YEARS:
        shares = [f.value or 0 for f in facts if f.metric == "level_share" and f.period == year]
        assert sum(shares) == pytest.approx(100)


def test_a_change_rests_on_both_counts_of_the_kind_and_of_the_staff(
    facts: list[Fact], fact_of: FactOf
) -> None:
    assert set(fact_of(facts, "short_course_rate_change/total/2012-2016/both").sources) == {
        f"report#total-{category}-{year}" for category in ("course", "all") for year in YEARS
    }


def test_the_archives_formal_staff_are_not_compared_over_the_missing_column_without_a_bridge(
    real: Callable[[str], Processed],
) -> None:
    tables = real("hcmc-archives-2014-2020")
    unbridged = comparability_of({**tables.settings, "bridged": {}}, tables.breaks)
    settings = tables.settings["qualification"]
    readings = headcount_readings(tables.headcount, settings["levels"])
    with pytest.raises(BrokenSeries, match="no-college-column-2012"):
        list(level_facts(tables.programme, readings, settings, YEARS, unbridged))
