"""Do the numbers drawn in a chart, its alternative text and the facts behind both agree?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from xml.etree import ElementTree

from analysis.briefing.charts.drawn import DATA_OF, DATA_TICK
from analysis.briefing.charts.svg import SVG
from analysis.briefing.lint.fault import Fault
from analysis.briefing.lint.figures import agrees
from analysis.briefing.lint.numerals import amount_said, every_number, numerals
from analysis.briefing.lint.reading import Block, Piece, Reading
from analysis.briefing.markup import receipt_anchor

DRAWING = re.compile(r"<svg .*</svg>|<svg [^>]*/>", re.DOTALL)
ACROSS = "x"
OFF_THE_SCALE = Decimal("0.01")
"""Of the length of an axis: how far from its place a tick may stand, as lengths are rounded."""
FROM_FACTS = "draw and tell the chart from facts, by told/charts.py"


@dataclass(frozen=True)
class Label:
    """One text in a chart: of which fact its number is, or along which axis it is a tick."""

    text: str
    fact: str
    axis: str
    x: Decimal
    y: Decimal


@dataclass(frozen=True)
class Drawing:
    """Which texts stand in a chart, how is it called aloud, and which facts does that tell?"""

    alt: Block
    aloud: str
    labels: tuple[Label, ...]

    @property
    def blocks(self) -> list[Block]:
        """How do its texts read, each by itself?"""
        return [
            Block(self.alt.element, self.alt.section, (Piece(label.text),)) for label in self.labels
        ]


def drawings(reading: Reading, elements: Sequence[str]) -> list[Drawing]:
    """Which charts do the elements of a page draw? Those that are told."""
    told = {block.element: block for block in reading.blocks if block.alt}
    return [_drawing(told[place], elements[place]) for place in sorted(told)]


def unlike_what_is_told(reading: Reading, charts: Sequence[Drawing], lang: str) -> Iterator[Fault]:
    """Which texts in charts say what the chart's facts do not hold, or its alt text does not tell?

    A number drawn belongs to a fact or is a tick. It is that fact's amount, rounded, and the
    alternative text says the same number of the same amount. Ticks keep the scale of their axis.
    The alternative text is what is read aloud, and each of its numbers belongs to a fact.
    """
    for chart in charts:
        if " ".join(chart.aloud.split()) != chart.alt.text:
            yield Fault(chart.alt, chart.aloud[:80], "is not what the chart is told by", FROM_FACTS)
        for piece in chart.alt.pieces:
            if piece.receipt and piece.receipt not in reading.receipts:
                why = f"is told of {piece.receipt}, which is no fact of the programme"
                yield Fault(chart.alt, piece.text, why, FROM_FACTS)
        for label in chart.labels:
            yield from _unlike(reading, chart.alt, label, lang)
        for axis in sorted({label.axis for label in chart.labels} - {""}):
            yield from _off_the_scale(chart, axis, lang)


def _unlike(reading: Reading, alt: Block, label: Label, lang: str) -> Iterator[Fault]:
    drawn = f"“{label.text}”"
    if not label.fact:
        if numerals(label.text) and not label.axis:
            yield Fault(alt, drawn, "is drawn of no fact and is no tick", FROM_FACTS)
        return
    entry = reading.receipts.get(receipt_anchor(label.fact))
    if entry is None:
        why = f"is drawn of {label.fact}, which is no fact of the programme"
        yield Fault(alt, drawn, why, FROM_FACTS)
    elif not agrees(label.text, entry, lang):
        amounts = " and ".join(map(str, entry.amounts))
        why = f"is drawn and is not what its fact {label.fact} holds ({amounts})"
        yield Fault(alt, drawn, why, FROM_FACTS)
    else:
        told = _told(reading, alt, entry.amounts)
        unsaid = [one for one in every_number(label.text) if one not in told]
        if unsaid:
            why = f"is drawn of {label.fact}, of which the text of the chart does not say so"
            yield Fault(alt, drawn, why, FROM_FACTS)


def _told(reading: Reading, alt: Block, amounts: Sequence[Decimal]) -> set[str]:
    drawn = set(map(abs, amounts))
    return {
        numeral
        for piece in alt.pieces
        if piece.receipt in reading.receipts
        and drawn & set(map(abs, reading.receipts[piece.receipt].amounts))
        for numeral in every_number(piece.text)
    }


def _off_the_scale(chart: Drawing, axis: str, lang: str) -> Iterator[Fault]:
    ticks = sorted(
        (label.x if axis == ACROSS else -label.y, amount, label)
        for label in chart.labels
        if label.axis == axis and (amount := amount_said(label.text, lang)) is not None
    )
    if len(ticks) < len(("low", "high")):
        return
    (first, low, _), (last, high, _) = ticks[0], ticks[-1]
    for place, amount, label in ticks:
        reached = (place - first) / ((last - first) or 1)
        if abs(amount - low - reached * (high - low)) > OFF_THE_SCALE * abs(high - low):
            why = f"is a tick where its scale has {low + reached * (high - low):.4g}"
            yield Fault(chart.alt, f"“{label.text}”", why, "let the axis write its own ticks")
    if any(after <= before for (_, before, _), (_, after, _) in pairwise(ticks)):
        why = "are the ticks of an axis that does not rise"
        names = ", ".join(label.text for *_, label in ticks)
        yield Fault(chart.alt, names, why, "let the axis write its own ticks")


def _drawing(alt: Block, element: str) -> Drawing:
    found = DRAWING.search(element)
    root = ElementTree.fromstring(found[0] if found else "<svg/>")
    labels = tuple(_label(text) for text in root.iter(f"{{{SVG}}}text"))
    return Drawing(alt, root.attrib.get("aria-label", ""), labels)


def _label(text: ElementTree.Element) -> Label:
    return Label(
        "".join(text.itertext()),
        text.attrib.get(DATA_OF, ""),
        text.attrib.get(DATA_TICK, ""),
        Decimal(text.attrib.get("x", "0")),
        Decimal(text.attrib.get("y", "0")),
    )
