"""Do headings and titles say of their figures what these do?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from analysis.briefing.lint.claims import DOWN, UP, WAYS, says, signed
from analysis.briefing.lint.directions import amounts_said
from analysis.briefing.lint.fault import Fault
from analysis.briefing.lint.numerals import numerals
from analysis.briefing.lint.reading import Block, Reading

MEND = "say in the title what the figures below it do"
YEAR = re.compile(r"-(?:19|20)\d{2}(?=-|$)")


def against_what_is_below(reading: Reading, lang: str) -> Iterator[Fault]:
    """Which headings and titles say a direction that nothing below them takes?

    A heading without a number is held against the changes that its section tells, the title of a
    chart against those that it draws: facts that are changes, and one measure from its first year
    to its last. Where there are none, nothing can be held against it.
    """
    told = {block.element: block for block in reading.blocks if block.alt}
    for block in reading.blocks:
        if any(piece.receipt for piece in block.pieces) or numerals(block.text):
            continue
        if block.title and block.element in told:
            below: Sequence[Block] = [told[block.element]]
        elif block.heading:
            below = [one for one in reading.blocks if one.section == block.section and one != block]
        else:
            continue
        moves = {UP if move > 0 else DOWN for move in _moves(reading, below, lang) if move}
        for name, way in WAYS.items():
            if moves and way not in moves and says(block.text, lang, name, "moved"):
                yield Fault(block, block.text, "says what no figure below it does", MEND)


def _moves(reading: Reading, blocks: Sequence[Block], lang: str) -> Iterator[Decimal]:
    linked = [piece for block in blocks for piece in block.pieces if piece.receipt]
    for piece in linked:
        if signed().search(piece.receipt):
            yield from amounts_said(reading, piece, lang)
    by_year = sorted({(YEAR.sub("", one.receipt), one.receipt) for one in linked
                      if len(YEAR.findall(one.receipt)) == 1})  # fmt: skip
    for _, group in groupby(by_year, key=lambda pair: pair[0]):
        ends = [reading.receipts[name].amounts for _, name in group if name in reading.receipts]
        if len(ends) > 1 and ends[0] and ends[-1]:
            yield ends[-1][0] - ends[0][0]
