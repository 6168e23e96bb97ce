"""May a page be published as it is told?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from analysis.briefing.lint.directions import against_its_word
from analysis.briefing.lint.drawings import drawings, unlike_what_is_told
from analysis.briefing.lint.fault import UnfitText
from analysis.briefing.lint.figures import unlike_its_receipt, without_receipt
from analysis.briefing.lint.languages import of_the_other_language
from analysis.briefing.lint.reading import Entry, Reading, read
from analysis.briefing.lint.titles import against_what_is_below
from analysis.briefing.markup import receipt_anchor

Facts = Mapping[str, tuple[Decimal, ...]]


def check_text(title: str, lang: str, elements: Sequence[str], facts: Facts | None = None) -> None:
    """Is everything that the rendered elements of a page say and draw borne out by its facts?

    facts: the exact amounts of each fact of the programme by its id, of which charts draw more
    than the page has receipts; None where they are not at hand, and its charts are not held.
    Raises UnfitText with each fault: the element, the sentence, the number or word, and what is
    to be done.
    """
    ledger = {receipt_anchor(fact): Entry("", amounts) for fact, amounts in (facts or {}).items()}
    page = read(elements)
    reading = replace(page, receipts={**ledger, **page.receipts})
    charts = drawings(reading, elements)
    drawn = Reading(tuple(block for chart in charts for block in chart.blocks), {})
    faults = [
        *without_receipt(reading),
        *unlike_its_receipt(reading, lang),
        *unlike_the_ledger(page, ledger),
        *(unlike_what_is_told(reading, charts, lang) if facts is not None else ()),
        *against_its_word(reading, lang),
        *against_what_is_below(reading, lang),
        *of_the_other_language(reading, lang),
        *of_the_other_language(drawn, lang),
    ]
    if faults:
        raise UnfitText(f"{title} ({lang}) cannot be published", faults)


def unlike_the_ledger(page: Reading, ledger: Mapping[str, Entry]) -> Iterator[str]:
    """Which receipts hold other amounts than the ledger has for the same fact?"""
    for anchor in page.receipts.keys() & ledger.keys():
        held, due = page.receipts[anchor].amounts, ledger[anchor].amounts
        if set(held) != set(due):
            yield (
                f"the receipt {anchor} holds {', '.join(map(str, held))}, and the ledger "
                f"{', '.join(map(str, due))}: build the page again from its ledger"
            )
