from __future__ import annotations

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.audit.checks import Figure, Outcome, evaluate, figures_of


def of(value: str, bound: str = "exact", unit: str = "persons") -> Figure:
    decimals = len(value.partition(".")[2])
    return Figure(Decimal(value) if value else None, bound, decimals, unit)


def lower(value: str) -> Figure:
    return of(value, "lower")


NOT_REPORTED = of("", "not_reported")


def found(kind: str, figures: list[Figure], **sides: Any) -> Outcome:
    """The outcome of a check over figures named a, b, c ... in their order."""
    named = dict(zip("abcdefghij", figures, strict=False))
    return evaluate({"id": "check", "kind": kind, "what": {}, **sides}, named)  # type: ignore[typeddict-item]


def summed(left: Figure, *right: Figure) -> Outcome:
    return found("sum", [left, *right], left="a", right=list("bcdefghij"[: len(right)]))


def share(stated: str, part: Figure, whole: Figure) -> Outcome:
    left = of(stated, unit="percent")
    return found("share", [left, part, whole], left="a", part=["b"], whole=["c"])


def test_a_total_that_equals_its_parts_holds() -> None:
    assert summed(of("3545"), of("27"), of("834"), of("2235"), of("449")).verdict == "holds"


def test_a_total_that_differs_from_its_parts_fails() -> None:
    outcome = summed(of("2157"), of("158"), of("103"), of("586"), of("1140"))
    assert (outcome.verdict, outcome.right, outcome.difference) == (
        "fails",
        Decimal(1987),
        Decimal(170),
    )


def test_a_part_that_is_not_reported_adds_nothing() -> None:
    outcome = summed(of("586"), NOT_REPORTED, of("147"), of("398"), of("41"))
    assert (outcome.verdict, outcome.right) == ("holds", Decimal(586))


@pytest.mark.parametrize(
    ("left", "right"), [(NOT_REPORTED, of("5")), (of("5"), NOT_REPORTED)], ids=["total", "parts"]
)
def test_a_side_that_is_not_reported_cannot_be_checked(left: Figure, right: Figure) -> None:
    outcome = summed(left, right)
    assert (outcome.verdict, outcome.difference) == ("not_checkable", None)


@pytest.mark.parametrize(
    ("total", "verdict"), [("320", "holds"), ("325", "not_checkable"), ("319", "fails")]
)
def test_a_lower_bound_among_the_parts_allows_a_larger_total_only(total: str, verdict: str) -> None:
    assert summed(of(total), of("73"), of("47"), lower("200")).verdict == verdict


@pytest.mark.parametrize(
    ("parts", "verdict"), [("200", "holds"), ("250", "not_checkable"), ("199", "fails")]
)
def test_a_total_that_is_a_lower_bound_allows_larger_parts_only(parts: str, verdict: str) -> None:
    assert summed(lower("200"), of(parts)).verdict == verdict


@pytest.mark.parametrize("part", ["60", "70"])
def test_an_approximate_part_can_only_confirm(part: str) -> None:
    assert summed(of("65"), of(part, "approximate")).verdict == "not_checkable"
    assert summed(of("65"), of("65", "approximate")).verdict == "holds"


def test_two_stated_figures_together_are_held_against_their_parts() -> None:
    figures = [of("6535"), of("267"), of("6702")]
    outcome = found("sum", figures, left=["a", "b"], right=["c"])
    assert (outcome.left, outcome.difference, outcome.verdict) == (
        Decimal(6802),
        Decimal(100),
        "fails",
    )


def test_the_same_quantity_stated_twice_must_be_the_same() -> None:
    assert found("same", [of("773"), of("773")], left="a", right=["b"]).verdict == "holds"
    assert found("same", [of("773"), of("179")], left="a", right=["b"]).verdict == "fails"


def test_words_of_money_are_held_against_the_figures() -> None:
    figures = [of("3871000000"), of("3000871000")]
    outcome = found("words", figures, left="a", right=["b"])
    assert (outcome.verdict, outcome.difference) == ("fails", Decimal(870_129_000))


def test_a_difference_is_the_first_less_the_second() -> None:
    sides = {"left": "a", "right": ["b", "c"]}
    assert found("difference", [of("7"), of("92"), of("85")], **sides).verdict == "holds"
    assert found("difference", [of("8"), of("92"), of("85")], **sides).verdict == "fails"
    assert found("difference", [of("5"), of("92"), lower("85")], **sides).verdict == "not_checkable"
    assert found("difference", [of("9"), of("92"), lower("85")], **sides).verdict == "fails"
    assert found("difference", [of("7"), of("92"), NOT_REPORTED], **sides).right is None


@pytest.mark.parametrize(
    ("stated", "part", "whole", "verdict", "computed"),
    [
        ("55.88", "2157", "3860", "holds", "55.8808290155"),
        ("55.88", "1987", "3860", "fails", "51.4766839378"),
        ("8.59", "12053", "140408", "rounding", "8.5842687026"),
        ("27.14", "3272", "12053", "rounding", "27.1467684394"),
        ("0.4", "29", "7194", "holds", "0.4031137059"),
        ("12.5", "1", "8", "holds", "12.5"),
        ("13", "1", "8", "holds", "12.5"),
        ("12", "1", "8", "rounding", "12.5"),
        ("11", "1", "8", "fails", "12.5"),
    ],
)
def test_a_share_holds_if_its_printed_digits_are_the_correctly_rounded_ones(
    stated: str, part: str, whole: str, verdict: str, computed: str
) -> None:
    outcome = share(stated, of(part), of(whole))
    assert (outcome.verdict, outcome.right) == (verdict, Decimal(computed))


def test_a_share_of_bounds_or_of_nothing_cannot_be_checked() -> None:
    assert share("60", lower("50"), of("100")).verdict == "not_checkable"
    assert share("50", lower("50"), of("100")).verdict == "holds"
    assert share("60", of("50"), of("0")).verdict == "not_checkable"
    assert share("60", NOT_REPORTED, of("5")).verdict == "not_checkable"


@pytest.mark.parametrize(
    ("shares", "verdict"),
    [
        (["50", "50"], "holds"),
        (["33.33", "33.33", "33.33"], "rounding"),
        (["33.3", "33.3", "33.3"], "rounding"),
        (["33.33", "33.33", "33.32"], "fails"),
        (["50.5", "50.5"], "fails"),
        (["49.95", "49.9"], "fails"),
        (["49.95", "50.1"], "rounding"),
    ],
)
def test_shares_add_up_to_a_hundred_within_half_a_unit_each(
    shares: list[str], verdict: str
) -> None:
    figures = [of(value, unit="percent") for value in shares]
    outcome = found("hundred", figures, right=list("abc"[: len(shares)]))
    assert (outcome.left, outcome.verdict) == (Decimal(100), verdict)


def test_shares_of_which_one_is_not_reported_cannot_be_checked() -> None:
    assert found("hundred", [of("60"), NOT_REPORTED], right=["a", "b"]).verdict == "not_checkable"


def test_what_cannot_be_checked_is_only_stated() -> None:
    outcome = found("not_checkable", [of("714"), of("1000")], left="a", right=["b"])
    assert outcome == Outcome(Decimal(714), None, "not_checkable")


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_a_correctly_rounded_share_always_holds(part: int, more: int, digits: int) -> None:
    whole = part + more
    scaled = (2 * 100 * 10**digits * part + whole) // (2 * whole)
    stated = f"{Decimal(scaled).scaleb(-digits):f}"
    assert share(stated, of(str(part)), of(str(whole))).verdict == "holds"


def test_the_decimals_of_a_share_are_those_printed_or_read() -> None:
    row = {"value": "80", "bound": "exact", "unit": "percent", "printed": "80,0%", "read_as": ""}
    cleaned = pd.DataFrame(
        [
            row | {"id": "a"},
            row | {"id": "b", "read_as": "80,00"},
            row | {"id": "c", "unit": "persons", "printed": "80"},
        ]
    )
    assert [figure.decimals for figure in figures_of(cleaned).values()] == [1, 2, 0]
