"""How does a page tell that counts of few persons are kept back?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from analysis.briefing.catalogue import mark as _
from analysis.briefing.elements import (
    DataTable,
    Element,
    Heading,
    Prose,
    Receipt,
    Sentence,
    followed_by,
)
from analysis.briefing.elements.inline import plain_of
from analysis.briefing.teller import Teller, Told
from analysis.metrics.disclosure.facts import KEPT_BACK

HEADING = _("What is kept back?")
THRESHOLD = _("Fewest persons whose count is published")


def kept_back_told(t: Teller) -> list[Element]:
    """What do the dots on a page stand for? Nothing where the page has none."""
    if not any(map(_is_kept_back, t.said.values())):
        return []
    threshold = t.material.threshold_persons
    receipt = Receipt(
        "setting/disclosure/threshold-persons",
        t.word(THRESHOLD),
        str(threshold),
        t.word("declared for all that returns and registers say of persons"),
        (),
        "",
        t.word("set for the analysis"),
        (("value", Decimal(threshold)),),
    )
    return [
        Heading(t.word(HEADING), 2, "kept-back"),
        Prose(
            t.say(
                "“{dots}” stands where a number would tell of fewer than {threshold} persons, or "
                "would let such a number be worked out from others, on this page, elsewhere or in "
                "an earlier edition. It is not said which of the two it is. Zero is shown: it is "
                "no person.",
                dots=KEPT_BACK,
                threshold=t.witnessed(str(threshold), receipt),
            )
        ),
    ]


def _is_kept_back(said: Told | Receipt) -> bool:
    return said.kept_back if isinstance(said, Told) else said.value == KEPT_BACK


def with_dots_told(t: Teller, elements: Iterable[Element]) -> list[Element]:
    """How does a table with dots say what they stand for? In its note, with where more is said."""
    return [_with_dots_told(t, one) if isinstance(one, DataTable) else one for one in elements]


def _with_dots_told(t: Teller, table: DataTable) -> DataTable:
    if not any(KEPT_BACK in plain_of(cell) for row in table.rows for cell in row):
        return table
    told = t.say(
        "“{dots}”: kept back, since it tells of few persons or would let such a number be worked "
        "out; see “{heading}”.",
        dots=KEPT_BACK,
        heading=t.word(HEADING),
    )
    return replace(table, note=followed_by(table.note, told) if table.note else told)


def shown_of(t: Teller, metric: str, groups: Iterable[str]) -> list[str]:
    """Of which groups may a metric be told, in every period and reading?"""
    return [g for g in groups if not any(fact.kept_back for fact in t.found(metric, g))]


def without(t: Teller, subtitle: Sentence, names: Sequence[str]) -> Sentence:
    """How does a chart say what it does not draw? Behind its subtitle; nothing where it draws all.

    ``names`` are those of what is kept back.
    """
    if not names:
        return subtitle
    return followed_by(subtitle, t.say("(kept back: {names})", names=", ".join(names)))
