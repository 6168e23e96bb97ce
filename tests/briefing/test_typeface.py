import re
import unicodedata
from base64 import b64decode
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from analysis.briefing.typeface import (
    ALPHABET,
    FACES,
    MissingLetters,
    embedded,
    face_files,
    faces_folder,
    width_em,
)

VIETNAMESE = "Nguyễn Đình Chiểu, Bắc Kạn, huyện Vị Xuyên, Ưng Hoà, 55,88 %, −1,53 → ≥ “ước tính”"


def fonts(rules: str) -> list[TTFont]:
    return [TTFont(BytesIO(b64decode(data))) for data in re.findall(r"base64,([^\"]+)", rules)]


def test_a_page_carries_the_alphabet_and_what_else_it_uses_and_no_others() -> None:
    rules = embedded("Tỷ lệ €")
    regular, bold = fonts(rules)
    expected = {*map(ord, ALPHABET), ord("€")}
    assert set(regular.getBestCmap()) == set(bold.getBestCmap()) == expected
    assert (
        re.findall(r"font-weight: (\d+)", rules)
        == [str(weight) for weight in FACES]
        == ["400", "700"]
    )


def test_every_vietnamese_letter_is_there_in_both_weights() -> None:
    vowels = "aăâeêioôơuưy"
    tones = ["", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"]
    letters = {unicodedata.normalize("NFC", vowel + tone) for vowel in vowels for tone in tones}
    letters |= {letter.upper() for letter in letters} | {"đ", "Đ"}
    assert len(letters) == 146
    assert letters <= ALPHABET
    assert all(set(map(ord, letters)) <= set(font.getBestCmap()) for font in fonts(embedded("")))


def test_letters_keep_their_kerning() -> None:
    for font in fonts(embedded("")):
        features = font["GPOS"].table.FeatureList.FeatureRecord
        assert "kern" in {feature.FeatureTag for feature in features}


def test_digits_of_a_weight_are_all_of_one_width() -> None:
    for path in face_files().values():
        font = TTFont(path)
        widths = {font["hmtx"][font.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
        assert len(widths) == 1


def test_a_letter_that_the_face_has_not_is_an_error_that_names_it() -> None:
    with pytest.raises(MissingLetters, match=r"'ก' \(U\+0E01\)"):
        embedded("aก")


def test_equal_letters_give_equal_bytes_in_any_order() -> None:
    before = embedded(VIETNAMESE)
    assert embedded(VIETNAMESE[::-1]) == before


def test_the_folder_for_the_pdf_holds_each_face_once() -> None:
    names = sorted(path.name for path in Path(faces_folder().name).iterdir())
    assert names == sorted(FACES.values())


@pytest.mark.parametrize("weight", FACES)
def test_a_line_is_as_wide_as_the_advances_of_its_letters_in_the_font_file(weight: int) -> None:
    font = TTFont(face_files()[weight])
    names, advances = font.getBestCmap(), font["hmtx"]
    text = "nhnmệ"
    expected = sum(advances[names[ord(letter)]][0] for letter in text) / font["head"].unitsPerEm
    assert width_em(text, weight) == pytest.approx(expected, abs=1e-9)


def test_letters_that_the_face_draws_closer_are_measured_closer() -> None:
    assert width_em("AV") < width_em("A") + width_em("V")
