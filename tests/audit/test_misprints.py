from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.audit.misprints import explaining_misprints


@pytest.mark.parametrize(
    ("printed", "parts", "kind"),
    [
        (4814, (1010, 1653, 2171), "one digit changed"),
        (1290, (1000, 209), "two digits swapped"),
        (455524, (40000, 5552), "one digit too many"),
        (121, (1000, 221), "one digit too few"),
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
    assert explaining_misprints({"a": Decimal(7)}, {}).tried == len(changed | longer)


def test_a_number_with_decimals_is_not_varied() -> None:
    answer = explaining_misprints({"share": Decimal("55.88")}, {"part": Decimal("51.88")})
    assert (answer.tried, answer.fitting) == (0, ())


@given(st.integers(10, 10**7), st.data())
def test_any_number_with_one_digit_changed_is_explained(number: int, data: st.DataObject) -> None:
    digits = list(str(number))
    place = data.draw(st.integers(1, len(digits) - 1))
    digits[place] = data.draw(st.sampled_from([d for d in "0123456789" if d != digits[place]]))
    printed = int("".join(digits))
    answer = explaining_misprints({"total": Decimal(printed)}, {"part": Decimal(number)})
    assert ("total", Decimal(number)) in [(slip.figure, slip.meant) for slip in answer.fitting]
