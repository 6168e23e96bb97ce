"""How many đồng do the words of an amount say?"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.sources.errors import MalformedNumber
from analysis.sources.text import comparison_key

DIGITS = {
    comparison_key(word): digit
    for digit, words in enumerate(
        ["không", "một mốt", "hai", "ba", "bốn tư", "năm lăm nhăm", "sáu", "bảy bẩy", "tám", "chín"]
    )
    for word in words.split()
}
NEVER_FIRST = {comparison_key(word) for word in ("mốt", "tư", "lăm", "nhăm")}
SCALES = {comparison_key("nghìn"): 10**3, comparison_key("triệu"): 10**6}
ZERO, BILLION, HUNDRED, TENS, TEN = (
    comparison_key(word) for word in ("không", "tỷ", "trăm", "mươi", "mười")
)
ZERO_TENS = {comparison_key("linh"), comparison_key("lẻ")}
CURRENCY = {comparison_key("đồng"), comparison_key("chẵn")}


def read_money_words(words: str) -> int:
    """How many whole đồng do these Vietnamese words say?

    "Ba tỷ tám trăm bảy mươi mốt triệu đồng" is 3871000000. Both spellings of nghìn/ngàn, tỷ/tỉ
    and linh/lẻ are read, and the colloquial "bảy hai" (72). What is said is read literally: whether
    it fits the figures is for the audit. Raises MalformedNumber where a word is unknown, out of
    order, or could mean two amounts ("hai trăm năm": 205 or 250).
    """
    tokens = comparison_key(words).strip(" .,;:/()").split()
    while tokens and tokens[-1] in CURRENCY:
        tokens.pop()
    try:
        return 0 if tokens == [ZERO] else _read_amount(tokens)
    except _Unreadable as why:
        raise MalformedNumber(
            f"{words!r} is not an amount in words ({why}); accepted: words such as "
            "'Ba tỷ tám trăm bảy mươi mốt triệu đồng', with 'linh' or 'lẻ' before lone ones"
        ) from None


class _Unreadable(Exception):
    """Why the words cannot be read."""


def _read_amount(tokens: Sequence[str]) -> int:
    *billions, rest = _split(tokens, BILLION)
    total, place = 0, 10**9
    for section in billions:
        amount, next_place = _read_below_billion(section, follows=total > 0)
        if not 0 < amount < place:
            raise _Unreadable("its billions are out of order")
        total, place = total + amount * 10**9, next_place
    if not rest and total:
        return total
    if total and len(rest) == 1:
        raise _Unreadable("the lone digit at its end could mean ones or tenths of a billion")
    return total + _read_below_billion(rest, follows=total > 0)[0]


def _read_below_billion(tokens: Sequence[str], follows: bool) -> tuple[int, int]:
    total, place, group = 0, 10**9, list[str]()
    for token in tokens:
        if token not in SCALES:
            group.append(token)
            continue
        if SCALES[token] >= place:
            raise _Unreadable("its thousands and millions are out of order")
        place = SCALES[token]
        total, group = total + _read_group(group, follows or total > 0) * place, []
    if not group and total:
        return total, place
    if total and len(group) == 1:
        raise _Unreadable("a lone digit after thousands or millions could mean ones or tenths")
    return total + _read_group(group, follows or total > 0), 1


def _read_group(group: Sequence[str], follows: bool) -> int:
    if len(group) > 1 and group[1] == HUNDRED:
        hundreds, rest = 100 * _first_digit(group[0]), group[2:]
        if len(rest) == 1 and rest[0] != TEN:
            raise _Unreadable("a lone digit after hundreds could mean ones or tens")
        return hundreds + (_read_tens(rest, follows=True) if rest else 0)
    return _read_tens(group, follows)


def _read_tens(group: Sequence[str], follows: bool) -> int:
    match group:
        case [zero, *rest] if zero in ZERO_TENS and follows and rest and rest[0] not in ZERO_TENS:
            return _read_tens(rest, follows) if len(rest) > 1 else _ones_or_ten(rest[0])
        case [one]:
            return 10 if one == TEN else _first_digit(one)
        case [ten, ones] if ten == TEN:
            return 10 + _ones(ones)
        case [digit, tens, *ones] if tens == TENS and len(ones) < 2:
            return 10 * _digit_of_tens(digit) + (_ones(ones[0]) if ones else 0)
        case [digit, ones]:
            return 10 * _digit_of_tens(digit) + _ones(ones)
    raise _Unreadable("a word is out of order" if group else "a number is missing")


def _digit_of_tens(word: str) -> int:
    digit = _first_digit(word)
    if digit < 2:
        raise _Unreadable("tens are counted from hai to chín")
    return digit


def _ones_or_ten(word: str) -> int:
    return 10 if word == TEN else _ones(word)


def _ones(word: str) -> int:
    if not DIGITS.get(word):
        raise _Unreadable("a digit from một to chín is missing or misspelt")
    return DIGITS[word]


def _first_digit(word: str) -> int:
    if word not in DIGITS or word in NEVER_FIRST:
        raise _Unreadable("a word is no digit, or stands where none can")
    return DIGITS[word]


def _split(tokens: Sequence[str], separator: str) -> list[list[str]]:
    sections = list[list[str]]([[]])
    for token in tokens:
        if token == separator:
            sections.append([])
        else:
            sections[-1].append(token)
    return sections
