"""May what the rendered pages say be published? Rules on numbers, words and languages."""

from analysis.briefing.lint.editions import check_editions
from analysis.briefing.lint.fault import UnfitText
from analysis.briefing.lint.page import check_text

__all__ = ["UnfitText", "check_editions", "check_text"]
