"""What a reader of a register adds up from one stock to the next, by hand."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from analysis.metrics.disclosure.movements import by_status, with_movements
from analysis.metrics.disclosure.relations import Linked, counts_of
from analysis.metrics.disclosure.rule import UNSEEN, Rule, sensitive_counts

STOCKS = {"2015": {"all": 100, "college": 60, "bachelor": 40},
          "2016": {"all": 105, "college": 55, "bachelor": 50}}  # fmt: skip
FLOWS = {"arrivals": 20, "departures": 15, "hires": 8, "returned": 2, "exits": 5,
         "transfers_in": 3, "transfers_out": 3, "upgrades": 5, "newly_trained": 4,
         "death": 1, "retirement": 4}  # fmt: skip
COURSES = {"short_course": 6}


def cells(
    flows: Mapping[str, int] = FLOWS, courses: Mapping[str, int] = COURSES, group: str = "total"
) -> pd.DataFrame:
    rows = [("headcount", group, year, *one) for year, of in STOCKS.items() for one in of.items()]
    rows += [("count", group, "2016", *one) for one in flows.items()]
    rows += [("persons_trained", group, "2016", *one) for one in courses.items()]
    rows += [("count", status, "2016", "exits", number)
             for status, number in (("trained", 2), ("untrained", 3))]  # fmt: skip
    columns = ["measure", "group", "period", "category", "persons"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(sources="city-register#" + table["group"] + "-" + table["period"] + "-"
                        + table["category"])  # fmt: skip


def linked(table: pd.DataFrame) -> Linked:
    return with_movements(counts_of(by_status(table), {}))


def persons(counts: Linked, name: str) -> int:
    return int(counts.counts.at[name, "persons"])


def signs(counts: Linked) -> list[dict[str, int]]:
    found = counts.relations.groupby("relation", sort=False)
    return [dict(zip(own["name"], own["sign"], strict=True)) for _, own in found]


def test_leavers_of_the_trained_stand_beside_those_of_all() -> None:
    moved = by_status(cells()).set_index("category")
    assert moved.loc["exits_trained", ["group", "persons"]].tolist() == ["total", 2]
    assert not moved["group"].isin(["trained", "untrained"]).any()


def test_a_stock_follows_from_the_one_before() -> None:
    assert {
        "headcount/total/2016/all": 1, "count/total/2016/departures": 1,
        "headcount/total/2015/all": -1, "count/total/2016/arrivals": -1,
    } in signs(linked(cells()))  # fmt: skip


def test_who_came_from_nowhere_else_moved_inside() -> None:
    # 20 came, 8 hired, 2 back, 3 from other units: 7 moved inside, of whom 4 were newly trained
    counts = linked(cells())
    assert persons(counts, "count/total/2016/moves_inside") == 7
    assert persons(counts, "count/total/2016/moves_inside_other") == 3
    assert "count/total/2016/moves_inside_outwards" not in counts.counts.index


def test_where_more_went_inside_than_came_both_are_counts() -> None:
    # 16 left the place, 5 the service, 3 to other units: 8 inside against 7
    counts = linked(cells({**FLOWS, "departures": 16}))
    assert persons(counts, "count/total/2016/moves_inside") == 7
    assert persons(counts, "count/total/2016/moves_inside_outwards") == 8
    assert persons(counts, "count/total/2016/moves_inside_other_outwards") == 4


def test_who_rose_moved_and_who_is_newly_trained_took_a_course() -> None:
    # 3 moved inside untrained and 3 to other units, 5 of the 6 rose; of 6 in a course 4 for the
    # first time
    counts = linked(cells())
    assert persons(counts, "unseen/total/2016/moved_without_rising") == 1
    assert persons(counts, "unseen/total/2016/trained_again") == 2


def test_where_every_course_is_a_first_one_nobody_is_left() -> None:
    counts = linked(cells(courses={"short_course": 4}))
    assert "unseen/total/2016/trained_again" not in counts.counts.index
    assert {"count/total/2016/newly_trained": 1,
            "persons_trained/total/2016/short_course": -1} in signs(counts)  # fmt: skip


def test_leavers_of_all_are_those_of_each_reason_and_of_trained_and_untrained() -> None:
    found = signs(linked(cells()))
    start = "count/total/2016/"
    for parts in (("death", "retirement"), ("exits_trained", "exits_untrained")):
        assert {f"{start}exits": 1, **{start + part: -1 for part in parts}} in found
    assert {f"{start}transfers_in": 1, f"{start}transfers_out": -1} in found


def test_reasons_that_do_not_come_to_all_leavers_are_not_held_against_them() -> None:
    without = {name: number for name, number in FLOWS.items() if name != "death"}
    start = "count/total/2016/"
    assert not any(one.get(f"{start}exits") == 1 and f"{start}retirement" in one
                   for one in signs(linked(cells(without))))  # fmt: skip


@pytest.mark.parametrize(
    "flows",
    [FLOWS, {**FLOWS, "departures": 16}, {**FLOWS, "upgrades": 9}, {**FLOWS, "hires": 18},
     {**FLOWS, "newly_trained": 8}, {**FLOWS, "arrivals": 4, "hires": 1, "returned": 0}],
)  # fmt: skip
def test_the_counts_keep_every_relation_whatever_the_numbers(flows: Mapping[str, int]) -> None:
    counts = linked(cells(flows))
    told = counts.relations
    at = told["name"].map(counts.counts["persons"])
    off = (told["sign"] * at).groupby(told["relation"]).sum()
    closes = 105 + flows["departures"] == 100 + flows["arrivals"]
    assert (off[off != 0].index == "movement/0").all()
    assert off.ne(0).sum() == (0 if closes else 1)
    assert (counts.counts["persons"] >= 0).all()


def test_what_nobody_reads_is_never_a_small_count() -> None:
    counts = linked(cells()).counts
    unseen = counts.index[counts["measure"] == UNSEEN]
    assert len(unseen) > 5
    assert not set(unseen) & set(sensitive_counts(counts, Rule(5, 10)).index)


def test_without_arrivals_nothing_is_added() -> None:
    stocks = counts_of(cells().query("measure == 'headcount'"), {})
    assert with_movements(stocks) is stocks
