"""How are headings, paragraphs, boxes and notes set?"""

from dataclasses import dataclass
from typing import Literal

from analysis.briefing.elements.element import Element
from analysis.briefing.elements.inline import Sentence
from analysis.briefing.markup import html_text, typst_items, typst_text
from analysis.sources.text import slug

TONES = ("limits", "conflict")
LEVELS = (2, 3, 4)


@dataclass(frozen=True)
class Heading(Element):
    """Which question does the next part answer?

    level: 2 for a section, 3 and 4 below it; the finding of the page is level 1.
    anchor: ASCII id on the page; ValueError where it is not one.
    """

    text: str
    level: int
    anchor: str

    def __post_init__(self) -> None:
        if self.level not in LEVELS:
            raise ValueError(f"heading {self.text!r}: level {self.level} is not one of {LEVELS}")
        if slug(self.anchor) != self.anchor:
            raise ValueError(f"anchor {self.anchor!r} is not ASCII; use {slug(self.anchor)!r}")

    def html(self) -> str:
        tag = f"h{self.level}"
        return f'<{tag} id="{self.anchor}">{html_text(self.text)}</{tag}>'

    def typst(self) -> str:
        return f"#heading(level: {self.level})[{typst_text(self.text)}] <{self.anchor}>"

    def plain(self) -> str:
        return self.text


class Prose(Element):
    """What do one paragraph's sentences say? They are joined by spaces."""

    def __init__(self, *sentences: Sentence) -> None:
        self.sentences = sentences

    def html(self) -> str:
        return f"<p>{' '.join(sentence.html() for sentence in self.sentences)}</p>"

    def typst(self) -> str:
        return f"#prose[{' '.join(sentence.typst() for sentence in self.sentences)}]"

    def plain(self) -> str:
        return " ".join(sentence.plain() for sentence in self.sentences)


@dataclass(frozen=True)
class Box(Element):
    """What must the reader not overlook?

    tone: "limits" for what cannot be concluded, "conflict" for what contradicts itself.
    """

    heading: str
    items: tuple[Sentence, ...]
    tone: Literal["limits", "conflict"]

    def __post_init__(self) -> None:
        if self.tone not in TONES:
            raise ValueError(f"tone {self.tone!r} is not one of {', '.join(TONES)}")

    def html(self) -> str:
        items = "".join(f"<li>{item.html()}</li>" for item in self.items)
        return (
            f'<aside class="box {self.tone}" aria-label="{html_text(self.heading)}">'
            f'<p class="box-heading">{html_text(self.heading)}</p><ul>{items}</ul></aside>'
        )

    def typst(self) -> str:
        items = typst_items(item.typst() for item in self.items)
        return f'#box-of("{self.tone}", heading: [{typst_text(self.heading)}], items: {items})'

    def plain(self) -> str:
        return "\n".join([self.heading, *(f"- {item.plain()}" for item in self.items)])


@dataclass(frozen=True)
class Note(Element):
    """How was it found, where does it stand, what are its limits? Small print below a finding."""

    label: str
    sentence: Sentence

    def html(self) -> str:
        return f'<p class="note"><b>{html_text(self.label)}</b> {self.sentence.html()}</p>'

    def typst(self) -> str:
        return f"#note([{typst_text(self.label)}], [{self.sentence.typst()}])"

    def plain(self) -> str:
        return f"{self.label} {self.sentence.plain()}"
