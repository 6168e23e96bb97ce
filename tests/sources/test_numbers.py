from __future__ import annotations

from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.errors import MalformedNumber
from analysis.sources.numbers import PrintedNumber, parse_printed, plain


@pytest.mark.parametrize(
    ("printed", "unit", "value"),
    [
        ("3.545", "persons", "3545"),
        ("01", "classes", "1"),
        ("0", "attendances", "0"),
        ("1453", "attendances", "1453"),
        ("1.148.119", "attendances", "1148119"),
        ("3.871.000.000", "vnd", "3871000000"),
        ("Ba tỷ tám trăm bảy mươi mốt triệu đồng", "vnd_words", "3871000000"),
        ("2021", "year", "2021"),
        ("30,21 %", "percent", "30.21"),
        ("30,21\u00a0%", "percent", "30.21"),
        ("55,88%", "percent", "55.88"),
        ("0,4", "percent", "0.4"),
        ("100%", "percent", "100"),
        ("7%", "percentage_points", "7"),
    ],
)
def test_a_printed_number_is_read_by_its_unit(printed: str, unit: str, value: str) -> None:
    number = parse_printed(printed, unit)
    assert (number.value, number.bound) == (Decimal(value), "exact")


@pytest.mark.parametrize(
    ("printed", "value", "bound"),
    [
        ("hơn 1.850", 1850, "lower"),
        ("Hơn 200", 200, "lower"),
        ("ít nhất 3", 3, "lower"),
        ("khoảng 165", 165, "approximate"),
    ],
)
def test_a_qualified_number_keeps_its_qualification(printed: str, value: int, bound: str) -> None:
    number = parse_printed(printed, "persons")
    assert (number.value, number.bound) == (Decimal(value), bound)


@pytest.mark.parametrize("printed", ["", " ", "\u00a0"])
@pytest.mark.parametrize("unit", ["persons", "percent", "vnd", "vnd_words", "year"])
def test_an_empty_cell_is_not_reported_and_never_zero(printed: str, unit: str) -> None:
    assert parse_printed(printed, unit) == PrintedNumber(None, "not_reported")


def test_the_decimals_of_a_percentage_are_counted_as_printed() -> None:
    assert [parse_printed(text, "percent").decimals for text in ("80,0%", "0,4", "100")] == [
        1,
        1,
        0,
    ]


MALFORMED = [
    *["45.5524", "1.23.456", "1234.567", "0.500", "007", "1,234", "12,5", "1.000,0"],
    *["3.54a", "O1", "l2", "1e3", "NaN", "Infinity", "1_000", "x", "-", "n/a"],
    *["-5", "+5", "−5", "1 234", "1\u00a0234", "3. 545", "3.545 %", "1\u200b234", "3.545.", ".545"],
    *["٣", "٣٫٥٤٥", "３.545", "३", "²", "½", "hơn", "hơn khoảng 5", "hơn1.850"],
]


@pytest.mark.parametrize("printed", MALFORMED)
def test_a_malformed_count_is_refused_with_what_would_be_accepted(printed: str) -> None:
    with pytest.raises(MalformedNumber, match=r"accepted: a whole number.*3.545"):
        parse_printed(printed, "persons")


@pytest.mark.parametrize(
    "printed",
    ["12,5,0", "55.88", "1.234", "5,", ",5", "55,88 %%", "% 5", "055,1", "５５,88", "-7%"],
)
def test_a_malformed_percentage_is_refused_with_what_would_be_accepted(printed: str) -> None:
    with pytest.raises(MalformedNumber, match=r"accepted: a percentage with a comma.*55,88 %"):
        parse_printed(printed, "percent")


@pytest.mark.parametrize("printed", ["21", "2.021", "20210", "3021"])
def test_a_malformed_year_is_refused(printed: str) -> None:
    with pytest.raises(MalformedNumber, match="a year of four digits"):
        parse_printed(printed, "year")


def test_a_digit_of_another_script_is_named() -> None:
    with pytest.raises(MalformedNumber, match="'٣' is a digit of another script"):
        parse_printed("1٣", "persons")


@given(st.integers(min_value=0, max_value=10**15))
def test_a_count_written_by_babel_is_read_back(count: int) -> None:
    printed = format_decimal(count, locale="vi_VN")
    assert parse_printed(printed, "persons").value == count
    assert parse_printed(str(count), "vnd").value == count


@given(st.decimals(min_value=0, max_value=999, places=4))
def test_a_percentage_written_by_babel_is_read_back(share: Decimal) -> None:
    printed = format_decimal(share, locale="vi_VN", decimal_quantization=False)
    assert parse_printed(f"{printed} %", "percent").value == share


@given(
    st.text("0123456789.,% ", max_size=6),
    st.characters(categories=["Nd", "Nl", "No"], exclude_characters="0123456789"),
    st.text("0123456789.,% ", max_size=6),
    st.sampled_from(["persons", "percent", "year", "vnd", "vnd_words"]),
)
def test_no_string_with_a_digit_of_another_script_is_a_number(
    before: str, foreign: str, after: str, unit: str
) -> None:
    with pytest.raises(MalformedNumber):
        parse_printed(before + foreign + after, unit)


@given(st.text(max_size=12), st.sampled_from(["persons", "percent", "year", "vnd_words"]))
def test_any_text_is_a_number_or_a_malformed_one(printed: str, unit: str) -> None:
    try:
        number = parse_printed(printed, unit)
    except MalformedNumber:
        return
    assert (number.value is None) == (number.bound == "not_reported")
    assert number.value is None or number.value >= 0


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("55.880"), "55.88"),
        (Decimal("1E+3"), "1000"),
        (Decimal("-0.0"), "0"),
        (3.0, "3"),
        (1e-7, "0.0000001"),
        (1500, "1500"),
    ],
)
def test_a_value_is_written_without_exponent_or_trailing_zeros(
    value: Decimal | float, text: str
) -> None:
    assert plain(value) == text
