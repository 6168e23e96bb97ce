"""What is kept back beside the sensitive counts, held against printed patterns and an attacker."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.disclosure.attack import feasible_intervals
from analysis.metrics.disclosure.pattern import hidden_counts
from analysis.metrics.disclosure.relations import counts_of
from analysis.metrics.disclosure.rule import Rule, sensitive_counts
from analysis.metrics.disclosure.tables import EXACT_UP_TO

RULE = Rule(5, 10)
Table = dict[str, dict[str, int]]


def cells(table: Table, year: str = "2016") -> pd.DataFrame:
    return pd.DataFrame(
        [("headcount", group, year, category, persons, f"r-returns#{group}-{category}-{year}")
         for group, categories in table.items() for category, persons in categories.items()],
        columns=["measure", "group", "period", "category", "persons", "sources"],
    )  # fmt: skip


def ends(**wanted: tuple[int, int]) -> pd.DataFrame:
    table = pd.DataFrame(wanted.values(), columns=["low_persons", "high_persons"])
    table.index = pd.Index([f"headcount/{name}" for name in wanted], name="name")
    return table


def place(body: str, category: str) -> str:
    return f"headcount/{body}/2016/{category}"


def test_the_pattern_that_another_program_prints_is_found() -> None:
    # GaussSuppression (Statistics Norway), vignette "Small count frequency table suppression",
    # table 1: with 0 and 1 to be kept back, it keeps back Iceland and Portugal, young and old.
    young, old = (
        {"iceland": 2, "portugal": 0, "spain": 5},
        {"iceland": 3, "portugal": 4, "spain": 6},
    )
    linked = counts_of(cells({"young": {"all": 7, **young}, "old": {"all": 13, **old}}), {})
    asked = ends()
    asked.loc[place("young", "portugal")] = [0, 1]
    found = hidden_counts(*linked, asked)
    assert found.hidden == {
        place(body, country) for body in ("young", "old") for country in ("iceland", "portugal")
    }


def test_no_smaller_loss_would_have_done() -> None:
    table: Table = {
        "a": {"all": 24, "x": 3, "y": 9, "z": 12}, "b": {"all": 45, "x": 12, "y": 20, "z": 13},
        "c": {"all": 23, "x": 8, "y": 9, "z": 6},
    }  # fmt: skip
    linked = counts_of(cells(table), {})
    sensitive = sensitive_counts(linked.counts, RULE)
    found = hidden_counts(*linked, sensitive)
    loss = 1 + np.log1p(linked.counts["persons"])
    others = [name for name in linked.counts.index if name not in sensitive.index]
    small = set(sensitive.index)
    patterns = [small | set(some) for size in range(4) for some in combinations(others, size)]
    enough = [p for p in patterns if protects(*linked, sensitive, p)]
    assert found.hidden == min(enough, key=lambda pattern: sum(loss[list(pattern)]))


def protects(
    counts: pd.DataFrame, relations: pd.DataFrame, sensitive: pd.DataFrame, hidden: set[str]
) -> bool:
    found = feasible_intervals(counts["persons"], relations, hidden).loc[sensitive.index]
    enough = (found["least_persons"] <= sensitive["low_persons"]) & (
        found["most_persons"] >= sensitive["high_persons"]
    )
    return bool(enough.all())


def held_against_the_attacker(table: pd.DataFrame, sums: dict[str, list[str]]) -> None:
    linked = counts_of(table, sums)
    sensitive = sensitive_counts(linked.counts, RULE)
    found = hidden_counts(*linked, sensitive)
    hidden = set(found.hidden)
    assert found.open == frozenset()
    assert hidden >= set(sensitive.index)
    seen = feasible_intervals(linked.counts["persons"], linked.relations, hidden)
    in_doubt = sensitive.index[sensitive["low_persons"] < sensitive["high_persons"]]
    assert (seen.loc[in_doubt, "least_persons"] <= sensitive.loc[in_doubt, "low_persons"]).all()
    assert (seen.loc[in_doubt, "most_persons"] >= sensitive.loc[in_doubt, "high_persons"]).all()
    told = linked.counts["is_printed"] & (linked.counts["persons"] > 0)
    printed = [name for name in hidden if told[name]]
    assert (seen.loc[printed, "least_persons"] < seen.loc[printed, "most_persons"]).all()


persons = st.integers(0, 30)


def tables(groups: int, categories: int) -> st.SearchStrategy[Table]:
    row = st.lists(persons, min_size=categories, max_size=categories)
    return st.lists(st.tuples(row, st.integers(0, 6)), min_size=1, max_size=groups).map(
        lambda rows: {
            f"g{place}": {"all": sum(row) + rest, **{f"c{n}": v for n, v in enumerate(row)}}
            for place, (row, rest) in enumerate(rows)
        }
    )


@settings(max_examples=25, deadline=None)
@given(tables(4, 3))
def test_no_count_of_a_table_can_be_worked_out(table: Table) -> None:
    held_against_the_attacker(cells(table), {})


@settings(max_examples=15, deadline=None)
@given(tables(3, 4))
def test_nor_where_categories_are_added_up_in_between(table: Table) -> None:
    held_against_the_attacker(cells(table), {"qualified": ["c0", "c1"], "some": ["c1", "c2", "c3"]})


@settings(max_examples=10, deadline=None)
@given(tables(3, 2), tables(3, 2))
def test_nor_in_two_years_that_stand_in_one_table(first: Table, second: Table) -> None:
    both = pd.concat([cells(first, "2012"), cells(second, "2016")], ignore_index=True)
    held_against_the_attacker(both, {"qualified": ["c0", "c1"]})


def test_a_table_too_large_for_the_exact_way_is_protected_as_well() -> None:
    random = np.random.default_rng(20261130)
    counts = random.poisson(9, (30, 5))
    table = {
        f"g{place}": {"all": int(row.sum()), **{f"c{n}": int(v) for n, v in enumerate(row)}}
        for place, row in enumerate(counts)
    }
    linked = counts_of(cells(table), {"qualified": ["c0", "c1", "c2"]})
    assert len(linked.counts) > EXACT_UP_TO
    held_against_the_attacker(cells(table), {"qualified": ["c0", "c1", "c2"]})


def test_the_same_table_gives_the_same_pattern_in_any_order_of_its_rows() -> None:
    table: Table = {f"g{n}": {"all": 20 + n, "x": 3 + n, "y": 9} for n in range(5)}
    linked = counts_of(cells(table), {})
    sensitive = sensitive_counts(linked.counts, RULE)
    first, second = (hidden_counts(*linked, sensitive).hidden for _ in range(2))
    assert first == second


def test_a_zero_is_never_kept_back_for_another() -> None:
    table: Table = {"a": {"all": 30, "x": 3, "y": 0, "z": 27}, "b": {"all": 40, "x": 20, "y": 0,
                    "z": 20}}  # fmt: skip
    linked = counts_of(cells(table), {})
    found = hidden_counts(*linked, sensitive_counts(linked.counts, RULE))
    assert not {place(body, "y") for body in ("a", "b", "total")} & found.hidden


def test_a_whole_of_fewer_than_five_is_kept_back_with_what_would_give_it_away() -> None:
    table: Table = {"a": {"all": 3, "x": 3}, "b": {"all": 20, "x": 9}, "c": {"all": 30, "x": 11}}
    linked = counts_of(cells(table), {})
    found = hidden_counts(*linked, sensitive_counts(linked.counts, RULE))
    assert {place("a", "all"), place("a", "x")} < found.hidden
    held_against_the_attacker(cells(table), {})


def test_what_is_public_already_is_not_kept_back_for_another() -> None:
    table: Table = {"a": {"x": 3, "y": 9}, "b": {"x": 12, "y": 20}, "c": {"x": 8, "y": 9}}
    linked = counts_of(cells(table), {"whole": ["x", "y"]})
    sensitive = sensitive_counts(linked.counts, RULE)
    public = {place("a", "y"), place("c", "x"), place("b", "x")}
    found = hidden_counts(*linked, sensitive, public)
    assert not found.hidden & public
    seen = feasible_intervals(linked.counts["persons"], linked.relations, set(found.hidden))
    assert seen.at[place("a", "x"), "most_persons"] >= 5
    assert found.open == frozenset()


def test_a_count_that_is_public_already_cannot_be_protected_and_is_named() -> None:
    linked = counts_of(cells({"a": {"x": 3, "y": 9}, "b": {"x": 12, "y": 20}}), {})
    sensitive = sensitive_counts(linked.counts, RULE)
    found = hidden_counts(*linked, sensitive, {place("a", "x")})
    assert found.open == {place("a", "x")}


@pytest.mark.parametrize("public", [("total", "b"), ("total",)])
def test_numbers_that_together_give_a_count_away_leave_it_open(public: tuple[str, ...]) -> None:
    linked = counts_of(cells({"a": {"x": 3}, "b": {"x": 12}}), {})
    sensitive = sensitive_counts(linked.counts, RULE)
    found = hidden_counts(*linked, sensitive, {place(body, "x") for body in public})
    assert (found.open == {place("a", "x")}) == ("b" in public)
