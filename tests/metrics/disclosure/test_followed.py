"""Of whom it is shown how long they stay, and what a reader would make of the rest."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.metrics.disclosure.facts import is_kept_back, publishable
from analysis.metrics.disclosure.followed import followed_counts
from analysis.metrics.disclosure.rule import Rule
from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.register.retention import COMPARED, compared, retention

RULE = Rule(threshold_persons=5, whole_group_under_persons=10)
SPAN = "2015-2024"
YEAR = 365
Curve = dict[int, int]


def curves(*told: tuple[str, str, int, Curve]) -> pd.DataFrame:
    """Of each group and clock, how many are there, and how many leave in which year?"""
    rows = []
    for group, clock, there, left in told:
        gone = 0
        for year, leavers in left.items():
            day = (year - 1) * YEAR + 180
            rows.append((group, clock, day, there - gone, leavers))
            gone += leavers
    columns = ["group", "clock", "days", "at_risk_persons", "leavers_persons"]
    return pd.DataFrame(rows, columns=columns)


def shown(table: pd.DataFrame, horizon: int | None = None) -> set[str]:
    told = followed_counts(table, SPAN, RULE, horizon)
    kept = told.loc[told["shown"] == "yes"]
    return {f"{group} {category}" for group, category in
            zip(kept["group"], kept["category"], strict=True)
            if not category.startswith("staying")}  # fmt: skip


def test_leavers_and_those_staying_are_counted_to_each_number_of_years() -> None:
    # of 100 there leave 6 in the first year, 7 in the third, 8 in the seventh
    table = curves(("trained", "since_entry", 100, {1: 6, 3: 7, 7: 8}))
    told = followed_counts(table, SPAN, RULE).set_index("category")["persons"]
    assert told.to_dict() == {
        "seen_since_entry": 100,
        "leavers_after_1_years_since_entry": 6, "staying_after_1_years_since_entry": 94,
        "leavers_after_3_years_since_entry": 13, "staying_after_3_years_since_entry": 87,
        "leavers_after_5_years_since_entry": 13, "staying_after_5_years_since_entry": 87,
    }  # fmt: skip


AFTER_1, AFTER_3, AFTER_5 = (f"trained leavers_after_{n}_years_since_entry" for n in (1, 3, 5))
SEEN = "trained seen_since_entry"


@pytest.mark.parametrize(
    ("there", "left", "told"),
    [
        (100, {1: 6, 3: 7, 7: 8}, {SEEN, AFTER_1, AFTER_3, AFTER_5}),
        (100, {1: 4, 3: 7, 7: 8}, {SEEN}),  # few in the first year
        (100, {1: 6, 3: 4, 7: 8}, {SEEN, AFTER_1}),  # few between the first and the third
        (100, {1: 6, 3: 7, 5: 4, 7: 8}, {SEEN, AFTER_1, AFTER_3}),  # few from then to the fifth
        (100, {1: 6, 3: 7, 7: 4}, {SEEN, AFTER_1}),  # few after the third and after the fifth
        (15, {1: 6, 3: 5, 7: 3}, {SEEN, AFTER_1}),  # 4 still there after three years
        (100, {7: 8}, {SEEN, AFTER_1, AFTER_3, AFTER_5}),  # nobody is no few
        (100, {1: 6, 2: 6}, {SEEN, AFTER_1}),  # nobody was seen for three years
        (100, {7: 4}, set()),  # few of all the curve
        (4, {1: 4}, set()),
    ],
)
def test_they_are_shown_where_nobody_few_can_be_made_of_them(
    there: int, left: Curve, told: set[str]
) -> None:
    assert shown(curves(("trained", "since_entry", there, left))) == told


def test_up_to_the_horizon_of_the_cost_each_year_counts() -> None:
    # 12 of the first three years, but 4 of the second
    left = {1: 6, 2: 4, 3: 9, 7: 8}
    table = curves(("trained", "since_training", 100, left))
    assert "trained leavers_at_horizon" not in shown(table, horizon=3)
    assert "trained leavers_after_3_years_since_training" in shown(table)
    apart = curves(("trained", "since_training", 100, {1: 6, 2: 5, 3: 9, 7: 8}))
    assert "trained leavers_at_horizon" in shown(apart, horizon=3)


def test_who_left_soon_after_the_training_but_not_after_entry_are_not_few() -> None:
    # 20 within a year of entry; 23 within a year of their training, 3 of whom came long before it
    entry = ("trained", "since_entry", 200, {1: 20, 7: 20})
    few, enough = ({1: left, 7: 40 - left} for left in (23, 25))
    of_training = "trained leavers_after_1_years_since_training"
    assert of_training not in shown(curves(entry, ("trained", "since_training", 200, few)))
    assert of_training in shown(curves(entry, ("trained", "since_training", 200, enough)))


def careers(*lived: tuple[bool, int, bool, int]) -> pd.DataFrame:
    """Whether trained, days in service, whether they left then, and how many of them."""
    rows = [(0, stop, trained, left, "resignation", 0, stop, persons)
            for trained, stop, left, persons in lived]  # fmt: skip
    columns = ["entry_days", "stop_days", "trained", "left_service", "reason",
               "entry_since_training_days", "stop_since_training_days", "persons"]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def city(trained_who_left: int) -> pd.DataFrame:
    """40 trained and 60 others, of whom 20 and more left on one day, and nobody else did."""
    return careers(
        (True, 300, True, trained_who_left), (True, 3000, False, 40 - trained_who_left),
        (False, 300, True, 20), (False, 3000, False, 40),
    )  # fmt: skip


def measured(lived: pd.DataFrame) -> dict[str, float]:
    table = compared(lived)
    assert list(table.columns) == list(COMPARED.columns)
    return {what: round(value, 9) for what, value in
            zip(table["what"], table["value"], strict=True)}  # fmt: skip


@pytest.mark.parametrize("what", ["log_rank", "log_rank_p", "relative_hazard"])
def test_who_knows_all_others_finds_the_few_leavers_from_a_comparison(what: str) -> None:
    # so that these are kept back; Mantel's (O - E)^2 / V: 23 of 100 left, 40 were trained
    told = measured(city(3))[what]
    assert [n for n in range(1, 13) if measured(city(n))[what] == told] == [3]
    assert measured(city(3))["log_rank"] == pytest.approx(
        (3 - 23 * 0.4) ** 2 / (23 * 0.4 * 0.6 * 77 / 99)
    )


def fact(metric: str, group: str = "trained") -> Fact:
    sources = tuple(f"city-register#{status}-2016-exits" for status in ("trained", "untrained"))
    return Fact("city", metric, group, SPAN, "both", "ratio", "a formula", sources, 1.5)


@pytest.mark.parametrize(("left", "is_told"), [(3, False), (4, False), (5, True)])
def test_a_comparison_is_shown_where_neither_side_has_few_leavers(left: int, is_told: bool) -> None:
    disclosure = followed_counts(retention(city(left)), SPAN, RULE)
    asked = [fact(metric) for metric in ("log_rank", "log_rank_p", "relative_hazard")]
    rows = publishable(facts_table(asked), disclosure).to_dict("records")
    assert [not is_kept_back(row) for row in rows] == [is_told] * 3


def test_the_share_still_there_of_a_known_number_gives_the_leavers_away() -> None:
    # 92.5 per cent of 40 are 37: so the share is kept back with the 3
    table = retention(city(3))
    (share,) = table.loc[table["group"].eq("trained") & table["clock"].eq("since_entry"), "share"]
    assert round(40 * (1 - share)) == 3
    told = followed_counts(table.assign(days=400), SPAN, RULE).set_index(["group", "category"])
    assert told.loc[("trained", "leavers_after_1_years_since_entry"), "shown"] == "no"
    share_told = fact("retention_after_1_years_since_entry")
    (row,) = publishable(facts_table([share_told]), told.reset_index()).to_dict("records")
    assert is_kept_back(row)
