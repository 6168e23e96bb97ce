"""Does an amount in words name the wrong scale: thousand for million?"""

from __future__ import annotations

from analysis.sources.errors import MalformedNumber
from analysis.sources.money_words import read_money_words
from analysis.sources.text import comparison_key, normalise

SCALE_WORDS = ("nghìn", "triệu", "tỷ")


def scale_readings(words: str) -> dict[str, int | None]:
    """What would the amount be if one of its scale words were another?

    The words with one scale replaced, each with the whole đồng that it says; None where no amount
    can be read from it. Both spellings of nghìn/ngàn and tỷ/tỉ count as one scale. The enumeration
    is our own.
    """
    tokens = normalise(words).split(" ")
    keys = {comparison_key(word): word for word in SCALE_WORDS}
    readings: dict[str, int | None] = {}
    for place, token in enumerate(tokens):
        key = comparison_key(token)
        for other, word in keys.items():
            if key in keys and other != key:
                text = " ".join([*tokens[:place], word, *tokens[place + 1 :]])
                readings[text] = _read(text)
    return readings


def _read(words: str) -> int | None:
    try:
        return read_money_words(words)
    except MalformedNumber:
        return None
