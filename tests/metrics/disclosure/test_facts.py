"""Which facts are published where counts behind them are kept back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.disclosure.facts import (
    KEPT_BACK,
    SUPPRESSED,
    hidden_cells,
    is_kept_back,
    masked,
    publishable,
)
from analysis.metrics.disclosure.rule import Rule
from analysis.metrics.disclosure.table import disclosure_of
from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.qualification.change import qualification_change_facts
from analysis.metrics.qualification.details import qualification_detail_facts
from analysis.metrics.ranges import with_ranges

Figures = Callable[..., pd.DataFrame]
SETTINGS = {"opening": 2012, "closing": 2016, "levels": ["bachelor", "college"],
            "formal": ["bachelor"]}  # fmt: skip
SUMS = {"qualified": ["bachelor", "college"]}
CLOSING = {
    "districts": {"all": 60, "bachelor": 3, "college": 30},
    "departments": {"all": 40, "bachelor": 12, "college": 20},
    "companies": {"all": 30, "bachelor": 8, "college": 9},
    "total": {"all": 130, "bachelor": 23, "college": 59},
}
OPENING = {
    "districts": {"all": 50, "bachelor": 8, "college": 20},
    "departments": {"all": 30, "bachelor": 10, "college": 10},
    "companies": {"all": 30, "bachelor": 7, "college": 8},
    "total": {"all": 110, "bachelor": 25, "college": 38},
}


@pytest.fixture(scope="session")
def published(figures: Figures, rule: Rule, unbroken: object) -> pd.DataFrame:
    cells = figures(("2012", OPENING), ("2016", CLOSING))
    headcount = cells.rename(columns={"value": "headcount_persons"}).assign(
        sources=cells["document"] + "#" + cells["id"]
    )
    asked: Any = ("scheme", SETTINGS, headcount, unbroken)
    facts = [*qualification_change_facts(*asked), *qualification_detail_facts(*asked)]
    disclosure, _ = disclosure_of(cells, SUMS, rule)
    return publishable(facts_table(with_ranges(facts)), disclosure).set_index("id")


def shown(facts: pd.DataFrame, name: str) -> bool:
    return not is_kept_back(facts.loc[f"scheme/{name}"])


def test_a_rate_of_which_a_count_is_kept_back_has_no_value(published: pd.DataFrame) -> None:
    row = published.loc["scheme/formal_rate/districts/2016/both"]
    assert (row["value"], row["low"], row["high"]) == ("", "", "")
    assert row["formula"] == SUPPRESSED
    assert "scheme-returns#districts-bachelor-2016" in row["sources"]


def test_what_rests_on_it_only_through_a_sum_that_is_shown_stays(published: pd.DataFrame) -> None:
    for name in (
        "headcount/districts/2016/both", "qualified/districts/2016/both",
        "qualification_rate/districts/2016/both", "qualification_rate/total/2016/both",
        "qualification_rate_change/total/2012-2016/both",
        "net_additional_qualified/districts/2012-2016/both",
        "qualification_rate_interval/total/2016/both", "gain_share/districts/2012-2016/both",
        "level_persons/bachelor/2016/both", "level_rate/bachelor/2016/both",
    ):  # fmt: skip
        assert shown(published, name), name


def test_what_is_computed_from_all_the_cells_of_a_body_is_kept_back(
    published: pd.DataFrame,
) -> None:
    assert not shown(published, "formal_rate_change/districts/2012-2016/both")
    assert not shown(published, "short_course_rate/districts/2016/both")
    assert shown(published, "rate_effect/districts/2012-2016/recomputed")
    assert shown(published, "formal_rate/districts/2012/both")


def test_no_fact_that_is_shown_is_a_count_under_five(published: pd.DataFrame) -> None:
    counts = published[(published["unit"] == "persons") & (published["value"] != "")]
    stocks = counts[~counts["metric"].isin(["net_additional_qualified", "headcount_change"])]
    assert (stocks["value"].astype(float) >= 5).all()


def test_what_was_kept_back_once_is_kept_back_again(
    published: pd.DataFrame, figures: Figures, rule: Rule
) -> None:
    disclosure, _ = disclosure_of(figures(("2012", OPENING), ("2016", CLOSING)), SUMS, rule)
    facts = published.reset_index()
    assert publishable(facts, disclosure).equals(facts)


def fact(variant: str, value: float | None, *cells: str, low: float | None = None) -> Fact:
    return Fact("scheme", "level_share", "total", "2016", variant, "percent", "a share",
                tuple(f"scheme-returns#{cell}" for cell in cells), value, low)  # fmt: skip


def test_a_share_within_a_sum_that_is_shown_is_not_shown_for_that(
    figures: Figures, rule: Rule
) -> None:
    # bachelors / (bachelors + college) × 100 names the same cells as the sum, and gives them away
    disclosure, _ = disclosure_of(figures(("2016", CLOSING)), SUMS, rule)
    share = fact("both", 9.09, "districts-bachelor-2016", "districts-college-2016")
    (row,) = publishable(facts_table([share]), disclosure).to_dict("records")
    assert is_kept_back(row)


def test_bounds_are_kept_back_with_the_value(figures: Figures, rule: Rule) -> None:
    disclosure, _ = disclosure_of(figures(("2016", CLOSING)), SUMS, rule)
    bounds = fact("range", None, "districts-bachelor-2016", low=2.0)
    (row,) = publishable(facts_table([bounds]), disclosure).to_dict("records")
    assert is_kept_back(row)


def test_facts_of_documents_are_not_touched(figures: Figures, rule: Rule) -> None:
    disclosure, _ = disclosure_of(figures(("2016", CLOSING)), SUMS, rule)
    printed = facts_table([Fact("p", "headcount", "x", "2016", "both", "persons", "as printed",
                                ("report#small",), 2.0)])  # fmt: skip
    assert publishable(printed, disclosure).equals(printed)
    assert publishable(printed, disclosure.head(0)).equals(printed)


def test_a_conclusion_is_told_where_the_counts_of_its_metric_are(
    figures: Figures, rule: Rule
) -> None:
    disclosure, _ = disclosure_of(figures(("2012", OPENING), ("2016", CLOSING)), SUMS, rule)
    cells = [f"{body}-{category}-{year}" for body in CLOSING for category in ("all", "bachelor")
             for year in ("2012", "2016")]  # fmt: skip
    sources = tuple(f"scheme-returns#{cell}" for cell in cells)
    held = Fact("scheme", "conclusion_readings_holding", "rate_rose", "2012-2016", "both",
                "readings", "in how many", sources, 1.0)  # fmt: skip
    settings = {"conclusions": [{"name": "rate_rose", "metric": "qualification_rate_change"},
                   {"name": "effect", "metric": "level_share"}]}  # fmt: skip
    other = Fact(**{**vars(held), "group": "effect"})
    told = publishable(facts_table([held, other]), disclosure, settings)
    assert [is_kept_back(row) for row in told.to_dict("records")] == [False, True]


def test_cells_that_are_kept_back_are_shown_as_dots(figures: Figures, rule: Rule) -> None:
    disclosure, _ = disclosure_of(figures(("2016", CLOSING)), SUMS, rule)
    assert "scheme-returns#districts-bachelor-2016" in hidden_cells(disclosure)
    table = pd.DataFrame(
        {"sources": ["scheme-returns#districts-bachelor-2016", "scheme-returns#districts-all-2016"],
         "value": ["3", "60"]}
    )  # fmt: skip
    assert masked(table, disclosure, ["value"])["value"].tolist() == [KEPT_BACK, "60"]
