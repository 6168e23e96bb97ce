from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from analysis.sources.errors import MalformedNumber
from analysis.sources.money_words import read_money_words


@pytest.mark.parametrize(
    ("words", "amount"),
    [
        ("Ba tỷ tám trăm bảy mươi mốt triệu đồng", 3_871_000_000),
        ("Ba tỷ tám trăm bảy mươi mốt ngàn đồng", 3_000_871_000),
        ("Hai trăm bảy hai tỷ ba trăm mười sáu triệu đồng", 272_316_000_000),
        ("ba tỉ linh năm nghìn đồng chẵn", 3_000_005_000),
        ("một triệu không trăm lẻ tư nghìn đồng./.", 1_004_000),
        ("hai mươi nhăm đồng", 25),
        ("chín bảy", 97),
        ("mười lăm nghìn", 15_000),
        ("một nghìn hai trăm tỷ đồng", 1_200_000_000_000),
        ("không đồng", 0),
        ("Bẩy mươi tư triệu", 74_000_000),
    ],
)
def test_words_are_read_as_whole_dong(words: str, amount: int) -> None:
    assert read_money_words(words) == amount


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_the_words_that_num2words_writes_are_read_back(amount: int) -> None:
    assert read_money_words(f"{num2words(amount, lang='vi')} đồng") == amount


@given(st.integers(min_value=0, max_value=10**15 - 1))
def test_the_other_accepted_spellings_give_the_same_amount(amount: int) -> None:
    words = num2words(amount, lang="vi")
    other = words.replace("nghìn", "ngàn").replace("tỷ", "tỉ").replace("lẻ", "linh")
    assert read_money_words(other.upper()) == amount


@pytest.mark.parametrize("words", ["hai trăm năm đồng", "ba tỷ năm đồng", "một nghìn năm"])
def test_words_that_could_mean_two_amounts_are_refused(words: str) -> None:
    with pytest.raises(MalformedNumber, match=r"lone digit.* could mean"):
        read_money_words(words)


@pytest.mark.parametrize(
    "words",
    [
        *[
            "",
            "đồng",
            "tỷ",
            "một tỷ tỷ",
            "ba triệu năm triệu",
            "hai nghìn ba triệu",
            "năm tỷ ba tỷ",
        ],
        *["mốt triệu", "hai hai hai", "một mươi", "mươi hai", "ba trăm trăm", "linh năm"],
        *["ba million", "3 tỷ", "hai mươi không", "một trăm linh linh năm"],
    ],
)
def test_words_that_are_no_amount_are_refused(words: str) -> None:
    with pytest.raises(MalformedNumber, match="accepted: words such as"):
        read_money_words(words)
