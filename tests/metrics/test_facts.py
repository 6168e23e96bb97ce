from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.metrics.facts import Fact, decimal_text, facts_table, joined_sources, status_on
from analysis.sources.errors import MalformedTable
from analysis.sources.schemas import FACTS


def fact(**changes: object) -> Fact:
    fields: dict[str, object] = {
        "programme": "scheme-2014-2020", "metric": "qualification_rate", "group": "total",
        "period": "2016", "variant": "recomputed", "unit": "percent", "formula": "part / whole",
        "sources": ("report#part", "report#whole"), "value": 51.5,
    }  # fmt: skip
    return Fact(**(fields | changes))  # type: ignore[arg-type]


def test_the_id_of_a_fact_names_programme_metric_group_period_and_reading() -> None:
    assert fact().id == "scheme-2014-2020/qualification_rate/total/2016/recomputed"


def test_a_fact_becomes_one_row_of_the_ledger() -> None:
    table = facts_table([fact(low=49.9, high=53.0, status="assumed")])
    assert list(table.columns) == list(FACTS.columns)
    assert table.to_dict("records") == [
        {
            "id": "scheme-2014-2020/qualification_rate/total/2016/recomputed",
            "programme": "scheme-2014-2020",
            "metric": "qualification_rate",
            "group": "total",
            "period": "2016",
            "variant": "recomputed",
            "value": "51.5",
            "low": "49.9",
            "high": "53",
            "unit": "percent",
            "status": "assumed",
            "formula": "part / whole",
            "sources": "report#part;report#whole",
        }
    ]


def test_rows_stand_in_the_order_given() -> None:
    table = facts_table([fact(period="2016"), fact(period="2012"), fact(period="2014-2016")])
    assert table["period"].tolist() == ["2016", "2012", "2014-2016"]


def test_no_facts_are_an_empty_ledger_with_its_columns() -> None:
    table = facts_table([])
    assert table.empty
    assert list(table.columns) == list(FACTS.columns)


def test_bounds_without_a_value_leave_the_value_empty() -> None:
    table = facts_table([fact(value=None, low=0, high=77)])
    assert table.loc[0, ["value", "low", "high"]].tolist() == ["", "0", "77"]


def test_a_fact_that_is_stated_twice_is_refused_with_its_id() -> None:
    with pytest.raises(MalformedTable, match=r"2016/recomputed'.*occurs again"):
        facts_table([fact(), fact(value=55.9)])


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"status": "guessed"}, "status"),
        ({"sources": ()}, "sources"),
        ({"sources": ("page 3",)}, "sources"),
        ({"formula": ""}, "formula"),
        ({"period": "three years"}, "period"),
        ({"value": float("nan")}, "value"),
    ],
)
def test_a_fact_without_a_proper_receipt_is_refused(
    changes: dict[str, object], column: str
) -> None:
    with pytest.raises(MalformedTable, match=f"the facts:(.|\n)*column {column}"):
        facts_table([fact(**changes)])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (0, "0"),
        (-0.0, "0"),
        (-1e-11, "0"),
        (1987, "1987"),
        (1000.0, "1000"),
        (272_316_000_000.0, "272316000000"),
        (1e16, "10000000000000000"),
        (-1.5, "-1.5"),
        (-1.53, "-1.53"),
        (1e-7, "0.0000001"),
        (1 / 3, "0.3333333333"),
        (2 / 3, "0.6666666667"),
        (0.1 + 0.2, "0.3"),
        (12.00000000004, "12"),
        (12.00000000006, "12.0000000001"),
    ],
)
def test_a_value_is_written_plainly_with_at_most_ten_decimals(
    value: float | None, text: str
) -> None:
    assert decimal_text(value) == text


@given(st.floats(min_value=-1e15, max_value=1e15))
def test_any_value_keeps_ten_decimals_and_fits_the_ledger(value: float) -> None:
    text = decimal_text(value)
    assert "e" not in text.lower()
    assert text != "-0"
    assert len(text.partition(".")[2]) <= 10
    assert not ("." in text and text.endswith(("0", ".")))
    assert abs(Decimal(text) - Decimal(repr(value))) <= Decimal("0.5e-10")


def test_sources_are_named_once_in_the_order_of_first_mention() -> None:
    assert joined_sources("r#b;r#a", "", "r#a;r#c", "r#b") == ("r#b", "r#a", "r#c")
    assert joined_sources() == ()


def test_a_result_is_assumed_as_soon_as_one_of_its_sources_is_an_assumption() -> None:
    assert status_on(("r#a", "reference:base_salary-2013-07-01")) == "computed"
    assert status_on(("r#a", "assumption:flat-headcount")) == "assumed"
