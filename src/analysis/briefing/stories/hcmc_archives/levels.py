"""Hồ Chí Minh City's archives staff: degrees and diplomas, or short courses?"""

from __future__ import annotations

from analysis.briefing.charts import Series, stacked_bars
from analysis.briefing.elements import (
    Cell,
    Column,
    DataTable,
    Element,
    Heading,
    Prose,
)
from analysis.briefing.stories.hcmc_archives.opening import YEARS
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told

LEVELS = ("bachelor", "college", "intermediate", "short_course")


def levels(t: Teller) -> list[Element]:
    """How do degrees and diplomas, and short courses, stand at the two counts?"""
    kinds = ("formal_rate", "short_course_rate")
    labels = [t.label(body) for body in ("departments", "districts")]
    keys = [(body, year) for body in ("departments", "districts") for year in YEARS]
    labels = [f"{t.label(body)}, {year}" for body, year in keys]
    series = [
        Series(name, tuple(t.fact(kind, body, year).drawn for body, year in keys))
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
            stacked_bars(labels, series, written, t.palette),
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
