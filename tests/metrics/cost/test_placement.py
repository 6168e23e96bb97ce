from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd
import pytest

from analysis.metrics.cost.placement import (
    HOLDS_ELSEWHERE,
    cost_per_retained_facts,
    placement_facts,
)
from analysis.metrics.facts import Fact, facts_table
from analysis.sources.processed import Processed

Cells = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
Real = Callable[[str], Processed]
PILOT = {
    "group": "officials",
    "period": "2012-2019",
    "trained": ["report#a"],
    "placed": ["report#b"],
}
OPENING = {"group": "candidates", "period": "2017", "seats": ["report#a"], "placed": ["report#b"]}


def cost(metric: str, value: float, variant: str = "both") -> Fact:
    return Fact("scheme", metric, "total", "2022-2025", variant, "vnd", "funding / seats",
                ("plan#money", "plan#seats"), value)  # fmt: skip


def test_of_1000_trained_714_placed_leave_286_and_need_1_4_trained_each(
    cells: Cells, fact_of: FactOf
) -> None:
    facts = placement_facts("scheme", PILOT, cells("value", a=1000, b=714))
    assert fact_of(facts, "trained_before_placement/officials/2012-2019/both").value == 1000
    assert fact_of(facts, "placed/officials/2012-2019/both").value == 714
    assert fact_of(facts, "not_placed/officials/2012-2019/both").value == 1000 - 714
    assert fact_of(facts, "placement_rate/officials/2012-2019/both").value == 71.4
    assert fact_of(facts, "trained_per_placed/officials/2012-2019/both").value == 1000 / 714


def test_seats_that_nobody_was_trained_for_are_filled_and_no_more_is_said(
    cells: Cells, fact_of: FactOf
) -> None:
    facts = placement_facts("scheme", OPENING, cells("value", a=169, b=104))
    assert fact_of(facts, "seats_filled/candidates/2017/both").value == pytest.approx(
        61.538, abs=5e-4
    )
    assert {fact.metric for fact in facts} == {"seats_before_placement", "placed", "seats_filled"}
    assert fact_of(facts, "seats_before_placement/candidates/2017/both").unit == "seats"


def test_a_placement_rests_on_the_cells_of_both_counts(cells: Cells, fact_of: FactOf) -> None:
    facts = placement_facts("scheme", PILOT, cells("value", a=1000, b=714))
    rate = fact_of(facts, "placement_rate/officials/2012-2019/both")
    assert rate.sources == ("report#a", "report#b")


def test_a_count_of_the_placed_that_is_not_there_is_named(cells: Cells) -> None:
    with pytest.raises(KeyError, match="report#b"):
        placement_facts("scheme", PILOT, cells("value", a=1000))


def test_a_retained_trainee_costs_a_seat_times_the_trained_that_one_placed_needs(
    cells: Cells, fact_of: FactOf
) -> None:
    placement = facts_table(placement_facts("pilot", PILOT, cells("value", a=100, b=80)))
    others = [cost("cost_per_planned_seat_real", 42_000_000), cost("cost_per_member", 7)]
    costs = facts_table([cost("cost_per_planned_seat", 40_000_000), *others])
    facts = cost_per_retained_facts("scheme", costs, placement)
    assert len(facts) == 1
    retained = fact_of(
        facts, "cost_per_retained_planned_seat/total/2022-2025/placement_as_observed"
    )
    assert retained.value == 40_000_000 * 100 / 80
    assert retained.status == "assumed"
    assert retained.sources == ("plan#money", "plan#seats", "report#a", "report#b", HOLDS_ELSEWHERE)


def test_a_programme_without_a_placement_to_draw_on_is_named(cells: Cells) -> None:
    placement = facts_table(placement_facts("pilot", OPENING, cells("value", a=169, b=104)))
    with pytest.raises(KeyError, match=r"scheme draws on .*trained_per_placed"):
        cost_per_retained_facts("scheme", facts_table([cost("cost_per_seat", 1)]), placement)


def test_hanois_pilot_would_make_a_course_seat_of_38_91_million_cost_54_49(
    costs_and_pilot: tuple[pd.DataFrame, pd.DataFrame], fact_of: FactOf
) -> None:
    costs, placement = costs_and_pilot
    facts = cost_per_retained_facts("hanoi-scheme-2022-2025", costs, placement)
    metric = "cost_per_retained_planned_course_seat/total/2022-2025/placement_as_observed"
    found = fact_of(facts, metric)
    assert found.value == pytest.approx(272_316_000_000 / 6999 * 1000 / 714)
    assert round((found.value or 0) / 1e6, 2) == 54.49


def test_hanois_seats_of_2017_were_filled_with_104_of_169(real: Real, fact_of: FactOf) -> None:
    staff = real("hanoi-staff-2014-2020")
    (_, candidates) = staff.settings["placement"]
    facts = placement_facts(staff.programme, candidates, staff.figures)
    filled = fact_of(facts, "seats_filled/civil_service_candidates/2017/both")
    assert filled.value == pytest.approx(100 * 104 / 169)
