from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis.metrics.cells import counted
from analysis.metrics.cost.course_costs import (
    ContradictoryNorms,
    course_cost_bounds,
    course_cost_facts,
)
from analysis.metrics.facts import Fact
from analysis.sources.processed import Processed

Cells = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
Real = Callable[[str], Processed]
NO_CEILING = np.inf


def kinds(*rows: tuple[float, float, float], is_lower_bound: bool = False) -> pd.DataFrame:
    """Kinds a, b, …: count, floor, ceiling."""
    return pd.DataFrame(rows, columns=["count", "floor_vnd", "ceiling_vnd"]).assign(
        kind=list("abcdef"[: len(rows)]), is_lower_bound=is_lower_bound
    )


def ends(bounds: pd.DataFrame) -> list[tuple[float, float]]:
    return list(zip(bounds["least_vnd"], bounds["most_vnd"], strict=True))


def test_without_norms_a_course_cost_anything_from_nothing_to_the_whole_sum() -> None:
    bounds = course_cost_bounds(1000, kinds((10, 0, NO_CEILING), (4, 0, NO_CEILING)))
    assert ends(bounds) == [(0, 100), (0, 250)]


def test_norms_of_the_other_kinds_leave_a_kind_less_and_more() -> None:
    """Of 1000, kind b takes 4 × 50 to 4 × 100: 600 to 800 remain for the ten of kind a."""
    bounds = course_cost_bounds(1000, kinds((10, 0, NO_CEILING), (4, 50, 100)))
    assert ends(bounds) == [(60, 80), (50, 100)]


def test_a_kinds_own_norm_holds_where_the_total_would_allow_more_or_less() -> None:
    bounds = course_cost_bounds(1000, kinds((10, 70, 75), (4, 0, NO_CEILING)))
    assert ends(bounds) == [(70, 75), (62.5, 75)]


def test_a_count_that_is_a_lower_bound_takes_the_floor_from_what_it_allows() -> None:
    bounds = course_cost_bounds(1000, kinds((10, 0, 75), (4, 0, 90), is_lower_bound=True))
    assert ends(bounds) == [(0, 75), (0, 90)]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        (((10, 90, 200), (4, 50, 200)), "the floors alone need 1100 đồng of a total of 1000"),
        (((10, 0, 50), (4, 0, 100)), "the ceilings allow 900 đồng of a total of 1000"),
        (((10, 60, 50), (4, 0, 200)), "the floor of a lies above the ceiling"),
    ],
)
def test_norms_that_fit_no_split_are_refused_with_what_contradicts(
    rows: tuple[tuple[float, float, float], ...], problem: str
) -> None:
    with pytest.raises(ContradictoryNorms, match=rf"{problem}.* a, b .*cost\.kinds"):
        course_cost_bounds(1000, kinds(*rows))


def test_a_kind_that_nobody_attended_has_no_cost() -> None:
    with pytest.raises(ValueError, match="Nobody attended b"):
        course_cost_bounds(1000, kinds((10, 0, NO_CEILING), (0, 0, NO_CEILING)))


norms = st.tuples(st.integers(1, 50), st.integers(0, 100), st.integers(0, 200) | st.none()).map(
    lambda drawn: (
        float(drawn[0]),
        float(drawn[1]),
        NO_CEILING if drawn[2] is None else float(drawn[1] + drawn[2]),
    )
)


def with_a_split(
    rows: list[tuple[float, float, float]], shares: list[float]
) -> tuple[float, list[float]]:
    costs = [
        floor + share * (min(ceiling, floor + 500) - floor)
        for (_, floor, ceiling), share in zip(rows, shares, strict=False)
    ]
    return sum(count * cost for (count, _, _), cost in zip(rows, costs, strict=True)), costs


quarters = st.integers(0, 4).map(lambda part: part / 4)


@given(rows=st.lists(norms, min_size=2, max_size=5), shares=st.lists(quarters, min_size=5))
@settings(max_examples=60, deadline=None)
def test_the_bounds_contain_every_split_and_are_those_of_the_linear_program(
    rows: list[tuple[float, float, float]], shares: list[float]
) -> None:
    total, costs = with_a_split(rows, shares)
    bounds = course_cost_bounds(total, kinds(*rows))
    for place, (least, most) in enumerate(ends(bounds)):
        assert least - 1e-4 <= costs[place] <= most + 1e-4
        for sign, end in ((1, least), (-1, most)):
            goal = [sign * float(other == place) for other in range(len(rows))]
            solved = linprog(
                goal,
                A_eq=[[count for count, _, _ in rows]],
                b_eq=[total],
                bounds=[(floor, ceiling) for _, floor, ceiling in rows],
            )
            assert solved.status == 0
            assert end == pytest.approx(sign * solved.fun, abs=1e-4)


SETTINGS: dict[str, Any] = {
    "funding": "report#money",
    "period": "2014-2016",
    "kinds": [
        {"name": "long", "printed": ["report#a"]},
        {"name": "short", "printed": ["report#b"], "recomputed": ["report#c"]},
    ],
}


def test_a_kind_is_told_in_each_reading_only_where_they_differ(
    cells: Cells, fact_of: FactOf
) -> None:
    money = cells("amount_vnd", money=1000)
    facts = course_cost_facts("scheme", SETTINGS, money, cells("count", a=10, b=4, c=5))
    assert [fact.id.removeprefix("scheme/course_cost/") for fact in facts] == [
        "long/2014-2016/both",
        "short/2014-2016/printed",
        "short/2014-2016/recomputed",
    ]
    assert [(fact.value, fact.low, fact.high) for fact in facts] == [
        (None, 0, 100), (None, 0, 250), (None, 0, 200),
    ]  # fmt: skip
    assert facts[0].sources == ("report#money", "report#a")
    assert {fact.status for fact in facts} == {"computed"}


def test_a_declared_norm_stands_among_the_sources_of_all_that_it_bounds(cells: Cells) -> None:
    long, short = SETTINGS["kinds"]
    norm = {"ceiling_vnd": 100, "sources": ["assumption:norm"]}
    settings = {**SETTINGS, "kinds": [long, {**short, **norm}]}
    facts = course_cost_facts(
        "scheme", settings, cells("amount_vnd", money=1000), cells("count", a=10, b=4, c=5)
    )
    assert [(fact.group, fact.variant, fact.low, fact.high) for fact in facts] == [
        ("long", "printed", 60, 100),
        ("long", "recomputed", 50, 100),
        ("short", "both", 0, 100),
    ]
    assert facts[0].sources == ("report#money", "report#a", "report#b", "assumption:norm")
    assert {fact.status for fact in facts} == {"assumed"}


def test_what_a_course_of_the_archives_scheme_cost_cannot_be_said(
    real: Real, fact_of: FactOf
) -> None:
    tables = real("hcmc-archives-2014-2020")
    counts = counted(tables.headcount, tables.training, tables.seats)
    facts = course_cost_facts(tables.programme, tables.settings["cost"], tables.funding, counts)
    assert {fact.low for fact in facts} == {0}
    most = {(fact.group, fact.variant): fact.high for fact in facts}
    assert most == {
        ("award_bearing_training", "both"): pytest.approx(3_871_000_000 / (21 + 1 + 320)),
        ("short_courses", "both"): pytest.approx(3_871_000_000 / (529 + 488)),
        ("briefings", "printed"): pytest.approx(3_871_000_000 / 15021),
        ("briefings", "recomputed"): pytest.approx(3_871_000_000 / 17165),
    }


@pytest.mark.parametrize(
    ("women_pct", "opposed_pct", "women_at_least", "men_at_most"),
    [(40, 40, 0, 40), (60, 60, 20, 40)],
)
def test_the_method_of_bounds_is_that_of_king_for_the_precincts_of_ogburn_and_goltra(
    women_pct: float, opposed_pct: float, women_at_least: float, men_at_most: float
) -> None:
    """King 1997, A Solution to the Ecological Inference Problem, chapter 1 and its third note.

    A precinct's vote is a total over two groups, each of whose members gave between 0 and 1 vote:
    in percent of all voters, at least 0 and 20 are women who opposed, at most 40 men who did.
    """
    precinct = kinds((women_pct, 0, 1), (100 - women_pct, 0, 1))
    (women_least, _), (_, men_most) = ends(course_cost_bounds(opposed_pct, precinct))
    assert women_least * women_pct == pytest.approx(women_at_least)
    assert men_most * (100 - women_pct) == pytest.approx(men_at_most)
