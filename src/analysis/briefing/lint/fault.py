"""What is wrong with what a page says, where, and what is to be done?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.briefing.lint.reading import Block

LONGEST_QUOTE = 160


class UnfitText(ValueError):
    """Which sentences of a page cannot be published?"""

    def __init__(self, where: str, faults: Sequence[object]) -> None:
        super().__init__("\n".join([f"{where}:", *(f"  - {fault}" for fault in faults)]))


@dataclass(frozen=True)
class Fault:
    """Which words of a block are wrong, why, and how is it mended?"""

    block: Block
    words: str
    why: str
    mend: str

    def __str__(self) -> str:
        text, words = self.block.text, " ".join(self.words.split())
        start = max(0, text.find(words) - LONGEST_QUOTE // 2)
        quote = text[start : start + LONGEST_QUOTE]
        return f"element {self.block.element + 1}, “{quote}”: {words} {self.why}; {self.mend}"
