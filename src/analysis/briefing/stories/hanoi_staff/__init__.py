"""The briefing on the training of Hà Nội's staff, 2014–2020."""

from __future__ import annotations

from analysis.briefing.elements import Element
from analysis.briefing.stories.hanoi_staff.comparability import comparability
from analysis.briefing.stories.hanoi_staff.opening import opening
from analysis.briefing.stories.hanoi_staff.qualification import qualification
from analysis.briefing.stories.hanoi_staff.training import attrition, cost
from analysis.briefing.teller import Teller
from analysis.briefing.told.checks import audit_section

__all__ = ["opening", "questions"]


def questions(t: Teller) -> list[Element]:
    """What qualification do staff hold, how much training was there, what became of the trained?"""
    return [*qualification(t), *cost(t), *attrition(t), *comparability(t), *audit_section(t)]
