"""Has every number its receipt, and do text, tables, charts and receipts agree about it?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal

from analysis.briefing.lint.fault import Fault
from analysis.briefing.lint.numerals import is_negative, is_rounding, numerals, values
from analysis.briefing.lint.reading import Block, Entry, Reading


def without_receipt(reading: Reading) -> Iterator[Fault]:
    """Which numbers have no receipt?

    Where no link can stand (headings, captions, headings of columns), a number must stand linked in
    the same section.
    """
    linked: dict[int, set[str]] = {}
    for block in reading.blocks:
        linked.setdefault(block.section, set()).update(
            numeral for piece in block.pieces if piece.receipt for numeral in numerals(piece.text)
        )
    for block in reading.blocks:
        if block.alt:
            continue
        known = linked[block.section] if block.bare else set()
        for numeral in _bare(block):
            if numeral not in known:
                yield Fault(block, numeral, "has no receipt", _mend(block))


def _bare(block: Block) -> list[str]:
    shown = "".join("\N{OBJECT REPLACEMENT CHARACTER}" if piece.receipt else piece.text
                    for piece in block.pieces)  # fmt: skip
    return numerals(shown)


def _mend(block: Block) -> str:
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
            if not _agrees(piece.text, entry, lang):
                yield Fault(
                    block,
                    piece.text,
                    f"is not what its receipt {piece.receipt} holds ({entry.written})",
                    "link the number to the fact of which it is said",
                )


def _agrees(text: str, entry: Entry, lang: str) -> bool:
    if _spaced(text) in re.split(r" (?:→|/) ", _spaced(entry.written)):
        return True
    if is_negative(text) and entry.amounts and min(entry.amounts) >= 0:
        return False
    return all(
        any(is_rounding(numeral, text, amount, lang) for amount in entry.amounts)
        for numeral in numerals(text)
    )


def _spaced(text: str) -> str:
    return " ".join(text.split())


def unlike_any_fact(reading: Reading, lang: str, facts: Collection[Decimal]) -> Iterator[Fault]:
    """Which values in the alternative text of a chart does no fact and no receipt hold?

    facts: the exact amounts of the programme's facts; a chart may draw more of them than are said.
    """
    amounts = {*facts, *(one for entry in reading.receipts.values() for one in entry.amounts)}
    for block in reading.blocks:
        for numeral, text in values(block.text) if block.alt else ():
            if not any(is_rounding(numeral, text, amount, lang) for amount in amounts):
                yield Fault(
                    block,
                    numeral,
                    "stands in the text of a chart, and is no fact of the programme",
                    "draw and tell the chart from facts, by told/charts.py",
                )
