"""Does a word of direction contradict the value beside it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from analysis.briefing.lint.fault import Fault
from analysis.briefing.lint.numerals import is_negative
from analysis.briefing.lint.reading import Block, Piece, Reading

RISE, FALL = 1, -1
BY = {
    "en": {RISE: r"\brose by\s*$", FALL: r"\bfell by\s*$"},
    "vi": {RISE: r"\btăng(?: thêm)?\s*$", FALL: r"\bgiảm\s*$"},
}
FROM = {
    "en": {RISE: r"\brose from\s*$", FALL: r"\bfell from\s*$"},
    "vi": {RISE: r"\btăng từ\s*$", FALL: r"\bgiảm từ\s*$"},
}
TO = {"en": r"^\s*to\s*$", "vi": r"^\s*(?:lên|xuống)(?: còn)?\s*$"}
DOWN = {
    "en": r"\b(?:fell|fall|lost|less|lower|below|fewer|missing|missed|drop)",
    "vi": r"\b(?:giảm|mất|thấp hơn|ít hơn|thiếu|kém)",
}
CHANGE = re.compile(r"-change-")
MEND = "choose the word from the value (t.direction, t.course) or write the number with its sign"


def against_its_word(reading: Reading, lang: str) -> Iterator[Fault]:
    """Which numbers do the words beside them contradict?

    A change behind "rose by" is not below zero, one behind "fell by" not above; "rose from A to B"
    ends higher than it began; a change below zero that is written without its sign has a word that
    says so before it.
    """
    for block in reading.blocks:
        for place, piece in enumerate(block.pieces):
            amounts = _amounts(reading, piece)
            before = block.pieces[place - 1].text if place else ""
            if amounts and _is_change(piece):
                yield from _by(block, place, before, amounts, lang)
            if amounts:
                yield from _from_to(reading, block, place, before, lang)


def _by(
    block: Block, place: int, before: str, amounts: tuple[Decimal, ...], lang: str
) -> Iterator[Fault]:
    piece = block.pieces[place]
    for way, words in BY[lang].items():
        if re.search(words, before, re.IGNORECASE) and all(way * one < 0 for one in amounts):
            yield Fault(block, piece.text, f"is {amounts[0]} behind “{before.strip()}”", MEND)
    said = "".join(one.text for one in block.pieces[: place + 1])
    unsigned = all(one < 0 for one in amounts) and not is_negative(piece.text)
    if unsigned and not re.search(DOWN[lang], said, re.IGNORECASE):
        yield Fault(block, piece.text, f"is {amounts[0]}, and neither sign nor word says so", MEND)


def _from_to(reading: Reading, block: Block, place: int, before: str, lang: str) -> Iterator[Fault]:
    rest = block.pieces[place + 1 : place + 3]
    if len(rest) < len(("to", "end")) or not re.search(TO[lang], rest[0].text):
        return
    start, end = _amounts(reading, block.pieces[place]), _amounts(reading, rest[1])
    for way, words in FROM[lang].items():
        otherwise = start and end and way * (end[0] - start[0]) <= 0
        if otherwise and re.search(words, before, re.IGNORECASE):
            course = f"{block.pieces[place].text}{rest[0].text}{rest[1].text}"
            yield Fault(block, course, f"goes the other way than “{before.strip()}”", MEND)


def _amounts(reading: Reading, piece: Piece) -> tuple[Decimal, ...]:
    entry = reading.receipts.get(piece.receipt)
    return entry.amounts if entry else ()


def _is_change(piece: Piece) -> bool:
    return CHANGE.search(piece.receipt) is not None
