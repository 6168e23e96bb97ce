"""How does a chart look where its face is not installed? With its text as outlines."""

from __future__ import annotations

import re
from functools import cache
from xml.etree import ElementTree

from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from analysis.briefing.charts.canvas import FONT, TEXT
from analysis.briefing.charts.svg import SVG

LETTERS = {Path.MOVETO: "M", Path.LINETO: "L", Path.CURVE3: "Q", Path.CURVE4: "C"}
COLOUR = re.compile(r"fill: (#[0-9a-fA-F]{6})")
SHARE_BEFORE = {"start": 0.0, "middle": 0.5, "end": 1.0}
ANCHOR = re.compile(r"text-anchor: (\w+)")


def outlined(svg: str) -> str:
    """Which SVG draws the same chart without any text? Each text becomes a path of its outlines.

    svg: as `inline_svg` gives it, where a text has a place, a colour, an anchor and a weight.
    """
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == f"{{{SVG}}}text":
                parent[place] = _path_of(child)
    return ElementTree.tostring(root, encoding="unicode")


def _path_of(text: ElementTree.Element) -> ElementTree.Element:
    style = text.attrib.get("style", "")
    anchor, colour = ANCHOR.search(style), COLOUR.search(style)
    lines, width = _outline(text.text or "", "font-weight: 700" in style)
    left = float(text.attrib["x"]) - width * SHARE_BEFORE[anchor[1] if anchor else "start"]
    path = ElementTree.Element(f"{{{SVG}}}path")
    path.attrib["transform"] = f"translate({left:.2f} {float(text.attrib['y']):.2f})"
    path.attrib["d"] = lines
    if colour:
        path.attrib["fill"] = colour[1]
    return path


@cache
def _outline(text: str, bold: bool) -> tuple[str, float]:
    font = FontProperties(family=FONT, weight="bold" if bold else "normal")
    path = TextPath((0, 0), text, size=TEXT, prop=font, usetex=False)
    steps = []
    for points, code in path.iter_segments(simplify=False, curves=True):
        if code == Path.CLOSEPOLY:
            steps.append("Z")
        else:
            pairs = (f"{x:.2f} {-y:.2f}" for x, y in points.reshape(-1, 2))
            steps.append(LETTERS[code] + " ".join(pairs))
    return "".join(steps), float(path.get_extents().x1) if steps else 0.0
