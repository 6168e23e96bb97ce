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
NAMES_A_VALUE = re.compile(r"[^,;.:]*:\s")
END_OF_VALUE = re.compile(r"[,;:.](?:\s|$)")
SEPARATORS = {"vi": (".", ","), "en": (",", ".")}


def values(text: str) -> list[tuple[str, str]]:
    """Which values stand in a list, each with what stands behind it?

    What stands before a colon names a value and is none.
    """
    shown = NEEDS_NONE.sub(" ", text)
    return [
        (one[0], END_OF_VALUE.split(shown[one.start() :])[0])
        for one in NUMERAL.finditer(shown)
        if not NAMES_A_VALUE.match(shown, one.end())
    ]


def numerals(text: str) -> list[str]:
    """Which numerals stand in a text, but for years, dates, documents, clauses and formulas?"""
    return NUMERAL.findall(NEEDS_NONE.sub(" ", text))


def is_rounding(numeral: str, text: str, amount: Decimal, lang: str) -> bool:
    """Is a numeral of ``text`` the amount, its sign left out, correctly rounded as far as it goes?

    Half away from zero, in the scale that the text names (million, billion).
    """
    thousands, point = SEPARATORS[lang]
    digits = numeral.replace(thousands, "").replace(point, ".")
    if digits.count(".") > 1:
        return False
    exponent = next((power for word, power in SCALES if word.search(text)), 0)
    said = Decimal(digits)
    smallest = Decimal(1).scaleb(-len(digits.partition(".")[2]))
    return abs(amount).scaleb(-exponent).quantize(smallest, ROUND_HALF_UP) == said


def is_negative(text: str) -> bool:
    """Is what is said below zero?"""
    return text.strip().startswith(MINUS)
