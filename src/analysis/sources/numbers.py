"""Which number does a Vietnamese document print?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from numbers import Integral, Real
from typing import Literal

from analysis.sources.errors import MalformedNumber
from analysis.sources.money_words import read_money_words
from analysis.sources.text import comparison_key, normalise

Bound = Literal["exact", "lower", "approximate", "not_reported"]

QUALIFIERS: dict[str, Bound] = {
    comparison_key("hơn"): "lower",
    comparison_key("trên"): "lower",
    comparison_key("ít nhất"): "lower",
    comparison_key("khoảng"): "approximate",
}
RATES = ("percent", "percentage_points")
WHOLE = re.compile(r"0|0?[1-9]|[1-9][0-9]*|[1-9][0-9]{0,2}(\.[0-9]{3})+")
PERCENTAGE = re.compile(r"(0|0?[1-9]|[1-9][0-9]+)(,(?P<decimals>[0-9]+))? ?%?")
YEAR = re.compile(r"(19|20)[0-9]{2}")
ACCEPTED = {
    "percent": "a percentage with a comma before its decimals, such as 55,88 %, 0,4 or 100%",
    "year": "a year of four digits, such as 2021",
    "whole": "a whole number, ungrouped or in groups of three, such as 01, 1453 or 3.545",
}


@dataclass(frozen=True)
class PrintedNumber:
    """What a printed string says: a value, None where nothing is reported, and how it binds.

    `bound` is exact, lower (hơn, trên, ít nhất), approximate (khoảng) or not_reported.
    `decimals` counts the digits printed after the comma: 80,0 has one.
    """

    value: Decimal | None
    bound: Bound
    decimals: int = 0


def parse_printed(printed: str, unit: str) -> PrintedNumber:
    """Which number does a printed string of this unit say?

    `unit` is a unit code of figures.csv: percent and percentage_points take a comma decimal,
    vnd_words takes words of money, year four digits, every other unit a whole number. An empty
    string is not reported, never zero. Raises MalformedNumber saying what would be accepted.
    """
    text = normalise(printed)
    if not text:
        return PrintedNumber(None, "not_reported")
    if unit == "vnd_words":
        return PrintedNumber(Decimal(read_money_words(text)), "exact")
    bound, digits = _split_qualifier(text)
    if unit in RATES:
        match = PERCENTAGE.fullmatch(digits)
        if match:
            value = Decimal(digits.rstrip("% ").replace(",", "."))
            return PrintedNumber(value, bound, len(match["decimals"] or ""))
        raise MalformedNumber(_refusal(printed, "percent"))
    pattern, accepted = (YEAR, "year") if unit == "year" else (WHOLE, "whole")
    if not pattern.fullmatch(digits):
        raise MalformedNumber(_refusal(printed, accepted))
    return PrintedNumber(Decimal(digits.replace(".", "")), bound)


def plain(value: Decimal | float | Real) -> str:
    """How is a number written plainly: point, no exponent, no trailing zeros?"""
    if isinstance(value, Integral):
        return str(int(value))
    text = format(value if isinstance(value, Decimal) else Decimal(repr(float(value))), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _split_qualifier(text: str) -> tuple[Bound, str]:
    for words, bound in QUALIFIERS.items():
        size = len(words.split())
        parts = text.split(" ", size)
        if len(parts) == size + 1 and comparison_key(" ".join(parts[:size])) == words:
            return bound, parts[size]
    return "exact", text


def _refusal(printed: str, accepted: str) -> str:
    foreign = [sign for sign in printed if sign.isdigit() and sign not in "0123456789"]
    why = f" ({foreign[0]!r} is a digit of another script)" if foreign else ""
    return f"{printed!r} is not a number as documents print it{why}; accepted: {ACCEPTED[accepted]}"
