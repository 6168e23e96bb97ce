"""How do the rates of bodies stand and change, in charts and tables that several pages share?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.briefing.charts import Series, dumbbell, waterfall
from analysis.briefing.elements import Cell, Chart, Column, DataTable, Sentence
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.kept_back import shown_of, without

Row = tuple[str, str, str]


def rows_of_bodies(t: Teller, bodies: Sequence[str], totals: Mapping[str, str]) -> list[Row]:
    """Which rows has a table of bodies? Name, group and reading; the total in each reading.

    ``totals`` says what the total is called in each reading.
    """
    readings = [fact.variant for fact in t.readings("qualification_rate_change")]
    named = [(t.label(body), body, "both") for body in bodies]
    return named + [(totals[variant], "total", variant) for variant in readings]


def chart_of_rates(t: Teller, rows: Sequence[Row], years: Sequence[str]) -> Chart:
    """Which share of each body was qualified in the first year and in the second?

    Bodies of which a rate is kept back are named below the title. Raises ValueError where no body
    is left.
    """
    shown = set(shown_of(t, "qualification_rate", [body for _, body, _ in rows]))
    left_out = [name for name, body, _ in rows if body not in shown]
    rows = [row for row in rows if row[1] in shown]
    labels = [name for name, _, _ in rows]
    opening, closing = (
        Series(
            year,
            tuple(t.fact("qualification_rate", body, year, reading).drawn
                  for _, body, reading in rows),
        )
        for year in years
    )  # fmt: skip
    written = t.written("percent", 1)
    return chart_told(
        dumbbell(labels, opening, closing, written, t.palette),
        t.say("Qualified share of staff by body"),
        without(
            t,
            t.say("Percent of each body's staff, {years}", years=", ".join(years)),
            left_out,
        ),
        labels,
        (opening, closing),
        written,
    )


def table_of_counts(t: Teller, rows: Sequence[Row], years: Sequence[str]) -> DataTable:
    """How many staff has each body, and how many are qualified?"""
    columns = (
        Column(t.word("Body"), numeric=False),
        *(Column(t.say("Staff {year}", year=year).plain()) for year in years),
        *(Column(t.say("Qualified {year}", year=year).plain()) for year in years),
    )
    cells: list[tuple[Cell, ...]] = [
        (
            name,
            *(
                t.number(t.fact("headcount", body, year, variant), digits_only=True)
                for year in years
            ),
            *(
                t.number(t.fact("qualified", body, year, variant), digits_only=True)
                for year in years
            ),
        )
        for name, body, variant in rows
    ]
    return DataTable(t.word("Staff and qualified staff by body"), columns, tuple(cells))


def table_of_rates(
    t: Teller, rows: Sequence[Row], years: Sequence[str], shares: bool = True
) -> DataTable:
    """How far did the rate of each body move, and what share of the gain was made in it?

    ``shares``: whether these say anything, as where all bodies gained.
    """
    columns = (
        Column(t.word("Body"), numeric=False),
        *(Column(t.say("Rate {year}", year=year).plain()) for year in years),
        Column(t.word("Change, points")),
        *([Column(t.word("Share of the gain"))] if shares else []),
    )
    cells: list[tuple[Cell, ...]] = [
        (
            name,
            *(t.number(t.fact("qualification_rate", body, year, variant)) for year in years),
            t.number(
                t.fact("qualification_rate_change", body, variant=variant),
                signed=True,
                digits_only=True,
            ),
            *([_gain_share(t, body)] if shares else []),
        )
        for name, body, variant in rows
    ]
    return DataTable(t.word("Qualification rate by body"), columns, tuple(cells))


def _gain_share(t: Teller, body: str) -> Cell:
    return t.number(t.fact("gain_share", body), decimals=1) if body != "total" else "–"


def chart_of_effects(t: Teller, bodies: Sequence[str], subtitle: Sentence, reading: str) -> Chart:
    """What did each body's rate add to the change in total, and what the shift between them?

    ``reading`` is that of the change in total which the effects add up to.
    """
    effects = [t.fact("rate_effect", body) for body in bodies]
    labels = [t.label(body) for body in bodies] + [t.word("Shift between bodies")]
    values = [effect.drawn for effect in effects] + [t.fact("composition_effect").drawn]
    total = t.fact("qualification_rate_change", variant=reading)
    written = t.written("ratio", 2, signed=True)
    in_total = (t.word("Change in total"), total.drawn)
    series = [Series(t.word("Contribution"), (*values, in_total[1]))]
    return chart_told(
        waterfall(labels, values, written, in_total, t.palette),
        t.say("What each body added to the change of the rate"),
        subtitle,
        [*labels, in_total[0]],
        series,
        written,
    )


def method_of_effects(t: Teller) -> Sentence:
    """How is the change in total split by body?"""
    return t.say(
        "Kitagawa's decomposition with average weights: a body's rate effect is its mean "
        "share of staff times the change of its rate; the shift is the sum over bodies "
        "of the mean rate times the change of the share. It needs the count of every body."
    )
