"""What does a rendered page say, block by block, and what do its receipts hold?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from html.parser import HTMLParser
from typing import NamedTuple

ALT = "template"
CELLS = frozenset({"td", "th"})
BLOCKS = frozenset({"p", "li", "td", "th", "h1", "h2", "h3", "h4", "caption", "figcaption", ALT})
HEADINGS = frozenset({"h2", "h3", "h4"})
BARE = HEADINGS | {"caption"}
VOID = frozenset({"br", "img", "hr", "input", "meta", "link", "col", "wbr"})
AMOUNT = "data-"
RECEIPT = "r-"
OF_RECEIPTS, QUOTED = "(of receipts)", "(quoted)"


@dataclass(frozen=True)
class Piece:
    """Some text, the receipt that it leads to, and whether it is marked as another language."""

    text: str
    receipt: str = ""
    quoted: bool = False


@dataclass(frozen=True)
class Block:
    """One paragraph, cell, heading or alternative text.

    element, section: the place of its element on the page, and of its heading. bare: whether no
    link can stand in it (headings, captions, headings of columns). heading, title, alt: whether it
    heads a section, stands above a chart, or is the text of one. column: of its cell in a table,
    counted from one.
    """

    element: int
    section: int
    pieces: tuple[Piece, ...]
    bare: bool = False
    heading: bool = False
    title: bool = False
    alt: bool = False
    column: int = 0

    @property
    def text(self) -> str:
        """What does the reader see?"""
        return " ".join("".join(piece.text for piece in self.pieces).split())


@dataclass(frozen=True)
class Entry:
    """What does a receipt write, and which exact amounts does it hold?"""

    written: str
    amounts: tuple[Decimal, ...]


@dataclass(frozen=True)
class Reading:
    """The blocks of a page in their order, and its receipts by anchor."""

    blocks: tuple[Block, ...]
    receipts: Mapping[str, Entry]


def read(elements: Iterable[str]) -> Reading:
    """What do the rendered elements of a page say, its receipts aside?"""
    reader = _Reader()
    for place, element in enumerate(elements):
        reader.begin(place)
        reader.feed(element)
        reader.flush()
    return Reading(tuple(reader.blocks), reader.receipts)


class _Open(NamedTuple):
    tag: str
    kinds: tuple[str, ...]
    link: str


def _opened(tag: str, attributes: Mapping[str, str]) -> _Open:
    kinds = [tag]
    if "receipts" in attributes.get("class", ""):
        kinds.append(OF_RECEIPTS)
    if "lang" in attributes or tag == "q":
        kinds.append(QUOTED)
    return _Open(tag, tuple(kinds), attributes.get("href", "") if tag == "a" else "")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks: list[Block] = []
        self.receipts: dict[str, Entry] = {}
        self._open: list[_Open] = []
        self._within: Counter[str] = Counter()
        self._pieces: list[Piece] = []
        self._bare = False
        self._element = self._section = self._column = 0
        self._anchor = self._written = ""
        self._amounts: tuple[Decimal, ...] = ()

    def begin(self, place: int) -> None:
        self._element, self._open, self._within = place, [], Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag == "tr":
            self._column = 0
        if tag == "tr" and attributes.get("id", "").startswith(RECEIPT):
            self._anchor = attributes["id"]
        if tag == "b" and self._anchor:
            given = [text for name, text in attributes.items() if name.startswith(AMOUNT)]
            self._amounts = tuple(Decimal(text) for text in given)
            self._written = ""
        if tag in BLOCKS:
            self.flush()
            self._section += tag in HEADINGS
            self._column += tag in CELLS
            self._bare = tag in BARE or (tag == "th" and self._inside("thead"))
        if tag not in VOID:
            self._open.append(_opened(tag, attributes))
            self._within.update(self._open[-1].kinds)

    def handle_endtag(self, tag: str) -> None:
        if tag == "b" and self._anchor:
            self.receipts[self._anchor] = Entry(self._written, self._amounts)
            self._anchor = ""
        if tag in BLOCKS:
            self.flush()
        if tag in {"b", "span"}:
            self._pieces.append(Piece(" "))
        if self._inside(tag):
            closed = ""
            while closed != tag:
                one = self._open.pop()
                self._within.subtract(one.kinds)
                closed = one.tag

    def handle_data(self, data: str) -> None:
        if self._anchor:
            self._written += data
        if self._inside(OF_RECEIPTS) or self._inside("svg"):
            return
        link = "".join(one.link for one in self._open) if self._inside("a") else ""
        self._pieces.append(Piece(data, link.removeprefix("#"), self._inside(QUOTED)))

    def flush(self) -> None:
        if any(piece.text.strip() for piece in self._pieces):
            kinds = (
                any(map(self._inside, HEADINGS)),
                self._inside("figcaption"),
                self._inside(ALT),
            )
            pieces = tuple(self._pieces)
            column = self._column if any(map(self._inside, CELLS)) else 0
            block = Block(self._element, self._section, pieces, self._bare, *kinds, column)
            self.blocks.append(block)
        self._pieces, self._bare = [], False

    def _inside(self, tag: str) -> bool:
        return self._within[tag] > 0
