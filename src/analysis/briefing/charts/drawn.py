"""Which amount is drawn, and of which fact is it?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree

from matplotlib.artist import Artist

OF_A_FACT = "of "
TICK = "tick "
DATA_OF, DATA_TICK = "data-of", "data-tick"
MARKS = re.compile(rf' (?:{DATA_OF}|{DATA_TICK})="[^"]*"')


@dataclass(frozen=True)
class Drawn:
    """How much is drawn, and what is the id of the fact, or of the receipt, that holds it?"""

    amount: Decimal
    fact: str


def mark_text(text: Artist, fact: str = "", axis: str = "") -> None:
    """Of which fact is the number in a text, or along which axis ("x", "y") is it a tick?"""
    if fact or axis:
        text.set_gid(f"{TICK}{axis} {OF_A_FACT}{fact}" if axis else f"{OF_A_FACT}{fact}")


def keep_marks(root: ElementTree.Element) -> None:
    """How do the texts of an SVG say so? By ``data-of`` and ``data-tick``, which the lint reads."""
    for group in root.iter():
        tick, of, fact = group.attrib.get("id", "").partition(OF_A_FACT)
        if of and (not tick or tick.startswith(TICK)):
            for text in (one for one in group.iter() if one.tag.endswith("}text")):
                text.attrib.update({DATA_OF: fact} if fact else {})
                text.attrib.update({DATA_TICK: tick.split()[1]} if tick else {})


def without_marks(html: str) -> str:
    """How does a chart stand on a published page, where nothing reads its marks any more?"""
    return MARKS.sub("", html)
