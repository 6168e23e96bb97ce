from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from analysis.audit import audit
from analysis.audit.proposals import proposed_readings
from analysis.audit.reads import reads_of
from analysis.metrics.effects import changed_facts, effect_facts
from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.worlds import World
from analysis.sources.affected import affected_by
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import read_document
from analysis.sources.paths import project_root
from analysis.sources.processed import Processed
from analysis.sources.programmes import read_programmes

Real = Callable[[str], Processed]
ROOT = project_root(Path(__file__).parent)
ARCHIVES, REPORT, DECISION = "hcmc-archives-2014-2020", "1228-bc-snv-2017", "1698-qd-ubnd-2022"
DOCUMENTS = sorted(path.parent.name for path in (ROOT / "data" / "raw").glob("*/document.yml"))
IF = "if_table_2016_departments_short_course_is_249"


@cache
def audits(document: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    source = read_document(ROOT / "data" / "raw" / document)
    figures = clean_figures(source)
    return proposed_readings(source, figures), audit(source, figures)


@pytest.fixture(scope="module")
def effects_of(real: Real) -> Callable[[str], list[Fact]]:
    def build(document: str) -> list[Fact]:
        names = affected_by(document, read_programmes(ROOT))
        return effect_facts(*audits(document), {name: real(name) for name in names})

    return cache(build)


def value(facts: list[Fact], wanted: str) -> float | None:
    (found,) = (fact.value for fact in facts if fact.id == f"{ARCHIVES}/{wanted}")
    return found


@pytest.mark.parametrize(
    ("fact", "by_hand"),
    [
        ("qualification_rate/total/2016", 100 * 2157 / 3860),
        ("net_additional_qualified/total/2012-2016", 2157 - 1071),
        ("qualification_rate_change/departments/2012-2016",
         100 * (54 + 36 + 147 + 249) / 924 - 100 * (18 + 70 + 210) / 834),
        ("gain_share/districts/2012-2016",
         100 * ((55 + 62 + 398 + 933) - (25 + 178 + 512)) / (2157 - 1071)),
        ("cost_per_net_additional_qualified/total/2014-2016", 3_871_000_000 / 1086),
        ("year_of_target/flat/2016-2021", 2016 + 7),
    ],
)  # fmt: skip
def test_with_the_departments_cell_read_as_249_the_headline_results_are_those_by_hand(
    fact: str, by_hand: float, effects_of: Callable[[str], list[Fact]]
) -> None:
    assert 6 < (3860 - 2157) / ((2157 - 1071) / 4) < 7
    assert value(effects_of(REPORT), f"{fact}/{IF}") == pytest.approx(by_hand)


def test_a_headline_result_that_stays_as_it_is_has_no_effect(
    effects_of: Callable[[str], list[Fact]],
) -> None:
    changed = {fact.metric for fact in effects_of(REPORT) if fact.variant == IF}
    assert "cost_per_participation" not in changed
    assert not any("districts_briefing_stated" in fact.variant
                   for fact in effects_of(REPORT) if fact.metric != "figure_as_read")  # fmt: skip


def test_where_the_document_would_still_contradict_itself_the_reading_is_named(
    effects_of: Callable[[str], list[Fact]],
) -> None:
    variant = "if_districts_briefing_2015_is_1633_recomputed"
    listed = 21 + 1 + 320 + 529 + 488 + 17165 - 20
    assert value(
        effects_of(REPORT), f"cost_per_participation/total/2014-2016/{variant}"
    ) == pytest.approx(3_871_000_000 / listed)


def test_the_counts_of_the_first_reading_of_each_failing_check_are_facts(
    effects_of: Callable[[str], list[Fact]],
) -> None:
    counts = {
        (fact.group, fact.metric, fact.variant): fact.value
        for fact in effects_of(REPORT)
        if fact.unit == "readings"
    }
    assert counts["trained_briefing_parts", "readings_tried", "subset"] == 2**9 + 2**6
    assert counts["trained_briefing_parts", "readings_fitting", "subset"] == 1
    assert counts["qualified_2016_levels", "readings_fitting", "table_cell"] == 12
    assert counts["qualified_2016_levels", "readings_singled_out", "table_cell"] == 1
    assert {group for group, _, _ in counts} == {
        "qualified_2016_levels", "rate_2016_table", "districts_briefing_years",
        "trained_briefing_parts",
    }  # fmt: skip


def test_no_reading_of_the_decision_changes_a_headline_result_of_hanoi(
    effects_of: Callable[[str], list[Fact]],
) -> None:
    facts = effects_of(DECISION)
    assert {fact.programme for fact in facts} == {"hanoi-staff-2014-2020", "hanoi-scheme-2022-2025"}
    assert {fact.unit for fact in facts if fact.metric != "figure_as_read"} == {"readings"}


def test_an_effect_rests_on_the_assumption_that_the_reading_is_right(
    effects_of: Callable[[str], list[Fact]],
) -> None:
    for fact in effects_of(REPORT):
        assumed = "assumption:reading-of-a-misprint" in fact.sources
        assert assumed == fact.variant.startswith("if_") == (fact.status == "assumed")


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_effects_of_every_document_fit_the_ledger(
    document: str, effects_of: Callable[[str], list[Fact]]
) -> None:
    table = facts_table(effects_of(document))
    assert table["id"].is_unique


@pytest.mark.parametrize("document", [REPORT, DECISION])
def test_a_study_without_the_figure_among_its_receipts_does_not_change_with_it(
    document: str, real: Real
) -> None:
    readings, _ = audits(document)
    programmes = {name: real(name) for name in affected_by(document, read_programmes(ROOT))}
    as_read = World(programmes, {})
    applied = readings[readings["rank"].notna() & readings["reads"].ne("")]
    applied = applied.drop_duplicates("way")
    assert len(applied) > 1
    for row in applied.to_dict("records"):
        other = World(programmes, reads_of(row))
        for programme, tables in programmes.items():
            for study in tables.settings["headline"]:
                published = as_read.study(programme, study)
                rests = any({*reads_of(row)} & {*fact.sources} for fact in published)
                if not rests:
                    assert other.study(programme, study) == published


def test_a_reading_under_which_more_people_finish_than_attended_has_no_effect_there(
    real: Real,
) -> None:
    """195 for the 185 of 2015 leaves 144 + 195 + 200 certificates where 529 attended."""
    assert 144 + 195 + 200 > 529
    programmes = {name: real(name) for name in affected_by(REPORT, read_programmes(ROOT))}
    reading = {"document": REPORT, "reads": "elementary-2015=195"}
    other = World(programmes, reads_of(reading))
    with pytest.raises(ValueError, match="539 are said to be certain"):
        other.study(ARCHIVES, "attrition")
    tables = programmes[ARCHIVES]
    of_attrition = {one["metric"] for one in tables.settings["headline"]["attrition"]}
    changed = list(changed_facts(tables, World(programmes, {}), other, reading))
    assert not of_attrition & {fact.metric for fact in changed}


def test_a_document_on_which_no_programme_rests_has_no_effects() -> None:
    readings, checks = audits(REPORT)
    assert effect_facts(readings, checks, {}) == []
