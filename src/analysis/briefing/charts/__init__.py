"""How are figures drawn? Charts for a phone: text of 12 points on a width of 360."""

from analysis.briefing.charts.bars import (
    contribution_bars,
    horizontal_bars,
    paired_bars,
)
from analysis.briefing.charts.lines import lines
from analysis.briefing.charts.region import Area, region
from analysis.briefing.charts.series import (
    MOST_SERIES,
    STYLES,
    Series,
    Style,
    city_style,
    in_words,
    palette_of,
)
from analysis.briefing.charts.stacked import stacked_bars
from analysis.briefing.charts.tornado import Spans, tornado, tornado_in_words, widest_first

__all__ = [
    "MOST_SERIES",
    "STYLES",
    "Area",
    "Series",
    "Spans",
    "Style",
    "city_style",
    "contribution_bars",
    "horizontal_bars",
    "in_words",
    "lines",
    "paired_bars",
    "palette_of",
    "region",
    "stacked_bars",
    "tornado",
    "tornado_in_words",
    "widest_first",
]
