"""Do headings and titles say of their figures what these do?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from analysis.briefing.lint.claims import DOWN, UP, WAYS, says, signed
from analysis.briefing.lint.directions import amounts_said, in_figures
from analysis.briefing.lint.fault import Fault
from analysis.briefing.lint.numerals import numerals
from analysis.briefing.lint.reading import Block, Reading

MEND = "say in the title what the figures below it do"
YEAR = re.compile(r"(?<!\d{4})-(?:19|20)\d{2}(?!-\d{4}(?:-|$))(?=-|$)")
"""In the name of a fact: a year by itself, not one of the two of a period."""


def against_what_is_below(reading: Reading, lang: str) -> Iterator[Fault]:
    """Which headings and titles say a direction that the figures below them do not take?

    What has a number is held against that. A heading without is held against the changes that its
    section tells, the title of a chart against those that it draws: facts that are changes, and
    one measure from its first year to its last; none of them goes its way. The heading of a column
    is held against each change in its cells. Where there are no such figures, nothing can be held
    against it, nor where it says both directions.
    """
    told = {block.element: block for block in reading.blocks if block.alt}
    for block in reading.blocks:
        said = [way for name, way in WAYS.items() if says(block.text, lang, name, "moved")]
        if len(said) != 1 or numerals(block.text):
            continue
        if block.bare and block.column:
            yield from _column(reading, block, said[0], lang)
        elif block.title and block.element in told:
            yield from _title(reading, block, [told[block.element]], said[0], lang)
        elif block.heading:
            below = [one for one in reading.blocks if one.section == block.section and one != block]
            yield from _title(reading, block, below, said[0], lang)


def _title(
    reading: Reading, block: Block, below: Sequence[Block], way: int, lang: str
) -> Iterator[Fault]:
    moves = {UP if move > 0 else DOWN for move in _moves(reading, below, lang) if move}
    if moves and way not in moves:
        yield Fault(block, block.text, "says what no figure below it does", MEND)


def _column(reading: Reading, heading: Block, way: int, lang: str) -> Iterator[Fault]:
    for cell in reading.blocks:
        if (cell.element, cell.column) != (heading.element, heading.column) or cell.bare:
            continue
        for piece in cell.pieces:
            amounts = amounts_said(reading, piece, lang)
            if signed().search(piece.receipt) and amounts and all(way * one < 0 for one in amounts):
                why = f"is {in_figures(amounts)} in the column “{heading.text}”"
                yield Fault(cell, piece.text, why, MEND)


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
