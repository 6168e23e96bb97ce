"""Persons in cells and in the names of files, apart from places that are called alike."""

from __future__ import annotations

import pytest

from analysis.sources.persons import key_of_name, names_in, without_names


@pytest.mark.parametrize(
    "text",
    ["Trần Văn Ba", "TRẦN VĂN BA", "Người lập biểu: Trần Văn Ba", "Trần  Văn\u00a0Ba"],
)  # fmt: skip
def test_a_cell_that_is_a_name_is_known(text: str) -> None:
    assert names_in([text]) == {key_of_name("Trần Văn Ba")}


@pytest.mark.parametrize("name", ["Cao Đăng Ba", "Cao Đằng An", "Lý Văn Luận", "VĂN THƯ", "Mã Sơn"])
def test_who_is_called_like_the_beginning_of_a_heading_is_still_known(name: str) -> None:
    assert names_in([name]) == {key_of_name(name)}


@pytest.mark.parametrize(
    "text",
    ["Sở Nội vụ", "Văn thư, lưu trữ", "Lê", "Hà Nội", "HỒ CHÍ MINH", "Phạm vi điều chỉnh", "12",
     "Tổng cộng", "Thanh tra Sở", "CAO ĐẲNG", "CAO ĐẲNG TRỞ LÊN", "LƯU TRỮ",
     "PHÓ GIÁM ĐỐC", "MÃ SỐ"],
)  # fmt: skip
def test_a_cell_that_is_none_is_not(text: str) -> None:
    assert names_in([text]) == set()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("quan-1 Trần Văn Ba.xlsx", "quan-1 ….xlsx"),
        ("Báo cáo_Trần_Văn_Ba_2016.xls", "Báo cáo_…_2016.xls"),
        ("2016/LÊ THỊ BỐN/so noi vu.xlsx", "2016/…/so noi vu.xlsx"),
        ("do Trần Văn Ba và Lê Thị Bốn lập", "do … và … lập"),
        ("Phường Lý Thái Tổ.xlsx", "Phường Lý Thái Tổ.xlsx"),
        ("Sở Nội vụ Hà Nội.xlsx", "Sở Nội vụ Hà Nội.xlsx"),
        ("bieu 1.xlsx", "bieu 1.xlsx"),
        ("TRÌNH ĐỘ: CAO ĐẲNG.xlsx", "TRÌNH ĐỘ: CAO ĐẲNG.xlsx"),
    ],
)
def test_a_person_in_the_name_of_a_file_is_left_out(text: str, bare: str) -> None:
    assert without_names(text) == bare
