from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.attrition.stock_flow import stock_flow_facts
from analysis.metrics.cells import counted
from analysis.metrics.facts import Fact, facts_table
from analysis.sources.processed import Processed

Headcount = Callable[..., pd.DataFrame]
Cells = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
QUALIFICATION = {"opening": 2012, "closing": 2016, "levels": ["bachelor", "college", "course"]}
SETTINGS: dict[str, Any] = {
    "period": "2014-2016",
    "trained": {
        "once": {
            "bachelor": ["report#b"],
            "college": ["report#c"],
            "course": ["report#d", "report#e"],
        }
    },
}


@pytest.fixture
def facts(headcount: Headcount, cells: Cells) -> list[Fact]:
    staff = headcount(
        ("2012", "total", "bachelor", 50),
        ("2012", "total", "college", None),
        ("2012", "total", "course", 200),
        ("2016", "total", "qualified", 400),
        ("2016", "total", "bachelor", 90),
        ("2016", "total", "college", 10),
        ("2016", "total", "course", 260),
    )
    return stock_flow_facts(
        "scheme", SETTINGS, QUALIFICATION, staff, cells("count", b=15, c=5, d=80, e=20)
    )


def test_the_residual_is_closing_less_opening_less_trained(
    facts: list[Fact], fact_of: FactOf
) -> None:
    residual = "stock_flow_residual_once"
    assert fact_of(facts, f"{residual}/bachelor/2012-2016/both").value == 90 - 50 - 15
    assert fact_of(facts, f"{residual}/course/2012-2016/both").value == 260 - 200 - (80 + 20)
    trained = 15 + 5 + 80 + 20
    assert fact_of(facts, "trained_once/total/2014-2016/both").value == trained
    assert fact_of(facts, f"{residual}/total/2012-2016/printed").value == 400 - 250 - trained
    assert fact_of(facts, f"{residual}/total/2012-2016/recomputed").value == 360 - 250 - trained


def test_a_level_without_an_opening_count_has_trainees_but_no_residual(facts: list[Fact]) -> None:
    of_college = {fact.metric for fact in facts if fact.group == "college"}
    assert of_college == {"trained_once"}


def test_a_residual_rests_on_both_stocks_and_on_the_trained(
    facts: list[Fact], fact_of: FactOf
) -> None:
    residual = fact_of(facts, "stock_flow_residual_once/course/2012-2016/both")
    assert residual.sources == (
        "report#total-course-2012",
        "report#total-course-2016",
        "report#d",
        "report#e",
    )


def test_a_count_of_trainees_that_is_not_there_is_named(headcount: Headcount, cells: Cells) -> None:
    staff = headcount(("2012", "total", "bachelor", 50), ("2016", "total", "bachelor", 90))
    with pytest.raises(KeyError, match="report#d, report#e"):
        stock_flow_facts("scheme", SETTINGS, QUALIFICATION, staff, cells("count", b=15, c=5))


persons = st.integers(min_value=0, max_value=100_000)


@settings(deadline=None)
@given(persons, persons, persons)
def test_residual_opening_and_trained_make_up_the_closing(
    opening: int, trained: int, closing: int
) -> None:
    staff = pd.DataFrame(
        {
            "group": "total",
            "period": ["2012", "2016"],
            "category": "bachelor",
            "headcount_persons": [opening, closing],
            "bound": "exact",
            "sources": ["report#opening", "report#closing"],
        }
    )
    counts = pd.DataFrame({"count": [trained], "bound": "exact", "sources": "report#b"})
    settings = {"period": "2014-2016", "trained": {"once": {"bachelor": ["report#b"]}}}
    facts = stock_flow_facts("scheme", settings, QUALIFICATION, staff, counts)
    values = {(fact.metric, fact.group): fact.value or 0 for fact in facts}
    for group in ("bachelor", "total"):
        assert values["stock_flow_residual_once", group] + opening + trained == closing


@pytest.fixture(scope="module")
def archives(real: Callable[[str], Processed]) -> list[Fact]:
    tables = real("hcmc-archives-2014-2020")
    counts = counted(tables.headcount, tables.training, tables.seats)
    return stock_flow_facts(
        tables.programme,
        tables.settings["attrition"],
        tables.settings["qualification"],
        tables.headcount,
        counts,
    )


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("trained_elementary/total/2014-2016/both", 21 + 1 + 320 + 529),
        ("trained_all_courses/total/2014-2016/both", 21 + 1 + 320 + 529 + 488),
        ("stock_flow_residual_elementary/bachelor/2012-2016/both", 158 - 56 - 21),
        ("stock_flow_residual_elementary/intermediate/2012-2016/both", 586 - 270 - 320),
        ("stock_flow_residual_elementary/short_course/2012-2016/both", 1140 - 745 - 529),
        ("stock_flow_residual_all_courses/short_course/2012-2016/both", 1140 - 745 - (529 + 488)),
        ("stock_flow_residual_elementary/total/2012-2016/printed", 2157 - 1071 - 871),
        ("stock_flow_residual_elementary/total/2012-2016/recomputed", 1987 - 1071 - 871),
        ("stock_flow_residual_all_courses/total/2012-2016/printed", 2157 - 1071 - 1359),
        ("stock_flow_residual_all_courses/total/2012-2016/recomputed", 1987 - 1071 - 1359),
    ],
)
def test_the_archives_residuals_follow_from_the_printed_counts(
    archives: list[Fact], fact_of: FactOf, wanted: str, value: int
) -> None:
    assert fact_of(archives, wanted).value == value


def test_the_archives_college_graduates_have_no_residual(archives: list[Fact]) -> None:
    assert {fact.metric for fact in archives if fact.group == "college"} == {
        "trained_elementary",
        "trained_all_courses",
    }


def test_every_fact_fits_the_ledger(facts: list[Fact], archives: list[Fact]) -> None:
    assert len(facts_table(facts)) == len(facts)
    assert len(facts_table(archives)) == len(archives)
