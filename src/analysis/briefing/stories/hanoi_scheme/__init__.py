"""The briefing on Hà Nội's training scheme, 2022–2025."""

from __future__ import annotations

from analysis.briefing.elements import Element
from analysis.briefing.stories.hanoi_scheme.opening import opening
from analysis.briefing.stories.hanoi_scheme.questions import attrition, cost, seats, targets
from analysis.briefing.teller import Teller
from analysis.briefing.told.checks import audit_section

__all__ = ["opening", "questions"]


def questions(t: Teller) -> list[Element]:
    """Whom does it train, towards which targets, at what cost, and what would attrition do?"""
    return [*seats(t), *targets(t), *cost(t), *attrition(t), *audit_section(t)]
