"""Which assumption moves a result most? Bars from its lowest to its highest value."""

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
from analysis.briefing.charts.rows import (
    BAR,
    BELOW_HEADING,
    BESIDE,
    BETWEEN_BARS,
    BETWEEN_GROUPS,
    EDGE,
    MARKER,
)
from analysis.briefing.charts.series import Style, Written

Span = tuple[Drawn, Drawn]
OVER = 3.0
THINNEST = 2.0


@dataclass(frozen=True)
class Spans:
    """From where to where does the result go under each label, in one reading?

    spans: lowest and highest value by label; None where the reading has no bar. centre: the result
    with every assumption central; None for bars without one, which stand without a name.
    """

    name: str
    spans: tuple[Span | None, ...]
    style: Style
    centre: Drawn | None = None


def tornado(labels: Sequence[str], readings: Sequence[Spans], written: Written) -> Figure:
    """How far does each assumption move the result, each alone from end to end?

    A heading for each label, the widest first; below it a bar for each reading, its ends written
    beside it, with a stroke at the reading's centre. Raises ValueError for a reading of another
    length than the labels, or a span that runs backwards.
    """
    _check(labels, readings)
    scale = _Scale(readings, written)
    order = widest_first(labels, readings)
    key = [reading for reading in readings if reading.centre is not None]
    shown = [
        (
            wrapped(labels[place], WIDTH, bold=True),
            [(r, r.spans[place]) for r in readings if r.spans[place]],
        )
        for place in order
    ]
    height = EDGE + len(key) * LINE + BETWEEN_GROUPS
    for heading, bars in shown:
        height += len(heading) * LINE + BELOW_HEADING
        height += len(bars) * (BAR + BETWEEN_BARS) + BETWEEN_GROUPS
    figure, axes = sheet(height)
    top = EDGE
    for reading in key:
        mark(axes, EDGE + 2, top + LINE / 2, reading.style)
        fact = reading.centre.fact if reading.centre else ""
        write(axes, MARKER, top + LINE / 2, _named(reading, written), fact=fact)
        top += LINE
    top += BETWEEN_GROUPS
    for heading, bars in shown:
        for line in heading:
            write(axes, 0, top + LINE / 2, line, bold=True)
            top += LINE
        top += BELOW_HEADING
        for reading, span in bars:
            if span:
                _draw(axes, scale, reading, span, top + BAR / 2, written)
            top += BAR + BETWEEN_BARS
        top += BETWEEN_GROUPS
    return figure


def widest_first(labels: Sequence[str], readings: Sequence[Spans]) -> list[int]:
    """In which order do the labels stand? Their places, the one with the widest bar first."""

    def width(place: int) -> Decimal:
        spans = [reading.spans[place] for reading in readings]
        return max((span[1].amount - span[0].amount for span in spans if span), default=Decimal(0))

    return sorted(range(len(labels)), key=width, reverse=True)


class _Scale:
    def __init__(self, readings: Sequence[Spans], written: Written) -> None:
        ends = [span for reading in readings for span in reading.spans if span]
        self.low = float(min(low.amount for low, _ in ends))
        high = float(max(high.amount for _, high in ends))
        self.left = MARKER + max(text_width(written(low.amount)) for low, _ in ends) + BESIDE
        right = max(text_width(written(high.amount)) for _, high in ends) + BESIDE + EDGE
        self.unit = (WIDTH - self.left - right) / ((high - self.low) or 1.0)

    def x(self, value: Drawn) -> float:
        return self.left + (float(value.amount) - self.low) * self.unit


def _draw(
    axes: Axes, scale: _Scale, reading: Spans, span: Span, middle: float, written: Written
) -> None:
    left, right = scale.x(span[0]), scale.x(span[1])
    bar(axes, left, middle, max(right - left, THINNEST), BAR, reading.style)
    low, high = span
    beside = max(right, left + THINNEST) + BESIDE
    write(axes, left - BESIDE, middle, written(low.amount), align="right", fact=low.fact)
    write(axes, beside, middle, written(high.amount), fact=high.fact)
    if reading.centre is not None:
        mark(axes, EDGE + 2, middle, reading.style)
        centre = scale.x(reading.centre)
        rule(axes, (centre, centre), (middle - BAR / 2 - OVER, middle + BAR / 2 + OVER))
        rule(axes, (centre, centre), (middle - BAR / 2, middle + BAR / 2), reading.style.ink)


def _named(reading: Spans, written: Written) -> str:
    return f"{reading.name}: {written(reading.centre.amount)}" if reading.centre else ""


def _check(labels: Sequence[str], readings: Sequence[Spans]) -> None:
    if not labels or not any(span for reading in readings for span in reading.spans):
        raise ValueError("a tornado needs at least one bar")
    for reading in readings:
        if len(reading.spans) != len(labels):
            raise ValueError(
                f"{reading.name!r} has {len(reading.spans)} spans for {len(labels)} labels"
            )
        for span in reading.spans:
            low, high = (end.amount for end in span) if span else (0, 0)
            if low > high:
                raise ValueError(f"{reading.name!r}: the span {low} to {high} runs backwards")
