"""Hồ Chí Minh City's archives staff: which losses and arrivals are possible together?"""

from __future__ import annotations

from decimal import Decimal
from string import ascii_uppercase

from analysis.briefing.charts import Area, Drawn, region
from analysis.briefing.elements import Chart, Number, Sentence, listed
from analysis.briefing.locale_format import period, quantity_range
from analysis.briefing.names import STEPS, VARIANTS
from analysis.briefing.teller import Teller, Told

DRAWN = ("worst_case", "different_people", "hires_as_at_opening")
BETWEEN = "2012-2016"


def ends_of(fact: Told) -> tuple[Decimal, Decimal]:
    """Between which ends does a fact lie that has bounds?"""
    return fact.low or Decimal(0), fact.high or Decimal(0)


def possible_pairs(t: Teller) -> Chart:
    """Which losses and arrivals are possible together? Areas of the reading by the table."""
    variant = t.readings("net_leakage_worst_case")[-1].variant
    steps = [step for step in DRAWN if _corners(t, step, variant)]
    areas = [Area(t.word(STEPS[step]), _corners(t, step, variant)) for step in steps]
    reading = f", {t.word(VARIANTS[variant])}" if VARIANTS[variant] else ""
    title = t.say("Losses and arrivals of qualified staff that the counts allow together")
    said = [
        t.say(
            "{letter}, {name}: losses {losses}, from elsewhere {came}, losses less arrivals {net}.",
            letter=ascii_uppercase[place],
            name=area.name,
            losses=_range(t, f"losses_{step}", variant),
            came=_range(t, f"from_elsewhere_{step}", variant),
            net=_range(t, f"net_leakage_{step}", variant),
        )
        for place, (step, area) in enumerate(zip(steps, areas, strict=True))
    ]
    return Chart(
        region(
            areas,
            (t.word("Qualified people who left"), t.word("Qualified people from elsewhere")),
            (t.word("More came than left"), t.word("More left than came")),
            t.word("as many came as left"),
            t.written("ratio", 0),
            t.palette,
        ),
        Sentence((*title.parts, ". ", *listed(said, " ").parts)),
        title,
        t.say("Persons, {period}{reading}", period=period(BETWEEN), reading=reading),
    )


def _range(t: Teller, metric: str, variant: str) -> Number:
    fact = t.fact(metric, variant=variant)
    return Number(quantity_range(*ends_of(fact), "ratio", t.lang, 0), fact.id)


def _corners(t: Teller, step: str, variant: str) -> tuple[tuple[Drawn, Drawn], ...]:
    corners: list[tuple[Drawn, Drawn]] = []
    while t.has(f"corner_losses_{step}", place := f"corner_{len(corners) + 1}"):
        losses, came = (
            [fact for fact in t.readings(f"corner_{name}_{step}", place)
             if fact.variant in (variant, "both")]
            for name in ("losses", "from_elsewhere")
        )  # fmt: skip
        if not (losses and came):
            break
        corners.append((losses[0].drawn, came[0].drawn))
    return tuple(corners)
