"""The edition before, less this one: what was kept back then stays so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.disclosure.attack import feasible_intervals
from analysis.metrics.disclosure.relations import counts_of
from analysis.metrics.disclosure.revised import kept_back_before
from analysis.metrics.disclosure.rule import Rule
from analysis.metrics.disclosure.table import cells_of_persons, disclosure_of

Figures = Callable[..., pd.DataFrame]
RULE = Rule(5, 10)
QUALIFIED = {"qualified": ["bachelor", "college"]}
BODIES = ("districts", "departments", "companies")
FIRST = [(12, 9, 2), (5, 4, 1), (2, 2, 4)]


def as_bodies(rows: Sequence[tuple[int, ...]]) -> Mapping[str, Mapping[str, int]]:
    return {
        body: {"all": sum(row), "bachelor": row[0], "college": row[1]}
        for body, row in zip(BODIES, rows, strict=True)
    }


def revised(rows: Sequence[tuple[int, ...]], body: int, more: int) -> list[tuple[int, ...]]:
    return [(row[0] + more * (place == body), *row[1:]) for place, row in enumerate(rows)]


def test_nothing_is_added_where_no_number_that_was_shown_is_another(figures: Figures) -> None:
    cells = figures(("2016", as_bodies(FIRST)))
    first, _ = disclosure_of(cells, QUALIFIED, RULE)
    linked = counts_of(cells_of_persons(cells), QUALIFIED)
    assert kept_back_before(linked, [first], RULE).empty
    assert kept_back_before(linked, [], RULE).empty


def test_what_was_kept_back_stays_so_from_the_threshold_below_to_that_above(
    figures: Figures,
) -> None:
    # 3 bachelors more in the companies, so 5: the total of bachelors is 22 now and was 19
    first, _ = disclosure_of(figures(("2016", as_bodies(FIRST))), QUALIFIED, RULE)
    after = figures(("2016", as_bodies(revised(FIRST, 2, 3))))
    linked = counts_of(cells_of_persons(after), QUALIFIED)
    before = kept_back_before(linked, [first], RULE)
    assert set(before.index) == set(first.loc[first["shown"] == "no", "name"])
    assert before.loc["headcount/companies/2016/bachelor"].tolist() == [0, 10]
    second, still_open = disclosure_of(after, QUALIFIED, RULE, [first])
    assert still_open == []
    assert set(second.loc[second["shown"] == "no", "name"]) >= set(before.index)


def test_another_year_that_hangs_together_with_nothing_revised_is_left_alone(
    figures: Figures,
) -> None:
    first, _ = disclosure_of(
        figures(("2012", as_bodies(FIRST)), ("2016", as_bodies(FIRST))), QUALIFIED, RULE
    )
    after = figures(("2012", as_bodies(FIRST)), ("2016", as_bodies(revised(FIRST, 2, 3))))
    linked = counts_of(cells_of_persons(after), QUALIFIED)
    assert set(linked.counts.loc[kept_back_before(linked, [first], RULE).index, "period"]) == {
        "2016"
    }


def taken_together(
    figures: Figures, rows: Sequence[tuple[int, ...]], body: int, more: int
) -> pd.DataFrame:
    """What is known of the few of the first edition, if the other bodies are as this one shows?"""
    tables = [figures(("2016", as_bodies(one))) for one in (rows, revised(rows, body, more))]
    first, _ = disclosure_of(tables[0], QUALIFIED, RULE)
    second, _ = disclosure_of(tables[1], QUALIFIED, RULE, [first])
    then, now = (counts_of(cells_of_persons(one), QUALIFIED) for one in tables)
    kept = set(first.loc[first["shown"] == "no", "name"])
    told = second[second["shown"].eq("yes") & ~second["group"].isin([BODIES[body], "total"])]
    persons = then.counts["persons"]
    seems = {name for name in told["name"] if now.counts["persons"].get(name) == persons.get(name)}
    few = [name for name in kept if 0 < persons[name] < RULE.threshold_persons]
    seen = feasible_intervals(persons, then.relations, kept - seems, few)
    assert set(seen.index) == set(few)
    return seen


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.tuples(*[st.integers(0, 14)] * 3), min_size=3, max_size=3),
    st.integers(0, 2), st.integers(1, 8),
)  # fmt: skip
def test_this_edition_does_not_tell_who_was_few_in_the_one_before(
    figures: Figures, rows: list[tuple[int, ...]], body: int, more: int
) -> None:
    seen = taken_together(figures, rows, body, more)
    assert (seen["least_persons"] == 0).all()
    assert (seen["most_persons"] >= 5).all()


def test_the_few_of_one_body_that_was_revised_are_not_found(figures: Figures) -> None:
    # 2 bachelors of the companies, 5 since: if the 5 of the departments were shown, 19 - 12 - 5
    for rows, body, more in ((FIRST, 2, 3), ([(12, 8, 12), (13, 13, 14), (4, 0, 13)], 2, 2),
                             ([(10, 6, 12), (3, 1, 7), (0, 14, 13)], 1, 7)):  # fmt: skip
        seen = taken_together(figures, rows, body, more)
        assert len(seen) > 0
        assert (seen["least_persons"] == 0).all()
        assert (seen["most_persons"] >= 5).all()
