"""How are figures drawn? Charts for a phone: text of 12 points on a width of 360."""

from analysis.briefing.charts.bars import horizontal_bars
from analysis.briefing.charts.drawn import Drawn
from analysis.briefing.charts.dumbbell import dumbbell
from analysis.briefing.charts.lines import Band, lines
from analysis.briefing.charts.possible import Span, possible
from analysis.briefing.charts.region import Area, region
from analysis.briefing.charts.series import (
    MOST_SERIES,
    STYLES,
    Series,
    Style,
    city_style,
    palette_of,
)
from analysis.briefing.charts.stacked import stacked_bars
from analysis.briefing.charts.tornado import Spans, tornado, widest_first
from analysis.briefing.charts.waterfall import waterfall

__all__ = [
    "MOST_SERIES",
    "STYLES",
    "Area",
    "Band",
    "Drawn",
    "Series",
    "Span",
    "Spans",
    "Style",
    "city_style",
    "dumbbell",
    "horizontal_bars",
    "lines",
    "palette_of",
    "possible",
    "region",
    "stacked_bars",
    "tornado",
    "waterfall",
    "widest_first",
]
