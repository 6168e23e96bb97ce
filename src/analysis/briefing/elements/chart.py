"""How does a chart stand on the page, with its title and its words for those who cannot see it?"""

from dataclasses import dataclass, field
from functools import cached_property

from matplotlib.figure import Figure

from analysis.briefing.charts.colours import coloured_by_page
from analysis.briefing.charts.svg import inline_svg
from analysis.briefing.elements.element import Element
from analysis.briefing.elements.inline import Number, Sentence
from analysis.briefing.markup import receipt_anchor, typst_string

TOLD = "<template>"
"""Where the alt text stands once more with its facts, for the lint: it is not published."""


@dataclass(frozen=True)
class Chart(Element):
    """What does the chart show?

    alt: the chart in words, each number with the fact that is drawn.
    title: the trend, in words. subtitle: measure, unit, place and period.
    """

    figure: Figure = field(repr=False)
    alt: Sentence
    title: Sentence
    subtitle: Sentence

    @cached_property
    def svg(self) -> str:
        """How is it drawn? Once, for the page and the PDF."""
        return inline_svg(self.figure, self.alt.plain())

    def html(self) -> str:
        return (
            f'<figure class="chart"><figcaption><b>{self.title.html()}</b>'
            f"<span>{self.subtitle.html()}</span></figcaption>"
            f"{coloured_by_page(self.svg)}{TOLD}{self.alt.html()}</template></figure>"
        )

    def typst(self) -> str:
        return (
            f"#chart(title: [{self.title.typst()}], subtitle: [{self.subtitle.typst()}], "
            f"alt: {typst_string(self.alt.plain())}, svg: {typst_string(self.svg)})"
            f"{_of_receipts(self.alt)}"
        )

    def plain(self) -> str:
        return f"{self.title.plain()} ({self.subtitle.plain()})\n{self.alt.plain()}"


def _of_receipts(alt: Sentence) -> str:
    anchors = dict.fromkeys(
        receipt_anchor(number.receipt) for number in alt.parts if isinstance(number, Number)
    )
    return f" /* {' '.join(anchors)} */" if anchors else ""
