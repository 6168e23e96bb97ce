from __future__ import annotations

from decimal import Decimal

import pytest
from tests.audit.conftest import AuditedOf

from analysis.audit.audited import also_closed, closes
from analysis.audit.misprints import Misprint
from analysis.audit.slips import Guard, guard, misprint_readings

PARTS = {"id": "parts", "kind": "sum", "left": "total", "right": ["a", "b"]}
AGAIN = {"id": "again", "kind": "same", "left": "total", "right": ["total-again"]}
FIGURES = {"total": "50", "a": "19", "b": "21", "total-again": "50"}


def slip(figure: str, printed: str, meant: str) -> Misprint:
    return Misprint(figure, Decimal(printed), Decimal(meant), "one digit changed")


def rate(printed: str) -> dict[str, str]:
    return {"measure": "share", "unit": "percent", "printed": printed}


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
    assert guard(slip("a", "19", "29"), known.checks[0], known) == Guard(0, False, 1)
    assert guard(slip("total", "50", "40"), known.checks[0], known) == Guard(0, True, 1)


def test_a_check_that_cannot_be_made_guards_nothing(audited_of: AuditedOf) -> None:
    beside = {"id": "beside", "kind": "not_checkable", "left": "a", "right": ["b"]}
    known = audited_of(FIGURES, PARTS, beside)
    assert guard(slip("a", "19", "29"), known.checks[0], known) == Guard(0, False, 0)


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


@pytest.mark.parametrize("kind", ["words", "not_checkable"])
def test_other_checks_are_left_to_other_ways(kind: str, audited_of: AuditedOf) -> None:
    known = audited_of(FIGURES, {"id": "other", "kind": kind, "left": "total", "right": ["b"]})
    assert list(misprint_readings(known.checks[0], known)) == []


SHARE = {"id": "share", "kind": "share", "left": "rate", "part": ["part"], "whole": ["all"]}


@pytest.mark.parametrize(
    ("printed", "part", "whole", "found"),
    [
        ("52,5 %", "51", "200", ["rate is 25.5 where 52,5 % is printed: two digits swapped."]),
        ("25,5 %", "151", "200", [
            "rate is 75.5 where 25,5 % is printed: one digit changed.",
            "part is 51 where 151 is printed: one digit too many.",
        ]),
        ("25,5 %", "51", "20", [
            "all is 200 where 20 is printed: one digit too few.",
            "rate is 255 where 25,5 % is printed: the decimal comma misplaced.",
        ]),
        ("2,55 %", "51", "200", [
            *[f"all is {whole} where 200 is printed: one digit too few."
              for whole in ("2,000", "2,001", "2,002", "2,003")],
            "rate is 25.5 where 2,55 % is printed: the decimal comma misplaced.",
        ]),
    ],
)  # fmt: skip
def test_a_slip_in_a_share_may_lie_in_the_rate_in_the_part_or_in_the_whole(
    printed: str, part: str, whole: str, found: list[str], audited_of: AuditedOf
) -> None:
    assert 100 * 51 / 200 == 25.5 and 100 * 51 / 20 == 255 and 100 * 151 / 200 == 75.5
    assert 100 * 51 / 2004 < 2.545 < 100 * 51 / 2003 < 100 * 51 / 2000 < 2.555
    known = audited_of({"rate": rate(printed), "part": part, "all": whole}, SHARE)
    assert [one.reading for one in misprint_readings(known.checks[0], known)] == found


HUNDRED = {"id": "hundred", "kind": "hundred", "right": ["rate", "rest"]}


def test_a_slip_in_a_share_that_a_column_of_a_hundred_does_not_bear_is_found(
    audited_of: AuditedOf,
) -> None:
    assert 60.5 + 39.5 == 6.5 + 93.5 == 100
    known = audited_of({"rate": rate("60,5"), "rest": rate("93,5")}, HUNDRED)
    assert [one.reading for one in misprint_readings(known.checks[0], known)] == [
        "rest is 39.5 where 93,5 is printed: two digits swapped.",
        "rate is 6.5 where 60,5 is printed: one digit too many.",
    ]


def test_a_slip_may_leave_what_rounding_explains(audited_of: AuditedOf) -> None:
    thirds = {name: rate("33,3") for name in "ab"} | {"c": rate("38,3")}
    known = audited_of(thirds, HUNDRED | {"right": [*"abc"]})
    read = [dict(one.reads) for one in misprint_readings(known.checks[0], known)]
    assert 99.85 < 33.3 + 33.3 + 33.3 < 100.15
    assert {"c": Decimal("33.3")} in read


def test_the_slip_that_closes_two_faults_comes_first_though_other_checks_use_the_figure(
    audited_of: AuditedOf,
) -> None:
    figures = {"rate": rate("60,5"), "rest": rate("93,5"), "part": "79", "all": "200"}
    of_rest = SHARE | {"left": "rest"}
    known = audited_of(figures, HUNDRED, of_rest)
    assert 100 * 79 / 200 == 39.5
    for check, other in ((0, "share"), (1, "hundred")):
        first, *_ = misprint_readings(known.checks[check], known)
        assert dict(first.reads) == {"rest": Decimal("39.5")}
        assert guard(slip("rest", "93.5", "39.5"), known.checks[check], known) == (-1, False, 1)
        assert also_closed(known.checks[check], known, first.reads) == (other,)
        assert first.singled_out == 1
    alone = audited_of(figures, HUNDRED)
    assert guard(slip("rest", "93.5", "39.5"), alone.checks[0], alone) == (0, False, 0)


def test_an_identity_that_no_slip_closes_says_how_many_were_tried(audited_of: AuditedOf) -> None:
    known = audited_of({"total": "9876", "a": "1", "b": "1"}, PARTS)
    (found,) = misprint_readings(known.checks[0], known)
    assert (found.fitting, found.figures, found.singled_out) == (0, (), None)
    assert found.tried > 0
