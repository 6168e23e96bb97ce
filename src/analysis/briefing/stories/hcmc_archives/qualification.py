"""Hồ Chí Minh City's archives staff: what happened to their qualification?"""

from __future__ import annotations

from analysis.briefing.elements import Element, Heading, Note, Prose
from analysis.briefing.locale_format import period
from analysis.briefing.stories.hcmc_archives.levels import levels
from analysis.briefing.stories.hcmc_archives.opening import YEARS
from analysis.briefing.stories.hcmc_archives.pace import BETWEEN
from analysis.briefing.stories.hcmc_archives.unplaced import unplaced
from analysis.briefing.teller import Teller
from analysis.briefing.told.bodies import (
    chart_of_effects,
    chart_of_rates,
    method_of_effects,
    rows_of_bodies,
    table_of_counts,
    table_of_rates,
)
from analysis.briefing.told.receipted import needed
from analysis.briefing.told.sources import source_note
from analysis.metrics.years.points import FEWEST_EACH_SIDE, FEWEST_OF_TREND

BODIES = ("archives_office", "departments", "districts", "companies")


def qualification(t: Teller) -> list[Element]:
    """What happened to the qualification of staff, by body and by level?"""
    rows = rows_of_bodies(t, BODIES, _totals(t))
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
        chart_of_rates(t, rows, YEARS),
        table_of_rates(t, rows, YEARS),
        table_of_counts(t, rows, YEARS),
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


def _totals(t: Teller) -> dict[str, str]:
    return {
        "printed": t.word("Total, as stated"),
        "recomputed": t.word("Total, by the table"),
        "both": t.word("Total"),
    }


def _decomposition(t: Teller) -> list[Element]:
    return [
        Prose(
            t.say(
                "Of the change by the table, {total}, {rates} come from rates within the bodies "
                "and {shift} from staff moving between bodies of high and low rates.",
                total=t.number(
                    t.fact("qualification_rate_change", variant="recomputed"), signed=True
                ),
                rates=t.number(t.fact("rate_effect"), signed=True),
                shift=t.number(t.fact("composition_effect"), signed=True),
            )
        ),
        chart_of_effects(
            t,
            BODIES,
            t.say("Percentage points, {years}, by the table", years=period(BETWEEN)),
            "recomputed",
        ),
        Note(t.word("Method"), method_of_effects(t)),
    ]
