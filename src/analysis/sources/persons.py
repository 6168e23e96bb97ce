"""Where does a text name a person?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from analysis.sources.parsed import parsed
from analysis.sources.text import TONE_MARKS, comparison_key

WORD = re.compile(r"[^\W\d_]+")
KEY = re.compile(rf"[^\W\d_]+[{TONE_MARKS}]*")
LONGEST_NAME, SHORTEST_NAME = 7, 2
BETWEEN = re.compile(r"[ _.-]{1,2}")
UNNAMED = "…"


def names_in(texts: Iterable[str]) -> set[str]:
    """Which of these texts of cells are names of persons? Their keys, as of ``key_of_name``.

    Two to LONGEST_NAME words, each with a capital, the first a Vietnamese family name of the
    reviewed list, and no place of it, nor beginning with words of it that are nobody's, such as
    CAO ĐẲNG; what stands before a colon is left out.
    """
    found = set()
    for text in texts:
        words = text.rpartition(":")[2].split()
        bare = ["".join(WORD.findall(word)) for word in words]
        fits = SHORTEST_NAME <= len(bare) <= LONGEST_NAME
        if fits and all(word[:1].isupper() for word in bare) and _begins(bare[0]):
            found.add(key_of_name(" ".join(bare)))
    return {key for key in found if not _is_nobody(key)}


def without_names(text: str) -> str:
    """How does a text read where the persons that it names are left out? UNNAMED for each.

    Names as of ``names_in``, between other words too, with spaces, hyphens or underscores inside;
    not what is called after a person, behind a word such as Phường.
    """
    kept, place = list[str](), 0
    for start, end in _spans(text):
        kept += [text[place:start], UNNAMED]
        place = end
    return "".join([*kept, text[place:]])


def key_of_name(name: str) -> str:
    """Under which key do the spellings of a person's name meet?"""
    return " ".join(keys_of_words(name))


def keys_of_words(text: str) -> list[str]:
    """Which words has a text, as keys of comparison?"""
    return KEY.findall(comparison_key(text))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    words = list(WORD.finditer(text))
    place = 0
    while place < len(words):
        last = place
        while (
            last + 1 < len(words)
            and last - place + 1 < LONGEST_NAME
            and words[last + 1][0][0].isupper()
            and BETWEEN.fullmatch(text[words[last].end() : words[last + 1].start()])
        ):
            last += 1
        word, span = words[place], text[words[place].start() : words[last].end()]
        if last > place and word[0][0].isupper() and _begins(word[0]):
            if not (_is_nobody(key_of_name(span)) or _leads_to_a_place(words, place, text)):
                yield word.start(), words[last].end()
            place = last
        place += 1


def _leads_to_a_place(words: list[re.Match[str]], place: int, text: str) -> bool:
    if not place:
        return False
    before, gap = words[place - 1], text[words[place - 1].end() : words[place].start()]
    return bool(BETWEEN.fullmatch(gap)) and key_of_name(before[0]) in _reviewed()["before_places"]


def _begins(word: str) -> bool:
    return key_of_name(word) in _reviewed()["family_names"]


def _is_nobody(key: str) -> bool:
    """Is it a place, or do words begin it that begin nobody's name?"""
    reviewed = _reviewed()
    words = key.split()
    begun = {" ".join(words[:count]) for count in range(SHORTEST_NAME, len(words) + 1)}
    return key in reviewed["places"] or bool(begun & reviewed["words"])


@cache
def _reviewed() -> dict[str, frozenset[str]]:
    text = files("analysis.sources").joinpath("persons.yml").read_text(encoding="utf-8")
    return {kind: frozenset(map(key_of_name, told)) for kind, told in parsed(text).items()}
