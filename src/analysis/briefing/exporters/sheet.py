"""How does a briefing become one sheet for a slide? Its finding and its main charts."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path
from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import Enum, default

from analysis.briefing.charts.outlines import outlined
from analysis.briefing.exporters.layouts import UnfitPDF
from analysis.briefing.exporters.outputs import page_of
from analysis.briefing.exporters.pdf import REGIONS, typeset
from analysis.briefing.markup import TYPST, html_text, typst_items, typst_string

TEMPLATE = Path(__file__).parent.parent / "templates" / "slide.typ"
MOST_CHARTS = 3
PIXELS_PER_INCH = 144
SECTION = "#heading(level: 2)"
CHART = "#chart("
FINDINGS = "#key-findings("
MASTHEAD = "#masthead("
DRAWING = re.compile(r'(?<=svg: )"((?:[^"\\]|\\.)*)"')
EMBEDDED = re.compile(
    r'<image ([^>]*?)xlink:href="data:image/svg\+xml;base64,([^"]+)"([^>]*?)/>', re.DOTALL
)
SIZE = re.compile(r'(width|height|transform)="([^"]*)"')


class ChartSheetExporter(Exporter):
    """How does a briefing become one sheet for a slide, 16:9? Finding and at most three charts.

    form: "svg", in which every text is an outline, or "png" of 1920 × 1080. Of each section the
    first chart is taken, then the others in their order; a page without charts shows its
    standfirst and key findings. The same page gives the same bytes. Raises UnfitOutput for outputs
    that are no elements, UnfitPDF where Typst fails or warns or one sheet does not suffice.
    """

    export_from_notebook = "Sheet of charts (SVG or PNG)"
    form = Enum(["svg", "png"], default_value="svg").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return f".sheet.{self.form}"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Which sheet do the outputs of the notebook make?"""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        page = page_of(nb, TYPST)
        (masthead,) = (one for one in page.elements if one.startswith(MASTHEAD))
        shown = [DRAWING.sub(_outlined, one) for one in main_elements(page.elements)]
        drawn = any(one.startswith(CHART) for one in shown)
        source = [
            f"#let alone = {'false' if drawn else 'true'}",
            TEMPLATE.read_text(encoding="utf-8"),
            "#show: slide",
            f"#set text(lang: {typst_string(page.lang)}, "
            f"region: {typst_string(REGIONS[page.lang])})",
            f"#set document(title: {typst_string(page.title)})",
            masthead,
            f"#side-by-side(..{typst_items(shown)})" if shown else "",
        ]
        pages = typeset("\n\n".join(source), format=self.form, ppi=PIXELS_PER_INCH)
        if len(pages) != 1:
            raise UnfitPDF(f"the charts take {len(pages)} sheets, not one")
        if self.form == "png":
            return pages[0], resources
        svg = EMBEDDED.sub(_unpacked, pages[0].decode())
        return svg.replace(">", f"><title>{html_text(page.title)}</title>", 1).encode(), resources


def main_elements(elements: tuple[str, ...]) -> list[str]:
    """Which elements tell the page at a glance? Charts, or the key findings where there is none."""
    first: list[str] = []
    others: list[str] = []
    is_new = True
    for element in elements:
        if element.startswith(SECTION):
            is_new = True
        elif element.startswith(CHART):
            (first if is_new else others).append(element)
            is_new = False
    if not first:
        return [element for element in elements if element.startswith(FINDINGS)]
    chosen = [*first, *others][:MOST_CHARTS]
    return [element for element in elements if element in chosen]


def _outlined(found: re.Match[str]) -> str:
    svg = re.sub(r"\\(.)", lambda escaped: {"n": "\n"}.get(escaped[1], escaped[1]), found[1])
    return typst_string(outlined(svg))


def _unpacked(found: re.Match[str]) -> str:
    said = dict(SIZE.findall(found[1] + found[3]))
    svg = b64decode(found[2]).decode()
    size = f'width="{said["width"]}" height="{said["height"]}"'
    svg = re.sub(r'(<svg [^>]*?)width="[^"]*" height="[^"]*"', rf"\1{size}", svg, count=1)
    return f'<g transform="{said.get("transform", "")}">{svg}</g>'
