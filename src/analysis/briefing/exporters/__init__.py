"""How does an executed notebook become a page? nbconvert's exporters, found as its plug-ins."""

from analysis.briefing.exporters.annex import AnnexHTMLExporter
from analysis.briefing.exporters.html import BriefingHTMLExporter
from analysis.briefing.exporters.pdf import BriefingPDFExporter, fonts
from analysis.briefing.exporters.sheet import ChartSheetExporter
from analysis.briefing.exporters.xlsx import BriefingXlsxExporter
from analysis.briefing.typeface import embedded


def rehearse() -> None:
    """What does the first page do? It compiles templates, cuts out letters, looks for faces."""
    for exporter in (BriefingHTMLExporter(), AnnexHTMLExporter()):
        assert exporter.template
    embedded("")
    fonts()


__all__ = [
    "AnnexHTMLExporter",
    "BriefingHTMLExporter",
    "BriefingPDFExporter",
    "BriefingXlsxExporter",
    "ChartSheetExporter",
]
