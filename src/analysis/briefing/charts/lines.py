"""How does a value move, and what would it have had to be? Lines, named at their ends."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator

from analysis.briefing.charts.canvas import (
    FONT,
    GRID,
    INK,
    LINE,
    LOOK,
    RULE,
    TEXT,
    WIDTH,
    text_width,
    wrapped,
)
from analysis.briefing.charts.drawn import mark_text
from analysis.briefing.charts.series import (
    STYLES,
    Series,
    Style,
    Written,
    check_lengths,
    styled,
)

HEIGHT = 250.0
BELOW = 26.0
ABOVE = 16.0
PLOT = HEIGHT - BELOW - ABOVE
WIDEST_NAME = 104.0
BETWEEN_NAMES = 4.0
BESIDE = 8.0
EDGE = 4.0

Position = Decimal | int


@dataclass(frozen=True)
class Band:
    """Between which values may a series lie? Ends by position, None where there is no band."""

    low: tuple[Decimal | None, ...]
    high: tuple[Decimal | None, ...]


@dataclass(frozen=True)
class Line:
    """Which points are joined, and what is written at the last of them?"""

    x: tuple[float, ...]
    y: tuple[float, ...]
    text: tuple[str, ...]
    fact: str
    style: Style
    dashed: bool


def lines(
    positions: Sequence[Position],
    series: Sequence[Series],
    written: Written,
    position_text: Callable[[Decimal], str] = str,
    palette: Sequence[Style] = STYLES,
    bands: Sequence[Band] = (),
) -> Figure:
    """How do series move along years or another scale? From zero, each named at its end.

    positions: years, or an assumed rate. series: values by position, None for none; dashed for
    what is required. written: how a value is written; position_text: how a position is. bands: of
    the first series, in the colours of each, dashed along a band: it holds what is assumed.
    Raises ValueError for a series without any value.
    """
    check_lengths(positions, series)
    drawn = [_line(positions, one, style, written) for one, style in styled(series, palette)]
    last = float(max(positions))
    low = min(0.0, *(y for line in drawn for y in line.y))
    high = max(0.0, *(y for line in drawn for y in line.y))
    ticks = [float(tick) for tick in MaxNLocator(4).tick_values(low, high) if tick >= low]
    tick_texts = [written(Decimal(repr(round(tick, 6)))) for tick in ticks]
    left = max(text_width(text) for text in tick_texts) + BESIDE
    right = (
        BESIDE
        + EDGE
        + max((_text_width(line) for line in drawn if line.x[-1] == last), default=BESIDE)
    )
    room = WIDTH - left - right
    with rc_context(LOOK):
        figure = Figure(figsize=(WIDTH / 72, HEIGHT / 72))
        axes = figure.add_axes((left / WIDTH, BELOW / HEIGHT, room / WIDTH, PLOT / HEIGHT))
    axes.set_ylim(low, ticks[-1] if ticks[-1] > low else low + 1)
    for label in axes.set_yticks(ticks, tick_texts, fontsize=TEXT, family=FONT):
        mark_text(label.label1, axis="y")
    _place_positions(axes, positions, position_text, room)
    axes.grid(axis="y", color=GRID, linewidth=0.8)
    axes.tick_params(length=0, colors=INK)
    axes.tick_params(axis="x", pad=6)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.spines["bottom"].set_color(RULE)
    spread = [_spread(positions, band) for band in bands]
    for line, band in zip(drawn, [*spread, *[()] * (len(drawn) - len(spread))], strict=True):
        _draw(axes, line, band)
    _name_in_margin(axes, [line for line in drawn if line.x[-1] == last], WIDTH - right + BESIDE)
    for line in drawn:
        if line.x[-1] != last:
            _name_below(axes, line, room)
    return figure


def _line(positions: Sequence[Position], one: Series, style: Style, written: Written) -> Line:
    points = [
        (float(position), value)
        for position, value in zip(positions, one.values, strict=True)
        if value is not None
    ]
    if not points:
        raise ValueError(f"series {one.name!r} has no value")
    last = points[-1][1]
    text = (written(last.amount), *wrapped(one.name, WIDEST_NAME))
    x = tuple(position for position, _ in points)
    y = tuple(float(value.amount) for _, value in points)
    return Line(x, y, text, last.fact, style, one.dashed)


def _text_width(line: Line) -> float:
    return max(
        text_width(line.text[0], bold=True),
        *(text_width(text) for text in line.text[1:]),
    )


def _place_positions(
    axes: Axes,
    positions: Sequence[Position],
    position_text: Callable[[Decimal], str],
    room: float,
) -> None:
    texts = [position_text(Decimal(position)) for position in positions]
    widest = max(text_width(text) for text in texts) + BESIDE
    places = [float(position) for position in positions]
    span = max(places) - min(places) or 1.0
    step = 1
    while any(
        (after - before) / span * room < widest for before, after in pairwise(places[::step])
    ):
        step += 1
    for label in axes.set_xticks(places[::step], texts[::step], fontsize=TEXT, family=FONT):
        mark_text(label.label1, axis="x")
    axes.set_xlim(
        min(places) - span * (text_width(texts[0]) / 2 / room),
        max(places) + span * 0.03,
    )


def _spread(positions: Sequence[Position], band: Band) -> tuple[tuple[float, float, float], ...]:
    ends = zip(positions, band.low, band.high, strict=True)
    return tuple((float(x), float(low), float(high)) for x, low, high in ends
                 if low is not None and high is not None)  # fmt: skip


def _draw(axes: Axes, line: Line, band: Sequence[tuple[float, float, float]] = ()) -> None:
    parts = [(slice(None), line.dashed)]
    if band:
        turn = line.x.index(band[0][0])
        parts = [(slice(turn + 1), line.dashed), (slice(turn, None), True)]
    for part, dashed in parts:
        axes.plot(
            line.x[part],
            line.y[part],
            color=line.style.colour,
            linewidth=2.2,
            linestyle=(0, (4, 2)) if dashed else "-",
            marker=line.style.marker,
            markersize=7,
            clip_on=False,
        )
    if band:
        x, low, high = zip(*band, strict=True)
        axes.fill_between(x, low, high, color=line.style.colour, alpha=0.18, linewidth=0)
        for end in (low, high):
            axes.plot(x, end, color=line.style.colour, linewidth=1, clip_on=False)


def _name_in_margin(axes: Axes, named: Sequence[Line], left: float) -> None:
    figure = axes.figure
    low, high = axes.get_ylim()
    heights = {line: len(line.text) * LINE for line in named}
    ceiling = PLOT + ABOVE
    tops: dict[Line, float] = {}
    for line in sorted(named, key=lambda line: -line.y[-1]):
        middle = (line.y[-1] - low) / (high - low) * PLOT
        tops[line] = min(middle + heights[line] / 2, ceiling)
        ceiling = tops[line] - heights[line] - BETWEEN_NAMES
    lift = max(0.0, -BELOW - ceiling)
    for line, top in tops.items():
        for place, text in enumerate(line.text):
            y = BELOW + top + lift - (place + 0.5) * LINE
            set_text = figure.text(left / WIDTH, y / HEIGHT, text, **_text_look(place))
            mark_text(set_text, "" if place else line.fact)


def _name_below(axes: Axes, line: Line, room: float) -> None:
    low, high = axes.get_xlim()
    to_the_right = (high - line.x[-1]) / (high - low) * room
    fits = _text_width(line) <= to_the_right
    for place, text in enumerate(line.text):
        named = axes.annotate(
            text,
            (line.x[-1], line.y[-1]),
            xytext=(0 if fits else BESIDE, -BESIDE - (place + 0.5) * LINE),
            textcoords="offset points",
            ha="left" if fits else "right",
            **_text_look(place),
        )
        mark_text(named, "" if place else line.fact)


def _text_look(place: int) -> dict[str, Any]:
    return {
        "color": INK,
        "fontsize": TEXT,
        "family": FONT,
        "fontweight": "normal" if place else "bold",
        "va": "center_baseline",
        "parse_math": False,
    }
