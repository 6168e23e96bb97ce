from __future__ import annotations

from decimal import Decimal

import pytest
from tests.audit.conftest import AuditedOf

from analysis.audit.audited import Place, also_closed, closes, listed, other_verdicts, values
from analysis.sources.declarations import Check

PARTS: Check = {"id": "parts", "kind": "sum", "what": {}, "left": "all", "right": ["a", "b"]}
AGAIN: Check = {"id": "again", "kind": "same", "what": {}, "left": "a", "right": ["a-again"]}
RATE: Check = {
    "id": "rate",
    "kind": "share",
    "what": {},
    "left": "rate",
    "part": ["a"],
    "whole": ["all"],
}
BESIDE: Check = {"id": "beside", "kind": "not_checkable", "what": {}, "left": "a", "right": ["b"]}
FIGURES = {"all": "40", "a": "20", "b": "30", "a-again": "10"}


def share(printed: str) -> dict[str, str]:
    return {"measure": "share", "unit": "percent", "printed": printed}


def test_each_figure_has_its_place_and_each_check_its_verdict(audited_of: AuditedOf) -> None:
    known = audited_of(FIGURES | {"rate": share("25 %")}, PARTS, AGAIN, RATE, BESIDE)
    assert known.places["rate"] == Place("2016", "total", "all", "share")
    assert known.verdicts == {
        "parts": "fails", "again": "fails", "rate": "fails", "beside": "not_checkable",
    }  # fmt: skip


def test_a_check_is_closed_by_a_value_that_makes_it_hold_and_by_no_other(
    audited_of: AuditedOf,
) -> None:
    known = audited_of(FIGURES, PARTS)
    assert closes(PARTS, known.figures, {"a": Decimal(10)})
    assert closes(PARTS, known.figures, {"a": Decimal(25), "b": Decimal(15)})
    assert not closes(PARTS, known.figures, {"a": Decimal(11)})
    assert known.figures["a"].value == 20


@pytest.mark.parametrize(("read", "agrees"), [("12.5", True), ("13", True), ("12.50", True),
                                              ("12", False), ("12.6", False)])  # fmt: skip
def test_a_rate_that_is_read_otherwise_is_rounded_to_the_decimals_of_what_is_read(
    read: str, agrees: bool, audited_of: AuditedOf
) -> None:
    known = audited_of({"rate": share("99,99"), "a": "1", "all": "8"}, RATE)
    assert closes(known.checks[0], known.figures, {"rate": Decimal(read)}) == agrees


@pytest.mark.parametrize(("read", "agrees"), [("33.4", True), ("33.3", True), ("33.1", False)])
def test_shares_agree_where_rounding_explains_what_they_miss(
    read: str, agrees: bool, audited_of: AuditedOf
) -> None:
    assert abs(100 - 3 * 33.3) < 0.15 < abs(100 - 33.1 - 2 * 33.3)
    shares = {"x": share("33,3"), "y": share("33,3"), "z": share("63,3")}
    known = audited_of(shares, {"id": "column", "kind": "hundred", "right": [*"xyz"]})
    assert closes(known.checks[0], known.figures, {"z": Decimal(read)}) == agrees


def test_a_value_closes_other_failing_checks_that_use_the_figure_and_then_hold(
    audited_of: AuditedOf,
) -> None:
    known = audited_of(FIGURES | {"rate": share("25 %")}, PARTS, AGAIN, RATE, BESIDE)
    assert also_closed(PARTS, known, {"a": Decimal(10)}) == ("again", "rate")
    assert also_closed(AGAIN, known, {"a": Decimal(10)}) == ("parts", "rate")
    assert also_closed(PARTS, known, {"b": Decimal(20)}) == ()


def test_a_check_that_holds_as_printed_is_not_called_closed(audited_of: AuditedOf) -> None:
    known = audited_of(FIGURES | {"a-again": "20"}, PARTS, AGAIN)
    assert also_closed(PARTS, known, {"a": Decimal(20)}) == ()
    assert other_verdicts("a", PARTS, known) == ["holds"]


def test_a_check_that_cannot_be_made_has_no_verdict_to_ask(audited_of: AuditedOf) -> None:
    known = audited_of(FIGURES, PARTS, AGAIN, BESIDE)
    assert other_verdicts("a", PARTS, known) == ["fails"]
    assert other_verdicts("b", PARTS, known) == []


def test_only_figures_that_are_reported_have_values(audited_of: AuditedOf) -> None:
    known = audited_of({"a": "1", "b": "", "c": "hơn 3"})
    assert values([*"abc"], known.figures) == {"a": Decimal(1), "c": Decimal(3)}


def test_figures_are_listed_with_what_is_printed(audited_of: AuditedOf) -> None:
    known = audited_of({"a": "1.000", "b": "", "c": "hơn 3"})
    assert listed(["a"], known.figures) == "a (1.000)"
    assert listed([*"ac"], known.figures) == "a (1.000) and c (hơn 3)"
    assert listed([*"abc"], known.figures) == "a (1.000), b (nothing printed) and c (hơn 3)"


def test_a_figure_that_is_not_there_is_an_error(audited_of: AuditedOf) -> None:
    known = audited_of(FIGURES, PARTS)
    with pytest.raises(KeyError, match="nowhere"):
        closes(PARTS, known.figures, {"nowhere": Decimal(1)})
