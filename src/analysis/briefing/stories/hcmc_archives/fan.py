"""Hồ Chí Minh City's archives staff: which road leads to the target, and how far may it stray?"""

from __future__ import annotations

from decimal import Decimal

from analysis.briefing.charts import Band, Drawn, Series, lines
from analysis.briefing.elements import Chart, Column, DataTable, Number, Sentence, listed
from analysis.briefing.stories.hcmc_archives.opening import YEARS
from analysis.briefing.teller import Teller, Told
from analysis.briefing.told.charts import said, told
from analysis.briefing.told.receipted import declared


def fan(t: Teller) -> Chart:
    """Where do the counts and the central road lie, and the middle of the simulated roads?"""
    ahead = _years_ahead(t)
    positions = [int(year) for year in (*YEARS, *ahead)]
    names = {
        "printed": t.word("Count as stated"),
        "recomputed": t.word("Count by the table"),
        "both": t.word("Every assumption central"),
    }
    series, bands = [], []
    for closing in t.readings("qualification_rate", period=YEARS[1]):
        reading = closing.variant
        opening = t.fact("qualification_rate", period=YEARS[0], variant=reading)
        central = [t.fact("projected_rate", "central", year, reading) for year in ahead]
        within = [_within(t, year, reading) for year in ahead]
        rates = (opening, closing, *central)
        series.append(Series(names[reading], tuple(fact.drawn for fact in rates)))
        ends = ((closing.amount, closing.amount), *((fact.low, fact.high) for fact in within))
        low, high = zip(*ends, strict=True)
        bands.append(Band((None, *low), (None, *high)))
    target = _target(t)
    goal = (*[None] * (len(positions) - 1), target)
    written = t.written("percent", 0)
    title = t.say("The road to the target, and how far it may stray")
    known = [Sentence((f"{year}: ", *_rate(t, year).parts)) for year in YEARS]
    aim = Sentence((f"{t.word('Target')}: ", said(target, written)))
    values = listed([*known, *(_in_words(t, year) for year in ahead), aim])
    return Chart(
        lines(
            positions,
            [*series, Series(t.word("Target"), goal)],
            written,
            lambda year: str(int(year)),
            t.palette,
            bands,
        ),
        told(title, values),
        title,
        t.say(
            "Percent of staff; from {year} every assumption at its centre, and around it the "
            "middle {coverage} of the simulated roads",
            year=YEARS[1],
            coverage=_coverage(t),
        ),
    )


def projection(t: Teller) -> DataTable:
    """Which shares does the road reach year by year, and within which bounds?"""
    columns = (
        Column(t.word("End of the year"), numeric=False),
        Column(t.word("Qualified share")),
        Column(t.say("Middle {coverage}", coverage=_coverage(t)).plain()),
    )
    rows = [
        (year, t.either("projected_rate", "central", year, decimals=1), _interval(t, year))
        for year in _years_ahead(t)
    ]
    return DataTable(
        t.word("The road with every assumption at its centre"),
        columns,
        tuple(rows),
        t.say("Assumptions throughout{readings}.", readings=t.two_readings("qualified")),
    )


def _years_ahead(t: Teller) -> list[str]:
    return sorted({fact.period for fact in t.found("projected_rate", "central")})


def _metric(t: Teller, year: str) -> str:
    return "simulated_rate_interval" if year == _years_ahead(t)[-1] else "simulated_rate_fan"


def _within(t: Teller, year: str, reading: str) -> Told:
    return t.fact(_metric(t, year), period=year, variant=reading)


def _interval(t: Teller, year: str) -> Sentence:
    return t.either(_metric(t, year), period=year, decimals=0)


def _coverage(t: Teller) -> Number:
    return declared(t, "attrition.road.coverage_pct")


def _target(t: Teller) -> Drawn:
    amount = Decimal(t.material.settings["attrition"]["pace"]["target_rate_pct"])
    return Drawn(amount, declared(t, "attrition.pace.target_rate_pct").receipt)


def _rate(t: Teller, year: str) -> Sentence:
    return t.either("qualification_rate", period=year, decimals=0)


def _in_words(t: Teller, year: str) -> Sentence:
    central = t.either("projected_rate", "central", year, decimals=0)
    return Sentence((f"{year}: ", *central.parts, " (", *_interval(t, year).parts, ")"))
