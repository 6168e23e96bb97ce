"""Which facts are published where counts behind them are kept back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.disclosure.facts import (
    KEPT_BACK,
    SUPPRESSED,
    checks_to_publish,
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
from analysis.sources.disclosure import nothing_disclosed

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


UNKNOWN = "scheme-returns#nobody-knows-2016"
SHOWN = "scheme-returns#districts-all-2016"


def cell(*cells: str, **more: str) -> pd.DataFrame:
    return pd.DataFrame({"sources": [";".join(cells)], "value": ["3"], **more})


def value_of(table: pd.DataFrame, disclosure: pd.DataFrame) -> str:
    (told,) = masked(table, disclosure, ["value"])["value"]
    return str(told)


@pytest.mark.parametrize(
    "cells",
    [(UNKNOWN,), (SHOWN, UNKNOWN), ("other-register#districts-all-2016",), (UNKNOWN, "report#7")],
)
def test_a_cell_of_persons_that_the_rule_does_not_know_is_never_shown(
    figures: Figures, rule: Rule, cells: tuple[str, ...]
) -> None:
    disclosure, _ = disclosure_of(figures(("2016", CLOSING)), SUMS, rule)
    assert value_of(cell(*cells), disclosure) == KEPT_BACK
    assert value_of(cell(*cells), nothing_disclosed()) == KEPT_BACK
    assert value_of(cell(*cells, category="all", bound="exact"), disclosure) == KEPT_BACK


def test_what_is_shown_only_as_a_sum_does_not_show_its_cells(figures: Figures, rule: Rule) -> None:
    only_sums = figures(("2016", {"districts": {"bachelor": 8, "college": 9}}))
    disclosure, _ = disclosure_of(only_sums, SUMS, rule)
    sums = disclosure[disclosure["category"] == "qualified"]
    assert sums["shown"].tolist() == ["yes"]
    assert value_of(cell("scheme-returns#districts-bachelor-2016"), sums) == KEPT_BACK


def test_cells_of_documents_and_what_counts_no_persons_are_shown(
    figures: Figures, rule: Rule
) -> None:
    disclosure, _ = disclosure_of(figures(("2016", CLOSING)), SUMS, rule)
    for known in (disclosure, nothing_disclosed()):
        assert value_of(cell("report#7"), known) == "3"
        assert value_of(cell(UNKNOWN, category="units_counted"), known) == "3"
        assert value_of(cell(UNKNOWN, bound="not_reported"), known) == "3"


def test_what_is_kept_back_is_so_whatever_else_is_said_of_it(figures: Figures, rule: Rule) -> None:
    disclosure, _ = disclosure_of(figures(("2016", CLOSING)), SUMS, rule)
    kept = cell("scheme-returns#districts-bachelor-2016", category="coverage", bound="not_reported")
    assert value_of(kept, disclosure) == KEPT_BACK


def test_a_check_of_cells_that_are_kept_back_or_not_known_says_nothing_of_them(
    figures: Figures, rule: Rule
) -> None:
    disclosure, _ = disclosure_of(figures(("2016", CLOSING)), SUMS, rule)
    sources = ["scheme-returns#districts-bachelor-2016;report#7", UNKNOWN, SHOWN, "report#7"]
    ledger = pd.DataFrame({"sources": sources}).assign(
        left="3", right="4", difference="-1", verdict="fails", explanation="3 is not 4"
    )
    told = checks_to_publish(ledger, disclosure)
    assert told["verdict"].tolist() == ["not_checkable", "not_checkable", "fails", "fails"]
    for side in ("left", "right", "difference"):
        assert told[side].head(2).tolist() == ["", ""]
    assert told["explanation"].tolist() == [SUPPRESSED] * 2 + ["3 is not 4"] * 2
    assert checks_to_publish(ledger, nothing_disclosed())["left"].tolist() == ["", "", "", "3"]
