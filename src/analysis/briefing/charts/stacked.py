"""How is a whole made up of its parts? One bar for each whole, its parts side by side."""

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.briefing.charts.canvas import (
    LINE,
    WIDTH,
    bar,
    mark,
    sheet,
    text_width,
    wrapped,
    write,
)
from analysis.briefing.charts.drawn import Drawn
from analysis.briefing.charts.rows import (
    BAR,
    BELOW_HEADING,
    BETWEEN_GROUPS,
    EDGE,
    MARKER,
)
from analysis.briefing.charts.series import (
    STYLES,
    Series,
    Style,
    Written,
    check_lengths,
    styled,
)

GAP = 12.0
THICK = BAR + 6
PARTING = 1.0


def stacked_bars(
    labels: Sequence[str],
    series: Sequence[Series],
    written: Written,
    palette: Sequence[Style] = STYLES,
) -> Figure:
    """How do the parts of several wholes compare? The longest whole takes the full width.

    A part is written on the bar where there is room; its name stands above, with its marker.
    Raises ValueError for a negative or missing part.
    """
    check_lengths(labels, series)
    parts = [(one, style, _positive(one)) for one, style in styled(series, palette)]
    wholes = [sum(values[place].amount for _, _, values in parts) for place in range(len(labels))]
    scale = (WIDTH - EDGE) / (float(max(wholes)) or 1.0)
    key = _key_places([one.name for one, _, _ in parts])
    headings = [wrapped(label, WIDTH) for label in labels]
    height = (
        (key[-1][1] + 1) * LINE
        + BETWEEN_GROUPS
        + sum(len(lines) * LINE + BELOW_HEADING + THICK + BETWEEN_GROUPS for lines in headings)
    )
    figure, axes = sheet(height)
    for (one, style, _), (left, line) in zip(parts, key, strict=True):
        mark(axes, left + 5, line * LINE + LINE / 2, style)
        write(axes, left + MARKER, line * LINE + LINE / 2, one.name)
    top = (key[-1][1] + 1) * LINE + BETWEEN_GROUPS
    for place, lines in enumerate(headings):
        for text in lines:
            write(axes, 0, top + LINE / 2, text)
            top += LINE
        top += BELOW_HEADING
        left = 0.0
        for _, style, values in parts:
            left = _draw_part(axes, values[place], left, top, scale, style, written)
        top += THICK + BETWEEN_GROUPS
    return figure


def _positive(one: Series) -> tuple[Drawn, ...]:
    values = tuple(value for value in one.values if value and value.amount >= 0)
    if len(values) != len(one.values):
        raise ValueError(f"series {one.name!r}: a part of a whole is missing or negative")
    return values


def _key_places(names: Sequence[str]) -> list[tuple[float, int]]:
    places: list[tuple[float, int]] = []
    left, line = 0.0, 0
    for name in names:
        width = MARKER + text_width(name) + GAP
        if left and left + width - GAP > WIDTH:
            left, line = 0.0, line + 1
        places.append((left, line))
        left += width
    return places


def _draw_part(
    axes: Axes,
    value: Drawn,
    left: float,
    top: float,
    scale: float,
    style: Style,
    written: Written,
) -> float:
    length = float(value.amount) * scale
    middle = top + THICK / 2
    bar(axes, left, middle, length - PARTING, THICK, style)
    text = written(value.amount)
    if text_width(text) + 6 <= length:
        middle_of_part = left + length / 2
        write(axes, middle_of_part, middle, text, align="center", colour=style.ink, fact=value.fact)
    return left + length
