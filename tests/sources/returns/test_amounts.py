from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.returns.amounts import read_amount
from analysis.sources.returns.terms import terms_of

TERMS = terms_of([("mark", "none", "-"), ("mark", "not_applicable", "x")])


@pytest.mark.parametrize(
    ("cell", "unit", "value"),
    [
        (55.88, "percent", "55.88"),
        ("55,88%", "percent", "55.88"),
        ("55,88", "percent", "55.88"),
        (1.5, "million_vnd", "1500000"),
        ("1.234,5", "million_vnd", "1234500000"),
        ("2", "billion_vnd", "2000000000"),
        (0.001, "thousand_persons", "1"),
    ],
)
def test_amounts_are_taken_to_the_plain_unit(cell: Any, unit: str, value: str) -> None:
    assert read_amount(cell, unit, TERMS).value == Decimal(value)


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("55.88", "percent"),
        (1.2345, "thousand_persons"),
        ("1.23", "million_vnd"),
        (0.5, "vnd"),
        (float("nan"), "persons"),
        (float("inf"), "persons"),
    ],
)
def test_what_leaves_doubt_about_its_size_is_refused(cell: Any, unit: str) -> None:
    assert read_amount(cell, unit, TERMS).state == "refused"


@given(st.integers(0, 10**12))
def test_a_number_and_the_text_of_it_are_one_amount(number: int) -> None:
    grouped = f"{number:,}".replace(",", ".")
    values = {read_amount(cell, "persons", TERMS).value for cell in (number, str(number), grouped)}
    assert values == {Decimal(number)}


@given(st.text(max_size=12))
def test_any_text_is_read_or_refused_and_never_an_error(text: str) -> None:
    amount = read_amount(text, "persons", TERMS)
    assert (amount.value is None) == (amount.state != "number")
