"""Which errors do the sources raise, and how is a list of problems told in one message?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class SourceError(ValueError):
    """Something that people wrote (a figure, a check, a correction) cannot be used as it stands."""


class MalformedNumber(SourceError):
    """A printed string is not a number in the notation that its unit takes."""


class MalformedTable(SourceError):
    """A table does not fit its schema."""


class MalformedDocument(SourceError):
    """The folder of a document is incomplete or contradicts its own declarations."""


class CorrectionNoLongerHolds(SourceError):
    """A declared correction meets something other than what it expects."""


def tell_problems(where: Path | str, problems: Sequence[str], what_to_do: str) -> str:
    """How are the problems of one place told so that a reader can act on all of them at once?"""
    count = "1 problem" if len(problems) == 1 else f"{len(problems)} problems"
    lines = [f"{count} in {where}:", *(f"  - {problem}" for problem in problems), what_to_do]
    return "\n".join(lines)
