"""A programme told from returns or a register: what is asked, and what do the figures answer?"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.briefing.charts import Series, horizontal_bars
from analysis.briefing.elements import Chart, Element, Heading, Note, Prose, Sentence
from analysis.briefing.locale_format import period
from analysis.briefing.stories.place.coverage import coverage
from analysis.briefing.stories.place.known import (
    CHANGE,
    DEGREE,
    changes,
    counts_units,
    groups_of,
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
from analysis.briefing.told.sources import source_note

WHOLE_PCT = 100


def questions(t: Teller) -> list[Element]:
    """What happened to qualification, of how many units is that known, do their sums agree?"""
    told = _change(t) if changes(t) else _profile(t)
    return [*told, *movements(t), *coverage(t), *audit_section(t)]


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
            ),
            t.say("Counted as qualified: {levels}.", levels=_levels(t)),
        ),
        *([chart_of_rates(t, rows, years)] if shown_of(t, "qualification_rate", bodies) else []),
        table_of_rates(t, rows, years, shares=_gains_agree(t, groups)),
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
                "and {shift} from shifts of staff between groups of high and low rates."
                if counts_units(t)
                else "Of the change, {total}, {rates} come from rates within the groups and "
                "{shift} from shifts of staff between groups of high and low rates.",
                total=t.number(t.fact(CHANGE, variant="recomputed"), signed=True),
                rates=t.number(t.fact("rate_effect"), signed=True),
                shift=t.number(t.fact("composition_effect"), signed=True),
            )
        ),
        *([_chart_of_effects(t, groups, between)] if drawn else []),
        Note(t.word("Method"), method_of_effects(t)),
    ]


def _chart_of_effects(t: Teller, groups: Sequence[str], between: str) -> Element:
    subtitle = t.say(
        "Percentage points, {years}, by the rows"
        if counts_units(t)
        else "Percentage points, {years}, person by person",
        years=period(between),
    )
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
        table_of_levels(
            t,
            groups,
            t.say("A dash: nothing was reported." if counts_units(t) else "A dash: nobody."),
        ),
        Note(
            t.word("Method"),
            t.say("Share = staff at the level / staff of the group, from the counts added up.")
            if counts_units(t)
            else t.say("Share = staff at the level / staff of the group, person by person."),
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
        without(t, _of_each_group(t, year), left_out),
        labels,
        [Series(t.word("University degree or more"), values)],
        written,
    )


def _of_each_group(t: Teller, year: str) -> Sentence:
    return t.say(
        "Percent of each group, {year}, by the rows"
        if counts_units(t)
        else "Percent of each group, {year}, person by person",
        year=year,
    )


def _levels(t: Teller) -> str:
    """The levels that count as qualified, within a sentence."""
    names = [t.label(level) for level in t.material.settings["qualification"]["levels"]]
    return ", ".join(name[:1].lower() + name[1:] for name in names)


def _gains_agree(t: Teller, groups: Sequence[str]) -> bool:
    """Did every group gain, or every one lose? Else a share of the gain tells nothing.

    Nor is there one where all of them together gained nobody.
    """
    shares = [t.found("gain_share", group) for group in groups]
    return all(
        found and all(one.value is None or 0 <= one.value <= WHOLE_PCT for one in found)
        for found in shares
    )
