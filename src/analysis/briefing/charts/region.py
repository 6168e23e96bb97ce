"""Which pairs of two quantities are possible? Areas within areas, and the line of equal pairs."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from string import ascii_uppercase
from typing import Any

import numpy as np
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.path import Path

from analysis.briefing.charts.canvas import (
    INK,
    LINE,
    RULE,
    WIDTH,
    sheet,
    text_width,
    wrapped,
    write,
)
from analysis.briefing.charts.drawn import Drawn
from analysis.briefing.charts.series import STYLES, Style, Written

MOST_AREAS = 3
BESIDE = 5.0
BETWEEN = 8.0
TICK = 4.0
SWATCH = 30.0
HALF_LETTER = 9.0
SIDE_TEXT = 112.0
GRID = 60
ROOMY = 0.9


@dataclass(frozen=True)
class Area:
    """Which pairs belong together? ``corners``: of a convex polygon, in order."""

    name: str
    corners: tuple[tuple[Drawn, Drawn], ...]


@dataclass(frozen=True)
class Plane:
    """Where does a pair stand on the sheet? ``high``: the largest of each quantity."""

    left: float
    top: float
    scale: float
    high: tuple[float, float]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """At which point of the sheet is the pair (x, y)?"""
        return self.left + x * self.scale, self.top + (self.high[1] - y) * self.scale


def region(
    areas: Sequence[Area],
    axes_names: tuple[str, str],
    sides: tuple[str, str],
    equal: str,
    written: Written,
    palette: Sequence[Style] = STYLES,
) -> Figure:
    """Which pairs are possible, on ever stronger assumptions? One scale for both axes, from zero.

    areas: at most three, each within the one before; told apart by outline, hatching and letter.
    axes_names: of the quantity to the right and of the one upwards. sides: what holds above and
    below the line of equal pairs; equal: what holds on it. written: how a number is written.
    Raises ValueError for no area, for more than three and for one without corners.
    """
    if not 1 <= len(areas) <= MOST_AREAS:
        raise ValueError(f"a plane shows 1 to {MOST_AREAS} areas, not {len(areas)}")
    for area in areas:
        if not area.corners:
            raise ValueError(f"area {area.name!r} has no corners: nothing is possible in it")
    across, upwards = (_ticks(areas[0], quantity) for quantity in (0, 1))
    left = max(text_width(written(value.amount)) for value in upwards) + BESIDE + TICK
    right = max(text_width(written(across[-1].amount)) / 2, BESIDE)
    high = float(across[-1].amount), float(upwards[-1].amount)
    above = wrapped(axes_names[1], WIDTH)
    top = len(above) * LINE + LINE / 2 + TICK
    scale = (WIDTH - left - right) / (max(high) or 1.0)
    plane = Plane(left, top, scale, high)
    below = wrapped(axes_names[0], WIDTH - left)
    foot = top + high[1] * scale + TICK + LINE + len(below) * LINE + BETWEEN
    key = [wrapped(name, WIDTH - SWATCH) for name in (*(area.name for area in areas), equal)]
    figure, axes = sheet(foot + sum(len(lines) * LINE + 6 for lines in key) + TICK)
    for place, line in enumerate(above):
        write(axes, 0, (place + 0.5) * LINE, line)
    for place, line in enumerate(below):
        y = foot - BETWEEN - (len(below) - place - 0.5) * LINE
        write(axes, WIDTH, y, line, align="right")
    _draw_areas(axes, areas, plane, palette)
    _draw_axes(axes, plane, across, upwards, written)
    _write_sides(axes, plane, sides)
    _write_key(axes, key, foot, palette)
    return figure


def _ticks(area: Area, quantity: int) -> list[Drawn]:
    corners = sorted(area.corners, key=lambda pair: pair[quantity].amount)
    ruled = [pair for pair in corners if not pair[1 - quantity].amount]
    ends = {pair[quantity].amount: pair[quantity] for pair in (*ruled, corners[-1])}
    return [Drawn(Decimal(0), ""), *(ends[amount] for amount in sorted(ends) if amount)]


def _look(place: int, palette: Sequence[Style]) -> dict[str, Any]:
    strong, other = palette[0].colour, palette[1 % len(palette)].colour
    return (
        {"facecolor": "#ECECEC", "edgecolor": INK, "linewidth": 1.0},
        {"facecolor": "#FFFFFF", "edgecolor": other, "linewidth": 1.6, "hatch": "\\\\\\\\"},
        {"facecolor": strong, "edgecolor": strong, "linewidth": 1.6},
    )[place]


def _draw_areas(axes: Axes, areas: Sequence[Area], plane: Plane, palette: Sequence[Style]) -> None:
    drawn = [
        np.array([plane.at(float(x.amount), float(y.amount)) for x, y in area.corners])
        for area in areas
    ]
    with rc_context({"hatch.linewidth": 1.4}):
        for place, corners in enumerate(drawn):
            axes.add_patch(Polygon(corners, clip_on=False, **_look(place, palette)))
    end = min(plane.high)
    _dashed(axes, plane.at(0, 0), plane.at(end, end))
    for place, corners in enumerate(drawn):
        x, y = _roomiest(corners, drawn[place + 1 :], drawn)
        axes.add_patch(
            Polygon(
                [(x - HALF_LETTER, y - HALF_LETTER), (x + HALF_LETTER, y - HALF_LETTER),
                 (x + HALF_LETTER, y + HALF_LETTER), (x - HALF_LETTER, y + HALF_LETTER)],
                facecolor="#FFFFFF", edgecolor=INK, linewidth=0.8,
            )
        )  # fmt: skip
        write(axes, x, y, ascii_uppercase[place], align="center", bold=True)


def _dashed(axes: Axes, start: tuple[float, float], end: tuple[float, float]) -> None:
    axes.plot(
        (start[0], end[0]), (start[1], end[1]), color=INK, linewidth=1.4, linestyle=(0, (4, 3))
    )  # fmt: skip


def _roomiest(
    corners: np.ndarray, inside: Sequence[np.ndarray], edges_of: Sequence[np.ndarray]
) -> tuple[float, float]:
    low, high = corners.min(axis=0), corners.max(axis=0)
    across, down = (np.linspace(low[axis], high[axis], GRID) for axis in (0, 1))
    points = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
    kept = (
        Path(corners).contains_points(points) if len(corners) > 2 else np.zeros(len(points), bool)
    )
    for other in inside:
        kept &= ~Path(other).contains_points(points)
    if not kept.any():
        x, y = corners.mean(axis=0)
        return float(x), float(y)
    room = np.min(
        [
            _distance(points[kept], start, end)
            for outline in edges_of
            for start, end in zip(outline, np.roll(outline, -1, axis=0), strict=True)
        ],
        axis=0,
    )
    roomy = points[kept][room >= ROOMY * room.max()]
    x, y = roomy[int(np.hypot(*(roomy - roomy.mean(axis=0)).T).argmin())]
    return float(x), float(y)


def _distance(points: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    length = float(((end - start) ** 2).sum()) or 1.0
    along = np.clip((points - start) @ (end - start) / length, 0, 1)
    found: np.ndarray = np.hypot(*(points - start - along[:, None] * (end - start)).T)
    return found


def _draw_axes(
    axes: Axes,
    plane: Plane,
    across: Sequence[Drawn],
    upwards: Sequence[Drawn],
    written: Written,
) -> None:
    origin = plane.at(0, 0)
    for x, y in ((plane.high[0], 0.0), (0.0, plane.high[1])):
        end = plane.at(x, y)
        axes.plot((origin[0], end[0]), (origin[1], end[1]), color=RULE, linewidth=1)
    free = WIDTH + BESIDE
    for value in reversed(across):
        x, y = plane.at(float(value.amount), 0)
        text = written(value.amount)
        half = text_width(text) / 2
        if x + half <= free:
            axes.plot((x, x), (y, y + TICK), color=RULE, linewidth=1)
            place = y + TICK + LINE / 2
            write(axes, x, place, text, align="center", fact=value.fact, axis="x")
            free = x - half - BESIDE
    lowest = -LINE
    for value in reversed(upwards):
        x, y = plane.at(0, float(value.amount))
        if value.amount and y - lowest >= LINE:
            axes.plot((x - TICK, x), (y, y), color=RULE, linewidth=1)
            place, text = x - TICK - BESIDE + 2, written(value.amount)
            write(axes, place, y, text, align="right", fact=value.fact, axis="y")
            lowest = y


def _write_sides(axes: Axes, plane: Plane, sides: tuple[str, str]) -> None:
    left, top = plane.at(0, plane.high[1])
    for place, line in enumerate(wrapped(sides[0], SIDE_TEXT)):
        write(axes, left + BESIDE, top + (place + 0.5) * LINE, line)
    right, bottom = plane.at(plane.high[0], 0)
    lines = wrapped(sides[1], SIDE_TEXT)
    for place, line in enumerate(lines):
        y = bottom - (len(lines) - place - 0.5) * LINE - TICK
        write(axes, right, y, line, align="right")


def _write_key(
    axes: Axes, key: Sequence[Sequence[str]], top: float, palette: Sequence[Style]
) -> None:
    for place, lines in enumerate(key):
        middle = top + LINE / 2
        if place == len(key) - 1:
            _dashed(axes, (0, middle), (SWATCH - BESIDE, middle))
        else:
            box = [(0.5, middle - 6), (12, middle - 6), (12, middle + 6), (0.5, middle + 6)]
            with rc_context({"hatch.linewidth": 1.4}):
                axes.add_patch(Polygon(box, clip_on=False, **_look(place, palette)))
            write(axes, 15, middle, ascii_uppercase[place], bold=True)
        for line in lines:
            write(axes, SWATCH, top + LINE / 2, line)
            top += LINE
        top += 6
