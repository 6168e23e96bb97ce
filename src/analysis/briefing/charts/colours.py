"""Which colours of a chart does the page set, so that it can be read by day and by night?"""

import re

from analysis.briefing.charts.canvas import GRID, INK, PAPER, RULE, SHADE
from analysis.briefing.charts.series import STYLES

OF_THE_PAGE = {
    INK: "--ink",
    PAPER: "--paper",
    SHADE: "--shade",
    RULE: "--axis",
    GRID: "--grid",
    **{style.colour: f"--series-{place}" for place, style in enumerate(STYLES, 1)},
}
"""Colour of a chart: the property of page.css that says it by day and by night."""

COLOUR = re.compile(r"(?<=fill: |roke: )#[0-9a-f]{6}\b")


def coloured_by_page(svg: str) -> str:
    """How does a chart take its colours from the page? Its own where the page has none.

    A colour that is not among those of the page stays as it is.
    """
    names = {colour.lower(): name for colour, name in OF_THE_PAGE.items()}

    def named(found: re.Match[str]) -> str:
        colour = found[0]
        return f"var({names[colour]}, {colour})" if colour in names else colour

    return COLOUR.sub(named, svg)
