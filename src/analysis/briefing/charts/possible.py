"""Which values are possible where nothing more is known? What is certain, and hatched the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.briefing.charts.canvas import (
    LINE,
    WIDTH,
    bar,
    rule,
    sheet,
    text_width,
    wrapped,
    write,
)
from analysis.briefing.charts.rows import BAR, BELOW_HEADING, BESIDE, BETWEEN_BARS, BETWEEN_GROUPS
from analysis.briefing.charts.series import STYLES, Style

EDGE = 4.0
THINNEST = 2.0
SWATCH = 22.0


@dataclass(frozen=True)
class Span:
    """Between which values does it lie? text: both ends as they are read; fact: of which fact."""

    low: Decimal
    high: Decimal
    text: str
    fact: str


def possible(
    labels: Sequence[str],
    spans: Sequence[Sequence[Span]],
    unknown: str,
    palette: Sequence[Style] = STYLES,
) -> Figure:
    """Between zero, what it takes at least and what it can take at most: where does each lie?

    spans: by label, one for each reading. From zero to the least the bar is full, from there to
    the most it is hatched. unknown: what the hatching means. Raises ValueError for a label without
    span and for a span that runs backwards or begins below zero.
    """
    _check(labels, spans)
    shown = [span for some in spans for span in some]
    beside = max(text_width(span.text) for span in shown) + BESIDE + EDGE
    room = WIDTH - beside - EDGE
    unit = room / (float(max(span.high for span in shown)) or 1.0)
    headings = [wrapped(label, WIDTH) for label in labels]
    key = wrapped(unknown, WIDTH - SWATCH)
    height = EDGE + len(key) * LINE + BETWEEN_GROUPS
    for lines, some in zip(headings, spans, strict=True):
        height += len(lines) * LINE + BELOW_HEADING + BETWEEN_GROUPS
        height += len(some) * (BAR + BETWEEN_BARS) - BETWEEN_BARS
    figure, axes = sheet(height)
    top = EDGE
    _hatched(axes, 1, top + LINE / 2, SWATCH - 2 * BESIDE, palette[0])
    for line in key:
        write(axes, SWATCH, top + LINE / 2, line)
        top += LINE
    top += BETWEEN_GROUPS
    for lines, some in zip(headings, spans, strict=True):
        for line in lines:
            write(axes, 0, top + LINE / 2, line)
            top += LINE
        top += BELOW_HEADING
        first = top
        for span in some:
            _draw(axes, span, top + BAR / 2, unit, palette[0])
            top += BAR + BETWEEN_BARS
        top -= BETWEEN_BARS
        rule(axes, (EDGE, EDGE), (first - 2, top + 2))
        top += BETWEEN_GROUPS
    return figure


def _check(labels: Sequence[str], spans: Sequence[Sequence[Span]]) -> None:
    if not labels or len(labels) != len(spans) or not all(spans):
        raise ValueError(f"{len(labels)} labels need a span each, there are {len(spans)}")
    for some in spans:
        for span in some:
            if not 0 <= span.low <= span.high:
                raise ValueError(
                    f"the span {span.low} to {span.high} begins below zero or ends early"
                )


def _draw(axes: Axes, span: Span, middle: float, unit: float, style: Style) -> None:
    certain, most = float(span.low) * unit, float(span.high) * unit
    if certain:
        bar(axes, EDGE, middle, certain, BAR, style)
    _hatched(axes, EDGE + certain, middle, max(most - certain, THINNEST), style)
    beside = EDGE + max(most, certain + THINNEST) + BESIDE
    write(axes, beside, middle, span.text, fact=span.fact)


def _hatched(axes: Axes, left: float, middle: float, length: float, style: Style) -> None:
    with rc_context({"hatch.linewidth": 1.4}):
        axes.add_patch(
            Rectangle(
                (left, middle - BAR / 2),
                length,
                BAR,
                facecolor="none",
                edgecolor=style.colour,
                hatch="////",
                linewidth=1.2,
                clip_on=False,
            )
        )
