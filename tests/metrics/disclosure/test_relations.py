"""Which counts follow from others."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.metrics.disclosure.relations import Linked, counts_of, relations_of_editions

LEVELS = {"qualified": ["bachelor", "college"]}


def linked(*rows: tuple[str, str, int]) -> Linked:
    table = pd.DataFrame(
        [("headcount", group, "2016", category, persons, f"scheme-returns#{group}-{category}")
         for group, category, persons in rows],
        columns=["measure", "group", "period", "category", "persons", "sources"],
    )  # fmt: skip
    return counts_of(table, LEVELS)


TWO_BODIES = linked(
    ("districts", "all", 30), ("districts", "bachelor", 12), ("districts", "college", 9),
    ("departments", "all", 20), ("departments", "bachelor", 8), ("departments", "college", 9),
)  # fmt: skip


def persons(counts: Linked, name: str) -> int:
    return int(counts.counts.at[f"headcount/{name.replace(' ', '/2016/')}", "persons"])


def names_beside(counts: Linked, name: str) -> list[str]:
    table = counts.relations
    own = table.loc[(table["name"] == name) & (table["sign"] == 1), "relation"].iloc[0]
    return [str(one) for one in table.loc[table["relation"] == own, "name"] if one != name]


def test_sums_totals_and_what_is_left_are_counts_too() -> None:
    assert persons(TWO_BODIES, "districts qualified") == 21
    assert persons(TWO_BODIES, "districts rest") == 9
    assert persons(TWO_BODIES, "total all") == 50
    assert persons(TWO_BODIES, "total bachelor") == 20
    assert persons(TWO_BODIES, "total qualified") == 38
    assert persons(TWO_BODIES, "total rest") == 12


def test_every_relation_is_kept_by_the_counts() -> None:
    signs = TWO_BODIES.relations
    weighed = signs["sign"] * TWO_BODIES.counts["persons"].reindex(signs["name"]).to_numpy()
    assert (weighed.groupby(signs["relation"]).sum() == 0).all()
    assert signs["relation"].nunique() == 9


def test_where_the_categories_are_all_there_is_nobody_is_left() -> None:
    counts = linked(("districts", "all", 21), ("districts", "bachelor", 12),
                    ("districts", "college", 9))  # fmt: skip
    assert "headcount/districts/2016/rest" not in counts.counts.index
    assert len(names_beside(counts, "headcount/districts/2016/all")) == 2


def test_those_beside_a_sum_are_a_count() -> None:
    counts = linked(("districts", "all", 25), ("districts", "bachelor", 12),
                    ("districts", "college", 9), ("districts", "none", 4))  # fmt: skip
    assert persons(counts, "districts not_qualified") == 4


def test_a_total_that_is_stated_and_added_up_is_one_count_with_both_its_sources() -> None:
    counts = linked(("districts", "all", 30), ("departments", "all", 20), ("total", "all", 50))
    told = counts.counts.at["headcount/total/2016/all", "sources"].split("|")
    assert told[0] == "scheme-returns#total-all"
    assert told[1] == "scheme-returns#departments-all;scheme-returns#districts-all"


def test_a_total_that_contradicts_its_parts_stands_twice() -> None:
    counts = linked(("districts", "all", 30), ("departments", "all", 20), ("total", "all", 51))
    assert persons(counts, "total all") == 51
    assert persons(counts, "total all_recomputed") == 50


def test_what_is_stated_in_two_ways_stands_twice_and_each_adds_up_with_its_own() -> None:
    counts = linked(
        ("districts", "all", 30), ("districts", "all", 31), ("departments", "all", 20),
        ("total", "all", 50), ("total", "all", 51),
    )  # fmt: skip
    assert persons(counts, "districts all_stated") == 31
    assert names_beside(counts, "headcount/total/2016/all_stated") == [
        "headcount/districts/2016/all_stated",
        "headcount/departments/2016/all",
    ]


def test_one_place_with_three_numbers_is_an_error() -> None:
    with pytest.raises(ValueError, match="three numbers"):
        linked(("districts", "all", 30), ("districts", "all", 31), ("districts", "all", 32))


def test_an_edition_gives_away_what_it_showed_and_is_still_so() -> None:
    earlier = pd.DataFrame(
        {"name": ["headcount/districts/2016/all", "headcount/departments/2016/all"],
         "persons": [30, 19]}
    )  # fmt: skip
    known, relations = relations_of_editions(TWO_BODIES, earlier)
    assert known == {"headcount/districts/2016/all"}
    assert relations.empty


def test_what_an_edition_kept_back_is_tied_by_its_own_sums() -> None:
    # It showed 20 bachelors in all and 13 of the districts, now revised: 7 of the departments then,
    # which agrees with no number of now; 12 of the districts with 8 does.
    names = [f"headcount/{body}/2016/bachelor" for body in ("total", "districts", "departments")]
    now = pd.DataFrame({"name": names, "persons": [20, 12, None]})
    known, relations = relations_of_editions(TWO_BODIES, now)
    assert known == set(names[:2]) and relations.empty
    revised = pd.DataFrame({"name": names, "persons": [21, 13, None]})
    known, relations = relations_of_editions(TWO_BODIES, revised)
    assert known == set()
    assert relations["name"].tolist() == [names[2]]
