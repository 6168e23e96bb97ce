"""The table of what is shown, over one edition and the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.disclosure.attack import feasible_intervals
from analysis.metrics.disclosure.relations import counts_of, relations_of_editions
from analysis.metrics.disclosure.rule import Rule, sensitive_counts
from analysis.metrics.disclosure.table import cells_of_persons, disclosure_of, sums_of
from analysis.sources.disclosure import (
    DISCLOSURE,
    earlier_disclosures,
    read_disclosure,
)
from analysis.sources.tables import save_table

Figures = Callable[..., pd.DataFrame]
QUALIFIED = {"qualified": ["bachelor", "college"]}
BODIES = {
    "districts": {"all": 60, "bachelor": 3, "college": 30},
    "departments": {"all": 40, "bachelor": 12, "college": 20},
    "companies": {"all": 30, "bachelor": 8, "college": 9},
}
RULE = Rule(5, 10)


def test_what_is_kept_back_has_no_number_and_all_look_alike(figures: Figures, rule: Rule) -> None:
    table, still_open = disclosure_of(figures(("2016", BODIES)), QUALIFIED, rule)
    hidden = table[table["shown"] == "no"]
    assert still_open == []
    assert "headcount/districts/2016/bachelor" in set(hidden["name"])
    assert len(hidden) > 1
    assert hidden["persons"].isna().all()
    assert table.loc[table["shown"] == "yes", "persons"].notna().all()


def test_nothing_is_kept_back_where_no_count_is_small(figures: Figures, rule: Rule) -> None:
    large = {"districts": {"all": 60, "bachelor": 13, "college": 30}}
    table, _ = disclosure_of(figures(("2016", large)), QUALIFIED, rule)
    assert (table["shown"] == "yes").all()


def test_a_number_that_is_stated_again_is_kept_back_with_the_count(
    figures: Figures, rule: Rule
) -> None:
    once = figures(("2016", BODIES))
    again = once.query("group == 'districts'").assign(id=lambda f: "stated-" + f["id"],
                                                      measure="count")  # fmt: skip
    table, _ = disclosure_of(pd.concat([once, again]), QUALIFIED, rule)
    row = table.set_index("name").loc["headcount/districts/2016/bachelor"]
    assert row["shown"] == "no"
    assert set(row["sources"].split("|")) == {
        "scheme-returns#districts-bachelor-2016", "scheme-returns#stated-districts-bachelor-2016",
    }  # fmt: skip


def test_movements_stand_beside_the_headcount_and_not_among_its_categories(
    figures: Figures, rule: Rule
) -> None:
    stocks = figures(("2016", BODIES))
    moved = figures(("2016", {"districts": {"hires": 7}, "departments": {"hires": 3}}))
    table, _ = disclosure_of(pd.concat([stocks, moved.assign(measure="count")]), QUALIFIED, rule)
    shown = table.set_index("name")["shown"]
    assert shown["count/departments/2016/hires"] == "no"
    assert "headcount/districts/2016/rest" in shown.index


def test_what_is_no_count_of_persons_is_not_touched(figures: Figures, rule: Rule) -> None:
    units = figures(("2016", {"districts": {"units_counted": 3}})).assign(unit="units")
    table, _ = disclosure_of(pd.concat([figures(("2016", BODIES)), units]), QUALIFIED, rule)
    assert not table["category"].eq("units_counted").any()


def test_the_sums_of_a_programme_are_those_of_its_settings() -> None:
    qualification = {"levels": ["bachelor", "short_course"], "formal": ["bachelor"]}
    assert sums_of({"qualification": qualification}) == {
        "qualified": ["bachelor", "short_course"],
        "formal": ["bachelor"],
    }
    assert sums_of({"profile": {"at_or_above_university": ["master"]}}) == {
        "at_or_above_university": ["master"]
    }
    assert sums_of({}) == {}


def test_the_table_is_read_again_as_an_edition_has_it(
    figures: Figures, rule: Rule, tmp_path: Path
) -> None:
    table, _ = disclosure_of(figures(("2016", BODIES)), QUALIFIED, rule)
    save_table(table, tmp_path / "data/processed/scheme-returns/disclosure.csv", DISCLOSURE)
    save_table(table, tmp_path / "editions/2026-11/scheme-returns.disclosure.csv", DISCLOSURE)
    save_table(table, tmp_path / "editions/2026-12/other-returns.disclosure.csv", DISCLOSURE)
    assert read_disclosure(["report", "scheme-returns"], tmp_path).equals(table)
    (edition,) = earlier_disclosures("scheme-returns", tmp_path)
    assert edition.equals(table)
    assert read_disclosure(["report"], tmp_path).empty


def test_a_second_edition_of_the_same_counts_keeps_back_the_same(
    figures: Figures, rule: Rule
) -> None:
    first, _ = disclosure_of(figures(("2016", BODIES)), QUALIFIED, rule)
    second, still_open = disclosure_of(figures(("2016", BODIES)), QUALIFIED, rule, [first])
    assert second.equals(first)
    assert still_open == []


def test_what_only_an_edition_before_gives_away_is_named(figures: Figures, rule: Rule) -> None:
    lenient, _ = disclosure_of(figures(("2016", BODIES)), QUALIFIED, Rule(2, 0))
    _, still_open = disclosure_of(figures(("2016", BODIES)), QUALIFIED, rule, [lenient])
    assert still_open == ["headcount/districts/2016/bachelor"]


def intervals(
    current: pd.DataFrame, editions: list[pd.DataFrame], figures: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    linked = counts_of(cells_of_persons(figures), QUALIFIED)
    known, also = relations_of_editions(linked, editions[0])
    told = pd.concat([linked.relations, also])
    hidden = set(current.loc[current["shown"] == "no", "name"]) - known
    seen = feasible_intervals(linked.counts["persons"], told, hidden)
    return seen, sensitive_counts(linked.counts, RULE)


table_of_three = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12), st.integers(0, 12)), min_size=3, max_size=3
)


def as_bodies(rows: list[tuple[int, int, int]]) -> Mapping[str, Mapping[str, int]]:
    return {
        body: {"all": sum(row), "bachelor": row[0], "college": row[1]}
        for body, row in zip(BODIES, rows, strict=True)
    }


@settings(max_examples=15, deadline=None)
@given(table_of_three, st.integers(0, 2), st.integers(0, 8))
def test_two_editions_together_give_nothing_away(
    figures: Figures, rows: list[tuple[int, int, int]], revised: int, more: int
) -> None:
    # the later edition revises one body; what the first showed or kept back is known
    before = figures(("2016", as_bodies(rows)))
    rows[revised] = (rows[revised][0] + more, *rows[revised][1:])
    after = figures(("2016", as_bodies(rows)))
    first, _ = disclosure_of(before, QUALIFIED, RULE)
    second, still_open = disclosure_of(after, QUALIFIED, RULE, [first])
    seen, sensitive = intervals(second, [first], after)
    safe = sensitive.index.difference(still_open).intersection(seen.index)
    wanted = sensitive.loc[safe].query("low_persons < high_persons")
    assert (seen.loc[wanted.index, "least_persons"] <= wanted["low_persons"]).all()
    assert (seen.loc[wanted.index, "most_persons"] >= wanted["high_persons"]).all()
