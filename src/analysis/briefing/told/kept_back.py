"""How does a page tell that counts of few persons are kept back?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from analysis.briefing.catalogue import mark as _
from analysis.briefing.elements import Element, Heading, Prose, Receipt, Sentence, followed_by
from analysis.briefing.teller import Teller, Told
from analysis.metrics.disclosure.facts import KEPT_BACK

THRESHOLD = _("Fewest persons whose count is published")


def kept_back_told(t: Teller) -> list[Element]:
    """What do the dots on a page stand for? Nothing where the page has none."""
    said = [one for one in t.said.values() if isinstance(one, Told) and one.kept_back]
    if not said:
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
        Heading(t.word("What is kept back?"), 2, "kept-back"),
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
