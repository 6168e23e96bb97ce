"""Which elements does a briefing consist of, in their order?"""

from __future__ import annotations

from dataclasses import dataclass

from analysis.briefing.elements import Element


@dataclass(frozen=True)
class Page:
    """A briefing: what stands on the first screen, the questions answered, the receipts."""

    opening: tuple[Element, ...]
    questions: tuple[Element, ...]
    closing: tuple[Element, ...]
