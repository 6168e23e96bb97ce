from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import pandas as pd
import pytest

from analysis.metrics.attrition.completions import STEPS
from analysis.metrics.attrition.leakage import FROM_ELSEWHERE, LOSSES, Range, leakage_region
from analysis.metrics.attrition.leakage_facts import leakage_facts
from analysis.metrics.cells import counted
from analysis.metrics.facts import Fact, facts_table
from analysis.sources.processed import Processed

FactOf = Callable[[Iterable[Fact], str], Fact]
READINGS = ("printed", "recomputed")
TOTAL = "total/2012-2016"


@pytest.fixture(scope="module")
def archives(real: Callable[[str], Processed]) -> list[Fact]:
    tables = real("hcmc-archives-2014-2020")
    return leakage_facts(
        tables.programme,
        tables.settings["attrition"],
        tables.settings["qualification"],
        tables.headcount,
        counted(tables.headcount, tables.training, tables.seats),
    )


def of(facts: list[Fact], fact_of: FactOf, metric: str, variant: str, where: str = TOTAL) -> Fact:
    known = {fact.id for fact in facts}
    programme = facts[0].programme
    found = f"{metric}/{where}/{variant}"
    return fact_of(facts, found if f"{programme}/{found}" in known else f"{metric}/{where}/both")


# 1.071 qualified in 2012; 2.157 stated or 1.987 by the table in 2016; 1.359 attendances, of which
# 7 + 12 and 47 were under way; 73 of one class that had ended and 144, 185, 200 elementary.
@pytest.mark.parametrize(
    ("step", "low", "high"),
    [
        ("worst_case", 0, 21 + 1 + 320 + 529 + 488),
        ("classes_ended", 0, 1359 - 7 - 12 - 47),
        ("finishers_are_new", 73 + 200, 1293),
        ("different_people", 73 + 144 + 185 + 200, 1293 - 488),
    ],
)
def test_net_leakage_is_the_opening_and_the_completions_less_the_closing(
    archives: list[Fact], fact_of: FactOf, step: str, low: int, high: int
) -> None:
    trained = fact_of(archives, f"completions_{step}/total/2014-2016/both")
    assert (trained.low, trained.high) == (low, high)
    for variant, closing in zip(READINGS, (2157, 1987), strict=True):
        net = of(archives, fact_of, f"net_leakage_{step}", variant)
        assert (net.low, net.high) == (1071 + low - closing, 1071 + high - closing)


def test_what_is_printed_does_not_say_whether_more_left_or_came(
    archives: list[Fact], fact_of: FactOf
) -> None:
    for variant in READINGS:
        net = of(archives, fact_of, "net_leakage_classes_ended", variant)
        assert net.low is not None
        assert net.high is not None
        assert net.low < 0 < net.high
        assert net.status == "computed"


def test_counting_certificates_as_people_makes_it_more_who_came_in_both_readings(
    archives: list[Fact], fact_of: FactOf
) -> None:
    for variant, least in zip(READINGS, (281, 111), strict=True):
        net = of(archives, fact_of, "net_leakage_different_people", variant)
        assert net.high == -least
        came = of(archives, fact_of, "from_elsewhere_at_least_different_people", variant)
        assert came.value == least
        assert came.status == "assumed"


def test_certificates_as_people_and_nobody_from_elsewhere_contradict_the_stocks() -> None:
    for closing in (2157, 1987):
        region = leakage_region(1071, closing, Range(602, 805))
        assert region.cut(0, 1, 0).vertices == ()


def test_without_anybody_from_elsewhere_losses_are_small(
    archives: list[Fact], fact_of: FactOf
) -> None:
    for variant, most in zip(READINGS, (1071 + 1293 - 2157, 1071 + 1293 - 1987), strict=True):
        losses = of(archives, fact_of, "losses_no_hires", variant)
        assert (losses.low, losses.high) == (0, most)
        assert "assumption:no-qualified-hires" in losses.sources


def test_hires_as_at_opening_cut_losses_but_leave_the_sign_as_it_was(
    archives: list[Fact], fact_of: FactOf
) -> None:
    # H <= q (3860 − 1071 + L) and L − H <= d give L <= (q × 2789 + d)/(1 − q), with q = 1071/3545
    share = 1071 / 3545
    for variant, net in zip(READINGS, (-281, -111), strict=True):
        losses = of(archives, fact_of, "losses_hires_as_at_opening", variant)
        assert losses.low == 0
        assert losses.high == int((share * 2789 + net) / (1 - share))
        assert of(archives, fact_of, "net_leakage_hires_as_at_opening", variant).high == net


@pytest.mark.parametrize(
    ("level", "step", "low", "high"),
    [
        ("bachelor", "worst_case", 56 - 158, 56 + 21 - 158),
        ("bachelor", "classes_ended", 56 - 158, 56 + 21 - 7 - 12 - 158),
        ("intermediate", "worst_case", 270 - 586, 270 + 320 - 586),
        ("intermediate", "classes_ended", 270 - 586, 270 + 320 - 47 - 586),
        ("short_course", "worst_case", 745 - 1140, 745 + 529 + 488 - 1140),
        ("short_course", "different_people", 745 + 529 - 1140, 745 + 529 - 1140),
    ],
)
def test_each_level_with_both_counts_has_its_own_set(
    archives: list[Fact], fact_of: FactOf, level: str, step: str, low: int, high: int
) -> None:
    net = fact_of(archives, f"net_leakage_{step}/{level}/2012-2016/both")
    assert (net.low, net.high) == (low, high)


def test_a_level_without_an_opening_count_has_completions_and_no_set(archives: list[Fact]) -> None:
    of_college = {fact.metric for fact in archives if fact.group == "college"}
    assert of_college == {f"completions_{step}" for step in STEPS}


def test_each_set_lies_within_the_one_that_assumes_less(
    archives: list[Fact], fact_of: FactOf
) -> None:
    chains = (
        [*STEPS, "hires_as_at_opening"],
        ["worst_case", "classes_ended", "finishers_are_new", "no_hires"],
    )
    for chain in chains:
        for wide, narrow in pairwise(chain):
            for variant in READINGS:
                for quantity in ("losses", "from_elsewhere", "net_leakage"):
                    outer = of(archives, fact_of, f"{quantity}_{wide}", variant)
                    inner = of(archives, fact_of, f"{quantity}_{narrow}", variant)
                    assert outer.low is not None
                    assert outer.high is not None
                    assert inner.low is not None
                    assert inner.high is not None
                    assert outer.low <= inner.low <= inner.high <= outer.high


def test_only_the_newly_qualified_would_identify_net_leakage(
    archives: list[Fact], fact_of: FactOf
) -> None:
    def left_open(quantity: str, figure: str) -> float | None:
        where = f"{figure}/2012-2016"
        return of(archives, fact_of, f"{quantity}_left_open", "recomputed", where).value

    assert left_open("net_leakage", "nothing_more") == 1293
    assert left_open("net_leakage", "newly_qualified") == 0
    assert left_open("net_leakage", "qualified_from_elsewhere") == 1293
    assert left_open("net_leakage", "qualified_leavers") == 1293
    assert left_open("losses", "nothing_more") == 1071 + 1293
    assert left_open("losses", "newly_qualified") == 1987
    assert left_open("losses", "qualified_from_elsewhere") == 1293
    assert left_open("losses", "qualified_leavers") == 0


def test_the_corners_are_those_of_the_set(archives: list[Fact], fact_of: FactOf) -> None:
    corners = {
        tuple(
            of(archives, fact_of, f"corner_{name}_worst_case", "recomputed", where).value
            for name in ("losses", "from_elsewhere")
        )
        for where in (f"corner_{place}/2012-2016" for place in range(1, 6))
    }
    assert corners == {(0, 0), (443, 0), (2430, 1987), (1071, 1987), (0, 916)}
    region = leakage_region(1071, 1987, Range(0, 1359))
    assert region.extent(LOSSES) == (0, 2430)
    assert region.extent(FROM_ELSEWHERE) == (0, 1987)


def test_readings_that_agree_stand_once_on_the_cells_of_both(
    archives: list[Fact], fact_of: FactOf
) -> None:
    losses = fact_of(archives, f"losses_worst_case/{TOTAL}/both")
    assert {
        "1228-bc-snv-2017#qualified-2016-stated",
        "1228-bc-snv-2017#table-2016-total-bachelor",
        "1228-bc-snv-2017#trained-intermediate",
    } <= set(losses.sources)


def test_every_fact_fits_the_ledger(archives: list[Fact]) -> None:
    assert len(facts_table(archives)) == len(archives)


def test_a_document_that_agrees_with_itself_has_one_set(
    headcount: Callable[..., pd.DataFrame], cells: Callable[..., pd.DataFrame], fact_of: FactOf
) -> None:
    staff = headcount(
        ("2012", "total", "all", 100),
        ("2012", "total", "course", 40),
        ("2016", "total", "all", 100),
        ("2016", "total", "course", 50),
    )
    nothing: dict[str, dict[str, list[str]]] = {"cells": {}}
    settings = {
        "period": "2014-2016",
        "trained": {"all_courses": {"course": ["report#c"]}},
        "completions": {"under_way": nothing, "ended": nothing, "without_certificate": nothing},
    }
    qualification = {"opening": 2012, "closing": 2016, "levels": ["course"]}
    facts = leakage_facts("scheme", settings, qualification, staff, cells("count", c=30))
    assert {fact.variant for fact in facts} == {"both"}
    net = fact_of(facts, "net_leakage_worst_case/total/2012-2016/both")
    assert (net.low, net.high) == (40 - 50, 40 + 30 - 50)
