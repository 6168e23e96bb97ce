from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path

import pandas as pd
import pytest

from analysis.metrics.cost.prices import slug
from analysis.metrics.effects import ASSUMPTION as OF_THE_EFFECTS
from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.studies import attrition_study, cost_study, qualification_study
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root
from analysis.sources.processed import Processed, save_facts, written_facts
from analysis.sources.programmes import read_assumptions, read_programmes

Real = Callable[[str], Processed]
STUDIES = {
    "qualification": qualification_study,
    "cost": cost_study,
    "attrition": attrition_study,
}
ROOT = project_root(Path(__file__).parent)
ARCHIVES, STAFF, SCHEME = (
    "hcmc-archives-2014-2020",
    "hanoi-staff-2014-2020",
    "hanoi-scheme-2022-2025",
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("project")


@pytest.fixture(scope="module")
def studied(real: Real, root: Path) -> dict[tuple[str, str], list[Fact]]:
    """The facts of every study that a programme declares, in the order of the build."""
    found = {}
    for programme, settings in read_programmes(ROOT).items():
        for study in settings["analyses"]:
            if study in STUDIES:
                facts = STUDIES[study](
                    replace(real(programme), earlier=partial(written_facts, root))
                )
                save_facts(facts_table(facts), programme, study, root)
                found[programme, study] = facts
    return found


def metrics(facts: list[Fact]) -> set[str]:
    return {fact.metric for fact in facts}


def test_a_programme_without_analyses_establishes_nothing(real: Real) -> None:
    tables = real("nghe-an-it")
    assert [study(tables) for study in STUDIES.values()] == [[], [], []]


def test_every_declared_study_establishes_facts(
    studied: dict[tuple[str, str], list[Fact]],
) -> None:
    assert set(studied) == {
        *((ARCHIVES, study) for study in STUDIES),
        *((STAFF, study) for study in STUDIES),
        ("hcmc-admin-reform-2016-2020", "cost"),
        (SCHEME, "cost"),
        (SCHEME, "attrition"),
    }
    assert all(studied.values())


def test_a_study_holds_what_its_settings_declare(
    studied: dict[tuple[str, str], list[Fact]],
) -> None:
    assert "rate_effect" in metrics(studied[ARCHIVES, "qualification"])
    assert "share_at_or_above_university" in metrics(studied[STAFF, "qualification"])
    assert "meets_standard_change" in metrics(studied[STAFF, "qualification"])
    assert "cost_per_net_additional_qualified" in metrics(studied[ARCHIVES, "cost"])
    assert "cost_per_net_additional_qualified" not in metrics(studied[SCHEME, "cost"])
    assert {"seat_share", "target_rate"} <= metrics(studied[SCHEME, "cost"])
    for programme in (ARCHIVES, SCHEME):
        assert {
            "funding_real",
            "cost_per_staff_member_and_year_real",
            "cost_per_staff_member_in_base_salaries",
            "price_base_year",
            "price_change",
            "course_cost",
        } <= metrics(studied[programme, "cost"])
    assert not any(name.startswith("cost_per") for name in metrics(studied[STAFF, "cost"]))
    assert "placement_rate" in metrics(studied[STAFF, "attrition"])
    assert {
        "required_per_year",
        "probability_of_target",
        "cost_per_net_additional_qualified_by_staff_year",
    } <= metrics(studied[ARCHIVES, "attrition"])
    assert {"cost_per_retained_planned_seat", "cost_per_planned_seat_break_even"} <= metrics(
        studied[SCHEME, "attrition"]
    )


def test_no_two_studies_give_the_same_id(studied: dict[tuple[str, str], list[Fact]]) -> None:
    ids = [fact.id for fact in chain.from_iterable(studied.values())]
    assert len(ids) == len(set(ids))


def test_every_receipt_leads_to_a_figure_an_assumption_or_a_reference(
    real: Real, studied: dict[tuple[str, str], list[Fact]]
) -> None:
    tables = [real(programme) for programme, _ in studied]
    known = set(pd.concat([table.figures["sources"] for table in tables]))
    known |= {f"assumption:{name}" for name in read_assumptions(ROOT)}
    known |= {f"reference:base_salary-{day}" for day in tables[0].base_salary["valid_from"]}
    known |= {
        f"reference:consumer_prices-{slug(row.publisher)}-{row.year}"
        for row in tables[0].consumer_prices.itertuples()
    }
    used = {source for facts in studied.values() for fact in facts for source in fact.sources}
    assert used <= known


def test_every_assumption_that_is_declared_is_used(
    real: Real, studied: dict[tuple[str, str], list[Fact]]
) -> None:
    used = {source for facts in studied.values() for fact in facts for source in fact.sources}
    declared = {f"assumption:{name}" for name in read_assumptions(ROOT)}
    assert declared - used == {OF_THE_EFFECTS}


def test_a_fact_that_rests_on_an_assumption_is_not_called_computed(
    studied: dict[tuple[str, str], list[Fact]],
) -> None:
    for fact in chain.from_iterable(studied.values()):
        assumed = any(source.startswith("assumption:") for source in fact.sources)
        assert assumed == (fact.status == "assumed"), fact.id


def test_losses_by_level_rest_on_the_bridge_over_the_missing_college_column(
    studied: dict[tuple[str, str], list[Fact]],
) -> None:
    bridge = "assumption:no-college-diploma-outside-the-columns"
    bridged = {
        fact.group
        for fact in studied[ARCHIVES, "attrition"]
        if fact.metric == "net_leakage_worst_case" and bridge in fact.sources
    }
    assert bridged == {"bachelor", "intermediate"}


def test_a_staff_year_without_attrition_costs_a_fifth_of_what_the_cost_study_gives(
    studied: dict[tuple[str, str], list[Fact]],
) -> None:
    group, metric = "attrition_00_over_5_years", "cost_per_net_additional_qualified_by_staff_year"
    facts = {
        fact.variant: fact
        for fact in studied[ARCHIVES, "attrition"]
        if (fact.group, fact.metric) == (group, metric)
    }
    ends = pytest.approx([3_871_000_000 / 1086 / 5, 3_871_000_000 / 916 / 5])
    assert [facts["printed"].value, facts["recomputed"].value] == ends
    assert [facts["range"].low, facts["range"].high] == ends
    assert set(facts) == {"printed", "recomputed", "range"}


def test_every_result_in_conflict_but_the_corners_of_a_set_has_its_range_and_nothing_else_has_one(
    studied: dict[tuple[str, str], list[Fact]],
) -> None:
    by_variant = {
        variant: {
            (f.programme, f.metric, f.group, f.period)
            for f in chain.from_iterable(studied.values())
            if f.variant == variant and f.formula.startswith(start)
        }
        for variant, start in (("printed", ""), ("recomputed", ""), ("range", "from the lower"))
    }
    in_conflict = {
        key
        for key in by_variant["printed"] & by_variant["recomputed"]
        if not key[1].startswith("corner_")
    }
    assert (ARCHIVES, "qualification_rate", "total", "2016") in in_conflict
    assert by_variant["range"] == in_conflict
    assert {programme for programme, *_ in in_conflict} == {ARCHIVES}


def test_a_study_that_needs_an_earlier_one_says_which_file_is_missing(
    real: Real, tmp_path: Path
) -> None:
    with pytest.raises(SourceError, match=r"hanoi-staff-2014-2020.attrition\.csv is not there yet"):
        attrition_study(replace(real(SCHEME), earlier=partial(written_facts, tmp_path)))
