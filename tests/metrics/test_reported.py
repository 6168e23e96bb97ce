from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import pytest

from analysis.metrics.comparable import Comparability, comparability_of
from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.reported import (
    intensity_facts,
    reported_facts,
    seat_facts,
    standard_change_facts,
)
from analysis.sources.processed import Processed

Cells = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
Real = Callable[[str], Processed]


def test_a_printed_rate_changes_in_percentage_points(
    cells: Cells, fact_of: FactOf, unbroken: Comparability
) -> None:
    settings = {
        "period": "2015-2019",
        "groups": {"officials": {"opening": "report#a", "closing": "report#b"}},
    }
    facts = standard_change_facts("city", settings, cells("value", a=85, b=92), unbroken)
    assert fact_of(facts, "meets_standard/officials/2015/printed").value == 85
    assert fact_of(facts, "meets_standard/officials/2019/printed").unit == "percent"
    change = fact_of(facts, "meets_standard_change/officials/2015-2019/printed")
    assert (change.value, change.unit) == (92 - 85, "percentage_points")
    assert change.sources == ("report#a", "report#b")


def test_a_figure_is_carried_over_as_printed(cells: Cells) -> None:
    settings = [
        {
            "metric": "postgraduates",
            "unit": "persons",
            "cells": {2019: {"total": "report#a"}, "2016-2020": {"total": "report#b"}},
        }
    ]
    facts = reported_facts("city", settings, cells("value", a=179, b=773))
    assert [(fact.id, fact.value, fact.status) for fact in facts] == [
        ("city/postgraduates/total/2019/both", 179, "reported"),
        ("city/postgraduates/total/2016-2020/both", 773, "reported"),
    ]


def test_a_carried_figure_that_is_not_there_is_named(cells: Cells) -> None:
    settings = [{"metric": "m", "unit": "persons", "cells": {2019: {"total": "report#gone"}}}]
    with pytest.raises(KeyError, match="report#gone"):
        reported_facts("city", settings, cells("value", a=1))


def test_an_audience_has_its_share_of_all_seats(cells: Cells, fact_of: FactOf) -> None:
    settings = {
        "period": "2022-2025",
        "audiences": {"experts": ["report#a", "report#b"], "chairs": ["report#c"]},
    }
    facts = seat_facts("plan", settings, cells("seats", a=10, b=20, c=90))
    assert fact_of(facts, "seats/total/2022-2025/recomputed").value == 10 + 20 + 90
    assert fact_of(facts, "seats/experts/2022-2025/recomputed").value == 10 + 20
    assert fact_of(facts, "seat_share/experts/2022-2025/recomputed").value == 100 * 30 / 120
    assert fact_of(facts, "seat_share/chairs/2022-2025/recomputed").value == 100 * 90 / 120


def test_attendances_are_spread_over_staff_and_years(cells: Cells, fact_of: FactOf) -> None:
    settings = {"period": "2016-2020", "attendances": ["report#a"], "staff": ["report#b"]}
    facts = intensity_facts("city", settings, cells("value", a=1000, b=100))
    metric = "attendances_per_staff_member_and_year/total/2016-2020/both"
    assert fact_of(facts, metric).value == 1000 / 100 / 5


def test_hanois_plan_has_6999_course_seats_and_270_for_postgraduates(
    real: Real, fact_of: FactOf
) -> None:
    tables = real("hanoi-scheme-2022-2025")
    facts = seat_facts(tables.programme, tables.settings["seats"], tables.seats)
    seats = {
        "expert_team": 100 + 60 + 100 + 20 + 100 + 100 + 100,
        "duty_performance": 450 + 100 + 100 + 100 + 400,
        "commune_staff": 900 + 700 + 579,
        "public_employees": 3000 + 50 + 20 + 20,
        "postgraduate": 30 + 240,
    }
    assert {fact.group: fact.value for fact in facts if fact.metric == "seats"} == {
        **seats,
        "total": 580 + 1150 + 2179 + 3090 + 270,
    }
    share = fact_of(facts, "seat_share/public_employees/2022-2025/recomputed")
    assert share.value == pytest.approx(100 * 3090 / 7269)


def test_hanois_officials_gained_7_points_and_civil_servants_1(real: Real, fact_of: FactOf) -> None:
    tables = real("hanoi-staff-2014-2020")
    facts = standard_change_facts(
        tables.programme,
        tables.settings["standard"],
        tables.figures,
        comparability_of(tables.settings, tables.breaks),
    )
    change = "meets_standard_change"
    assert fact_of(facts, f"{change}/elected_officials/2015-2019/printed").value == 92 - 85
    assert fact_of(facts, f"{change}/civil_servants/2015-2019/printed").value == 100 - 99


def test_hanois_two_documents_are_carried_side_by_side(real: Real, fact_of: FactOf) -> None:
    tables = real("hanoi-staff-2014-2020")
    facts = reported_facts(tables.programme, tables.settings["reported"], tables.figures)
    assert {
        wanted: fact_of(facts, wanted).value
        for wanted in (
            "headcount_stated/total/2019/both",
            "headcount_stated/total/2022/both",
            "postgraduates/total/2016-2019/both",
            "postgraduates/total/2016-2020/both",
            "commune_chairs_trained/commune_chairs/2016-2019/both",
            "commune_chairs_trained/commune_chairs/2016-2020/both",
            "attendances/informatics/2016-2020/both",
        )
    } == {
        "headcount_stated/total/2019/both": 132_569,
        "headcount_stated/total/2022/both": 140_408,
        "postgraduates/total/2016-2019/both": 179,
        "postgraduates/total/2016-2020/both": 773,
        "commune_chairs_trained/commune_chairs/2016-2019/both": 351,
        "commune_chairs_trained/commune_chairs/2016-2020/both": 1493,
        "attendances/informatics/2016-2020/both": 45_552,
    }
    assert len(facts_table(facts)) == len(facts)


def test_hanois_staff_attended_1_64_times_a_year(real: Real, fact_of: FactOf) -> None:
    tables = real("hanoi-staff-2014-2020")
    facts = intensity_facts(tables.programme, tables.settings["intensity"], tables.figures)
    found = fact_of(facts, "attendances_per_staff_member_and_year/total/2016-2020/both")
    assert found.value == pytest.approx(1_148_119 / 140_408 / 5)
    assert round(found.value or 0, 2) == 1.64
