"""How does an executed notebook become a page? nbconvert's exporters, found as its plug-ins."""

from analysis.briefing.exporters.annex import AnnexHTMLExporter
from analysis.briefing.exporters.html import BriefingHTMLExporter
from analysis.briefing.exporters.pdf import BriefingPDFExporter
from analysis.briefing.exporters.sheet import ChartSheetExporter
from analysis.briefing.exporters.xlsx import BriefingXlsxExporter

__all__ = [
    "AnnexHTMLExporter",
    "BriefingHTMLExporter",
    "BriefingPDFExporter",
    "BriefingXlsxExporter",
    "ChartSheetExporter",
]
