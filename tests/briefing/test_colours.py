"""Colours by day and by night: contrast as WCAG defines it, and who can tell them apart.

The simulations are the matrices for linear RGB at severity 1.0 that Machado, Oliveira and Fernandes
published (A Physiologically-based Model for Simulation of Color Vision Deficiency, IEEE
Transactions on Visualization and Computer Graphics 15(6), 2009); distances are those of CIE 1976
L*a*b*.
"""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

import analysis.briefing
from analysis.briefing.charts import STYLES
from analysis.briefing.charts.canvas import GRID, INK, PAPER, RULE, SHADE
from analysis.briefing.charts.colours import OF_THE_PAGE, coloured_by_page

STYLE_SHEET = Path(analysis.briefing.__file__).parent / "templates" / "page.css"
VISIONS = {
    "full": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
WHITE = np.array([0.95047, 1.0, 1.08883])
LEAST_DISTANCE = 15.0
LEAST_DISTANCE_IN_GREY = 10.0


def linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    dark, light = sorted(float(linear(c) @ (0.2126, 0.7152, 0.0722)) for c in (one, other))
    return (light + 0.05) / (dark + 0.05)


def lab(colour: str, vision: str = "full") -> np.ndarray:
    xyz = TO_XYZ @ np.clip(VISIONS[vision] @ linear(colour), 0, 1) / WHITE
    x, y, z = np.where(xyz > (6 / 29) ** 3, np.cbrt(xyz), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def properties(time: str) -> dict[str, str]:
    day, night = STYLE_SHEET.read_text(encoding="utf-8").split("prefers-color-scheme: dark", 1)
    night = night.split("}", 1)[0]
    found = dict(re.findall(r"(--[a-z0-9-]+): (#[0-9a-f]{6});", day))
    return {
        **found,
        **dict(re.findall(r"(--[a-z0-9-]+): (#[0-9a-f]{6});", night * (time == "night"))),
    }


def series(time: str) -> list[str]:
    return [properties(time)[f"--series-{place}"] for place in range(1, len(STYLES) + 1)]


def test_white_on_black_and_a_known_grey_have_the_contrast_that_wcag_names() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)


def test_red_has_the_place_in_the_lab_space_that_tables_give() -> None:
    assert lab("#ff0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)


@pytest.mark.parametrize("time", ["day", "night"])
def test_text_is_read_on_every_ground_of_the_page(time: str) -> None:
    colours = properties(time)
    for ground in ("--paper", "--blue-tint", "--orange-tint"):
        for text in ("--ink", "--quiet", "--blue"):
            assert contrast(colours[text], colours[ground]) >= 4.5, (time, text, ground)
    assert contrast(colours["--ink"], colours["--shade"]) >= 4.5


@pytest.mark.parametrize("time", ["day", "night"])
def test_marks_stand_out_and_what_is_written_on_them_is_read(time: str) -> None:
    colours = properties(time)
    for style, colour in zip(STYLES, series(time), strict=True):
        assert contrast(colour, colours["--paper"]) >= 3, (time, colour)
        ink = colours.get(OF_THE_PAGE.get(style.ink, ""), style.ink)
        assert contrast(colour, ink) >= 4.5, (time, colour, ink)
    assert contrast(colours["--axis"], colours["--paper"]) >= 3
    assert contrast(colours["--orange"], colours["--paper"]) >= 3


@pytest.mark.parametrize("time", ["day", "night"])
@pytest.mark.parametrize("vision", sorted(VISIONS))
def test_series_are_told_apart_by_all_who_look(time: str, vision: str) -> None:
    for one, other in combinations(series(time), 2):
        distance = np.linalg.norm(lab(one, vision) - lab(other, vision))
        assert distance >= LEAST_DISTANCE, (one, other, vision)


@pytest.mark.parametrize("time", ["day", "night"])
def test_series_are_told_apart_on_a_grey_print(time: str) -> None:
    for one, other in combinations(series(time), 2):
        assert abs(lab(one)[0] - lab(other)[0]) >= LEAST_DISTANCE_IN_GREY, (one, other)


def test_a_chart_has_by_day_the_colours_that_it_has_on_paper() -> None:
    colours = properties("day")
    for colour, name in OF_THE_PAGE.items():
        assert colours[name] == colour.lower()
    assert {INK, PAPER, RULE, GRID, SHADE, *(style.colour for style in STYLES)} == set(OF_THE_PAGE)


def test_a_colour_of_the_page_is_named_and_another_stays() -> None:
    svg = '<path style="fill: #12436d; stroke: #abcdef"/>'
    assert coloured_by_page(svg) == (
        '<path style="fill: var(--series-1, #12436d); stroke: #abcdef"/>'
    )
