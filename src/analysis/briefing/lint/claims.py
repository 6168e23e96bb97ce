"""Which words of a text claim a direction, and of which of its numbers?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.briefing.lint.reading import Piece
from analysis.sources.documents import read_yaml

WORDS = Path(__file__).with_name("directions.yml")
UP, DOWN = 1, -1
WAYS = {"up": UP, "down": DOWN}
PLACE = r"⟦(?P<{}>\d+)⟧"
WITHIN = r"(?:\s(?:(?![.;:,]\s)[^⟦;:])*?)?"
AS_FAR_AS_A_STOP = r"(?:,(?:\s(?:(?![.;:]\s)[^⟦;:])*?)?|\s(?:(?![.;:]\s)[^⟦;:])+?)"
SLOT = re.compile(r"\{(\w+)\}|( … )|(\s+)")
QUOTE = r"[“\"]?"
COMPARISON = "comparison"


@dataclass(frozen=True)
class Claim:
    """Which way do some words say it goes, of which kind of phrase, and by which numbers?

    numbers: places among the pieces, by their names in the phrase: x, or a and b. denied: whether
    the words say that it does not.
    """

    words: str
    way: int
    kind: str
    numbers: Mapping[str, int]
    denied: bool


def claims(pieces: Sequence[Piece], lang: str) -> Iterator[Claim]:
    """Which directions does a text claim of its linked numbers?"""
    text = "".join(
        f"⟦{place}⟧" if piece.receipt else piece.text for place, piece in enumerate(pieces)
    )
    words = _words(lang)
    for way, kind, phrase in _phrases(lang):
        for found in phrase.finditer(text):
            numbers = {name: int(place) for name, place in found.groupdict().items()
                       if name in {"x", "a", "b"}}  # fmt: skip
            inside = found.groupdict().get("gap") or ""
            if kind != COMPARISON and words["moved"].search(inside):
                continue
            before = text[: found.start("word")]
            denied = words["not"].search(before) is not None
            yield Claim(_shown(found[0], pieces), way, kind, numbers, denied)


def says(text: str, lang: str, way: str, *kinds: str) -> bool:
    """Does a text hold one of these kinds of words of a way (up, down)?"""
    found = _any([word for kind in kinds for word in _read()[lang][way].get(kind, ())])
    return re.search(rf"(?<!\w)(?:{found})(?!\w)", text, re.IGNORECASE) is not None


@cache
def signed() -> re.Pattern[str]:
    """By which parts of their names are those facts known that are changes?"""
    return re.compile(rf"(?<!-per)-(?:{'|'.join(_read()['signed'])})-")


@cache
def _read() -> dict[str, Any]:
    read: dict[str, Any] = read_yaml(WORDS)
    return read


@cache
def _words(lang: str) -> dict[str, re.Pattern[str]]:
    said = _read()[lang]
    moved = _any([*said["up"]["moved"], *said["down"]["moved"]])
    return {
        "moved": re.compile(rf"(?<!\w)(?:{moved})(?!\w)", re.IGNORECASE),
        "not": re.compile(rf"(?<!\w)(?:{_any(said['not'])})\s+$", re.IGNORECASE),
    }


@cache
def _phrases(lang: str) -> tuple[tuple[int, str, re.Pattern[str]], ...]:
    said = _read()[lang]
    return tuple(
        (way, kind, re.compile(_pattern(phrase, {**said[name], "to": said["to"]}), re.IGNORECASE))
        for kind, phrases in said["phrases"].items()
        for phrase in phrases
        for name, way in WAYS.items()
    )


def _pattern(phrase: str, words: Mapping[str, Sequence[str]]) -> str:
    parts, end, named, gaps = [], 0, False, False
    for slot in SLOT.finditer(phrase):
        parts.append(re.escape(phrase[end : slot.start()]))
        end = slot.end()
        if slot[2]:
            gap = AS_FAR_AS_A_STOP if phrase.startswith("{than}", end) else WITHIN
            parts.append(rf"({'?:' if gaps else '?P<gap>'}{gap})\s+")
            gaps = True
        elif slot[3]:
            parts.append(r"\s+")
        elif slot[1] in words:
            name = "" if named else "?P<word>"
            parts.append(rf"(?<!\w)({name or '?:'}{_any(words[slot[1]])})(?!\w)")
            named = True
        else:
            parts.append(QUOTE + PLACE.format(slot[1]))
    return "".join([*parts, re.escape(phrase[end:])])


def _any(words: Sequence[str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest_first)


def _shown(text: str, pieces: Sequence[Piece]) -> str:
    return re.sub(r"⟦(\d+)⟧", lambda place: pieces[int(place[1])].text, text)
