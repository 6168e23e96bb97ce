"""How is money told in comparable terms: in prices of one year, by kind of training?"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from analysis.briefing.charts import Span, possible
from analysis.briefing.elements import (
    Chart,
    Column,
    DataTable,
    Element,
    Note,
    Number,
    Prose,
    Sentence,
    listed,
)
from analysis.briefing.locale_format import period, quantity_range
from analysis.briefing.teller import Teller, Told
from analysis.briefing.told.charts import told
from analysis.briefing.told.references import prices_cited, series_told
from analysis.metrics.cost.prices import slug


def base_year(t: Teller) -> str:
    """In the prices of which year are amounts told?"""
    return str(int(t.fact("price_base_year").amount))


def funding_in_prices_of_one_year(t: Teller) -> Prose:
    """What is the funding in prices of the base year, by whose series, and how sure is that?"""
    real = t.fact("funding_real")
    if real.low is None:
        first = t.say(
            "In prices of {year} the funding is {real}, if the plan stands in prices of the year "
            "of the decision.",
            year=t.fact("price_base_year"),
            real=real,
        )
    else:
        first = t.say(
            "In prices of {year} the funding is {real} if it was spent evenly over {years}, and "
            "{bounds} if all of it was spent in one of these years.",
            year=t.fact("price_base_year"),
            real=real,
            years=period(real.period),
            bounds=bounds_of(t, real, decimals=2),
        )
    return Prose(first, *_price_changes(t))


def comparable_terms(t: Teller) -> Note:
    """How were amounts put into other prices and into months of base salary?"""
    return Note(
        t.word("Comparable terms"),
        t.say(
            "In prices of one year: amount × index of that year / index of the year of the money, "
            "the index chained from yearly changes. In months: cost / mean of the monthly base "
            "salaries of the years in whose prices the money stands."
        ),
    )


def bounds_of(t: Teller, fact: Told, decimals: int | None = None) -> Number:
    """Between which ends does a fact lie? Raises ValueError where it lacks one."""
    text = quantity_range(*_ends(fact), fact.unit, t.lang, decimals)
    return Number(text, t.number(fact).receipt)


def _ends(fact: Told) -> tuple[Decimal, Decimal]:
    if fact.low is None or fact.high is None:
        raise ValueError(f"The fact {fact.id} has no two ends.")
    return fact.low, fact.high


def course_costs(t: Teller) -> list[Element]:
    """What can one attendance of each kind have cost, where the money is not split?"""
    settings = t.material.settings["cost"]
    if any("sources" in kind for kind in settings["kinds"]):
        answer = t.say("What one attendance of each kind cost is bounded by the declared norms.")
    else:
        answer = t.say(
            "What one attendance of each kind cost cannot be said: the sum is not split, so each "
            "kind may have taken nothing or all of it. {norms}.",
            norms=t.text(settings["norms"]),
        )
    names = [kind["name"] for kind in settings["kinds"]]
    title = t.word("What one attendance can have cost")
    columns = (
        Column(t.word("Kind of training"), numeric=False),
        Column(t.word("Least and most for one attendance")),
    )
    rows = tuple((t.label(name), t.either("course_cost", name)) for name in names)
    return [
        Prose(answer),
        _possible_costs(t, names, Sentence((title,))),
        DataTable(title, columns, rows),
    ]


def _possible_costs(t: Teller, names: Sequence[str], title: Sentence) -> Chart:
    costs = [[(fact, t.number(fact)) for fact in t.readings("course_cost", name)] for name in names]
    labels = [t.label(name) for name in names]
    spans = [[Span(*_ends(fact), number.text, fact.id) for fact, number in some] for some in costs]
    values = listed(
        Sentence((f"{label}: ", *listed((Sentence((number,)) for _, number in some), ", ").parts))
        for label, some in zip(labels, costs, strict=True)
    )
    unknown = t.word("not known: anything from one end to the other")
    return Chart(
        possible(labels, spans, unknown, t.palette),
        told(title, values),
        title,
        t.say("Dong for one attendance{readings}", readings=_readings_of(t, names)),
    )


def _readings_of(t: Teller, names: Sequence[str]) -> str:
    found = (t.two_readings("course_cost", name) for name in names)
    return next((words for words in found if words), "")


def _price_changes(t: Teller) -> list[Sentence]:
    settings = t.material.settings["cost"]["prices"]
    groups = [slug(settings[name]).replace("-", "_") for name in ("publisher", "cross_check")]
    if not t.has("price_change", groups[0]):
        return []
    change, check = (t.fact("price_change", group) for group in groups)
    names: dict[str, Number | str] = {
        "years": period(change.period),
        "moved": t.direction(change),
        "change": t.number(change, absolute=True),
        "series": series_told(t, prices_cited(t, change.sources)),
        "other": t.number(check, absolute=True),
        "publisher": series_told(t, prices_cited(t, check.sources)),
    }
    if check.status == "unverified":
        return [
            t.say(
                "Consumer prices {moved} by {change} in {years} ({series}), by {other} according "
                "to another publisher ({publisher}), some of whose rows are not verified.",
                **names,
            )
        ]
    return [
        t.say(
            "Consumer prices {moved} by {change} in {years} ({series}), by {other} according to "
            "another publisher ({publisher}).",
            **names,
        )
    ]
