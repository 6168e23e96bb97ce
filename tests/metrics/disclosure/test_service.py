"""Of whom days of service are shown, by hand: 3,652.5 days are 10 persons a year."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
import pytest

from analysis.metrics.disclosure.rule import Rule
from analysis.metrics.disclosure.service import days_of_service

RULE = Rule(5, 10)
NOTHING = pd.DataFrame()


def figures(*rows: tuple[str, str, float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["group", "period", "value"])
    return table.assign(
        id=table["group"] + "-" + table["period"] + "-days", document="city-register",
        value=table["value"].astype(str), measure="duration", category="person_days", unit="days",
    )  # fmt: skip


def shown(rows: pd.DataFrame, hidden: Iterable[str] = ()) -> dict[str, str]:
    told = days_of_service(rows, NOTHING, frozenset(hidden), RULE)
    return dict(zip(told["group"] + " " + told["period"], told["shown"], strict=True))


TEN = 3652.5
BODIES = figures(
    ("districts", "2016", TEN), ("departments", "2016", TEN), ("total", "2016", 2 * TEN)
)
STATUS = figures(*((status, year, TEN) for year in ("2015", "2016", "2017")
                   for status in ("trained", "untrained")))  # fmt: skip


def test_days_of_enough_persons_are_shown_as_the_persons_of_a_year() -> None:
    told = days_of_service(BODIES, NOTHING, frozenset(), RULE)
    assert told["shown"].tolist() == ["yes"] * 3
    assert told["persons"].tolist() == [10, 10, 20]
    assert told["name"].iloc[0] == "duration/districts/2016/person_days"
    assert told["sources"].iloc[0] == "city-register#districts-2016-days"


@pytest.mark.parametrize(("days", "is_shown"), [(0, "yes"), (1, "no"), (1826, "no"), (1827, "yes")])
def test_days_of_few_persons_are_kept_back(days: float, is_shown: str) -> None:
    # 5 persons are 1,826.25 days a year
    assert shown(figures(("total", "2016", days))) == {"total 2016": is_shown}


@pytest.mark.parametrize(
    "behind",
    ["count/districts/2016/arrivals", "count/districts/2016/departures",
     "count/districts/2016/exits", "headcount/districts/2016/all", "headcount/districts/2015/all"],
)  # fmt: skip
def test_the_bodies_of_a_year_are_kept_back_together_where_one_tells(behind: str) -> None:
    assert shown(BODIES, [behind]) == {
        "districts 2016": "no", "departments 2016": "no", "total 2016": "yes",
    }  # fmt: skip


def test_what_is_kept_back_of_another_year_or_has_no_days_does_not_matter() -> None:
    behind = ["count/districts/2015/arrivals", "count/districts/2016/hires"]
    assert set(shown(BODIES, behind).values()) == {"yes"}


@pytest.mark.parametrize("one", ["exits_trained", "exits_untrained", "newly_trained"])
def test_the_trained_and_the_others_are_shown_only_after_the_last_year_that_tells(one: str) -> None:
    assert shown(STATUS, [f"count/total/2016/{one}"]) == {
        "trained 2015": "no", "untrained 2015": "no", "trained 2016": "no", "untrained 2016": "no",
        "trained 2017": "yes", "untrained 2017": "yes",
    }  # fmt: skip


def test_a_source_without_days_tells_of_none() -> None:
    assert days_of_service(figures(), NOTHING, frozenset(), RULE).empty
