"""What must be known to read a workbook? Its first sheet."""

from __future__ import annotations

from collections.abc import Iterator

from analysis.briefing.catalogue import translator
from analysis.briefing.workbook.book import Book

Line = tuple[str, str]


def opening_lines(book: Book) -> Iterator[Line]:
    """What does the briefing find, and from which documents? A name and a text each."""
    say = translator(book.lang)
    said = book.said
    yield say("Briefing"), " · ".join(text for text in (said["programme"], said["marking"]) if text)
    yield say("Finding"), said["finding"]
    yield "", said["standfirst"]
    yield say("Documents"), said["facts"]


def reading_lines(book: Book) -> Iterator[Line]:
    """How are numbers, readings, statuses and receipts to be read? A name and a text each."""
    say = translator(book.lang)
    yield (
        say("Numbers"),
        say(
            "Cells hold numbers unrounded and show them rounded. The header names the unit; money "
            "is in whole dong. Separators follow the settings of your computer."
        ),
    )
    yield "≤, ≥", say("The number is a bound, not the value itself.")
    yield (
        say("Readings"),
        say(
            "Where a document contradicts itself, what it states and what its own components add "
            "up to stand in two columns. A number that is not in doubt stands in both."
        ),
    )
    yield (
        say("Receipts"),
        say(
            "To the right of each table, beyond what is printed, it says for each column of "
            "numbers: id of the figure, name, status, formula, the printed cells with document "
            "and place, and whether the document's own figures agree there."
        ),
    )
    yield say("reported"), say("A document prints the number.")
    yield say("computed"), say("Computed by the formula from printed numbers.")
    yield say("assumed"), say("Rests on an assumption that the receipt names.")
    yield say("unverified"), say("Rests on a number that could not be verified.")
