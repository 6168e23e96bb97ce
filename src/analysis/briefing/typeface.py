"""In which letters are pages and charts set? Source Sans Pro, which has every Vietnamese letter."""

from base64 import b64encode
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import category, normalize

import uharfbuzz as harfbuzz

FAMILY = "Source Sans Pro"
FACES = {400: "SourceSansPro-Regular.ttf", 700: "SourceSansPro-Bold.ttf"}
"""The file of each weight."""

KEPT_FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]
VOWELS, TONES = "aăâeêioôơuưy", ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")
VIETNAMESE = {normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES} | {"đ"}
ALPHABET = frozenset(
    {*map(chr, range(32, 127)), *VIETNAMESE, *map(str.upper, VIETNAMESE), *"\xa0·×–“”…→↑↓−≤≥"}
)
"""What a page is set in: the same letters on every page, so that they are cut out once."""


class MissingLetters(ValueError):
    """Which letters of a text has the face not?"""


def face_files() -> dict[int, Path]:
    """Where do the faces lie, by weight? In the package `font-source-sans-pro`."""
    folder = Path(str(files("font_source_sans_pro"))) / "files"
    return {weight: folder / name for weight, name in FACES.items()}


@cache
def faces_folder() -> TemporaryDirectory[str]:
    """Which folder holds these faces and no other? It is there as long as the process is.

    The folder of the package holds each face twice, as outlines of two kinds; which of them a
    search of that folder finds first depends on the machine.
    """
    folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="faces-")
    for path in face_files().values():
        (Path(folder.name) / path.name).write_bytes(path.read_bytes())
    return folder


def width_em(text: str, weight: int = 400) -> float:
    """How wide is a line of text, in sizes of its face? With kerning, as a browser sets it."""
    line = harfbuzz.Buffer()
    line.add_str(text)
    line.guess_segment_properties()
    harfbuzz.shape(_set_in(weight), line)
    advances: int = sum(place.x_advance for place in line.glyph_positions)
    return advances / float(_set_in(weight).face.upem)


@cache
def _set_in(weight: int) -> Any:
    return harfbuzz.Font(_face(face_files()[weight]))


def _face(path: Path) -> Any:
    return harfbuzz.Face(harfbuzz.Blob.from_file_path(str(path)))


def embedded(text: str) -> str:
    """Which style rules bring the letters of a text with the page? One for each weight.

    Each holds a WOFF2 of the alphabet, and of what else the text has, in base64; equal letters
    give equal bytes. Raises MissingLetters for a letter that the face has not: it would be drawn
    in another.
    """
    return _rules(ALPHABET | {char for char in set(text) if not category(char).startswith("C")})


@cache
def _rules(letters: frozenset[str]) -> str:
    return "\n".join(_rule(weight, letters) for weight in FACES)


def _rule(weight: int, letters: frozenset[str]) -> str:
    data = b64encode(_subset(face_files()[weight], letters)).decode()
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
    )


def _subset(face: Path, letters: frozenset[str]) -> bytes:
    from fontTools.ttLib import TTFont

    whole = _face(face)
    wanted = {ord(letter) for letter in letters}
    if missing := sorted(wanted - set(whole.unicodes)):
        named = ", ".join(f"{chr(code)!r} (U+{code:04X})" for code in missing)
        raise MissingLetters(f"{FAMILY} has no {named}: write it otherwise")
    kept = harfbuzz.SubsetInput()
    kept.unicode_set.update(wanted)
    kept.layout_feature_tag_set.clear()
    kept.layout_feature_tag_set.update(_tag(name) for name in KEPT_FEATURES)
    kept.flags = harfbuzz.SubsetFlags.NO_HINTING | harfbuzz.SubsetFlags.NOTDEF_OUTLINE
    font = TTFont(BytesIO(harfbuzz.subset(whole, kept).blob.data), recalcTimestamp=False)
    font.flavor = "woff2"
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _tag(name: str) -> int:
    return int.from_bytes(name.encode(), "big")
