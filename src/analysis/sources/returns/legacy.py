"""What does text say that was typed in TCVN3 or VNI, before spreadsheets knew Unicode?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

from analysis.sources.returns.syllables import is_vietnamese

Encoding = Literal["unicode", "tcvn3", "vni"]

MOST_KEPT = 1 << 16
"""How many texts are kept with what was found of them: units write the same headings."""
TCVN3_RUNS = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
TCVN3 = {
    chr(start + place): letter
    for start, run in TCVN3_RUNS.items()
    for place, letter in enumerate(run)
}

VNI_TONES = {"ù": "\u0301", "ø": "\u0300", "û": "\u0309", "õ": "\u0303", "ï": "\u0323"}
VNI_CIRCUMFLEX = {
    "â": "",
    "á": "\u0301",
    "à": "\u0300",
    "å": "\u0309",
    "ã": "\u0303",
    "ä": "\u0323",
}
VNI_BREVE = {"ê": "", "é": "\u0301", "è": "\u0300", "ú": "\u0309", "ü": "\u0303", "ë": "\u0323"}
VNI_ALONE = {
    "ñ": "đ",
    "ô": "ơ",
    "ö": "ư",
    "î": "ỵ",
    "í": "í",
    "ì": "ì",
    "æ": "ỉ",
    "ó": "ĩ",
    "ò": "ị",
}


def _vni_letters() -> dict[str, str]:
    pairs = dict(VNI_ALONE)
    for vowel in "aeouyôö":
        letter = VNI_ALONE.get(vowel, vowel)
        pairs |= {vowel + sign: letter + tone for sign, tone in VNI_TONES.items()}
    for vowel in "aeo":
        signs = VNI_CIRCUMFLEX.items()
        pairs |= {vowel + sign: f"{vowel}\u0302{tone}" for sign, tone in signs}
    pairs |= {f"a{sign}": f"a\u0306{tone}" for sign, tone in VNI_BREVE.items()}
    composed = {sign: unicodedata.normalize("NFC", letter) for sign, letter in pairs.items()}
    capitals = {sign.upper(): letter.upper() for sign, letter in composed.items()}
    mixed = {
        sign[0].upper() + sign[1]: letter.upper()
        for sign, letter in composed.items()
        if len(sign) > 1
    }
    return {**composed, **mixed, **capitals}


VNI = _vni_letters()
VNI_LETTER = re.compile("|".join(sorted(map(re.escape, VNI), key=len, reverse=True)))


def decode(text: str, encoding: Encoding) -> str:
    """What does a text typed in this encoding say? In Unicode, composed (NFC).

    The text holds the bytes of the old font as the Latin-1 letters that a spreadsheet shows
    without it: "Së Néi vô" in TCVN3 is "Sở Nội vụ". TCVN 5712:1993 as it was used in the ABC
    fonts, capitals with a tone left out (there the font ended in H); VNI-Windows as keyboards such
    as xvnkb (vni.h) list it.
    """
    if encoding == "tcvn3":
        return "".join(TCVN3.get(letter, letter) for letter in text)
    if encoding == "vni":
        return VNI_LETTER.sub(lambda letter: VNI[letter[0]], text)
    return unicodedata.normalize("NFC", text)


def encoding_of_font(font: str) -> Encoding | None:
    """Which encoding does the name of a font give away? None where it says nothing."""
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None


def decode_cell(text: str, font: str, around: Encoding) -> tuple[str, Encoding]:
    """What does a cell say, and in which encoding was it typed?

    By the name of its font; else by the text: the encoding of the cells `around`, where the text
    is Vietnamese in it, else the only one in which it is. Where several or none would do, the text
    stays as it stands. A font of capitals (.VnTimeH) gives capitals.
    """
    named = encoding_of_font(font)
    if named:
        said = decode(text, named)
        capitals = named == "tcvn3" and font.strip().casefold().endswith("h")
        return (said.upper() if capitals else said), named
    if text.isascii():
        return text, "unicode"
    fitting = encodings_fitting(text)
    chosen = around if around in fitting else fitting[0] if len(fitting) == 1 else "unicode"
    return decode(text, chosen), chosen


@lru_cache(MOST_KEPT)
def encodings_fitting(text: str) -> tuple[Encoding, ...]:
    """In which encodings is the text Vietnamese? Unicode first.

    In an old encoding every letter beyond ASCII must be a sign of it.
    """
    left_over = {
        "tcvn3": "".join(letter for letter in text if letter not in TCVN3),
        "vni": VNI_LETTER.sub("", text),
    }
    encodings: tuple[Encoding, ...] = ("unicode", "tcvn3", "vni")
    return tuple(
        encoding
        for encoding in encodings
        if left_over.get(encoding, "").isascii() and is_vietnamese(decode(text, encoding))
    )


def encoding_of_sheet(texts: Iterable[str]) -> Encoding:
    """In which encoding was a sheet typed? The one in which most of its texts are Vietnamese.

    Only texts with letters beyond ASCII count; Unicode where the counts are equal.
    """
    telling = [text for text in texts if not text.isascii()]
    votes = [encoding for text in telling for encoding in encodings_fitting(text)]
    encodings: tuple[Encoding, ...] = ("unicode", "tcvn3", "vni")
    return max(encodings, key=votes.count)
