"""Which numerals stand in a text, and which of them need no receipt?"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from analysis.briefing.locale_format import MINUS

NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
RECOGNISED = {
    "number of a document": r"(?<![\w/])\d+(?:/\d{4})?/[A-ZĐ]{2,}[\w-]*",
    "date": rf"\d{{1,2}}\s(?:{MONTHS})\s\d{{4}}|ngày\s\d{{1,2}}\stháng\s\d{{1,2}}\snăm\s\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}",
    "year or period": r"(?<![\d.,])(?:19|20)\d{2}(?:[–-](?:19|20)\d{2})?(?!\d|[.,]\d)",
    "clause": r"(?:Điều|Khoản|Mục|Phần|Phụ lục|Article|Clause|Section|Part|Appendix)\s\d+",
    "constant of a formula": r"(?:(?<=[=+−×÷/^]\s)|(?<=[(^]))(?:1|100)(?!\d|[.,]\d)"
    r"|(?<![\d.,])(?:1|100)(?=\s[+−×÷]\s)",
    "number of a heading": r"^\s*\d+(?:\.\d+)*\.\s",
}
"""What a numeral is that needs no receipt: by its form, each in one rule."""
NEEDS_NONE = re.compile("|".join(f"(?:{rule})" for rule in RECOGNISED.values()))
SCALES = ((re.compile(r"tỷ\sđồng|billion"), 9), (re.compile(r"triệu\sđồng|million"), 6))
SEPARATORS = {"vi": (".", ","), "en": (",", ".")}


def numerals(text: str) -> list[str]:
    """Which numerals stand in a text, but for years, dates, documents, clauses and formulas?"""
    return NUMERAL.findall(NEEDS_NONE.sub(" ", text))


def every_number(text: str) -> list[str]:
    """Which numbers does a text say that says a fact: also one that reads like a year?"""
    return numerals(text) or NUMERAL.findall(text)


def is_rounding(numeral: str, text: str, amount: Decimal, lang: str) -> bool:
    """Is a numeral of ``text`` the amount, its sign left out, correctly rounded as far as it goes?

    Half away from zero, in the scale that the text names (million, billion).
    """
    said = _digits(numeral, lang)
    if said is None:
        return False
    return abs(amount).scaleb(-_scale(text)).quantize(said, ROUND_HALF_UP) == said


def amount_said(text: str, lang: str) -> Decimal | None:
    """Which amount is the first number in a text, with its sign, in the scale that it names?"""
    found = NUMERAL.search(text)
    said = _digits(found[0], lang) if found else None
    if said is None:
        return None
    return (-said if is_negative(text) else said).scaleb(_scale(text))


def _digits(numeral: str, lang: str) -> Decimal | None:
    thousands, point = SEPARATORS[lang]
    digits = numeral.replace(thousands, "").replace(point, ".")
    return Decimal(digits) if digits.count(".") <= 1 else None


def _scale(text: str) -> int:
    return next((power for word, power in SCALES if word.search(text)), 0)


def is_negative(text: str) -> bool:
    """Is what is said below zero?"""
    return text.strip().startswith(MINUS)
