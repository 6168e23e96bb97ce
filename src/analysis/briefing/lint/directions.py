"""Does a word of direction contradict the numbers beside it?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from difflib import SequenceMatcher

from analysis.briefing.lint.claims import DOWN, UP, Claim, claims, says, signed
from analysis.briefing.lint.fault import Fault
from analysis.briefing.lint.numerals import (
    NUMERAL,
    amount_said,
    every_number,
    is_negative,
    is_rounding,
)
from analysis.briefing.lint.reading import Block, Piece, Reading
from analysis.briefing.locale_format import MINUS

WITH_SIGN = re.compile(rf"{MINUS}?(?P<numeral>{NUMERAL.pattern})")
END = re.compile(r"[,;:.](?:\s|$)")
MEND = "choose the word from the value (t.direction, t.course) or write the number with its sign"
ALIKE = 0.6
"""So much of two names of facts is the same, at least, where both are of one measure."""


def against_its_word(reading: Reading, lang: str) -> Iterator[Fault]:
    """Which words of direction do the facts behind their numbers contradict?

    A change behind "rose by" is not below zero, one behind "fell by" not above; "rose from A to B"
    ends higher than it began, and "A, higher than B" compares what is so; "rose to B" is held
    against the nearest number of the same measure before it. A change below zero that is written
    without its sign has a word that says so before it. Where no link can stand, a number is the
    one that its section links. The words are those of directions.yml.
    """
    linked = _linked(reading)
    for block in reading.blocks:
        known = block if not block.bare else _resolved(block, linked.get(block.section, {}))
        if not any(piece.receipt for piece in known.pieces):
            continue
        for claim in claims(known.pieces, lang):
            if why := _contradicted(reading, known, claim, lang):
                yield Fault(block, claim.words, why, MEND)
        yield from _unsaid(reading, known, lang)


def _contradicted(reading: Reading, block: Block, claim: Claim, lang: str) -> str:
    said = {name: amounts_said(reading, block.pieces[place], lang)
            for name, place in claim.numbers.items()}  # fmt: skip
    if not all(said.values()):
        return ""
    match claim.kind:
        case "change" if not claim.denied:
            return _change(block.pieces[claim.numbers["x"]], claim, said["x"])
        case "course" if not claim.denied:
            return _goes_otherwise(said["a"], said["b"], claim)
        case "reached" if not claim.denied:
            before = _before(reading, block, claim.numbers["b"], lang)
            return _goes_otherwise(before, said["b"], claim) if before else ""
        case "comparison" if not block.alt:
            one, other = (block.pieces[claim.numbers[name]] for name in ("a", "b"))
            if not _of_one_unit(one, other):
                return ""
            way = -claim.way if claim.denied else claim.way
            apart = [way * (a - b) for a in said["a"] for b in said["b"]]
            wrong = all(one < 0 if claim.denied else one <= 0 for one in apart)
            return f"compares {in_figures(said['a'])} with {in_figures(said['b'])}" if wrong else ""
    return ""


def _change(piece: Piece, claim: Claim, amounts: Sequence[Decimal]) -> str:
    is_change = signed().search(piece.receipt) is not None
    wrong = all(claim.way * one < 0 for one in amounts) and (is_change or claim.way == UP)
    twice = claim.way == DOWN and is_negative(piece.text)
    return f"is said of {in_figures(amounts)}" if wrong or twice else ""


def _goes_otherwise(start: Sequence[Decimal], end: Sequence[Decimal], claim: Claim) -> str:
    if all(claim.way * (last - first) <= 0 for first in start for last in end):
        return f"goes the other way, from {in_figures(start)} to {in_figures(end)}"
    return ""


def _unsaid(reading: Reading, block: Block, lang: str) -> Iterator[Fault]:
    for place, piece in enumerate(block.pieces):
        if not signed().search(piece.receipt) or is_negative(piece.text):
            continue
        if amount_said(piece.text, lang) == 0:
            continue
        amounts = amounts_said(reading, piece, lang)
        behind = END.split("".join(one.text for one in block.pieces[place + 1 : place + 2]))[0]
        said = "".join(one.text for one in block.pieces[: place + 1]) + behind
        down = says(said, lang, "down", "moved", "adverb", "than", "beside", "also")
        if amounts and all(one < 0 for one in amounts) and not down:
            why = f"is {in_figures(amounts)}, and neither sign nor word says so"
            yield Fault(block, piece.text, why, MEND)


def _linked(reading: Reading) -> dict[int, dict[str, set[str]]]:
    linked: dict[int, dict[str, set[str]]] = {}
    for block in reading.blocks:
        for piece in block.pieces:
            if piece.receipt and not block.alt:
                for numeral in every_number(piece.text):
                    linked.setdefault(block.section, {}).setdefault(numeral, set()).add(
                        piece.receipt
                    )
    return linked


def _resolved(block: Block, known: dict[str, set[str]]) -> Block:
    pieces: list[Piece] = []
    end = 0
    for found in WITH_SIGN.finditer(block.text):
        receipts = known.get(found["numeral"], set())
        if len(receipts) == 1:
            (receipt,) = receipts
            pieces += [Piece(block.text[end : found.start()]), Piece(found[0], receipt)]
            end = found.end()
    return replace(block, pieces=(*pieces, Piece(block.text[end:])))


def amounts_said(reading: Reading, piece: Piece, lang: str) -> tuple[Decimal, ...]:
    """Which amounts of its receipt does a number say, or all where it says none of them?"""
    entry = reading.receipts.get(piece.receipt)
    amounts = entry.amounts if entry else ()
    shown = tuple(
        one
        for one in amounts
        if any(is_rounding(numeral, piece.text, one, lang) for numeral in every_number(piece.text))
    )
    return shown or amounts


def _before(reading: Reading, block: Block, place: int, lang: str) -> tuple[Decimal, ...]:
    name = block.pieces[place].receipt
    alike = [
        (_alike(piece.receipt, name), at)
        for at, piece in enumerate(block.pieces[:place])
        if piece.receipt and _of_one_unit(piece, block.pieces[place])
    ]
    shared, at = max(alike, default=(0.0, 0))
    return amounts_said(reading, block.pieces[at], lang) if shared >= ALIKE else ()


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split("-"), other.split("-")).ratio()


def _of_one_unit(one: Piece, other: Piece) -> bool:
    units = {_unit(one.text), _unit(other.text)} - {""}
    return len(units) <= 1


def _unit(text: str) -> str:
    return re.sub(r"[\d.,\s+−–-]|billion|million|tỷ|triệu", "", text)


def in_figures(amounts: Sequence[Decimal]) -> str:
    """How are amounts named in a fault?"""
    return " to ".join(map(str, dict.fromkeys(amounts)))
