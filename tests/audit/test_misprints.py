from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analysis.audit.misprints import KINDS, explaining_misprints, malformed_readings, slips


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
    answer = explaining_misprints({"total": Decimal(printed)}, components)
    first = answer.fitting[0]
    assert (first.figure, first.meant, first.kind) == ("total", Decimal(sum(parts)), kind)


def test_a_slip_in_a_component_is_found_after_those_in_the_total() -> None:
    answer = explaining_misprints({"total": Decimal(30)}, {"a": Decimal(19), "b": Decimal(21)})
    assert [(slip.figure, slip.meant) for slip in answer.fitting] == [
        ("total", Decimal(40)),
        ("a", Decimal(9)),
        ("b", Decimal(11)),
    ]


def test_every_reading_of_a_one_digit_number_by_one_slip_is_tried_once() -> None:
    changed, too_few = set("0123456789") - {"7"}, {f"7{d}" for d in "0123456789"}
    longer = too_few | {f"{d}7" for d in "123456789"}
    regrouped = {"7000"}
    assert explaining_misprints({"a": Decimal(7)}, {}).tried == len(changed | longer | regrouped)


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


def test_a_number_with_decimals_is_not_varied() -> None:
    answer = explaining_misprints({"share": Decimal("55.88")}, {"part": Decimal("51.88")})
    assert (answer.tried, answer.fitting) == (0, ())


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


@given(st.integers(10, 10**7), st.sampled_from(KINDS), st.data())
def test_a_planted_slip_of_any_kind_is_always_among_the_proposals(
    number: int, kind: str, data: st.DataObject
) -> None:
    printed = misprinted(number, kind, data)
    assume(printed != str(number) and printed[0] != "0")
    answer = explaining_misprints({"total": Decimal(printed)}, {"part": Decimal(number)})
    assert ("total", Decimal(number)) in [(slip.figure, slip.meant) for slip in answer.fitting]
    assert answer.tried == len(slips(printed)) + len(slips(str(number)))


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
    answer = explaining_misprints({"total": Decimal(correct)}, {"entry": Decimal(entered)})
    (found,) = [slip for slip in answer.fitting if slip.figure == "entry"]
    assert (found.meant, found.kind) == (Decimal(correct), "two digits swapped")
    assert abs(found.meant - found.printed) == difference
