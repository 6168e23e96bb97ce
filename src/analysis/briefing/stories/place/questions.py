"""A programme told from returns or a register: what is asked, and what do the figures answer?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.briefing.charts import Series, horizontal_bars
from analysis.briefing.elements import (
    Cell,
    Chart,
    Column,
    DataTable,
    Element,
    Heading,
    Note,
    Prose,
    Sentence,
    listed,
)
from analysis.briefing.locale_format import period
from analysis.briefing.stories.place.known import (
    CHANGE,
    DEGREE,
    changes,
    counts_units,
    groups_of,
    lists_units,
    years_of,
)
from analysis.briefing.stories.place.movements import movements
from analysis.briefing.teller import Teller
from analysis.briefing.told.bodies import (
    chart_of_effects,
    chart_of_rates,
    method_of_effects,
    rows_of_bodies,
    table_of_counts,
    table_of_rates,
)
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.checks import audit_section
from analysis.briefing.told.kept_back import shown_of, without
from analysis.briefing.told.profile import table_of_levels
from analysis.briefing.told.receipted import unit_named
from analysis.briefing.told.sources import source_note

MOST_NAMED = 20


def questions(t: Teller) -> list[Element]:
    """What happened to qualification, of how many units is that known, do their sums agree?"""
    told = _change(t) if changes(t) else _profile(t)
    covered = _coverage(t) if counts_units(t) else []
    return [*told, *movements(t), *covered, *audit_section(t)]


def _change(t: Teller) -> list[Element]:
    years, groups = years_of(t), groups_of(t)
    names = {
        "printed": t.word("Total, as the units state it"),
        "recomputed": t.word("Total, by their rows"),
        "both": t.word("Total"),
    }
    rows = rows_of_bodies(t, groups, names)
    bodies = [body for _, body, _ in rows]
    return [
        Heading(t.word("What happened to qualification?"), 2, "qualification"),
        Prose(
            t.say(
                "By the rows of the returns {staff_1} were counted in {year_1} and {staff_2} in "
                "{year_2}; the qualified share went from {rate_1} to {rate_2}."
                if counts_units(t)
                else "{staff_1} were counted in {year_1} and {staff_2} in {year_2}; the qualified "
                "share went from {rate_1} to {rate_2}.",
                staff_1=t.fact("headcount", period=years[0], variant="recomputed"),
                staff_2=t.fact("headcount", period=years[1], variant="recomputed"),
                rate_1=t.fact("qualification_rate", period=years[0], variant="recomputed"),
                rate_2=t.fact("qualification_rate", period=years[1], variant="recomputed"),
                year_1=years[0],
                year_2=years[1],
            )
        ),
        *([chart_of_rates(t, rows, years)] if shown_of(t, "qualification_rate", bodies) else []),
        table_of_rates(t, rows, years),
        table_of_counts(t, rows, years),
        *_decomposition(t, groups, "-".join(years)),
        Note(
            t.word("Method"),
            t.say(
                "Rate = qualified staff / headcount. What is added up are the rows of the "
                "returns; what the units state as their totals stands beside it where it "
                "differs. These are full counts of the units that reported: there is no "
                "sampling error."
                if counts_units(t)
                else "Rate = qualified staff / headcount, at the end of each year. This is a full "
                "count of the register: there is no sampling error."
            ),
        ),
        source_note(t),
    ]


def _decomposition(t: Teller, groups: Sequence[str], between: str) -> list[Element]:
    if len(groups) < 2:
        return []
    drawn = len(shown_of(t, "rate_effect", groups)) == len(groups)
    drawn = drawn and bool(shown_of(t, CHANGE, ["total"]))
    return [
        Prose(
            t.say(
                "Of the change by the rows, {total}, {rates} come from rates within the groups "
                "and {shift} from shifts of staff between groups of high and low rates.",
                total=t.number(t.fact(CHANGE, variant="recomputed"), signed=True),
                rates=t.number(t.fact("rate_effect"), signed=True),
                shift=t.number(t.fact("composition_effect"), signed=True),
            )
        ),
        *([_chart_of_effects(t, groups, between)] if drawn else []),
        Note(t.word("Method"), method_of_effects(t)),
    ]


def _chart_of_effects(t: Teller, groups: Sequence[str], between: str) -> Element:
    subtitle = t.say("Percentage points, {years}, by the rows", years=period(between))
    return chart_of_effects(t, groups, subtitle, "recomputed")


def _profile(t: Teller) -> list[Element]:
    year, groups = years_of(t)[-1], groups_of(t)
    return [
        Heading(t.word("Which qualification do staff hold?"), 2, "qualification"),
        Prose(
            t.say(
                "Of {staff}, {number} hold a university degree or more: {share}.",
                staff=t.fact("headcount"),
                number=t.fact("staff_at_or_above_university"),
                share=t.fact(DEGREE),
            )
        ),
        *([_chart_of_degrees(t, groups, year)] if shown_of(t, DEGREE, groups) else []),
        table_of_levels(t, groups, t.say("A dash: nothing was reported.")),
        Note(
            t.word("Method"),
            t.say("Share = staff at the level / staff of the group, from the counts added up."),
        ),
        source_note(t),
    ]


def _chart_of_degrees(t: Teller, groups: Sequence[str], year: str) -> Chart:
    shown = shown_of(t, DEGREE, groups)
    left_out = [t.label(name) for name in groups if name not in shown]
    labels = [t.label(name) for name in shown]
    values = tuple(t.fact(DEGREE, name).drawn for name in shown)
    written = t.written("percent", 1)
    return chart_told(
        horizontal_bars(labels, values, written, palette=t.palette),
        t.say("Staff with a university degree or more, by class"),
        without(t, t.say("Percent of each group, {year}, by the rows", year=year), left_out),
        labels,
        [Series(t.word("University degree or more"), values)],
        written,
    )


def _coverage(t: Teller) -> list[Element]:
    listed = lists_units(t)
    columns = [Column(t.word("Group"), numeric=False), Column(t.word("Year"))]
    columns += [Column(t.word("Units counted"))]
    columns += [Column(t.word("Units listed")), Column(t.word("Coverage"))] if listed else []
    rows = []
    for year in years_of(t):
        for group in (*groups_of(t), "total"):
            cells: list[Cell] = [t.label(group), year, _digits(t, "units_counted", group, year)]
            if listed:
                cells.append(_digits(t, "units_listed", group, year))
                share = [f for f in t.found("coverage", group) if f.period == year]
                cells.append(t.number(share[0], decimals=0) if share else "–")
            rows.append(tuple(cells))
    return [
        Heading(t.word("Of how many units is it known?"), 2, "coverage"),
        DataTable(t.word("Units that are counted, by group and year"), tuple(columns), tuple(rows)),
        *_waiting(t),
    ]


def _digits(t: Teller, metric: str, group: str, year: str) -> Cell:
    return t.number(t.fact(metric, group, year), digits_only=True)


def _waiting(t: Teller) -> list[Element]:
    told = []
    for meta in t.material.documents.values():
        units = meta.get("units", {})
        if missing := units.get("missing"):
            told.append(t.say("No return has arrived from: {units}.", units=_names(t, missing)))
        if waiting := units.get("waiting"):
            named = _names(t, waiting)
            told.append(t.say("The return waits to be mended of: {units}.", units=named))
    return [Prose(*told)] if told else []


def _names(t: Teller, units: Sequence[Mapping[str, str]]) -> Sentence:
    shown = [Sentence((unit_named(t, unit),)) for unit in units[:MOST_NAMED]]
    more = [t.say("and other units")] if len(units) > MOST_NAMED else []
    return listed([*shown, *more])
