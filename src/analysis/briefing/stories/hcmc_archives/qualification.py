"""Hồ Chí Minh City's archives staff: what happened to their qualification?"""

from __future__ import annotations

from analysis.briefing.charts import Series, dumbbell, waterfall
from analysis.briefing.elements import Cell, Chart, Column, DataTable, Element, Heading, Note, Prose
from analysis.briefing.locale_format import period
from analysis.briefing.stories.hcmc_archives.levels import levels
from analysis.briefing.stories.hcmc_archives.opening import YEARS
from analysis.briefing.stories.hcmc_archives.pace import BETWEEN
from analysis.briefing.stories.hcmc_archives.unplaced import unplaced
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.receipted import needed
from analysis.briefing.told.sources import source_note
from analysis.metrics.years.points import FEWEST_EACH_SIDE, FEWEST_OF_TREND

BODIES = ("archives_office", "departments", "districts", "companies")


def qualification(t: Teller) -> list[Element]:
    """What happened to the qualification of staff, by body and by level?"""
    return [
        Heading(t.word("What happened to qualification?"), 2, "qualification"),
        Prose(
            t.say(
                "Of {staff_1} in {year_1}, {rate_1} were qualified; of {staff_2} in {year_2}, "
                "{rate_2}. By the table, the rate changed by {districts} in the districts, by "
                "{companies} in the companies and by {departments} in the departments.",
                staff_1=t.both("headcount", period=YEARS[0]),
                staff_2=t.both("headcount", period=YEARS[1]),
                year_1=YEARS[0],
                year_2=YEARS[1],
                rate_1=t.fact("qualification_rate", period=YEARS[0]),
                rate_2=t.both("qualification_rate", period=YEARS[1]),
                districts=t.number(t.fact("qualification_rate_change", "districts"), signed=True),
                companies=t.number(t.fact("qualification_rate_change", "companies"), signed=True),
                departments=t.number(
                    t.fact("qualification_rate_change", "departments"), signed=True
                ),
            ),
        ),
        _chart_of_bodies(t),
        _table_of_rates(t),
        _table_of_counts(t),
        *_decomposition(t),
        *unplaced(t, BODIES),
        *levels(t),
        Note(
            t.word("Method"),
            t.say(
                "Rate = qualified staff / headcount. A body's qualified staff are the sum of its "
                "levels; for the total, the stated number stands beside the sum. These are full "
                "counts: there is no sampling error."
            ),
        ),
        source_note(t),
        Note(
            t.word("Limits"),
            t.say(
                "In {year} the table has no college column: not reported, not zero. People with a "
                "college diploma are taken to have stood in the columns of degrees and "
                "intermediate diplomas. If some did not, degrees and diplomas grew by less than "
                "shown; if some were not counted at all, so did the total. Two counts show a "
                "change, not a trend: a trend needs at least {trend} counts, a comparison of the "
                "series before and after the scheme {side} on either side.",
                year=YEARS[0],
                trend=needed(t, "trend", FEWEST_OF_TREND),
                side=needed(t, "side", FEWEST_EACH_SIDE),
            ),
        ),
    ]


def _chart_of_bodies(t: Teller) -> Chart:
    rows = _rows(t)
    labels = [name for name, _, _ in rows]
    opening, closing = (
        Series(
            year,
            tuple(t.fact("qualification_rate", body, year, reading).drawn
                  for _, body, reading in rows),
        )
        for year in YEARS
    )  # fmt: skip
    written = t.written("percent", 1)
    return chart_told(
        dumbbell(labels, opening, closing, written, t.palette),
        t.say("Qualified share of staff by body"),
        t.say("Percent of each body's staff, {years}", years=f"{YEARS[0]}, {YEARS[1]}"),
        labels,
        (opening, closing),
        written,
    )


def _table_of_counts(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Body"), numeric=False),
        *(Column(t.say("Staff {year}", year=year).plain()) for year in YEARS),
        *(Column(t.say("Qualified {year}", year=year).plain()) for year in YEARS),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            *(
                t.number(t.fact("headcount", body, year, variant), digits_only=True)
                for year in YEARS
            ),
            *(
                t.number(t.fact("qualified", body, year, variant), digits_only=True)
                for year in YEARS
            ),
        )
        for name, body, variant in _rows(t)
    ]
    return DataTable(t.word("Staff and qualified staff by body"), columns, tuple(rows))


def _table_of_rates(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Body"), numeric=False),
        *(Column(t.say("Rate {year}", year=year).plain()) for year in YEARS),
        Column(t.word("Change, points")),
        Column(t.word("Share of the gain")),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            name,
            *(t.number(t.fact("qualification_rate", body, year, variant)) for year in YEARS),
            t.number(
                t.fact("qualification_rate_change", body, variant=variant),
                signed=True,
                digits_only=True,
            ),
            t.number(t.fact("gain_share", body), decimals=1) if body != "total" else "–",
        )
        for name, body, variant in _rows(t)
    ]
    return DataTable(t.word("Qualification rate by body"), columns, tuple(rows))


def _rows(t: Teller) -> list[tuple[str, str, str]]:
    readings = [fact.variant for fact in t.readings("qualification_rate_change")]
    bodies = [(t.label(body), body, "both") for body in BODIES]
    return bodies + [(_name_of_total(t, variant), "total", variant) for variant in readings]


def _name_of_total(t: Teller, variant: str) -> str:
    names = {
        "printed": t.word("Total, as stated"),
        "recomputed": t.word("Total, by the table"),
        "both": t.word("Total"),
    }
    return names[variant]


def _decomposition(t: Teller) -> list[Element]:
    effects = [t.fact("rate_effect", body) for body in BODIES]
    labels = [t.label(body) for body in BODIES] + [t.word("Shift between bodies")]
    shift = t.fact("composition_effect")
    total = t.fact("qualification_rate_change", variant="recomputed")
    values = [effect.drawn for effect in effects] + [shift.drawn]
    written = t.written("ratio", 2, signed=True)
    title = t.say("What each body added to the change of the rate")
    in_total = (t.word("Change in total"), total.drawn)
    series = [Series(t.word("Contribution"), (*values, in_total[1]))]
    return [
        Prose(
            t.say(
                "Of the change by the table, {total}, {rates} come from rates within the bodies "
                "and {shift} from staff moving between bodies of high and low rates.",
                total=t.number(total, signed=True),
                rates=t.number(t.fact("rate_effect"), signed=True),
                shift=t.number(shift, signed=True),
            )
        ),
        chart_told(
            waterfall(labels, values, written, in_total, t.palette),
            title,
            t.say("Percentage points, {years}, by the table", years=period(BETWEEN)),
            [*labels, in_total[0]],
            series,
            written,
        ),
        Note(
            t.word("Method"),
            t.say(
                "Kitagawa's decomposition with average weights: a body's rate effect is its mean "
                "share of staff times the change of its rate; the shift is the sum over bodies "
                "of the mean rate times the change of the share. It needs the count of every body."
            ),
        ),
    ]
