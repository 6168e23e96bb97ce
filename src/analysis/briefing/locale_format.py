"""How is a value written in the language of the page?

Babel writes the digits; the catalogue holds the words and the house form of units. Halves are
rounded away from zero, as the documents do. A number does not part from its unit at the end of a
line; a unit of three words and more can break inside.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from babel.dates import format_date
from babel.numbers import format_decimal

from analysis.briefing import units
from analysis.briefing.catalogue import LANGUAGES, translator

MINUS = "\u2212"
NO_BREAK_SPACE = "\u00a0"
EN_DASH = "\u2013"
DECIMALS_AT_MOST = 2
DECIMALS_BEHIND = 6
MOST_SPACES_BOUND = 2


def rehearse() -> None:
    """What is read the first time? How each language writes numbers, and the catalogue."""
    for lang in LANGUAGES:
        quantity(Decimal("1234.5"), "percent", lang)


def number(
    value: Decimal | int, lang: str, decimals: int | None = None, signed: bool = False
) -> str:
    """How are the digits of a value written? `8.700` in vi, `8,700` in en.

    decimals: exactly so many; None for up to two, without trailing zeros.
    signed: with `+` before a positive value.
    """
    rounded, places = _rounded(Decimal(value), decimals, DECIMALS_AT_MOST)
    return _digits(rounded, places, lang, signed)


def quantity(
    value: Decimal | int,
    unit: str,
    lang: str,
    decimals: int | None = None,
    signed: bool = False,
) -> str:
    """How is a value written with its unit? `55,88 %` in vi, `55.88%` in en.

    unit: persons, attendances, percent, percentage_points, vnd, vnd_per_<x>, years, ratio, year
    and the other units of count of `units.COUNTS`.
    Raises ValueError for a unit without a written form.
    """
    value = Decimal(value)
    if unit == "year":
        return str(int(value))
    if unit == "ratio":
        return number(value, lang, decimals, signed)
    if _is_money(unit):
        scale, at_most, pattern = _scale_of_money([value], decimals)
        rounded, places = _rounded(value / scale, decimals, at_most)
        return _priced(unit, _filled(pattern, _digits(rounded, places, lang, signed), lang), lang)
    rounded, places = _rounded(value, decimals, DECIMALS_AT_MOST)
    pattern = _pattern(unit, one=abs(rounded) == 1)
    return _filled(pattern, _digits(rounded, places, lang, signed), lang)


def money(value: Decimal | int, lang: str, decimals: int | None = None) -> str:
    """How is an amount in whole đồng written? `3,871 tỷ đồng` in vi, `3.871 billion dong` in en."""
    return quantity(value, "vnd", lang, decimals)


def quantity_range(
    low: Decimal | int,
    high: Decimal | int,
    unit: str,
    lang: str,
    decimals: int | None = None,
) -> str:
    """How is a range written? `51,48–55,88 %`; with words between the ends when one is negative.

    Ends that are written alike are written once, and zero without decimals. Raises ValueError when
    low is above high.
    """
    ends = [Decimal(low), Decimal(high)]
    if ends[0] > ends[1]:
        raise ValueError(f"range from {low} to {high}: the low end is above the high end")
    if unit == "year":
        return EN_DASH.join(dict.fromkeys(quantity(end, unit, lang) for end in ends))
    is_money = _is_money(unit)
    scale, at_most, pattern = (
        _scale_of_money(ends, decimals)
        if is_money
        else (Decimal(1), DECIMALS_AT_MOST, _pattern(unit, one=False))
    )
    rounded = [_rounded(end / scale, decimals, at_most) for end in ends]
    if rounded[0][0] == rounded[1][0]:
        return quantity(low, unit, lang, decimals)
    places = max(places for _, places in rounded)
    written = [_digits(value, places if value else 0, lang, signed=False) for value, _ in rounded]
    if rounded[0][0] < 0:
        between = translator(lang)(units.RANGE_IN_WORDS).format(low=written[0], high=written[1])
    else:
        between = EN_DASH.join(written)
    text = _filled(pattern, between, lang)
    return _priced(unit, text, lang) if is_money else text


def digits_behind(
    values: Sequence[Decimal], unit: str, lang: str, decimals: int | None = None
) -> str:
    """Which digits lie behind what is written rounded? Nothing where the written form is exact.

    values: one, or the ends of a range. Money in đồng, anything else in its unit, cut after six
    decimals (money after none), with an ellipsis where more follow.
    """
    is_money = _is_money(unit)
    scale, at_most, _ = (
        _scale_of_money(values, decimals) if is_money else (Decimal(1), DECIMALS_AT_MOST, "")
    )
    if all(_rounded(value / scale, decimals, at_most)[0] * scale == value for value in values):
        return ""
    smallest = Decimal(1).scaleb(0 if is_money else -DECIMALS_BEHIND)
    written = []
    for value in values:
        cut = value.quantize(smallest, rounding=ROUND_DOWN).normalize()
        exponent = cut.as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
        written.append(_digits(cut, places, lang, signed=False) + "…" * (cut != value))
    return f" {EN_DASH} ".join(dict.fromkeys(written))


def unit_name(unit: str, lang: str) -> str:
    """What is a unit called where its numbers stand alone, such as in a header? `người`, `persons`.

    Money is in whole đồng there. Nothing for a ratio, a year and where no unit is given. Raises
    ValueError for a unit without a written form.
    """
    if unit in ("", "ratio", "year"):
        return ""
    if unit == "vnd" or unit.startswith("vnd_per_"):
        dong = _filled(units.MONEY[-1][-1], "", lang).strip()
        return _priced(unit, dong, lang)
    return _filled(_pattern(unit, one=False), "", lang).strip()


def period(text: str) -> str:
    """How is a period written? `2012-2016` becomes `2012–2016`, a single year stays.

    Raises ValueError for anything else.
    """
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{4})?", text):
        raise ValueError(f"period {text!r} is neither YYYY nor YYYY-YYYY")
    return text.replace("-", EN_DASH)


def long_date(day: date, lang: str) -> str:
    """How is a date written in full? `ngày 30 tháng 3 năm 2017`, `30 March 2017`."""
    text = format_date(day, translator(lang)(units.LONG_DATE), locale=lang)
    return text.replace(" ", NO_BREAK_SPACE)


def _is_money(unit: str) -> bool:
    return unit == "vnd" or unit.startswith("vnd_per_")


def _rounded(value: Decimal, decimals: int | None, at_most: int) -> tuple[Decimal, int]:
    places = at_most if decimals is None else decimals
    rounded = value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    if decimals is None:
        exponent = rounded.normalize().as_tuple().exponent
        places = max(0, -exponent) if isinstance(exponent, int) else 0
    return rounded, places


def _digits(value: Decimal, places: int, lang: str, signed: bool) -> str:
    pattern = "#,##0" + ("." + "0" * places if places else "")
    text = format_decimal(abs(value), format=pattern, locale=lang)
    sign = MINUS if value < 0 else "+" if signed and value > 0 else ""
    return sign + text


def _pattern(unit: str, one: bool) -> str:
    if unit == "percent":
        return units.PERCENT
    if unit == "ratio":
        return "{number}"
    forms = units.PERCENTAGE_POINTS if unit == "percentage_points" else units.COUNTS.get(unit)
    if forms is None:
        known = ", ".join(["percent", "percentage_points", "ratio", "vnd", *units.COUNTS])
        raise ValueError(f"unit {unit!r} has no written form; known are {known}")
    return forms[0] if one else forms[1]


def _scale_of_money(values: Sequence[Decimal], decimals: int | None) -> tuple[Decimal, int, str]:
    largest = max(abs(value) for value in values)
    for larger, (smaller, at_most, _) in zip(units.MONEY, units.MONEY[1:], strict=False):
        if _rounded(largest / smaller, decimals, at_most)[0] * smaller >= larger[0]:
            return larger
    return units.MONEY[-1]


def _priced(unit: str, amount: str, lang: str) -> str:
    if unit == "vnd":
        return amount
    counted = unit.removeprefix("vnd_per_")
    if counted not in units.PER:
        known = ", ".join(units.PER)
        raise ValueError(f"unit {unit!r} has no written form; after vnd_per_ may stand {known}")
    return translator(lang)(units.PER[counted]).format(money=amount)


def _filled(pattern: str, digits: str, lang: str) -> str:
    text = pattern if pattern == "{number}" else translator(lang)(pattern)
    bound = -1 if text.count(" ") <= MOST_SPACES_BOUND else 1
    return text.replace(" ", NO_BREAK_SPACE, bound).format(number=digits)
