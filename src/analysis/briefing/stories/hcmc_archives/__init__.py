"""The briefing on Hồ Chí Minh City's records-and-archives staff."""

from __future__ import annotations

from analysis.briefing.elements import Element
from analysis.briefing.stories.hcmc_archives.attrition import attrition
from analysis.briefing.stories.hcmc_archives.cost import cost
from analysis.briefing.stories.hcmc_archives.opening import opening
from analysis.briefing.stories.hcmc_archives.qualification import qualification
from analysis.briefing.teller import Teller
from analysis.briefing.told.checks import audit_section
from analysis.briefing.told.conclusions import conclusions

__all__ = ["opening", "questions"]


def questions(t: Teller) -> list[Element]:
    """What happened to qualification, what did it cost, what does attrition do?"""
    return [*qualification(t), *cost(t), *attrition(t), *conclusions(t), *audit_section(t)]
