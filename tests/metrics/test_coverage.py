"""How much of what should have been counted was counted."""

from __future__ import annotations

import pandas as pd

from analysis.metrics.coverage import coverage_facts


def figures(*rows: tuple[str, str, str, str]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["category", "group", "period", "value"])
    names = table["category"] + "-" + table["group"] + "-" + table["period"]
    return table.assign(sources="p-returns#" + names.str.replace("_", "-"))


def test_the_share_of_units_stands_beside_both_counts() -> None:
    counts = figures(
        ("units_counted", "total", "2016", "3"), ("units_listed", "total", "2016", "4")
    )
    facts = list(coverage_facts("p", counts))
    assert [(fact.metric, fact.value, fact.unit) for fact in facts] == [
        ("units_counted", 3.0, "units"),
        ("units_listed", 4.0, "units"),
        ("coverage", 75.0, "percent"),
    ]
    assert facts[2].sources == (
        "p-returns#units-counted-total-2016", "p-returns#units-listed-total-2016",
    )  # fmt: skip


def test_without_a_list_there_is_a_count_and_no_share() -> None:
    facts = list(coverage_facts("p", figures(("units_counted", "total", "2016", "3"))))
    assert [fact.metric for fact in facts] == ["units_counted"]


def test_of_none_that_is_listed_no_share_is_formed() -> None:
    counts = figures(("units_counted", "g", "2016", "0"), ("units_listed", "g", "2016", "0"))
    assert [fact.metric for fact in coverage_facts("p", counts)] == [
        "units_counted", "units_listed",
    ]  # fmt: skip


def test_a_document_that_counts_no_units_has_no_coverage() -> None:
    assert list(coverage_facts("p", figures(("all", "total", "2016", "9")))) == []
