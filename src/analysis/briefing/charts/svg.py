"""How does a figure become SVG that can stand inside a page?"""

import io
import re
from hashlib import sha256
from xml.etree import ElementTree

from matplotlib import rc_context
from matplotlib.figure import Figure

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
REFERENCE = re.compile(r"url\(#([^)]+)\)")
ROOT_STYLE = "stroke-linejoin: round; stroke-linecap: butt"

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", XLINK)


def inline_svg(figure: Figure, alt: str) -> str:
    """Which SVG shows the figure on a page? The same bytes for the same figure.

    Text stays text; the ids carry a prefix of the chart's own, so that charts on one page do
    not meet; there is no prolog, no date and no style that reaches beyond the chart.
    """
    root = ElementTree.fromstring(_drawn(figure))
    prefix = "c" + sha256(ElementTree.tostring(root) + alt.encode()).hexdigest()[:8]
    _drop(root, "metadata", "style")
    _own_ids(root, prefix)
    _shorten(root)
    _, _, width, height = root.attrib["viewBox"].split()
    root.attrib.pop("version")
    root.attrib.update(
        width=width, height=height, role="img", style=ROOT_STYLE, **{"aria-label": alt}
    )
    text = ElementTree.tostring(root, encoding="unicode")
    return text.replace("'DejaVu Sans'", "'DejaVu Sans', sans-serif")


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
        parent.text = (parent.text or "").strip() or None
        parent.tail = None


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
