"""How does a number stand in a sentence, with its receipt?"""

import string
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from analysis.briefing.elements.element import Element
from analysis.briefing.markup import html_text, receipt_anchor, typst_text


@dataclass(frozen=True)
class Number(Element):
    """Which figure is it, and where is its receipt?

    text: the figure as it is read, with its unit.
    receipt: the id of the fact, check or setting to whose receipt the figure links. part: which of
    the receipt's amounts it says, where that is not its value or range.
    """

    text: str
    receipt: str
    part: str = ""

    def html(self) -> str:
        anchor = receipt_anchor(self.receipt)
        return f'<a class="n" href="#{anchor}">{html_text(self.text)}</a>'

    def typst(self) -> str:
        return f"#figure-link(<{receipt_anchor(self.receipt)}>)[{typst_text(self.text)}];"

    def plain(self) -> str:
        return self.text

    @property
    def receipts(self) -> tuple[str, ...]:
        """Which fact does it name? The part after a `#`, where it says only one."""
        return (f"{self.receipt}#{self.part}" if self.part else self.receipt,)


@dataclass(frozen=True)
class Sentence(Element):
    """What does a sentence say, and which of its words are figures with receipts?"""

    parts: tuple[str | Number, ...]

    def html(self) -> str:
        return "".join(html_of(part) for part in self.parts)

    def typst(self) -> str:
        return "".join(typst_of(part) for part in self.parts)

    def plain(self) -> str:
        return "".join(plain_of(part) for part in self.parts)

    @property
    def receipts(self) -> tuple[str, ...]:
        """Which facts does it name, in the order in which it says them?"""
        numbers = (part for part in self.parts if isinstance(part, Number))
        return tuple(receipt for number in numbers for receipt in number.receipts)


def html_of(part: str | Element) -> str:
    """How does a text or an element stand on the page?"""
    return html_text(part) if isinstance(part, str) else part.html()


def typst_of(part: str | Element) -> str:
    """How does it stand in the PDF?"""
    return typst_text(part) if isinstance(part, str) else part.typst()


def plain_of(part: str | Element) -> str:
    """What does it say without markup?"""
    return part if isinstance(part, str) else part.plain()


def sentence(template: str, **parts: "str | Number | Sentence") -> Sentence:
    """How does a translated template become a sentence? `{name}` is replaced by the part `name`.

    Raises ValueError where the placeholders and the parts given are not the same.
    """
    pieces = list(string.Formatter().parse(template))
    named = {name for _, name, _, _ in pieces if name is not None}
    if named != parts.keys():
        raise ValueError(
            f"{template!r} has the placeholders {sorted(named)}, given are {sorted(parts)}"
        )
    return Sentence(tuple(_filled(pieces, parts)))


def listed(items: Iterable[Sentence], between: str = "; ") -> Sentence:
    """How do sentences or their parts stand in a list, one after the other?"""
    parts: list[str | Number] = []
    for item in items:
        parts += [between] * bool(parts) + [*item.parts]
    return Sentence(tuple(parts))


def followed_by(first: Sentence, *more: Sentence) -> Sentence:
    """How do sentences follow one another where one part of a page takes them together?"""
    return listed((first, *more), " ")


def _filled(
    pieces: "list[tuple[str, str | None, str | None, str | None]]",
    parts: "dict[str, str | Number | Sentence]",
) -> Iterator[str | Number]:
    for text, name, _, _ in pieces:
        if text:
            yield text
        if name is None:
            continue
        part = parts[name]
        if isinstance(part, Sentence):
            yield from part.parts
        else:
            yield part
