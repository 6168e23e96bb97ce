"""How do the tables of a briefing become an Excel workbook?"""

from typing import Any

from nbconvert.exporters.exporter import Exporter
from nbformat import NotebookNode
from traitlets import default

from analysis.briefing.exporters.outputs import data_of, page_of
from analysis.briefing.markup import HTML
from analysis.briefing.workbook import book_of, workbook_bytes


class BriefingXlsxExporter(Exporter):
    """How do the tables of a briefing become an Excel workbook? From the page's own elements.

    A sheet of notes, then a sheet for each table: its numbers unrounded, and beside them their
    receipts. The same page gives the same bytes. Raises UnfitOutput for outputs that are no
    elements, and UnfitWorkbook for a text that no cell takes.
    """

    export_from_notebook = "Briefing (Excel)"
    output_mimetype = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".xlsx"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[bytes, dict[str, Any]]:
        """Which workbook do the outputs of the notebook make?"""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        page_of(nb, HTML)
        return workbook_bytes(book_of(data_of(nb))), resources
