from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.attrition.pace import pace_facts, years_to_target
from analysis.metrics.facts import Fact, facts_table
from analysis.sources.processed import Processed

Headcount = Callable[..., pd.DataFrame]
Cells = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
SETTINGS: dict[str, Any] = {
    "target_rate_pct": 100,
    "target_year": "report#deadline",
    "scheme_years": "report#years",
    "attrition_pct": [0, 10],
}
QUALIFICATION = {"opening": 2012, "closing": 2016, "levels": ["bachelor"]}


def test_a_gap_of_300_closes_in_three_years_at_100_a_year() -> None:
    assert years_to_target(300, 100) == 3
    assert years_to_target(250, 100) == 2.5


@pytest.mark.parametrize("pace", [0, -5])
def test_a_gap_never_closes_where_nothing_is_gained(pace: float) -> None:
    assert years_to_target(300, pace) == math.inf


@pytest.mark.parametrize("pace", [100, 0, -5])
def test_a_target_that_is_met_already_needs_no_years(pace: float) -> None:
    assert years_to_target(0, pace) == 0
    assert years_to_target(-20, pace) == 0


@pytest.fixture
def figures(cells: Cells) -> pd.DataFrame:
    return cells("value", deadline=2020, years=2)


@pytest.fixture
def facts(staff: pd.DataFrame, figures: pd.DataFrame) -> list[Fact]:
    return pace_facts("scheme", SETTINGS, QUALIFICATION, staff, figures)


def test_the_flat_road_by_hand(facts: list[Fact], fact_of: FactOf) -> None:
    recomputed = "flat/2016-2020/recomputed"
    delivered = fact_of(facts, "delivered_per_year/flat/2012-2016/recomputed").value
    assert delivered == (260 - 100) / 4
    assert fact_of(facts, f"years_to_target/{recomputed}").value == (480 - 260) / 40
    assert fact_of(facts, f"year_of_target/{recomputed}").value == 2016 + 6
    assert fact_of(facts, f"required_per_year/{recomputed}").value == (480 - 260) / 4
    assert fact_of(facts, f"required_to_delivered/{recomputed}").value == 55 / 40


def test_the_growing_road_by_hand(facts: list[Fact], fact_of: FactOf) -> None:
    """Headcount grows by (480 − 400) / 4 = 20 a year: to 560 in 2020."""
    printed = "growing/2016-2020/printed"
    assert fact_of(facts, f"years_to_target/{printed}").value == (480 - 300) / (50 - 20)
    assert fact_of(facts, f"year_of_target/{printed}").value == 2016 + 6
    assert fact_of(facts, f"required_per_year/{printed}").value == (560 - 300) / 4


def test_the_gain_made_within_the_scheme_is_a_faster_pace(
    facts: list[Fact], fact_of: FactOf
) -> None:
    road = "flat_scheme_years"
    assert fact_of(facts, f"delivered_per_year/{road}/2012-2016/recomputed").value == 160 / 2
    assert fact_of(facts, f"years_to_target/{road}/2016-2020/recomputed").value == 220 / 80
    assert fact_of(facts, f"year_of_target/{road}/2016-2020/recomputed").value == 2019
    assert "assumption:gain-within-scheme-years" in (
        fact_of(facts, f"years_to_target/{road}/2016-2020/recomputed").sources
    )


def test_attrition_raises_what_a_year_needs_and_is_marked(
    facts: list[Fact], fact_of: FactOf
) -> None:
    """234 and 0.9 · 260 = 234: after four years at T a year, 0.6561 · 260 + 3.439 · T = 480."""
    needed = fact_of(facts, "required_per_year/flat_attrition_10/2016-2020/recomputed")
    assert needed.value == pytest.approx((480 - 0.6561 * 260) / 3.439)
    assert needed.sources[-1] == "assumption:annual-attrition"
    calm = fact_of(facts, "required_per_year/flat/2016-2020/recomputed")
    assert "assumption:annual-attrition" not in calm.sources


def test_a_lower_target_rate_asks_for_its_share_of_the_staff(
    staff: pd.DataFrame, figures: pd.DataFrame, fact_of: FactOf
) -> None:
    facts = pace_facts("scheme", {**SETTINGS, "target_rate_pct": 75}, QUALIFICATION, staff, figures)
    needed = fact_of(facts, "required_per_year/flat/2016-2020/printed")
    assert needed.value == (0.75 * 480 - 300) / 4


def test_every_number_of_the_road_ahead_is_marked_as_assumed(facts: list[Fact]) -> None:
    ahead = [fact for fact in facts if fact.metric != "delivered_per_year"]
    assert {fact.status for fact in ahead} == {"assumed"}
    assert all(source.startswith(("report#", "assumption:")) for f in facts for source in f.sources)
    assert all("report#deadline" in fact.sources for fact in ahead)
    assert len(facts_table(facts)) == len(facts)


@pytest.mark.parametrize("road", ["flat", "growing"])
def test_the_gain_between_two_counts_is_computed_from_the_counts_of_the_qualified_alone(
    facts: list[Fact], fact_of: FactOf, road: str
) -> None:
    delivered = fact_of(facts, f"delivered_per_year/{road}/2012-2016/recomputed")
    assert delivered.status == "computed"
    assert delivered.sources == ("report#total-bachelor-2012", "report#total-bachelor-2016")


def test_the_gain_in_the_years_of_the_scheme_assumes_that_it_was_made_in_them(
    facts: list[Fact], fact_of: FactOf
) -> None:
    delivered = fact_of(facts, "delivered_per_year/flat_scheme_years/2012-2016/recomputed")
    assert delivered.status == "assumed"
    assert delivered.sources[-2:] == ("report#years", "assumption:gain-within-scheme-years")


def test_staff_that_grows_faster_than_it_qualifies_never_meets_the_target(
    headcount: Headcount, figures: pd.DataFrame
) -> None:
    table = headcount(
        ("2012", "total", "all", 400),
        ("2012", "total", "bachelor", 100),
        ("2016", "total", "all", 600),
        ("2016", "total", "bachelor", 200),
    )
    facts = pace_facts("scheme", SETTINGS, QUALIFICATION, table, figures)
    with_end = {fact.group for fact in facts if fact.metric == "years_to_target"}
    assert with_end == {"flat", "flat_scheme_years"}


def test_without_net_gain_there_is_no_pace_to_hold_the_need_against(
    headcount: Headcount, figures: pd.DataFrame, fact_of: FactOf
) -> None:
    table = headcount(
        ("2012", "total", "all", 400),
        ("2012", "total", "bachelor", 100),
        ("2016", "total", "all", 400),
        ("2016", "total", "bachelor", 100),
    )
    facts = pace_facts("scheme", SETTINGS, QUALIFICATION, table, figures)
    assert fact_of(facts, "required_per_year/flat/2016-2020/both").value == (400 - 100) / 4
    assert not {fact.metric for fact in facts} & {"required_to_delivered", "years_to_target"}


def test_a_deadline_that_is_not_there_is_named(staff: pd.DataFrame, cells: Cells) -> None:
    with pytest.raises(KeyError, match=r"value figures .*report#deadline"):
        pace_facts("scheme", SETTINGS, QUALIFICATION, staff, cells("value", years=2))


def test_the_years_of_the_scheme_are_those_that_it_prints(
    staff: pd.DataFrame, cells: Cells
) -> None:
    with pytest.raises(KeyError, match=r"value figures .*report#years"):
        pace_facts("scheme", SETTINGS, QUALIFICATION, staff, cells("value", deadline=2020))


def test_a_deadline_that_the_document_leaves_empty_is_named(
    staff: pd.DataFrame, cells: Cells
) -> None:
    empty = cells("value", bounds={"deadline": "not_reported"}, deadline=0, years=2)
    with pytest.raises(KeyError, match="report nothing: report#deadline"):
        pace_facts("scheme", SETTINGS, QUALIFICATION, staff, empty)


@pytest.fixture(scope="module")
def archives(real: Callable[[str], Processed]) -> list[Fact]:
    tables = real("hcmc-archives-2014-2020")
    return pace_facts(
        tables.programme,
        tables.settings["attrition"]["pace"],
        tables.settings["qualification"],
        tables.headcount,
        tables.figures,
    )


@pytest.mark.parametrize(
    ("wanted", "value"),
    [
        ("delivered_per_year/flat/2012-2016/printed", (2157 - 1071) / 4),
        ("delivered_per_year/flat/2012-2016/recomputed", (1987 - 1071) / 4),
        ("years_to_target/flat/2016-2021/printed", (3860 - 2157) / 271.5),
        ("years_to_target/flat/2016-2021/recomputed", (3860 - 1987) / 229),
        ("years_to_target/growing/2016-2021/recomputed", (3860 - 1987) / (229 - 315 / 4)),
        ("year_of_target/flat/2016-2021/printed", 2016 + 7),
        ("year_of_target/flat/2016-2021/recomputed", 2016 + 9),
        ("year_of_target/growing/2016-2021/recomputed", 2016 + 13),
        ("year_of_target/flat_scheme_years/2016-2021/printed", 2016 + 5),
        ("year_of_target/flat_scheme_years/2016-2021/recomputed", 2016 + 7),
        ("required_per_year/flat/2016-2021/printed", (3860 - 2157) / 5),
        ("required_per_year/flat/2016-2021/recomputed", 374.6),
        ("required_per_year/growing/2016-2021/recomputed", (3860 + 5 * 315 / 4 - 1987) / 5),
        ("required_to_delivered/flat/2016-2021/recomputed", 374.6 / 229),
        (
            "required_per_year/flat_attrition_08/2016-2021/recomputed",
            (3860 - 0.92**5 * 1987) / (1 + 0.92 + 0.92**2 + 0.92**3 + 0.92**4),
        ),
        (
            "required_per_year/flat_attrition_12/2016-2021/printed",
            (3860 - 0.88**5 * 2157) / (1 + 0.88 + 0.88**2 + 0.88**3 + 0.88**4),
        ),
    ],
)
def test_the_archives_road_to_everyone_follows_from_the_printed_table(
    archives: list[Fact], fact_of: FactOf, wanted: str, value: float
) -> None:
    assert fact_of(archives, wanted).value == pytest.approx(value)


def test_at_the_observed_pace_no_reading_reaches_everyone_by_2021(archives: list[Fact]) -> None:
    years = {
        fact.id: fact.value or 0
        for fact in archives
        if fact.metric == "year_of_target" and fact.group in ("flat", "growing")
    }
    assert len(years) == 4
    assert min(years.values()) > 2021
