"""Hồ Chí Minh City's archives staff: how far does the road lead if people leave?"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from analysis.briefing.charts import Drawn, Spans, tornado, widest_first
from analysis.briefing.elements import (
    Chart,
    Column,
    DataTable,
    Element,
    Heading,
    Note,
    Number,
    Prose,
    Sentence,
    listed,
)  # fmt: skip
from analysis.briefing.locale_format import EN_DASH, quantity
from analysis.briefing.names import DISTRIBUTIONS, ENDS, PATHS
from analysis.briefing.stories.hcmc_archives.fan import fan, projection
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import spans_in_words, told
from analysis.briefing.told.receipted import declared
from analysis.briefing.told.retention import (
    staff_year_method,
    staff_year_table,
    staff_years_in_words,
)

PARAMETERS = {
    "attrition_pct": "attrition",
    "trained_persons": "training",
    "growth_persons": "growth",
    "qualified_hires_pct": "qualified_hires",
}
COST = "cost_per_net_additional_qualified"


def road(t: Teller) -> list[Element]:
    """What attrition can the training bear, what do declared ranges allow, what does it cost?"""
    return [
        Heading(t.word("How far does the road lead if people leave?"), 3, "road"),
        Prose(*_bearable(t), *_simulated(t)),
        _tornado(t),
        _ranges(t),
        fan(t),
        projection(t),
        Note(
            t.word("Method"),
            t.say(
                "Each year a share of all staff leaves; they and the growth are replaced by "
                "hires, part of whom are qualified; then people train, never more than are left "
                "to be trained. The simulation draws each assumption from its range, {draws} "
                "times and independently of the others.",
                draws=declared(t, "attrition.road.draws"),
            ),
        ),
        Note(
            t.word("Limits"),
            t.say(
                "The ranges are declared, not observed: the probability says what follows from "
                "them, not what was to be expected. The upper end of training counts "
                "professional courses, which give no certificate, and classes still under way, "
                "so the result leans to the favourable side; its lower end, the net gain, is "
                "what was left after leavers."
            ),
        ),
        *_cost_of_a_staff_year(t),
    ]


def _settings(t: Teller) -> dict[str, Any]:
    settings: dict[str, Any] = t.material.settings["attrition"]["road"]
    return settings


def _year(t: Teller) -> str:
    return t.readings("simulated_rate_median")[0].period


def _bearable(t: Teller) -> list[Sentence]:
    return [
        t.say(
            "With headcount unchanged and no qualified hires, the goal could have borne a "
            "yearly attrition of at most {every}{readings}, and only if each of the {count} a "
            "year were a newly qualified person. With no more training a year than the net "
            "gain between the counts: {net}.",
            readings=t.two_readings("qualified"),
            every=_largest(t, "flat_every_attendance"),
            count=t.number(t.fact("throughput_per_year", "every_attendance"), decimals=0),
            net=_largest(t, "flat_net_gain"),
        ),
        t.say(
            "With only the courses that give a degree or certificate, {count} a year without and "
            "with the classes still under way: {certified}.",
            count=t.number(t.fact("throughput_per_year", "every_certificate"), decimals=0),
            certified=_largest(t, "flat_every_certificate"),
        ),
    ]


def _largest(t: Teller, group: str) -> Sentence:
    found = {fact.variant: fact for fact in t.found("largest_attrition", group)}
    if not found:
        return Sentence((t.word("missed even if nobody leaves"),))
    parts: list[str | Number] = []
    for reading in t.readings("delivered_per_year", "flat"):
        fact = found.get(reading.variant)
        parts += [" / "] * bool(parts)
        parts.append(t.number(fact, decimals=1) if fact else t.word("not even without attrition"))
    return Sentence(tuple(parts))


def _simulated(t: Teller) -> list[Sentence]:
    return [
        t.say(
            "If attrition, training, growth and the qualified share of hires may lie anywhere in "
            "the assumed ranges below, {coverage} of the simulated roads lead to a rate in "
            "{year} within {interval}. Share of them that meets the goal: {met}.",
            coverage=declared(t, "attrition.road.coverage_pct"),
            year=_year(t),
            interval=t.both("simulated_rate_interval", decimals=0),
            met=t.both("probability_of_target", decimals=1),
        )
    ]


def _tornado(t: Teller) -> Chart:
    year = _year(t)
    names = {
        "printed": t.word("Count as stated"),
        "recomputed": t.word("Count by the table"),
        "both": t.word("Every assumption central"),
    }
    conflict = t.in_conflict("probability_of_target")
    labels = [t.word(PATHS[name]) for name in PARAMETERS.values()]
    labels += [t.word(PATHS["reading"])] * conflict
    readings = []
    for place, centre in enumerate(t.readings("projected_rate", "central", year)):
        spans = [_span(t, name, centre.variant) for name in PARAMETERS.values()]
        readings.append(
            Spans(
                names[centre.variant],
                (*spans, *[None] * conflict),
                t.palette[place],
                centre.drawn,
            )
        )
    if conflict:
        between = (*[None] * len(PARAMETERS), _span(t, "reading", "range"))
        readings.append(Spans("", between, t.palette[2]))
    written = t.written("percent", 1)
    first = labels[widest_first(labels, readings)[0]]
    title = t.say(
        "What moves the qualified share in {year} most within the assumed ranges: {first}",
        first=first,
        year=year,
    )
    return Chart(
        tornado(labels, readings, written),
        told(title, spans_in_words(labels, readings, written)),
        title,
        t.say(
            "Percent of staff; each assumption from one end of its range to the other, the rest "
            "at their centre (the stroke, and the value beside each name)"
        ),
    )


def _span(t: Teller, name: str, variant: str) -> tuple[Drawn, Drawn]:
    fact = t.fact("rate_at_ends", name, _year(t), variant)
    if fact.low is None or fact.high is None:
        raise ValueError(f"The fact {fact.id} lacks an end.")
    return Drawn(fact.low, fact.id), Drawn(fact.high, fact.id)


def _ranges(t: Teller) -> DataTable:
    parameters = _settings(t)["parameters"]
    columns = (Column(t.word("Assumption"), numeric=False), Column(t.word("Assumed range")))
    rows = [
        (t.word(PATHS[name]), t.either("declared_range", name, decimals=0))
        for name in PARAMETERS.values()
    ]
    ends = [
        Sentence(
            (
                f"{t.word(PATHS[name])}: ",
                _end(t, parameter, "low"),
                f" {EN_DASH} ",
                _end(t, parameter, "high"),
                f", {t.word(DISTRIBUTIONS[parameters[parameter]['distribution']])}",
            )
        )
        for parameter, name in PARAMETERS.items()
    ]
    return DataTable(
        t.word("Assumed ranges"),
        columns,
        tuple(rows),
        t.say(
            "Ends of the ranges{readings} and how they are drawn. {ends}.",
            readings=t.two_readings("qualified"),
            ends=listed(ends),
        ),
    )


def _end(t: Teller, parameter: str, end: str) -> str | Number:
    amount = _settings(t)["parameters"][parameter][end]
    if isinstance(amount, str):
        return t.word(ENDS[amount])
    fact = t.fact("declared_range", PARAMETERS[parameter])
    return Number(quantity(Decimal(str(amount)), fact.unit, t.lang), fact.id)


def _cost_of_a_staff_year(t: Teller) -> list[Element]:
    if not t.has(COST):
        return []
    return [
        Heading(t.word("What does leaving do to the cost of a year of work?"), 3, "staff-years"),
        Prose(*staff_years_in_words(t, COST)),
        staff_year_table(t, COST),
        staff_year_method(t),
        Note(
            t.word("Limits"),
            t.say(
                "The cost of a net additional person already bears those who left between the "
                "counts, so assumed attrition counts leaving in part twice. What may be spent is "
                "one sum for all the years."
            ),
        ),
    ]
