"""How does a figure become SVG that can stand inside a page?"""

import io
import re
from hashlib import sha256
from itertools import groupby
from xml.etree import ElementTree

from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.briefing.charts.canvas import INK, TEXT, sheet, text_width, write
from analysis.briefing.charts.drawn import keep_marks
from analysis.briefing.typeface import FAMILY
from analysis.sources.text import shown_text

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
REFERENCE = re.compile(r"url\(#([^)]+)\)")
LONG_DECIMAL = re.compile(r"(-?\d+\.\d{3,})")
GEOMETRY = ("d", "x", "y", "width", "height", "transform")
FACE = f"'{FAMILY}', 'DejaVu Sans', sans-serif"
COLOUR = f"fill: {INK.lower()}"
ROOT_STYLE = f"stroke-linejoin: round; stroke-linecap: butt; font: {TEXT:g}px {FACE}; {COLOUR}"
SAID_ONCE = (f"font-size: {TEXT:g}px", f"font-family: {FAMILY!r}", "text-anchor: start", COLOUR)
UNSEEN = "fill: none"
REPEATED = (f"{{{SVG}}}path", f"{{{SVG}}}use")
LONG_RUN = 3
FONT = re.compile(rf"font: (\d+) ([\d.]+)px '{FAMILY}'")

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


def rehearse() -> None:
    """What does the first chart load? The face, and what writes SVG."""
    figure, axes = sheet(40)
    write(axes, 0, 20, f"{text_width('ệ')}")
    write(axes, 0, 20, f"{text_width('ệ', bold=True)}", bold=True)
    inline_svg(figure, "")


def inline_svg(figure: Figure, alt: str) -> str:
    """Which SVG shows the figure on a page? The same bytes for the same figure.

    Text stays text; what all texts, or several marks in a row, share is said once, lengths to a
    hundredth of a point. The ids
    carry a prefix of the chart's own, so that charts on one page do not meet; there is no prolog,
    no date and no style that reaches beyond the chart.
    """
    root = ElementTree.fromstring(_drawn(figure))
    prefix = "c" + sha256(ElementTree.tostring(root) + shown_text(alt).encode()).hexdigest()[:8]
    _drop(root, "metadata", "style")
    keep_marks(root)
    _own_ids(root, prefix)
    _shorten(root)
    _style_together(root)
    root.attrib["viewBox"] = _short_lengths(root.attrib["viewBox"])
    _, _, width, height = root.attrib["viewBox"].split()
    root.attrib.pop("version")
    root.attrib.update(
        width=width, height=height, role="img", style=ROOT_STYLE, **{"aria-label": shown_text(alt)}
    )
    return ElementTree.tostring(root, encoding="unicode")


def _drawn(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "briefing"}):
        figure.savefig(buffer, format="svg", metadata={"Date": None}, transparent=True)
    return buffer.getvalue()


def _drop(root: ElementTree.Element, *names: str) -> None:
    unwanted = {f"{{{SVG}}}{name}" for name in names}
    for parent in list(root.iter()):
        for child in [child for child in parent if child.tag in unwanted]:
            parent.remove(child)


def _shorten(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        for child in [
            child for child in parent if child.tag == f"{{{SVG}}}defs" and not len(child)
        ]:
            parent.remove(child)
        if parent.attrib.get("transform", "").startswith("rotate(-0 "):
            del parent.attrib["transform"]
        for name in GEOMETRY:
            if name in parent.attrib:
                parent.attrib[name] = _short_lengths(parent.attrib[name])
        if "fill" in parent.attrib:
            parent.attrib["style"] = f"fill: {parent.attrib.pop('fill')}"
        if parent.tag == f"{{{SVG}}}text":
            _say_once(parent)
        parent.text = (parent.text or "").strip() or None
        parent.tail = None
    _unwrap(root)


def _short_lengths(text: str) -> str:
    rounded = LONG_DECIMAL.sub(lambda found: f"{round(float(found[1]), 2) + 0.0:g}", text)
    return " ".join(rounded.split())


def _say_once(text: ElementTree.Element) -> None:
    style = FONT.sub(
        r"font-weight: \1; font-size: \2px; font-family: '" + FAMILY + "'", _style(text)
    )
    kept = [part for part in style.split("; ") if part not in SAID_ONCE]
    text.attrib["style"] = "; ".join(kept)
    if not kept:
        del text.attrib["style"]


def _style(element: ElementTree.Element) -> str:
    return element.attrib.get("style", "")


def _unwrap(parent: ElementTree.Element) -> None:
    children = list(parent)
    parent[:] = []
    for child in children:
        _unwrap(child)
        if child.tag == f"{{{SVG}}}g" and not child.attrib:
            parent.extend(child)
        elif not (child.tag == f"{{{SVG}}}path" and _style(child) == UNSEEN):
            parent.append(child)


def _style_together(root: ElementTree.Element) -> None:
    for parent in list(root.iter()):
        runs = [list(run) for _, run in groupby(parent, key=_drawn_alike)]
        parent[:] = []
        for run in runs:
            if len(run) < LONG_RUN or not all(_drawn_alike(one) for one in run):
                parent.extend(run)
                continue
            group = ElementTree.SubElement(parent, f"{{{SVG}}}g", {"style": _style(run[0])})
            for one in run:
                del one.attrib["style"]
            group.extend(run)


def _drawn_alike(element: ElementTree.Element) -> str:
    return _style(element) if element.tag in REPEATED else ""


def _own_ids(root: ElementTree.Element, prefix: str) -> None:
    href = f"{{{XLINK}}}href"
    used: dict[str, str] = {}

    def renamed(name: str) -> str:
        return used.setdefault(name, f"{prefix}-{len(used)}")

    for element in root.iter():
        for key, value in element.attrib.items():
            if key == href and value.startswith("#"):
                element.attrib[key] = "#" + renamed(value[1:])
            elif key != "id":
                element.attrib[key] = REFERENCE.sub(
                    lambda match: f"url(#{renamed(match[1])})", value
                )
    for element in root.iter():
        name = element.attrib.pop("id", None)
        if name in used:
            element.attrib["id"] = used[name]
