"""Which parts has a page around its elements: masthead, contents, tables folded behind charts?"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.briefing.charts.drawn import without_marks

MASTHEAD = "<header "
CHART = '<figure class="chart">'
TABLE = '<div class="data">'
RECEIPTS = '<section class="receipts">'
CAPTION = re.compile(r"<caption><span>(.*?)</span></caption>", re.DOTALL)
SECTION = re.compile(r'<h2 id="([^"]+)">(.*?)</h2>')


@dataclass(frozen=True)
class Entry:
    """Where does a section begin, and how is it called?"""

    anchor: str
    html: str


def published(elements: Iterable[str]) -> tuple[str, ...]:
    """How do elements stand on the page? Charts without the marks that the lint alone reads."""
    return tuple(
        without_marks(element) if element.startswith(CHART) else element for element in elements
    )


def masthead_and_body(elements: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """Which element stands above the page, and which on it?"""
    above = next(element for element in elements if element.startswith(MASTHEAD))
    return above, tuple(element for element in elements if element is not above)


def contents(elements: Iterable[str]) -> tuple[Entry, ...]:
    """Which sections has the page? Its headings of the second level that have an anchor.

    None for a page of one section: there is nothing to choose.
    """
    found = [Entry(*section) for element in elements for section in SECTION.findall(element)]
    return tuple(found) if len(found) > 1 else ()


def folded(elements: Sequence[str]) -> tuple[str, ...]:
    """Which tables lie folded? Those that stand right behind the chart that they are drawn as.

    The caption says what is inside; print shows it, and a link to what is inside opens it.
    """
    before = ("", *elements)
    return tuple(
        _fold(element) if previous.startswith(CHART) and element.startswith(TABLE) else element
        for previous, element in zip(before, elements, strict=False)
    )


def _fold(table: str) -> str:
    caption = CAPTION.search(table)
    assert caption, "each table of a briefing has a caption"
    return f'<details class="behind"><summary>{caption[1]}</summary>{table}</details>'
