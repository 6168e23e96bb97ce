from collections.abc import Callable

import pytest

from analysis.briefing.elements import Number, Prose, sentence

Faults = Callable[..., str]
ROSE, FELL = "town/rate-change/total", "town/rate-change/departments"


def said(text: str, **numbers: tuple[str, str]) -> Prose:
    return Prose(sentence(text, **{name: Number(*number) for name, number in numbers.items()}))


@pytest.mark.parametrize(
    ("text", "written", "fact", "wrong"),
    [
        ("Tỷ lệ tăng {x}.", "25,67 điểm", ROSE, False),
        ("Tỷ lệ giảm {x}.", "25,67 điểm", ROSE, True),
        ("Tỷ lệ giảm {x}.", "7,06 điểm", FELL, False),
        ("Tỷ lệ tăng {x}.", "7,06 điểm", FELL, True),
        ("Tỷ lệ tăng thêm {x}.", "−7,06 điểm", FELL, True),
        ("Tỷ lệ giảm {x}.", "−7,06 điểm", FELL, True),
        ("Thay đổi: {x}.", "−7,06 điểm", FELL, False),
        ("Thay đổi: {x}.", "7,06 điểm", FELL, True),
    ],
)
def test_a_word_of_direction_goes_the_way_of_the_change(
    text: str, written: str, fact: str, wrong: bool, faults: Faults
) -> None:
    found = faults(said(text, x=(written, fact)))
    assert bool(found) is wrong
    assert not wrong or "choose the word from the value" in found


def test_the_same_holds_in_english(faults: Faults) -> None:
    number = ("7.06 percentage points", FELL)
    assert faults(said("It fell by {x}.", x=number), lang="en") == ""
    assert "rose by 7.06 percentage points is said of -7.056" in faults(
        said("It rose by {x}.", x=number), lang="en"
    )


@pytest.mark.parametrize(
    ("text", "lang", "wrong"),
    [
        ("Tỷ lệ tăng từ {low} lên {high}.", "vi", False),
        ("Tỷ lệ giảm từ {low} xuống {high}.", "vi", True),
        ("Tỷ lệ tăng từ {high} lên {low}.", "vi", True),
        ("The rate rose from {low} to {high}.", "en", False),
        ("The rate fell from {low} to {high}.", "en", True),
        ("The rate fell from {high} to {low}.", "en", False),
    ],
)
def test_a_course_ends_where_its_word_leads(
    text: str, lang: str, wrong: bool, faults: Faults
) -> None:
    low = ("30,21 %" if lang == "vi" else "30.21%", "town/rate/2012")
    high = ("55,88 %" if lang == "vi" else "55.88%", "town/rate/2016")
    found = faults(said(text, low=low, high=high), lang=lang)
    assert ("goes the other way" in found) is wrong
    assert bool(found) is wrong


def test_an_english_sentence_on_a_vietnamese_page_is_found(faults: Faults) -> None:
    found = faults(said("Đạt một nửa. The rate of the staff is known."))
    assert "The is English; translate it in briefing/locale/vi.po" in found


def test_a_vietnamese_sentence_on_an_english_page_is_found(faults: Faults) -> None:
    assert "là is Vietnamese" in faults(said("Nguồn là báo cáo."), lang="en")


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("Hồ Chí Minh City's Sở Nội Vụ, Hà Nội, Decree 30/2020/NĐ-CP.", "en"),
        ("Theo HCM CityWeb và World Bank, số liệu tháng 5.", "vi"),
    ],
)
def test_names_belong_to_either_language(text: str, lang: str, faults: Faults) -> None:
    assert "is English" not in faults(said(text), lang=lang)
    assert "is Vietnamese" not in faults(said(text), lang=lang)
