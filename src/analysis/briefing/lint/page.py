"""May a page be published as it is told?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from analysis.briefing.lint.directions import against_its_word
from analysis.briefing.lint.fault import UnfitText
from analysis.briefing.lint.figures import unlike_any_fact, unlike_its_receipt, without_receipt
from analysis.briefing.lint.languages import of_the_other_language
from analysis.briefing.lint.reading import read


def check_text(
    title: str, lang: str, elements: Sequence[str], facts: Collection[Decimal] | None = None
) -> None:
    """Is everything that the rendered elements of a page say borne out by its receipts?

    facts: the exact amounts of the programme's facts, against which the texts of charts are held;
    None where they are not at hand. Raises UnfitText with each fault: the element, the sentence,
    the number or word, and what is to be done.
    """
    reading = read(elements)
    faults = [
        *without_receipt(reading),
        *unlike_its_receipt(reading, lang),
        *(unlike_any_fact(reading, lang, facts) if facts is not None else ()),
        *against_its_word(reading, lang),
        *of_the_other_language(reading, lang),
    ]
    if faults:
        raise UnfitText(f"{title} ({lang}) cannot be published", faults)
