from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.audit.audited import closes
from analysis.audit.checks import Figure
from analysis.audit.misprints import (
    KINDS,
    MisprintAnswer,
    digits_of,
    explaining_misprints,
    malformed_readings,
    slips,
)
from analysis.sources.declarations import Check


def summed(
    stated: Mapping[str, Decimal], parts: Mapping[str, Decimal], unit: str = "persons"
) -> MisprintAnswer:
    values = {**stated, **parts}
    decimals = {name: -int(value.as_tuple().exponent) for name, value in values.items()}
    figures = {
        name: Figure(value, decimals=decimals[name], unit=unit) for name, value in values.items()
    }
    check: Check = {
        "id": "sum", "kind": "sum", "what": {}, "left": [*stated], "right": [*parts],
    }  # fmt: skip
    return explaining_misprints(check, figures)


@pytest.mark.parametrize(
    ("printed", "parts", "kind"),
    [
        (4814, (1010, 1653, 2171), "one digit changed"),
        (1290, (1000, 209), "two digits swapped"),
        (455524, (40000, 5552), "one digit too many"),
        (121, (1000, 221), "one digit too few"),
        (1850, (1850000,), "a group of zeros too many or too few"),
        (3871000, (3871,), "a group of zeros too many or too few"),
    ],
)
def test_a_slip_in_the_total_is_found_with_its_kind(
    printed: int, parts: tuple[int, ...], kind: str
) -> None:
    components = {f"part-{place}": Decimal(value) for place, value in enumerate(parts)}
    answer = summed({"total": Decimal(printed)}, components)
    first = answer.fitting[0]
    assert (first.figure, first.meant, first.kind) == ("total", Decimal(sum(parts)), kind)


def test_a_slip_in_a_component_is_found_after_those_in_the_total() -> None:
    answer = summed({"total": Decimal(30)}, {"a": Decimal(19), "b": Decimal(21)})
    assert [(slip.figure, slip.meant) for slip in answer.fitting] == [
        ("total", Decimal(40)),
        ("a", Decimal(9)),
        ("b", Decimal(11)),
    ]


def test_every_reading_of_a_one_digit_number_by_one_slip_is_tried_once() -> None:
    changed, too_few = set("0123456789") - {"7"}, {f"7{d}" for d in "0123456789"}
    longer = too_few | {f"{d}7" for d in "123456789"}
    regrouped = {"7000"}
    assert summed({"a": Decimal(7)}, {}).tried == len(changed | longer | regrouped)


def test_the_slips_of_a_two_digit_number_are_those_written_out_by_hand() -> None:
    readings = slips("12")
    assert readings["21"] == "two digits swapped"
    assert {text for text, kind in readings.items() if kind == "one digit changed"} == {
        *(f"{digit}2" for digit in "3456789"), *(f"1{digit}" for digit in "013456789"), "22",
    } - {"12"}  # fmt: skip
    assert {text for text, kind in readings.items() if kind == "one digit too many"} == {"1", "2"}
    assert readings["12000"] == "a group of zeros too many or too few"
    assert "12" not in readings


def test_a_string_that_is_no_number_is_read_without_a_digit_or_with_another_separator() -> None:
    assert malformed_readings("45.5524") == {
        Decimal(55524): "one digit too many",
        Decimal(45524): "one digit too many",
        Decimal(45554): "one digit too many",
        Decimal(45552): "one digit too many",
        Decimal(455524): "the group separator misplaced",
    }


def test_a_rate_that_is_no_number_is_read_with_its_comma_at_each_place() -> None:
    assert set(malformed_readings("55.88%", is_rate=True)) == {
        Decimal("5.588"), Decimal("55.88"), Decimal("558.8"), Decimal(5588),
    }  # fmt: skip
    assert set(malformed_readings("05,4%%", is_rate=True)) == {Decimal("0.54")}


def test_a_rate_is_varied_in_its_printed_digits_on_both_sides_of_the_comma() -> None:
    readings = slips("5.80", is_rate=True)
    assert {text for text, kind in readings.items() if kind == "two digits swapped"} == {
        "8.50", "5.08",
    }  # fmt: skip
    assert {text for text, kind in readings.items() if kind == "one digit too many"} == {"5.0"}
    assert readings["5.81"] == readings["7.80"] == "one digit changed"
    assert readings["15.80"] == readings["5.180"] == "one digit too few"
    assert {text for text, kind in readings.items() if kind == "the decimal comma misplaced"} == {
        "58.0", "580",
    }  # fmt: skip
    assert not {"5.8", "5.800"} & {*readings}


def test_a_count_has_no_decimal_comma_and_a_rate_no_groups_of_zeros() -> None:
    assert "6.5" in slips("65", is_rate=True) and "6.5" not in slips("65")
    assert "65000" in slips("65") and "65000" not in slips("65", is_rate=True)


def test_the_digits_of_a_rate_are_those_printed_and_of_a_count_those_of_its_value() -> None:
    assert digits_of(Figure(Decimal("80"), decimals=1, unit="percent")) == "80.0"
    assert digits_of(Figure(Decimal("3.5"), unit="days")) == "3.5"
    assert digits_of(Figure(Decimal("1850"))) == "1850"
    with pytest.raises(ValueError, match="not reported has no digits"):
        digits_of(Figure(None))


@pytest.mark.parametrize(
    ("meant", "written", "error", "divisor", "quotient"),
    [("736", "73.60", "662.40", 9, "73.60"), ("736", "7.36", "728.64", 99, "7.36")],
)
def test_the_slides_of_a_bookkeeper_are_commas_misplaced(
    meant: str, written: str, error: str, divisor: int, quotient: str
) -> None:
    """Kester 1917, Accounting Theory and Practice, volume 1, on transplacements: 736 written as
    73.60 is off by 662.40, as 7.36 by 728.64; divided by 9 and 99 they show the figures moved.
    """
    answer = summed({"total": Decimal(meant)}, {"entry": Decimal(written)}, "percent")
    (found,) = [slip for slip in answer.fitting if slip.figure == "entry"]
    assert (found.meant, found.kind) == (Decimal(meant), "the decimal comma misplaced")
    assert found.meant - found.printed == Decimal(error)
    assert Decimal(error) / divisor == Decimal(quotient)


@pytest.mark.parametrize("end", [0, 1])
@pytest.mark.parametrize("digits", ["4814", "15021", "3871000000"])
def test_a_single_swap_is_likelier_than_a_single_change_and_that_than_a_digit_more_or_less(
    digits: str, end: int
) -> None:
    """Verhoeff 1969, as told by Wagner 2002, The Laws of Cryptography: of all errors 10 to 20 per
    cent are swaps of neighbours, 60 to 95 one digit changed, 10 to 20 one omitted or added.
    """
    frequency_pct = {"swapped": (10, 20), "changed": (60, 95), "omitted or added": (10, 20)}
    swapped, changed = len(digits) - 1, 9 * len(digits)
    omitted_or_added = len(digits) + 10 * (len(digits) + 1)
    of_one = [
        frequency_pct[kind][end] / ways
        for kind, ways in zip(frequency_pct, (swapped, changed, omitted_or_added), strict=True)
    ]
    assert of_one == sorted(of_one, reverse=True)
    assert KINDS[:2] == ("two digits swapped", "one digit changed")
    assert {*KINDS[2:4]} == {"one digit too many", "one digit too few"}


def misprinted(number: int, kind: str, data: st.DataObject) -> str:
    digits = str(number)
    place = data.draw(st.integers(1, len(digits) - 1))
    digit = data.draw(st.sampled_from("0123456789"))
    return {
        "two digits swapped": digits[: place - 1] + digits[place] + digits[place - 1]
        + digits[place + 1 :],
        "one digit changed": digits[:place] + digit + digits[place + 1 :],
        "one digit too many": digits[:place] + digit + digits[place:],
        "one digit too few": digits[:place] + digits[place + 1 :],
        "a group of zeros too many or too few": f"{digits}000",
    }[kind]  # fmt: skip


OF_A_COUNT = [kind for kind in KINDS if kind != "the decimal comma misplaced"]


@given(st.integers(10, 10**7), st.sampled_from(OF_A_COUNT), st.data())
def test_a_planted_slip_of_any_kind_is_always_among_the_proposals(
    number: int, kind: str, data: st.DataObject
) -> None:
    printed = misprinted(number, kind, data)
    assume(printed != str(number) and printed[0] != "0")
    answer = summed({"total": Decimal(printed)}, {"part": Decimal(number)})
    assert ("total", Decimal(number)) in [(slip.figure, slip.meant) for slip in answer.fitting]
    assert answer.tried == len(slips(printed)) + len(slips(str(number)))


@given(st.integers(1, 999), st.integers(1000, 9999), st.sampled_from("0123456789"), st.data())
def test_a_slip_planted_in_a_share_is_always_among_the_proposals(
    part: int, whole: int, digit: str, data: st.DataObject
) -> None:
    share = f"{(Decimal(100 * part) / whole).quantize(Decimal('0.01'), ROUND_HALF_UP)}"
    place = data.draw(st.sampled_from([at for at, sign in enumerate(share) if sign != "."]))
    printed = share[:place] + digit + share[place + 1 :]
    assume(printed != share and (printed[0] != "0" or printed[1] == "."))
    figures = {
        "rate": Figure(Decimal(printed), decimals=2, unit="percent"),
        "part": Figure(Decimal(part)),
        "whole": Figure(Decimal(whole)),
    }
    check: Check = {
        "id": "share", "kind": "share", "what": {}, "left": "rate", "part": ["part"],
        "whole": ["whole"],
    }  # fmt: skip
    answer = explaining_misprints(check, figures)
    assert ("rate", Decimal(share)) in [(slip.figure, slip.meant) for slip in answer.fitting]
    assert all(closes(check, figures, {slip.figure: slip.meant}) for slip in answer.fitting)


@pytest.mark.parametrize(
    ("correct", "entered", "difference"), [("6394", "3694", 2700), ("26", "62", 36)]
)
def test_the_transpositions_of_a_bookkeeper_are_slips_and_show_in_the_printed_difference(
    correct: str, entered: str, difference: int
) -> None:
    """Kester 1917, Accounting Theory and Practice, volume 1: 6,394 entered as 3,694 differs by
    2,700; the second pair is the usual example of the rule that the difference is divisible by 9.
    """
    assert slips(entered)[correct] == "two digits swapped"
    answer = summed({"total": Decimal(correct)}, {"entry": Decimal(entered)})
    (found,) = [slip for slip in answer.fitting if slip.figure == "entry"]
    assert (found.meant, found.kind) == (Decimal(correct), "two digits swapped")
    assert abs(found.meant - found.printed) == difference
