"""Series that a break cuts, and the bridges over it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.comparable import (
    BrokenSeries,
    Comparability,
    Point,
    breaks_between,
    comparability_of,
    require_comparable,
)
from analysis.metrics.facts import Fact
from analysis.metrics.qualification.change import qualification_change_facts
from analysis.metrics.qualification.details import qualification_detail_facts
from analysis.metrics.studies import attrition_study, cost_study, qualification_study
from analysis.sources.breaks import Break, Breaks, read_breaks
from analysis.sources.paths import project_root
from analysis.sources.processed import Processed

BREAKS = read_breaks(project_root(Path(__file__).parent))
REAL = Callable[[str], Processed]
ARCHIVES = "hcmc-archives-2014-2020"


def districts(*years: str, region: str = "hanoi") -> list[Point]:
    return [Point(region, (), "districts", "qualified", year) for year in years]


def total(*years: str, region: str = "hcmc") -> list[Point]:
    return [Point(region, (), "total", "qualified", year) for year in years]


def names(points: list[Point]) -> list[str]:
    return [entry.id for entry in breaks_between(points, BREAKS)]


@pytest.mark.parametrize("region", ["hanoi", "nghe-an"])
def test_a_series_by_district_ends_with_the_district_tier(region: str) -> None:
    assert names(districts("2024", "2026", region=region)) == ["district-tier-abolished"]
    assert names(districts("2012", "2016", region=region)) == []
    assert names(districts("2026", "2027", region=region)) == []


def test_a_count_of_the_year_of_the_break_may_be_of_either_side() -> None:
    assert names(districts("2024", "2025")) == ["district-tier-abolished"]
    assert names(districts("2025", "2026")) == ["district-tier-abolished"]


def test_one_count_alone_is_no_comparison() -> None:
    assert names(districts("2025")) == []
    assert names(districts("2022-2025")) == []


def test_code_79_names_another_city_after_the_first_of_july_2025() -> None:
    assert names(total("2016", "2026")) == ["province-79-enlarged"]
    assert names(total("2016", "2026", region="hanoi")) == []
    assert names(districts("2024", "2026", region="hcmc")) == [
        "district-tier-abolished",
        "province-79-enlarged",
    ]


def test_a_break_that_touches_one_side_only_is_not_crossed() -> None:
    """Hà Nội's code did not change, so its later count is on no other side of that break."""
    assert names([*total("2016"), *total("2026", region="hanoi")]) == []


def test_the_document_without_a_college_column_is_the_only_one_that_is_touched() -> None:
    formal = [
        Point("hcmc", ("1228-bc-snv-2017",), "total", "formal", year) for year in ("2012", "2016")
    ]
    assert names(formal) == ["no-college-column-2012"]
    assert names([point._replace(documents=("another",)) for point in formal]) == []
    assert names([point._replace(category="short_course") for point in formal]) == []


def test_a_comparison_across_a_break_names_the_break_and_the_bridge_that_would_allow_it() -> None:
    with pytest.raises(BrokenSeries) as error:
        require_comparable(districts("2024", "2026"), BREAKS, {})
    message = str(error.value)
    assert "districts (qualified): 2024 and 2026 cannot be compared" in message
    assert "there is no district tier" in message
    assert "district-tier-abolished, from 2025-07-01" in message
    assert "a table that allots the staff of each district" in message


def test_a_bridged_break_lets_the_comparison_pass_and_leaves_its_assumption() -> None:
    bridged = {"district-tier-abolished": "districts-put-together"}
    assert require_comparable(districts("2024", "2026"), BREAKS, bridged) == (
        "assumption:districts-put-together",
    )
    assert require_comparable(districts("2012", "2016"), BREAKS, bridged) == ()


def test_a_bridge_over_one_break_does_not_carry_over_another() -> None:
    bridged = {"district-tier-abolished": "districts-put-together"}
    with pytest.raises(BrokenSeries, match="province-79-enlarged"):
        require_comparable(districts("2024", "2026", region="hcmc"), BREAKS, bridged)


def test_a_bridge_over_nothing_is_refused_with_the_breaks_that_there_are() -> None:
    settings = {"region": "hcmc", "documents": {}, "bridged": {"tier": "some-assumption"}}
    with pytest.raises(ValueError, match=r"no break 'tier'.*district-tier-abolished"):
        comparability_of(settings, BREAKS)


def test_a_period_that_is_no_year_is_refused() -> None:
    with pytest.raises(ValueError, match="'from 2016' is not a year"):
        breaks_between(districts("from 2016", "2026"), BREAKS)


@pytest.fixture
def over_the_tier(headcount: Callable[..., pd.DataFrame]) -> pd.DataFrame:
    rows = []
    for year, staff, qualified in (("2024", 100, 40), ("2026", 100, 55)):
        for group in ("total", "districts"):
            rows += [(year, group, "all", staff), (year, group, "bachelor", qualified)]
    return headcount(*rows)


SETTINGS: dict[str, Any] = {
    "opening": 2024,
    "closing": 2026,
    "levels": ["bachelor"],
    "formal": ["bachelor"],
}


def test_districts_of_2024_and_2026_cannot_be_compared_by_accident(
    over_the_tier: pd.DataFrame,
) -> None:
    across = Comparability(BREAKS, "hanoi", (), {})
    with pytest.raises(BrokenSeries, match="district-tier-abolished"):
        qualification_change_facts("scheme", SETTINGS, over_the_tier, across)
    with pytest.raises(BrokenSeries, match="district-tier-abolished"):
        qualification_detail_facts("scheme", SETTINGS, over_the_tier, across)


def test_with_the_bridge_declared_what_is_formed_across_it_is_assumed(
    over_the_tier: pd.DataFrame,
) -> None:
    bridge = {"district-tier-abolished": "districts-put-together"}
    across = Comparability(BREAKS, "hanoi", (), bridge)
    asked = ("scheme", SETTINGS, over_the_tier, across)
    facts = [*qualification_change_facts(*asked), *qualification_detail_facts(*asked)]
    by_id = {fact.id.partition("/")[2]: fact for fact in facts}
    change = by_id["qualification_rate_change/districts/2024-2026/both"]
    assert change.value == 55 - 40
    assert change.status == "assumed"
    assert change.sources[-1] == "assumption:districts-put-together"
    assert by_id["qualification_rate/districts/2024/both"].status == "computed"
    assert by_id["qualification_rate_change/total/2024-2026/both"].status == "computed"
    assert by_id["formal_rate_change/districts/2024-2026/both"].status == "assumed"
    assert by_id["rate_effect/total/2024-2026/recomputed"].status == "assumed"


@pytest.fixture(scope="module")
def archives(real: REAL) -> list[Fact]:
    return qualification_study(real(ARCHIVES))


def test_the_archives_degrees_and_diplomas_are_compared_over_the_declared_bridge(
    archives: list[Fact],
) -> None:
    bridge = "assumption:no-college-diploma-outside-the-columns"
    carried = {fact.metric for fact in archives if bridge in fact.sources}
    assert carried == {"formal_rate_change"}
    for fact in archives:
        if fact.metric == "formal_rate_change":
            assert (fact.status, fact.sources[-1]) == ("assumed", bridge)
    [total] = [fact for fact in archives if "formal_rate_change/total/" in fact.id]
    assert total.value == pytest.approx(100 * (158 + 103 + 586) / 3860 - 100 * 326 / 3545)


def test_without_its_bridge_the_archives_study_stops(real: REAL) -> None:
    tables = real(ARCHIVES)
    unbridged = {key: value for key, value in tables.settings.items() if key != "bridged"}
    with pytest.raises(BrokenSeries, match="no-college-column-2012") as error:
        qualification_study(replace(tables, settings=unbridged))
    assert "the number of people with a college diploma in 2012" in str(error.value)


TEXT = {"vi": "Đổi cách tính.", "en": "The definition changed."}
NEW_DEFINITION = Break(
    "new-definition", date(2014, 1, 1), TEXT, {"categories": ("qualified",)}, TEXT
)


@pytest.mark.parametrize("study", [qualification_study, cost_study, attrition_study])
def test_every_study_of_two_counts_stops_at_a_break_between_them(
    real: REAL, study: Callable[[Processed], list[Fact]]
) -> None:
    tables = real(ARCHIVES)
    breaks = Breaks((*tables.breaks.entries, NEW_DEFINITION), tables.breaks.places)
    with pytest.raises(BrokenSeries, match="new-definition"):
        study(replace(tables, breaks=breaks))


def test_the_cost_of_a_gain_over_a_bridge_rests_on_the_bridge(real: REAL) -> None:
    tables = real(ARCHIVES)
    breaks = Breaks((*tables.breaks.entries, NEW_DEFINITION), tables.breaks.places)
    settings = {**tables.settings, "bridged": {**tables.settings["bridged"], "new-definition": "b"}}
    facts = cost_study(replace(tables, breaks=breaks, settings=settings))
    resting = {fact.metric for fact in facts if "assumption:b" in fact.sources}
    assert "cost_per_net_additional_qualified" in resting
    assert "cost_per_staff_member" not in resting


def test_hanois_standard_stops_at_a_break_between_its_years(real: REAL) -> None:
    text = {"vi": "Đổi tiêu chuẩn.", "en": "The standard changed."}
    changed = Break("new-standard", date(2017, 1, 1), text, {"regions": ("hanoi",)}, text)
    tables = real("hanoi-staff-2014-2020")
    with pytest.raises(BrokenSeries, match="new-standard"):
        qualification_study(replace(tables, breaks=Breaks((changed,), {})))
