"""What stands on a page? Objects that show themselves alike in JupyterLab, HTML and PDF."""

from analysis.briefing.elements.blocks import Box, Heading, Note, Prose
from analysis.briefing.elements.chart import Chart
from analysis.briefing.elements.element import Element
from analysis.briefing.elements.inline import Number, Sentence, followed_by, listed, sentence
from analysis.briefing.elements.opening import Finding, KeyFindings, Masthead
from analysis.briefing.elements.receipts import Input, Receipt, ReceiptLabels, Receipts
from analysis.briefing.elements.table import Cell, Column, DataTable

__all__ = [
    "Box",
    "Cell",
    "Chart",
    "Column",
    "DataTable",
    "Element",
    "Finding",
    "Heading",
    "Input",
    "KeyFindings",
    "Masthead",
    "Note",
    "Number",
    "Prose",
    "Receipt",
    "ReceiptLabels",
    "Receipts",
    "Sentence",
    "followed_by",
    "listed",
    "sentence",
]
