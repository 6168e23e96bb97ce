"""How does a briefing become a PDF? Typst sets the elements' own markup."""

from functools import cache
from pathlib import Path
from typing import Any

import matplotlib
import typst
from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import default

from analysis.briefing.exporters.outputs import Page, page_of
from analysis.briefing.exporters.uses import typst_uses
from analysis.briefing.markup import TYPST, typst_string
from analysis.briefing.typeface import faces_folder

TEMPLATE = Path(__file__).parent.parent / "templates" / "briefing.typ"
TIMESTAMP = 1_735_689_600
REGIONS = {"vi": "vn", "en": "gb"}


class UnfitPDF(ValueError):
    """Why can no PDF be made, or not as it should look?"""


class BriefingPDFExporter(Exporter):
    """How does a briefing become a PDF? The elements of its page, set by Typst.

    The date inside is always the same one, so that the same page gives the same bytes on any day
    and in any shell. Raises UnfitOutput for outputs that are no elements, UnfitPDF where Typst
    fails or warns (a missing font, a link that does not land).
    """

    export_from_notebook = "Briefing (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Which PDF do the outputs of the notebook make?"""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        return compiled(typst_source(page_of(nb, TYPST))), resources


def typst_source(page: Page) -> str:
    """Which Typst document holds the elements of a page?"""
    start = (
        f"#show: briefing.with(lang: {typst_string(page.lang)}, "
        f"region: {typst_string(REGIONS[page.lang])}, title: {typst_string(page.title)})"
    )
    return "\n\n".join(
        [TEMPLATE.read_text(encoding="utf-8"), start, *typst_uses(page.elements, page.lang)]
    )


def compiled(source: str) -> bytes:
    """Which PDF does a Typst document give? UnfitPDF where it fails or warns."""
    try:
        pdf, warnings = typst.compile_with_warnings(
            source.encode(),
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=["ua-1", "a-2a"],
            timestamp=TIMESTAMP,
        )
    except typst.TypstError as error:
        raise UnfitPDF(f"Typst cannot set the page: {error}") from error
    if warnings:
        raise UnfitPDF("; ".join(str(warning) for warning in warnings))
    return bytes(pdf)


@cache
def _fonts() -> typst.Fonts:
    charts = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    folders = [faces_folder().name, str(charts)]
    return typst.Fonts(include_system_fonts=False, font_paths=folders)
