"""In which letters are pages and charts set? Source Sans Pro, which has every Vietnamese letter."""

from base64 import b64encode
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unicodedata import category

FAMILY = "Source Sans Pro"
FACES = {400: "SourceSansPro-Regular.ttf", 700: "SourceSansPro-Bold.ttf"}
"""The file of each weight."""

KEPT_FEATURES = ["ccmp", "kern", "locl", "mark", "mkmk"]


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


def embedded(text: str) -> str:
    """Which style rules bring the letters of a text with the page? One for each weight.

    Each holds a WOFF2 of just these letters in base64; equal letters give equal bytes. Raises
    MissingLetters for a letter that the face has not: it would be drawn in another.
    """
    letters = frozenset(char for char in set(text) if not category(char).startswith("C"))
    return "\n".join(_rule(weight, letters) for weight in FACES)


def _rule(weight: int, letters: frozenset[str]) -> str:
    data = b64encode(_subset(face_files()[weight], letters)).decode()
    return (
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f'src: url("data:font/woff2;base64,{data}") format("woff2"); }}'
    )


def _subset(face: Path, letters: frozenset[str]) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    font = TTFont(face, recalcTimestamp=False)
    known = font.getBestCmap()
    missing = sorted(letter for letter in letters if ord(letter) not in known)
    if missing:
        named = ", ".join(f"{letter!r} (U+{ord(letter):04X})" for letter in missing)
        raise MissingLetters(f"{FAMILY} has no {named}: write it otherwise")
    options = Options(layout_features=KEPT_FEATURES, hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(letter) for letter in letters])
    subsetter.subset(font)
    font.flavor = "woff2"
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()
