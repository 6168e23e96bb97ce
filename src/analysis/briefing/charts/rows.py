"""Where do bars stand? Rows of bars under headings, laid out so that all their text fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.briefing.charts.canvas import (
    LINE,
    WIDTH,
    bar,
    mark,
    rule,
    sheet,
    text_width,
    wrapped,
    write,
)
from analysis.briefing.charts.drawn import Drawn
from analysis.briefing.charts.series import Style

BAR = 17.0
BETWEEN_BARS = 4.0
BETWEEN_GROUPS = 10.0
BELOW_HEADING = 3.0
EDGE = 4.0
BESIDE = 5.0
MARKER = 16.0
WIDEST_SIDE_LABEL = 104.0


@dataclass(frozen=True)
class Row:
    """Which bar is drawn, and what is written beside it? start: where it begins, else at zero."""

    label: str
    value: Drawn | None
    text: str
    style: Style
    marked: bool = False
    start: Decimal = Decimal(0)


@dataclass(frozen=True)
class Group:
    """Which bars stand together under one heading?"""

    heading: str
    rows: tuple[Row, ...]
    ruled: bool = False


def label_width(row: Row) -> float:
    """How wide is the label of a bar with its marker, in points?"""
    return text_width(row.label) + (MARKER if row.marked else 0)


def drawn(groups: Sequence[Group]) -> Figure:
    """How do the bars look? On one scale from zero, each with its value at its end."""
    rows = [row for group in groups for row in group.rows]
    widest = max(label_width(row) if row.label else 0.0 for row in rows)
    side = min(widest, WIDEST_SIDE_LABEL) + (BESIDE if widest else 0)
    if any(row.marked for row in rows):
        side = max(side, MARKER)
    zero, scale = _scale(rows, side)
    height = EDGE + sum(_height(group, side) + BETWEEN_GROUPS for group in groups)
    figure, axes = sheet(height)
    top = EDGE
    bottom = EDGE
    for group in groups:
        if group.ruled:
            rule(axes, (0, WIDTH), (top, top))
            top += BETWEEN_GROUPS
        for line in _heading_lines(group):
            write(axes, 0, top + LINE / 2, line, bold=len(group.rows) > 1)
            top += LINE
        top += BELOW_HEADING if group.heading else 0
        first = top
        for row in group.rows:
            middle = top + _row_height(row, side) / 2
            _draw_row(axes, row, middle, zero, scale, side)
            if row.start:
                joint = zero + float(row.start) * scale
                rule(axes, (joint, joint), (bottom, middle - BAR / 2))
            bottom = middle + BAR / 2
            top += _row_height(row, side) + BETWEEN_BARS
        rule(axes, (zero, zero), (first - 2, top - 2))
        top += BETWEEN_GROUPS - BETWEEN_BARS
    return figure


def _scale(rows: Sequence[Row], side: float) -> tuple[float, float]:
    shown = [(float(row.value.amount), row.text) for row in rows if row.value]
    below = max((text_width(text) + BESIDE for value, text in shown if value < 0), default=0.0)
    above = max(
        (
            text_width(row.text) + BESIDE
            for row in rows
            if row.value is None or row.value.amount >= 0
        ),
        default=0.0,
    )
    ends = [float(row.start + row.value.amount) for row in rows if row.value]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = WIDTH - side - below - above - 2 * EDGE
    scale = room / ((high - low) or 1.0)
    return side + EDGE + below - low * scale, scale


def _draw_row(axes: Axes, row: Row, middle: float, zero: float, scale: float, side: float) -> None:
    left = 0.0
    if row.marked:
        mark(axes, EDGE + 2, middle, row.style)
        left = MARKER
    lines = wrapped(row.label, side - left) if row.label else []
    for place, line in enumerate(lines):
        write(axes, left, middle + (place - (len(lines) - 1) / 2) * LINE, line)
    amount = row.value.amount if row.value else Decimal(0)
    length, begin = float(amount) * scale, zero + float(row.start) * scale
    if row.value:
        bar(axes, begin, middle, length, BAR, row.style)
    beside = begin + length + (BESIDE if length >= 0 else -BESIDE)
    align, fact = "left" if length >= 0 else "right", row.value.fact if row.value else ""
    write(axes, beside, middle, row.text, align=align, fact=fact)


def _heading_lines(group: Group) -> list[str]:
    return wrapped(group.heading, WIDTH, bold=len(group.rows) > 1) if group.heading else []


def _row_height(row: Row, side: float) -> float:
    room = side - (MARKER if row.marked else 0)
    return max(BAR, LINE * len(wrapped(row.label, room)) if row.label else 0)


def _height(group: Group, side: float) -> float:
    rows = sum(_row_height(row, side) + BETWEEN_BARS for row in group.rows) - BETWEEN_BARS
    heading = LINE * len(_heading_lines(group)) + (BELOW_HEADING if group.heading else 0)
    return heading + rows + (BETWEEN_GROUPS if group.ruled else 0)
