"""How is a chart laid out in points, so that no text is cut off?"""

import re
from functools import cache
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.font_manager import fontManager
from matplotlib.patches import Rectangle
from matplotlib.style import library

from analysis.briefing.charts.drawn import mark_text
from analysis.briefing.charts.series import Style
from analysis.briefing.typeface import FAMILY, face_files, width_em
from analysis.sources.text import shown_text

for _face in face_files().values():
    fontManager.addfont(_face)

BREAKS = re.compile(r"[\t\n]+")
WIDTH = 360.0
TEXT = 13.0
LINE = 16.0
FONT = FAMILY
INK = "#1A1A1A"
RULE = "#8C8C8C"
GRID = "#D9D9D9"
PAPER = "#FFFFFF"
SHADE = "#ECECEC"
TEXTS: dict[Any, Any] = {
    "font.family": FONT,
    "font.size": TEXT,
    "text.color": INK,
    "axes.linewidth": 0.8,
}
LOOK = {**library["seaborn-v0_8-white"], **TEXTS}
"""Seaborn's white, which matplotlib carries: a page need not wait for what else seaborn loads."""


def sheet(height: float) -> tuple[Figure, Axes]:
    """Where is a chart of bars drawn? On axes in points, the origin at the upper left."""
    with rc_context(LOOK):
        figure = Figure(figsize=(WIDTH / 72, height / 72))
        axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, WIDTH), ylim=(height, 0))
    axes.set_axis_off()
    return figure, axes


def in_one_line(text: str) -> str:
    """How does a text stand in one line of a chart? Without tabs and ends of lines."""
    return BREAKS.sub(" ", shown_text(text)).strip(" ")


@cache
def text_width(text: str, bold: bool = False) -> float:
    """How wide is a text, in points?"""
    return TEXT * width_em(in_one_line(text), 700 if bold else 400)


def wrapped(text: str, width: float, bold: bool = False) -> list[str]:
    """How is a text broken into lines of at most `width` points? At breaking spaces.

    A word that is wider than a line is broken where the line ends.
    """
    lines: list[str] = []
    words = in_one_line(text).split(" ")
    for word in (piece for one in words for piece in _pieces(one, width, bold)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, bold) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _pieces(word: str, width: float, bold: bool) -> list[str]:
    if len(word) == 1 or text_width(word, bold) <= width:
        return [word]
    fits = next(
        n for n in range(len(word) - 1, 0, -1) if n == 1 or text_width(word[:n], bold) <= width
    )
    return [word[:fits], *_pieces(word[fits:], width, bold)]


def write(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    align: str = "left",
    bold: bool = False,
    colour: str = INK,
    fact: str = "",
    axis: str = "",
) -> None:
    """How is one line of text set? `y` is the middle of the line, in points.

    fact, axis: of what the number in it is, as `mark_text` has it.
    """
    text_set = axes.text(
        x,
        y,
        in_one_line(text),
        ha=align,
        va="center_baseline",
        color=colour,
        fontsize=TEXT,
        fontweight="bold" if bold else "normal",
        family=FONT,
        parse_math=False,
    )
    mark_text(text_set, fact, axis)


def mark(axes: Axes, x: float, y: float, style: Style) -> None:
    """How is the marker of a series set?"""
    axes.plot(
        [x],
        [y],
        marker=style.marker,
        markersize=7,
        color=style.colour,
        linestyle="",
        clip_on=False,
    )


def bar(axes: Axes, left: float, middle: float, length: float, height: float, style: Style) -> None:
    """How is a bar set? From `left`, to the left of it where `length` is negative."""
    axes.add_patch(
        Rectangle(
            (left, middle - height / 2),
            length,
            height,
            facecolor=style.colour,
            linewidth=0,
            clip_on=False,
        )
    )


def rule(axes: Axes, x: tuple[float, float], y: tuple[float, float], colour: str = RULE) -> None:
    """How is a thin line set, such as the one at zero?"""
    axes.plot(x, y, color=colour, linewidth=1, clip_on=False)
