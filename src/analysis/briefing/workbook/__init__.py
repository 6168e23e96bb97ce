"""How does a briefing become an Excel workbook? Its tables as numbers, with their receipts."""

from analysis.briefing.workbook.book import Book, book_of
from analysis.briefing.workbook.writer import workbook_bytes

__all__ = ["Book", "book_of", "workbook_bytes"]
