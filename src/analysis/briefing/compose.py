"""How does the briefing of one programme come about in one language?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from analysis.briefing.elements import Element, Masthead
from analysis.briefing.kinds import GENERATED_DATA
from analysis.briefing.material import read_material
from analysis.briefing.page import Page
from analysis.briefing.receipts_of import receipts
from analysis.briefing.stories import STORIES, story_of
from analysis.briefing.teller import Teller
from analysis.briefing.told.changes import changes_told
from analysis.briefing.told.kept_back import kept_back_told, with_dots_told
from analysis.sources.programmes import read_programmes


def compose(programme: str, lang: str, root: Path) -> Page:
    """What does the briefing say? Its first screen, questions, changes, and receipts of numbers.

    Raises KeyError for a programme that has no story, and for a sentence that names a fact that
    the studies did not establish.
    """
    told_by = story_of(programme, read_programmes(root).get(programme, {}))
    if not told_by:
        raise KeyError(
            f"No story tells {programme!r}; there are {', '.join(STORIES)}. Write one in "
            "src/analysis/briefing/stories/ and name it in the __init__.py there."
        )
    teller = Teller(read_material(programme, root), lang)
    story = import_module(told_by)
    opening = _marked(story.opening(teller), teller)
    questions = with_dots_told(teller, story.questions(teller))
    changed = changes_told(teller)
    changes = [*kept_back_told(teller), *changed]
    closing = (receipts(teller),) if teller.said else ()
    return Page(tuple(opening), (*questions, *changes), closing)


def _marked(opening: Sequence[Element], teller: Teller) -> list[Element]:
    generated = teller.material.settings.get("generated")
    mark = teller.word(GENERATED_DATA) if generated else ""
    return [
        replace(one, mark=mark, kind=teller.kind) if isinstance(one, Masthead) else one
        for one in opening
    ]
