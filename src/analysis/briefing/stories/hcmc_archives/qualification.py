"""Hồ Chí Minh City's archives staff: what happened to their qualification?"""

from __future__ import annotations

from analysis.briefing.charts import Series, contribution_bars, paired_bars, stacked_bars
from analysis.briefing.charts_told import chart_told
from analysis.briefing.elements import Cell, Chart, Column, DataTable, Element, Heading, Note, Prose
from analysis.briefing.locale_format import period
from analysis.briefing.sources_told import source_note
from analysis.briefing.stories.hcmc_archives.opening import YEARS
from analysis.briefing.stories.hcmc_archives.pace import BETWEEN
from analysis.briefing.teller import Teller

BODIES = ("archives_office", "departments", "districts", "companies")
LEVELS = ("bachelor", "college", "intermediate", "short_course")


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
        _table_of_counts(t),
        _table_of_rates(t),
        *_decomposition(t),
        *_levels(t),
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
                "In {year} the table has no college column: not reported, not zero. Growth from "
                "{year} on may therefore be overstated for degrees and diplomas.",
                year=YEARS[0],
            ),
        ),
    ]


def _chart_of_bodies(t: Teller) -> Chart:
    labels = [t.label(body) for body in BODIES]
    series = [
        Series(
            year,
            tuple(t.fact("qualification_rate", body, year).amount for body in BODIES),
        )
        for year in YEARS
    ]
    written = t.written("percent", 1)
    title = t.say("Qualified share of staff by body")
    return chart_told(
        paired_bars(labels, series, written),
        title,
        t.say("Percent of each body's staff, {years}", years=f"{YEARS[0]}, {YEARS[1]}"),
        labels,
        series,
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
    values = [effect.amount for effect in effects] + [shift.amount]
    written = t.written("ratio", 2, signed=True)
    title = t.say("What each body added to the change of the rate")
    in_total = (t.word("Change in total"), total.amount)
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
            contribution_bars(labels, values, written, in_total),
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
                "of the mean rate times the change of the share. It needs every body's count, so "
                "it exists for the table's reading only."
            ),
        ),
    ]


def _levels(t: Teller) -> list[Element]:
    kinds = ("formal_rate", "short_course_rate")
    labels = [t.label(body) for body in ("departments", "districts")]
    keys = [(body, year) for body in ("departments", "districts") for year in YEARS]
    labels = [f"{t.label(body)}, {year}" for body, year in keys]
    series = [
        Series(name, tuple(t.fact(kind, body, year).amount for body, year in keys))
        for kind, name in zip(
            kinds, (t.word("Degrees and diplomas"), t.word("Short courses")), strict=True
        )
    ]
    written = t.written("percent", 1)
    title = t.say("Two kinds of qualification in departments and districts")
    return [
        Heading(t.word("Degrees and diplomas, or short courses?"), 3, "levels"),
        Prose(
            t.say(
                "Formal qualifications (bachelor, college, intermediate) went from {formal_1} to "
                "{formal_2} of all staff, short-course certificates from {short_1} to {short_2}. "
                "In the departments the first {formal_moved} by {formal} and the second "
                "{short_moved} by {short}.",
                formal_1=t.fact("formal_rate", period=YEARS[0]),
                formal_2=t.fact("formal_rate", period=YEARS[1]),
                short_1=t.fact("short_course_rate", period=YEARS[0]),
                short_2=t.fact("short_course_rate", period=YEARS[1]),
                formal_moved=t.direction(t.fact("formal_rate_change", "departments")),
                formal=t.number(t.fact("formal_rate_change", "departments"), absolute=True),
                short_moved=t.direction(t.fact("short_course_rate_change", "departments")),
                short=t.number(t.fact("short_course_rate_change", "departments"), absolute=True),
            )
        ),
        chart_told(
            stacked_bars(labels, series, written),
            title,
            t.say("Percent of staff, {years}", years=f"{YEARS[0]}, {YEARS[1]}"),
            labels,
            series,
            written,
        ),
        _table_of_levels(t),
    ]


def _table_of_levels(t: Teller) -> DataTable:
    columns = (
        Column(t.word("Level"), numeric=False),
        *(Column(t.say("Staff {year}", year=year).plain()) for year in YEARS),
        *(Column(t.say("Share of the qualified {year}", year=year).plain()) for year in YEARS),
    )
    rows = []
    for level in LEVELS:
        cells: list[Cell] = [t.label(level)]
        for metric, decimals in (("level_persons", 0), ("level_share", 1)):
            for year in YEARS:
                found = [f for f in t.readings(metric, level) if f.period == year]
                shown = [
                    t.number(f, decimals, digits_only=metric == "level_persons") for f in found
                ]
                cells.append(shown[0] if shown else t.word("not reported"))
        rows.append(tuple(cells))
    return DataTable(t.word("Qualified staff by level, all bodies"), columns, tuple(rows))
