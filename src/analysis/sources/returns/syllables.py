"""Could this be Vietnamese?"""

from __future__ import annotations

import re
import unicodedata

from analysis.sources.text import TONE_MARKS

ONSET = "ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdđghklmnpqrstvx]"
NUCLEUS = (
    "uyê|uya|uyu|iêu|yêu|uôi|ươi|ươu|oai|oay|oao|oeo|uây|uê|uâ|uô|uơ|uy|ươ|ưa|ưi|ưu|iê|yê|ia|iu|"
    "oa|oă|oe|oi|oo|ôi|ơi|ua|ui|ai|ao|au|ay|âu|ây|eo|êu|[aăâeêioôơuưy]"
)
CODA = "ch|ng|nh|[ckmnpt]"
SYLLABLE = re.compile(rf"(?:{ONSET})?(?:{NUCLEUS})(?P<coda>{CODA})?")
STOPS = ("c", "ch", "k", "p", "t")
TONES_BEFORE_A_STOP = ("\u0301", "\u0323")
AROUND = re.compile(r"[\s\d!-/:-@\[-`{-~–—“”‘’…]+")


def is_vietnamese(text: str) -> bool:
    """Is every word of the text that has a letter beyond ASCII a Vietnamese syllable?

    By the build of the syllable (onset, vowels, coda, at most one tone, and before a stop only
    sắc or nặng), not by a word list. A text all in ASCII says nothing and passes.
    """
    words = AROUND.split(unicodedata.normalize("NFC", text))
    return all(word.isascii() or _is_syllable(word) for word in words)


def _is_syllable(word: str) -> bool:
    letters = unicodedata.normalize("NFD", word.casefold())
    tones = [letter for letter in letters if letter in TONE_MARKS]
    base = unicodedata.normalize("NFC", "".join(x for x in letters if x not in TONE_MARKS))
    shape = SYLLABLE.fullmatch(base)
    if not shape or len(tones) > 1:
        return False
    return shape["coda"] not in STOPS or tones[:1] == [] or tones[0] in TONES_BEFORE_A_STOP
