"""By how much levels can change, by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from analysis.metrics.disclosure.levels import levels_of, of_levels

BEFORE, NOW = {"college": 60, "bachelor": 40}, {"college": 55, "bachelor": 43}
FLOWS = {"arrivals": 13, "newly_trained": 4}


def counts(
    *years: tuple[str, Mapping[str, int]],
    group: str = "districts",
    flows: Mapping[str, int] = FLOWS,
) -> pd.DataFrame:
    rows = [("headcount", group, year, *one, True) for year, of in years for one in of.items()]
    rows += [("count", group, "2016", *one, False) for one in flows.items()]
    columns = ["measure", "group", "period", "category", "persons", "is_part"]
    table = pd.DataFrame(rows, columns=columns)
    names = table[["measure", "group", "period", "category"]].agg("/".join, axis=1)
    return table.set_index(names)


def related(table: pd.DataFrame) -> tuple[list[dict[str, int]], dict[str, int]]:
    added: dict[str, int] = {}
    persons = table["persons"].to_dict()
    return list(of_levels(persons, added, levels_of(table), "districts", "2016")), added


def test_who_came_to_a_level_and_who_went_are_at_least_what_it_changed_by() -> None:
    # bachelors 40 to 43: 3 came; college 60 to 55: 5 went; 13 came, 4 of them only to be trained:
    # 9 of levels, so that 6 may have come to any
    relations, added = related(counts(("2015", BEFORE), ("2016", NOW)))
    start = "unseen/districts/2016/"
    assert added == {
        f"{start}came": 6, f"{start}came_college": 0, f"{start}went_college": 5,
        f"{start}came_bachelor": 3, f"{start}went_bachelor": 0,
    }  # fmt: skip
    assert relations[-1] == {
        "count/districts/2016/arrivals": 1, "count/districts/2016/newly_trained": -1,
        f"{start}came": -1, f"{start}came_college": -1, f"{start}came_bachelor": -1,
    }  # fmt: skip
    assert {
        "headcount/districts/2016/bachelor": 1, f"{start}went_bachelor": 1,
        "headcount/districts/2015/bachelor": -1, f"{start}came_bachelor": -1,
    } in relations  # fmt: skip


def test_a_level_of_one_year_only_tells_nothing() -> None:
    table = counts(("2015", {"college": 60}), ("2016", NOW))
    assert related(table) == ([], {})


def test_more_change_than_came_tells_nothing() -> None:
    # 3 bachelors more, where only 2 came who were not trained
    table = counts(("2015", BEFORE), ("2016", NOW), flows={"arrivals": 6, "newly_trained": 4})
    assert related(table) == ([], {})


def test_a_year_without_movements_tells_nothing() -> None:
    assert related(counts(("2015", BEFORE), ("2016", NOW), flows={})) == ([], {})


def test_levels_are_those_of_bodies_and_of_the_total_where_there_is_no_other() -> None:
    total = counts(("2016", NOW), group="total")
    body = counts(("2016", NOW), group="districts")
    assert set(levels_of(total)) == {("total", "2016")}
    assert set(levels_of(pd.concat([body, total]))) == {("districts", "2016")}
    assert levels_of(body)["districts", "2016"]["college"] == "headcount/districts/2016/college"
