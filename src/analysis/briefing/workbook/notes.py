"""What must be known to read a workbook? Its first sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from analysis.briefing.catalogue import mark as _
from analysis.briefing.catalogue import translator
from analysis.briefing.workbook.book import Book
from analysis.metrics.disclosure.facts import KEPT_BACK

Line = tuple[str, str]

SOURCES = {
    "document": _("Documents"),
    "returns": _("Source of the figures"),
    "register": _("Source of the figures"),
}
READINGS = {
    "document": _(
        "Where a document contradicts itself, what it states and what its own components add up to "
        "stand in two columns. A number that is not in doubt stands in both."
    ),
    "returns": _(
        "Where units state other totals than their rows add up to, both stand in two columns. A "
        "number that is not in doubt stands in both."
    ),
}
RECEIPTS = {
    "document": _(
        "To the right of each table, beyond what is printed, it says for each column of numbers: "
        "id of the figure, name, status, formula, the printed cells with document and place, and "
        "whether the document's own figures agree there."
    ),
    "returns": _(
        "To the right of each table, beyond what is printed, it says for each column of numbers: "
        "id of the figure, name, status, formula, the sums of the returns with how many units and "
        "cells they add up, and whether the units' own totals agree with them."
    ),
    "register": _(
        "To the right of each table, beyond what is printed, it says for each column of numbers: "
        "id of the figure, name, status, formula, the counts of the register, and whether stocks "
        "and movements agree there."
    ),
}
REPORTED = {
    "document": _("A document prints the number."),
    "returns": _("Added up from the rows of the units' returns, or stated by the units."),
    "register": _("Counted person by person in the register."),
}
COMPUTED = {
    "document": _("Computed by the formula from printed numbers."),
    "returns": _("Computed by the formula from the sums of the returns."),
    "register": _("Computed by the formula from the counts of the register."),
}
KEPT = _("The number tells of few persons, or would let such a number be worked out: kept back.")


def opening_lines(book: Book) -> Iterator[Line]:
    """What does the briefing find, and from which sources? A name and a text each.

    Data that are generated say so before anything else.
    """
    say = translator(book.lang)
    said = book.said
    if said["mark"]:
        yield say("Attention"), said["mark"]
    yield say("Briefing"), " · ".join(text for text in (said["programme"], said["marking"]) if text)
    yield say("Finding"), said["finding"]
    yield "", said["standfirst"]
    yield say(SOURCES[said["sources"]]), said["facts"]


def reading_lines(book: Book) -> Iterator[Line]:
    """How are numbers, readings, statuses and receipts to be read? A name and a text each."""
    say = translator(book.lang)
    kind = book.said["sources"]
    yield (
        say("Numbers"),
        say(
            "Cells hold numbers unrounded and show them rounded. The header names the unit; money "
            "is in whole dong. Separators follow the settings of your computer."
        ),
    )
    yield "≤, ≥", say("The number is a bound, not the value itself.")
    if kind != "document":
        yield KEPT_BACK, say(KEPT)
    yield from _of_kind(say("Readings"), READINGS, kind, book.lang)
    yield from _of_kind(say("Receipts"), RECEIPTS, kind, book.lang)
    yield from _of_kind(say("reported"), REPORTED, kind, book.lang)
    yield from _of_kind(say("computed"), COMPUTED, kind, book.lang)
    yield say("assumed"), say("Rests on an assumption that the receipt names.")
    yield say("unverified"), say("Rests on a number that could not be verified.")


def _of_kind(name: str, texts: Mapping[str, str], kind: str, lang: str) -> Iterator[Line]:
    if kind in texts:
        yield name, translator(lang)(texts[kind])
