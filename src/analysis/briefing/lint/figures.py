"""Has every number its receipt, and do text, tables, charts and receipts agree about it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.briefing.lint.fault import Fault
from analysis.briefing.lint.numerals import every_number, is_negative, is_rounding, numerals
from analysis.briefing.lint.reading import Block, Entry, Reading


def without_receipt(reading: Reading) -> Iterator[Fault]:
    """Which numbers have no receipt?

    Where no link can stand (headings, captions, headings of columns), a number must stand linked in
    the same section.
    """
    linked: dict[int, set[str]] = {}
    for block in (one for one in reading.blocks if not one.alt):
        linked.setdefault(block.section, set()).update(
            numeral for piece in block.pieces if piece.receipt for numeral in numerals(piece.text)
        )
    for block in reading.blocks:
        known = linked[block.section] if block.bare else set()
        for numeral in _bare(block):
            if numeral not in known:
                yield Fault(block, numeral, "has no receipt", _mend(block))


def _bare(block: Block) -> list[str]:
    shown = "".join("\N{OBJECT REPLACEMENT CHARACTER}" if piece.receipt else piece.text
                    for piece in block.pieces)  # fmt: skip
    return numerals(shown)


def _mend(block: Block) -> str:
    if block.alt:
        return "tell the chart of the facts that it draws, by told/charts.py"
    if block.bare:
        return "no link can stand here: say it as well in the text or the note of this section"
    return "say it of a fact, or with one of the functions of briefing/told/receipted.py"


def unlike_its_receipt(reading: Reading, lang: str) -> Iterator[Fault]:
    """Which numbers are not what their receipt holds, rounded?

    As all that is said of one fact is held against the same exact amount, no two can disagree.
    """
    for block in reading.blocks:
        for piece in block.pieces:
            entry = reading.receipts.get(piece.receipt)
            if entry is None:
                continue
            if not agrees(piece.text, entry, lang):
                yield Fault(
                    block,
                    piece.text,
                    f"is not what its receipt {piece.receipt} holds ({entry.written})",
                    "link the number to the fact of which it is said",
                )


def agrees(text: str, entry: Entry, lang: str) -> bool:
    """Is what is said of a receipt what it holds: to the letter, or each number of it rounded?"""
    if _spaced(text) in re.split(r" (?:→|/) ", _spaced(entry.written)):
        return True
    if is_negative(text) and entry.amounts and min(entry.amounts) >= 0:
        return False
    return all(
        any(is_rounding(numeral, text, amount, lang) for amount in entry.amounts)
        for numeral in every_number(text)
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())
