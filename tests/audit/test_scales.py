from __future__ import annotations

from analysis.audit.scales import scale_readings


def test_each_scale_word_is_replaced_by_each_other() -> None:
    readings = scale_readings("Ba tỷ tám trăm bảy mươi mốt ngàn đồng")
    assert readings == {
        "Ba nghìn tám trăm bảy mươi mốt ngàn đồng": None,
        "Ba triệu tám trăm bảy mươi mốt ngàn đồng": 3_871_000,
        "Ba tỷ tám trăm bảy mươi mốt triệu đồng": 3_871_000_000,
        "Ba tỷ tám trăm bảy mươi mốt tỷ đồng": None,
    }


def test_another_spelling_of_the_same_scale_is_no_other_reading() -> None:
    assert set(scale_readings("hai tỉ đồng")) == {"hai nghìn đồng", "hai triệu đồng"}


def test_an_amount_without_a_scale_word_has_no_other_reading() -> None:
    assert scale_readings("hai mươi đồng") == {}
