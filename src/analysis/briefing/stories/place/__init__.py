"""Any programme whose figures come from its units' returns or from a register, told alike."""

from analysis.briefing.stories.place.opening import opening
from analysis.briefing.stories.place.questions import questions

__all__ = ["opening", "questions"]
