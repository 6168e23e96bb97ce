from __future__ import annotations

from decimal import Decimal

import pytest
from tests.audit.conftest import AuditedOf

from analysis.audit.audited import closes
from analysis.audit.slips import guard, misprint_readings

PARTS = {"id": "parts", "kind": "sum", "left": "total", "right": ["a", "b"]}
AGAIN = {"id": "again", "kind": "same", "left": "total", "right": ["total-again"]}
FIGURES = {"total": "50", "a": "19", "b": "21", "total-again": "50"}


def test_a_figure_that_another_check_confirms_comes_last(audited_of: AuditedOf) -> None:
    known = audited_of(FIGURES, PARTS, AGAIN)
    assert [one.figures for one in misprint_readings(known.checks[0], known)] == [
        ("a",),
        ("b",),
        ("total",),
    ]


def test_a_figure_that_stands_in_no_other_check_comes_before_one_that_does(
    audited_of: AuditedOf,
) -> None:
    also_open = {"id": "open", "kind": "same", "left": "a", "right": ["total-again"]}
    known = audited_of(FIGURES, PARTS, AGAIN, also_open)
    found = list(misprint_readings(known.checks[0], known))
    assert [one.figures for one in found] == [("b",), ("a",), ("total",)]
    assert {one.singled_out for one in found} == {1}
    assert guard("a", known.checks[0], known) == (False, 1)
    assert guard("total", known.checks[0], known) == (True, 1)


def test_a_check_that_cannot_be_made_guards_nothing(audited_of: AuditedOf) -> None:
    beside = {"id": "beside", "kind": "not_checkable", "left": "a", "right": ["b"]}
    known = audited_of(FIGURES, PARTS, beside)
    assert guard("a", known.checks[0], known) == (False, 0)


def test_of_two_equally_guarded_figures_the_likelier_slip_comes_first(
    audited_of: AuditedOf,
) -> None:
    known = audited_of({"total": "110", "a": "100", "b": "01"}, PARTS)
    assert 110 == 109 + 1 == 100 + 10
    found = list(misprint_readings(known.checks[0], known))
    assert [one.reading for one in found] == [
        "total is 101 where 110 is printed: two digits swapped.",
        "a is 109 where 100 is printed: one digit changed.",
        "b is 10 where 01 is printed: one digit too few.",
    ]
    assert {one.singled_out for one in found} == {3}


def test_every_reading_that_fits_makes_the_check_hold(audited_of: AuditedOf) -> None:
    known = audited_of(FIGURES, PARTS, AGAIN)
    for one in misprint_readings(known.checks[0], known):
        assert closes(known.checks[0], known.figures, one.reads)


def test_a_slip_in_a_difference_may_lie_in_either_figure_or_in_the_difference(
    audited_of: AuditedOf,
) -> None:
    check = {"id": "rise", "kind": "difference", "left": "rise", "right": ["now", "then"]}
    known = audited_of({"rise": "7", "now": "93", "then": "85"}, check)
    read = [dict(one.reads) for one in misprint_readings(known.checks[0], known)]
    assert {"rise": Decimal(8)} in read
    assert {"now": Decimal(92)} in read
    assert {"then": Decimal(86)} in read


@pytest.mark.parametrize("kind", ["share", "words"])
def test_other_checks_are_left_to_other_ways(kind: str, audited_of: AuditedOf) -> None:
    sides = {"right": ["b"]} if kind == "words" else {"part": ["a"], "whole": ["b"]}
    known = audited_of(FIGURES, {"id": "other", "kind": kind, "left": "total", **sides})
    assert list(misprint_readings(known.checks[0], known)) == []


def test_an_identity_that_no_slip_closes_says_how_many_were_tried(audited_of: AuditedOf) -> None:
    known = audited_of({"total": "9876", "a": "1", "b": "1"}, PARTS)
    (found,) = misprint_readings(known.checks[0], known)
    assert (found.fitting, found.figures, found.singled_out) == (0, (), None)
    assert found.tried > 0
