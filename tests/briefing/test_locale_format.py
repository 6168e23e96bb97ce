from datetime import date
from decimal import Decimal

import pytest

from analysis.briefing.locale_format import (
    digits_behind,
    long_date,
    money,
    number,
    period,
    quantity,
    quantity_range,
)

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "unit", "vi", "en"),
    [
        ("8700", "attendances", "8.700_lượt", "8,700_attendances"),
        ("1", "persons", "1_người", "1_person"),
        ("3545", "persons", "3.545_người", "3,545_persons"),
        ("55.88", "percent", "55,88_%", "55.88%"),
        ("12.50", "percent", "12,5_%", "12.5%"),
        ("-1.53", "percentage_points", "−1,53_điểm phần trăm", "−1.53_percentage_points"),
        ("444942", "vnd", "444.942_đồng", "444,942_dong"),
        ("6340000", "vnd", "6,34_triệu_đồng", "6.34_million_dong"),
        ("3871000000", "vnd", "3,871_tỷ_đồng", "3.871_billion_dong"),
        ("2.5", "years", "2,5_năm", "2.5_years"),
        ("2021", "year", "2021", "2021"),
        ("0.825", "ratio", "0,83", "0.83"),
        ("444942", "vnd_per_attendance", "444.942_đồng/lượt", "444,942_dong per attendance"),
    ],
)
def test_a_value_is_written_as_its_language_writes_it(
    value: str, unit: str, vi: str, en: str
) -> None:
    assert quantity(Decimal(value), unit, "vi") == vi.replace("_", NBSP)
    assert quantity(Decimal(value), unit, "en") == en.replace("_", NBSP)


def test_halves_are_rounded_away_from_zero() -> None:
    assert number(Decimal("0.125"), "vi", 2) == "0,13"
    assert number(Decimal("-0.125"), "en", 2) == "−0.13"


def test_what_rounds_to_nothing_has_no_sign() -> None:
    assert quantity(Decimal("-0.001"), "percent", "en", signed=True) == "0%"


def test_a_signed_gain_has_a_plus() -> None:
    assert number(Decimal("4.4"), "vi", 2, signed=True) == "+4,40"


def test_money_that_rounds_up_to_a_million_is_written_in_millions() -> None:
    assert money(Decimal("999999.6"), "en") == f"1{NBSP}million{NBSP}dong"


def test_money_is_written_in_the_larger_unit_only_from_one_of_it() -> None:
    written = [
        quantity(Decimal(value), "vnd", "en", decimals=0).replace(NBSP, " ")
        for value in ("518766.3", "999999.4", "999999.5", "999600000")
    ]
    assert written == ["518,766 dong", "999,999 dong", "1 million dong", "1 billion dong"]


def test_a_range_is_written_with_one_unit() -> None:
    written = quantity_range(Decimal("51.48"), Decimal("55.9"), "percent", "vi")
    assert written == f"51,48–55,90{NBSP}%"


def test_a_range_of_years_is_written_like_a_period() -> None:
    assert quantity_range(2023, 2025, "year", "vi") == "2023–2025"
    assert quantity_range(2023, 2023, "year", "en") == "2023"


def test_a_range_of_money_has_one_scale() -> None:
    written = quantity_range(Decimal(900_000_000), Decimal(3_871_000_000), "vnd", "vi")
    assert written == f"0,900–3,871{NBSP}tỷ{NBSP}đồng"


def test_a_range_from_nothing_begins_with_a_plain_zero() -> None:
    written = quantity_range(Decimal(0), Decimal(11_318_713), "vnd", "vi", decimals=2)
    assert written == f"0–11,32{NBSP}triệu{NBSP}đồng"


def test_a_range_with_a_negative_end_is_written_in_words() -> None:
    written = quantity_range(Decimal(-3), Decimal(1), "persons", "en")
    assert written == f"−3 to 1{NBSP}persons"


def test_a_range_whose_ends_read_alike_is_one_value() -> None:
    assert quantity_range(Decimal("5.001"), Decimal("5.002"), "percent", "en") == "5%"


def test_a_range_that_runs_backwards_is_an_error() -> None:
    with pytest.raises(ValueError, match="above the high end"):
        quantity_range(Decimal(2), Decimal(1), "percent", "en")


def test_an_unknown_unit_is_an_error_that_lists_the_known() -> None:
    with pytest.raises(ValueError, match="'parsecs' has no written form; known are percent"):
        quantity(Decimal(1), "parsecs", "en")
    with pytest.raises(ValueError, match="after vnd_per_ may stand attendance"):
        quantity(Decimal(1), "vnd_per_parsec", "en")


def test_a_date_is_written_in_full_as_officials_write_it() -> None:
    day = date(2017, 3, 30)
    assert long_date(day, "vi") == "ngày 30 tháng 3 năm 2017".replace(" ", NBSP)
    assert long_date(day, "en") == "30 March 2017".replace(" ", NBSP)


def test_a_period_has_a_dash_between_its_years() -> None:
    assert period("2012-2016") == "2012–2016"
    assert period("2022") == "2022"
    with pytest.raises(ValueError, match="neither YYYY nor YYYY-YYYY"):
        period("2012/2016")


@pytest.mark.parametrize(
    ("values", "unit", "decimals", "behind"),
    [
        (["55.8808290155"], "percent", 2, "55.880829…"),
        (["340.6"], "persons", 0, "340.6"),
        (["-7.056"], "percentage_points", 2, "−7.056"),
        (["3564456.7219"], "vnd", 2, "3,564,456…"),
        (["3871000000"], "vnd", None, ""),
        (["25"], "persons", None, ""),
        (["12.5"], "percent", 2, ""),
        (["271.5", "453"], "persons", 0, "271.5 – 453"),
    ],
)
def test_the_digits_behind_a_rounded_value_are_shown_and_nothing_behind_an_exact_one(
    values: list[str], unit: str, decimals: int | None, behind: str
) -> None:
    """3,871,000,000 / 1,086 = 3,564,456.72…; 2,157 / 3,860 = 0.5588082901…; 1,703 / 5 = 340.6."""
    assert digits_behind([Decimal(value) for value in values], unit, "en", decimals) == behind
