"""How does the briefing of one programme come about in one language?"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from analysis.briefing.material import read_material
from analysis.briefing.page import Page
from analysis.briefing.receipts_of import receipts
from analysis.briefing.stories import (
    hanoi_scheme,
    hanoi_staff,
    hcmc_admin_reform,
    hcmc_archives,
    nghe_an_it,
    two_cities,
)
from analysis.briefing.teller import Teller
from analysis.briefing.told.changes import changes_told

STORIES: dict[str, ModuleType] = {
    "hcmc-archives-2014-2020": hcmc_archives,
    "hcmc-admin-reform-2016-2020": hcmc_admin_reform,
    "hanoi-staff-2014-2020": hanoi_staff,
    "hanoi-scheme-2022-2025": hanoi_scheme,
    "nghe-an-it": nghe_an_it,
    "two-cities": two_cities,
}


def compose(programme: str, lang: str, root: Path) -> Page:
    """What does the briefing say? Its first screen, questions, changes, and receipts of numbers.

    Raises KeyError for a programme that has no story, and for a sentence that names a fact that
    the studies did not establish.
    """
    if programme not in STORIES:
        raise KeyError(
            f"No story tells {programme!r}; there are {', '.join(STORIES)}. Write one in "
            "src/analysis/briefing/stories/ and name it in src/analysis/briefing/compose.py."
        )
    teller = Teller(read_material(programme, root), lang)
    story = STORIES[programme]
    opening, questions = story.opening(teller), story.questions(teller)
    changes = changes_told(teller)
    closing = (receipts(teller),) if teller.said else ()
    return Page(tuple(opening), (*questions, *changes), closing)
