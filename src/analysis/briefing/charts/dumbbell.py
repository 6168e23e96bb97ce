"""From where to where did each group go? Two markers on one scale, joined by a line."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.briefing.charts.canvas import (
    LINE,
    RULE,
    WIDTH,
    mark,
    sheet,
    text_width,
    wrapped,
    write,
)
from analysis.briefing.charts.drawn import Drawn
from analysis.briefing.charts.rows import BELOW_HEADING, BESIDE, BETWEEN_GROUPS, EDGE, MARKER
from analysis.briefing.charts.series import (
    STYLES,
    Series,
    Style,
    Written,
    check_lengths,
    styled,
)

TRACK = 3.0
HALF_MARKER = 5.0
GAP = 12.0


def dumbbell(
    labels: Sequence[str],
    opening: Series,
    closing: Series,
    written: Written,
    palette: Sequence[Style] = STYLES,
) -> Figure:
    """How far did each group move, and in which direction? A row for each label.

    opening, closing: two values a label; each is written beyond its marker. Raises ValueError for
    a missing value.
    """
    check_lengths(labels, (opening, closing))
    key = styled((opening, closing), palette)
    rows = [
        (wrapped(label, WIDTH), _there(opening, place), _there(closing, place))
        for place, label in enumerate(labels)
    ]
    ends = [value.amount for _, *pair in rows for value in pair]
    beyond = max(text_width(written(value)) for value in ends) + BESIDE + HALF_MARKER
    low, high = float(min(ends)), float(max(ends))
    unit = (WIDTH - 2 * (beyond + EDGE)) / ((high - low) or 1.0)
    height = EDGE + LINE + BETWEEN_GROUPS
    height += sum((len(lines) + 1) * LINE + BELOW_HEADING + BETWEEN_GROUPS for lines, *_ in rows)
    figure, axes = sheet(height)
    left = 0.0
    for one, style in key:
        mark(axes, left + EDGE + 2, EDGE + LINE / 2, style)
        write(axes, left + MARKER, EDGE + LINE / 2, one.name)
        left += MARKER + text_width(one.name) + GAP
    top = EDGE + LINE + BETWEEN_GROUPS
    for lines, *pair in rows:
        for line in lines:
            write(axes, 0, top + LINE / 2, line)
            top += LINE
        top += BELOW_HEADING
        places = [EDGE + beyond + (float(value.amount) - low) * unit for value in pair]
        _draw(axes, top + LINE / 2, places, pair, written, key)
        top += LINE + BETWEEN_GROUPS
    return figure


def _there(series: Series, place: int) -> Drawn:
    value = series.values[place]
    if value is None:
        raise ValueError(f"series {series.name!r} lacks the value at place {place + 1}")
    return value


def _draw(
    axes: Axes,
    middle: float,
    places: Sequence[float],
    values: Sequence[Drawn],
    written: Written,
    key: Sequence[tuple[Series, Style]],
) -> None:
    axes.plot(places, (middle, middle), color=RULE, linewidth=TRACK, solid_capstyle="butt")
    rightmost = 1 if places[1] >= places[0] else 0
    for one, (x, value, (_, style)) in enumerate(zip(places, values, key, strict=True)):
        mark(axes, x, middle, style)
        right = one == rightmost
        step, align = HALF_MARKER + BESIDE, "left" if right else "right"
        beside = x + step if right else x - step
        write(axes, beside, middle, written(value.amount), align=align, fact=value.fact)
