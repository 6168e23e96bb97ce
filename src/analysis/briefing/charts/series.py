"""Which figures are drawn together, in which colour and with which marker?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from analysis.briefing.charts.drawn import Drawn

Written = Callable[[Decimal], str]
"""How a value is written in the language of the page."""

MOST_SERIES = 4


@dataclass(frozen=True)
class Style:
    """How does one series look? ink: the colour of text that stands on its colour."""

    colour: str
    marker: str
    ink: str


STYLES = (
    Style("#12436D", "o", "#FFFFFF"),
    Style("#F46A25", "s", "#000000"),
    Style("#0F7A72", "^", "#FFFFFF"),
    Style("#262626", "D", "#FFFFFF"),
)
"""Apart from each other in grey and for the colour-blind, and from white (tests of the colours)."""

CITIES = {
    "hcmc": (STYLES[0], STYLES[2], STYLES[3]),
    "hanoi": (STYLES[1], STYLES[3], STYLES[2]),
}
"""The styles of a city's charts: its own first, then those that belong to neither city."""


@dataclass(frozen=True)
class Series:
    """Which values stand for one thing? None where a document reports nothing.

    style: None for the colour and marker of its place in the chart.
    dashed: for what is required or assumed, beside what was reported.
    """

    name: str
    values: tuple[Drawn | None, ...]
    style: Style | None = None
    dashed: bool = False


def city_style(region: str) -> Style:
    """In which colour and marker does a city stand, on every chart? Raises KeyError for others."""
    return CITIES[region][0]


def palette_of(region: str) -> tuple[Style, ...]:
    """Which styles does a page use? A city's page none of the other city's."""
    return CITIES.get(region, STYLES)


def styled(
    series: Sequence[Series], palette: Sequence[Style] = STYLES
) -> tuple[tuple[Series, Style], ...]:
    """Which style has each series? Raises ValueError for more than four or than the palette has."""
    if not 1 <= len(series) <= MOST_SERIES:
        raise ValueError(f"a chart shows 1 to {MOST_SERIES} series, not {len(series)}")
    without_style = sum(one.style is None for one in series)
    if without_style > len(palette):
        raise ValueError(f"{without_style} series need a style; the palette has {len(palette)}")
    return tuple((one, one.style or palette[place]) for place, one in enumerate(series))


def check_lengths(labels: Sequence[object], series: Sequence[Series]) -> None:
    """Has each label a value in each series? Raises ValueError where not, or without labels."""
    if not labels:
        raise ValueError("a chart needs at least one label")
    for one in series:
        if len(one.values) != len(labels):
            raise ValueError(
                f"series {one.name!r} has {len(one.values)} values for {len(labels)} labels"
            )


def text_of(value: Drawn | None, written: Written, missing: str) -> str:
    """What is written for a value? `missing` where nothing is reported; ValueError without it."""
    if value is not None:
        return written(value.amount)
    if not missing:
        raise ValueError("a value is missing and no text was given for what is not reported")
    return missing
