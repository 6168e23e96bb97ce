from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.sources.returns.legacy import (
    TCVN3,
    VNI,
    decode,
    decode_cell,
    encoding_of_sheet,
    encodings_fitting,
)
from analysis.sources.returns.syllables import is_vietnamese

WORDS = "đào tạo bồi dưỡng cán bộ công chức viên chức quận huyện xã phường tỷ lệ nghề nghiệp quỹ"


def typed(text: str, table: dict[str, str]) -> str:
    """The text as it would have been typed: each letter by the sign that stands for it."""
    signs = {letter: sign for sign, letter in table.items()}
    return "".join(signs.get(letter, letter) for letter in unicodedata.normalize("NFC", text))


def test_tcvn3_text_is_decoded_as_glibc_decodes_it() -> None:
    if not shutil.which("iconv"):
        pytest.skip("there is no iconv on this machine to check against")
    for sign, letter in TCVN3.items():
        run = subprocess.run(
            ["iconv", "-f", "TCVN", "-t", "UTF-8"],
            input=sign.encode("latin-1"), capture_output=True, check=True,
        )  # fmt: skip
        assert unicodedata.normalize("NFC", run.stdout.decode()) == letter


def test_the_look_alikes_of_tcvn3_are_read() -> None:
    assert decode_cell("Së Néi vô", ".VnTime", "unicode") == ("Sở Nội vụ", "tcvn3")


def test_a_font_of_capitals_gives_capitals() -> None:
    assert decode_cell("Së Néi vô", ".VnTimeH", "unicode")[0] == "SỞ NỘI VỤ"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Xin chaøo caùc baïn", "Xin chào các bạn"),
        ("Sôû Noäi vuï", "Sở Nội vụ"),
        ("UÛY BAN NHAÂN DAÂN", "ỦY BAN NHÂN DÂN"),
        ("Quaän Taân Bình", "Quận Tân Bình"),
    ],
)
def test_text_of_vni_windows_is_read_by_its_font(written: str, said: str) -> None:
    assert decode_cell(written, "VNI-Times", "unicode") == (said, "vni")


@pytest.mark.parametrize("table", [TCVN3, VNI], ids=["tcvn3", "vni"])
def test_without_a_font_the_text_itself_tells_its_encoding(table: dict[str, str]) -> None:
    encoding = "tcvn3" if table is TCVN3 else "vni"
    sheet = encoding_of_sheet(typed(word, table) for word in WORDS.split())
    assert sheet == encoding
    assert decode_cell(typed(WORDS, table), "Arial", "unicode") == (WORDS, encoding)


def test_what_is_vietnamese_already_stays_as_it_is() -> None:
    assert encodings_fitting(WORDS) == ("unicode",)
    assert decode_cell(WORDS, "Times New Roman", "unicode") == (WORDS, "unicode")


def test_a_word_that_fits_two_encodings_follows_the_cells_around_it() -> None:
    assert encodings_fitting("Sè") == ("unicode", "tcvn3")
    assert decode_cell("Sè", "", "tcvn3") == ("Số", "tcvn3")
    assert decode_cell("Sè", "", "unicode") == ("Sè", "unicode")


@pytest.mark.parametrize("word", ["nghiệp", "thuở", "khuyến", "quyết", "ươm", "Đắk", "giếng"])
def test_vietnamese_syllables_are_known_by_their_build(word: str) -> None:
    assert is_vietnamese(word)


@pytest.mark.parametrize("word", ["t¹o", "baïn", "cùt", "Noäi", "Řeka"])
def test_what_cannot_be_a_syllable_is_not_vietnamese(word: str) -> None:
    assert not is_vietnamese(word)


@given(st.lists(st.sampled_from(WORDS.split()), min_size=1, max_size=6))
def test_typing_and_decoding_gives_the_text_back(words: list[str]) -> None:
    text = " ".join(words)
    assert decode(typed(text, TCVN3), "tcvn3") == text
    assert decode(typed(text, VNI), "vni") == text
