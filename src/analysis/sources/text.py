"""When are two Vietnamese texts the same text, and what does a file say?"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from analysis.sources.errors import SourceError

TONE_MARKS = "\u0300\u0301\u0303\u0309\u0323"
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff]"
)
ACCEPTED_SPELLINGS = {"ngàn": "nghìn", "tỉ": "tỷ", "sĩ": "sỹ"}


def normalise(text: str) -> str:
    """What does the text say, without accidents of encoding and spacing?

    NFC; every run of spaces (non-breaking and thin ones too) becomes one plain space; spaces at
    either end go.
    """
    return " ".join(unicodedata.normalize("NFC", text).split())


def comparison_key(text: str) -> str:
    """Under which key do two spellings of one Vietnamese text meet?

    Folds case, the placement of the tone mark (hoà/hòa, Uỷ/Ủy) and the pairs of spellings that
    are both in use (nghìn/ngàn, tỷ/tỉ, sỹ/sĩ). For comparing only, never for printing.
    """
    words = re.compile(r"[^\W\d_]+")
    return words.sub(lambda word: _folded_syllable(word[0]), normalise(text).casefold())


def _folded_syllable(syllable: str) -> str:
    letters = unicodedata.normalize("NFD", ACCEPTED_SPELLINGS.get(syllable, syllable))
    tones = "".join(mark for mark in letters if mark in TONE_MARKS)
    plain = "".join(letter for letter in letters if letter not in TONE_MARKS)
    return unicodedata.normalize("NFC", plain) + tones


def shown_text(text: str) -> str:
    """Which text can be shown? Each sign that no output may hold becomes a question mark.

    Those are controls (but for tabs and ends of lines), the signs that turn the direction of a line
    so that it reads otherwise than it stands, halves of letters, and codes that are no letters.
    """
    return UNFIT.sub("?", text.replace("\r\n", "\n").replace("\r", "\n"))


def slug(text: str) -> str:
    """Which ASCII id stands for a text? Lower case, digits and hyphens: `Sở Nội vụ` → `so-noi-vu`.

    Raises ValueError where nothing is left.
    """
    folded = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    result = re.sub(r"[^a-z0-9]+", "-", bare).strip("-")
    if not result:
        raise ValueError(f"no ASCII id can be made from {text!r}")
    return result


def read_text(path: Path) -> str:
    """What does a text file say, whoever's editor saved it?

    UTF-8 with or without byte order mark; Windows and old Mac line ends become LF. Raises
    SourceError where the file is missing or in another encoding.
    """
    if not path.is_file():
        raise SourceError(f"{path} is missing. Add the file, or correct its name.")
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path}, line {row}: byte 0x{content[error.start]:02x} is not UTF-8. Save the file "
            "as UTF-8 (in a spreadsheet: 'CSV UTF-8'); TCVN3 or VNI text must be converted first."
        ) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")
