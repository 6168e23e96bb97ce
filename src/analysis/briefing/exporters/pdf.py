"""How does a briefing become a PDF? Typst sets the elements' own markup."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import typst
from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import Dict, Enum, default

from analysis.briefing.catalogue import translator
from analysis.briefing.exporters.layouts import (
    BRIEFING,
    LETTER,
    UnfitPDF,
    layout_source,
    letterhead_of,
)
from analysis.briefing.exporters.outputs import Page, page_of
from analysis.briefing.exporters.uses import typst_uses
from analysis.briefing.markup import TYPST, typst_string
from analysis.briefing.typeface import faces_folder

TIMESTAMP = 1_735_689_600
REGIONS = {"vi": "vn", "en": "gb"}


class BriefingPDFExporter(Exporter):
    """How does a briefing become a PDF? The elements of its page, set by Typst.

    layout: "briefing", or "letter" for the form that Decree 30/2020/NĐ-CP, Appendix I, gives to
    official documents. letterhead: what is known of the letter's office, see Letterhead.
    `resources["attachments"]` may hold CSV texts by file name, which the PDF then carries.

    The date inside is always the same one, so that the same page gives the same bytes on any day
    and in any shell. Raises UnfitOutput for outputs that are no elements, UnfitPDF where Typst
    fails or warns (a missing font, a link that does not land, a breach of PDF/UA-1 or PDF/A-3a).
    """

    export_from_notebook = "Briefing (PDF)"
    output_mimetype = "application/pdf"
    layout = Enum([BRIEFING, LETTER], default_value=BRIEFING).tag(config=True)
    letterhead = Dict().tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Which PDF do the outputs of the notebook make?"""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        page = page_of(nb, TYPST)
        *definitions, show = layout_source(self.layout, page.lang, letterhead_of(self.letterhead))
        attached = attachments_source(resources.get("attachments", {}), page.lang)
        elements = typst_uses(page.elements, page.lang)
        source = [*definitions, sheet_source(page), show, *attached, *elements]
        return compiled("\n\n".join(source)), resources


def sheet_source(page: Page) -> str:
    """Which Typst says the language and the title of a page?"""
    mark = f", mark: {typst_string(page.mark)}" if page.mark else ""
    return (
        f"#show: sheet.with(lang: {typst_string(page.lang)}, "
        f"region: {typst_string(REGIONS[page.lang])}, title: {typst_string(page.title)}{mark})"
    )


def attachments_source(attachments: Mapping[str, str], lang: str) -> list[str]:
    """Which Typst attaches CSV texts to a PDF, each under its file name?"""
    say = translator(lang)
    description = say("The facts of the programme, one row a figure, with their sources")
    return [
        f'#pdf.attach({typst_string(name)}, bytes({typst_string(text)}), relationship: "data", '
        f'mime-type: "text/csv", description: {typst_string(description)})'
        for name, text in attachments.items()
    ]


def compiled(source: str) -> bytes:
    """Which PDF does a Typst document give? UnfitPDF where it fails or warns."""
    (pdf,) = typeset(source, pdf_standards=["ua-1", "a-3a"], timestamp=TIMESTAMP)
    return pdf


def typeset(source: str, **settings: Any) -> list[bytes]:
    """Which files does a Typst document give: one PDF, or a picture a page? As settings say.

    Raises UnfitPDF where Typst fails or warns.
    """
    try:
        made, warnings = typst.compile_with_warnings(
            source.encode(), font_paths=_fonts(), ignore_system_fonts=True, **settings
        )
    except typst.TypstError as error:
        raise UnfitPDF(f"Typst cannot set the page: {error}") from error
    if warnings:
        raise UnfitPDF("; ".join(str(warning) for warning in warnings))
    return [bytes(one) for one in (made if isinstance(made, list) else [made])]


def picture(svg: str) -> bytes:
    """Which picture shows a chart as the PDF does? PNG on white, two pixels for one of the SVG."""
    source = f"""
        #set page(width: auto, height: auto, margin: 6pt)
        #image(bytes({typst_string(svg)}), format: "svg")
    """
    png = typst.compile(
        source.encode(), font_paths=_fonts(), ignore_system_fonts=True, format="png", ppi=192
    )
    return bytes(png)


@cache
def _fonts() -> typst.Fonts:
    charts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    folders = [faces_folder().name, str(charts)]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
