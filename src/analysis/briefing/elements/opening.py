"""What does the reader learn on the first screen?"""

from dataclasses import dataclass
from typing import Any

from analysis.briefing.elements.element import Element
from analysis.briefing.elements.inline import Sentence
from analysis.briefing.elements.table import cell_data
from analysis.briefing.markup import html_text, typst_items, typst_text

MOST_KEY_FINDINGS = 5
MARK = "background:#8a1c14;color:#fff;font-weight:700;padding:.5rem .75rem;text-align:center"


@dataclass(frozen=True)
class Masthead(Element):
    """What is the finding of this page?

    lang: the language of the page, "vi" or "en".
    programme: name of the programme, above the title.
    finding: the title of the page, one sentence.
    standfirst: what the finding means, below the title.
    facts: the line of documents, dates and places.
    marking: the state of the page, such as draft; empty for none.
    mark: what stands on every page of it, such as that its data are generated; empty for none.
    kind: of the sources it rests on, "document", "returns" or "register".
    """

    lang: str
    programme: str
    finding: Sentence
    standfirst: Sentence
    facts: Sentence
    marking: str = ""
    mark: str = ""
    kind: str = "document"

    def page_metadata(self) -> dict[str, str]:
        marked = {"mark": self.mark} if self.mark else {}
        return {
            "lang": self.lang,
            "title": self.finding.plain(),
            "programme": self.programme,
            **marked,
        }

    def html(self) -> str:
        marking = f'<span class="marking">{html_text(self.marking)}</span>' if self.marking else ""
        mark = f'<p style="{MARK}">{html_text(self.mark)}</p>' if self.mark else ""
        return (
            f'<header class="masthead">{mark}'
            f'<p class="programme">{html_text(self.programme)}{marking}</p>'
            f"<h1>{self.finding.html()}</h1>"
            f'<p class="standfirst">{self.standfirst.html()}</p>'
            f'<p class="facts">{self.facts.html()}</p>'
            "</header>"
        )

    def typst(self) -> str:
        return (
            f"#masthead(programme: [{typst_text(self.programme)}], "
            f"marking: [{typst_text(self.marking) if self.marking else ''}], "
            f"finding: [{self.finding.typst()}], standfirst: [{self.standfirst.typst()}], "
            f"facts: [{self.facts.typst()}])"
        )

    def plain(self) -> str:
        lines = (
            self.programme,
            self.finding.plain(),
            self.standfirst.plain(),
            self.facts.plain(),
        )
        return "\n".join(lines)

    def data(self) -> dict[str, Any]:
        said = {"finding": self.finding, "standfirst": self.standfirst, "facts": self.facts}
        return {
            "kind": "masthead",
            "lang": self.lang,
            "programme": self.programme,
            "marking": self.marking,
            "mark": self.mark,
            "sources": self.kind,
            **{name: sentence.plain() for name, sentence in said.items()},
        }


@dataclass(frozen=True)
class Finding:
    """Which figure must the reader keep, and what does it mean?

    figure: the figure alone, large. text: its measure, period and comparison.
    """

    figure: Sentence
    text: Sentence

    @property
    def sentence(self) -> Sentence:
        """How does it read in one line?"""
        return Sentence((*self.figure.parts, ": ", *self.text.parts))


@dataclass(frozen=True)
class KeyFindings(Element):
    """What are the most important figures? At most five; ValueError beyond."""

    heading: str
    items: tuple[Finding, ...]

    def __post_init__(self) -> None:
        if not 1 <= len(self.items) <= MOST_KEY_FINDINGS:
            raise ValueError(
                f"{self.heading!r} holds {len(self.items)} key findings; "
                f"a first screen holds 1 to {MOST_KEY_FINDINGS}"
            )

    def html(self) -> str:
        cards = "".join(
            f'<li><p class="figure">{item.figure.html()}</p><p>{item.text.html()}</p></li>'
            for item in self.items
        )
        return (
            f'<section class="key-findings"><h2>{html_text(self.heading)}</h2>'
            f"<ul>{cards}</ul></section>"
        )

    def typst(self) -> str:
        figures = typst_items(item.figure.typst() for item in self.items)
        texts = typst_items(item.text.typst() for item in self.items)
        return (
            f"#key-findings(heading: [{typst_text(self.heading)}], "
            f"figures: {figures}, texts: {texts})"
        )

    def plain(self) -> str:
        lines = [item.sentence.plain() for item in self.items]
        return "\n".join([self.heading, *lines])

    def data(self) -> dict[str, Any]:
        return {
            "kind": "findings",
            "heading": self.heading,
            "items": [cell_data(item.sentence) for item in self.items],
        }
