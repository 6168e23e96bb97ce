"""Hồ Chí Minh City's archives staff: what do leaving and the pace do?"""

from __future__ import annotations

from analysis.briefing.elements import Element, Heading, Note
from analysis.briefing.stories.hcmc_archives.leakage import leakage
from analysis.briefing.stories.hcmc_archives.pace import pace
from analysis.briefing.stories.hcmc_archives.road import road
from analysis.briefing.teller import Teller
from analysis.briefing.told.sources import source_note


def attrition(t: Teller) -> list[Element]:
    """How many left, as far as it is printed, and does the pace reach the target?"""
    return [
        Heading(t.word("What does attrition do?"), 2, "attrition"),
        *leakage(t),
        *pace(t),
        *road(t),
        source_note(t),
        Note(
            t.word("Limits"),
            t.say(
                "Classes whose printed years had passed are taken as able to have ended; some "
                "intermediate classes are printed only as more than a number and counted as in "
                "the printed total. College staff at opening are not reported, so that level has "
                "no interval. The opening count lies before the scheme, the training within it; "
                "self-funded learners count as from elsewhere. Every rate of attrition here is "
                "an assumption: no document prints one."
            ),
        ),
    ]
