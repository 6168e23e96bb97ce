"""Does a page say a string of the other language?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analysis.briefing.lint.fault import Fault
from analysis.briefing.lint.reading import Reading

VIETNAMESE_WORD = re.compile(
    r"(?<!\w)[a-zà-ỹđ]*[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ][a-zà-ỹđ]*"
)
ENGLISH_WORD = re.compile(
    r"(?<!\w)(?:the|of|and|is|are|was|were|by|from|that|which|with|each|this|year|years|persons"
    r"|not|for|percent|at least)(?!\w)",
    re.IGNORECASE,
)
OTHER = {"en": ("Vietnamese", VIETNAMESE_WORD), "vi": ("English", ENGLISH_WORD)}


def of_the_other_language(reading: Reading, lang: str) -> Iterator[Fault]:
    """Which words are of the other language, but for quotations and what is marked with `lang`?

    In English a word with Vietnamese letters that does not begin with a capital (one that does is a
    name); in Vietnamese a word that only English has.
    """
    name, words = OTHER[lang]
    for block in reading.blocks:
        text = "".join(piece.text for piece in block.pieces if not piece.quoted)
        for found in words.finditer(text):
            yield Fault(
                block,
                found[0],
                f"is {name}",
                "translate it in briefing/locale/vi.po or data/raw, or mark it with its language",
            )
            break
