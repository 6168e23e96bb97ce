from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from analysis.briefing.elements import (
    Chart,
    Column,
    DataTable,
    Heading,
    KeyFindings,
    Number,
    Prose,
    Receipt,
    ReceiptLabels,
    Receipts,
    sentence,
)
from analysis.briefing.elements.opening import Finding
from analysis.briefing.lint.numerals import is_rounding, numerals
from analysis.briefing.locale_format import MINUS, number

Faults = Callable[..., str]
RATE = Number("55,88 %", "town/rate/2016")


def said(text: str, **numbers: Number) -> Prose:
    return Prose(sentence(text, **numbers))


def test_a_page_whose_numbers_all_lead_to_their_receipts_may_be_published(faults: Faults) -> None:
    assert faults(said("Năm 2016 đạt {rate}.", rate=RATE)) == ""


def test_a_number_in_a_sentence_without_receipt_is_named_with_what_to_do(faults: Faults) -> None:
    found = faults(said("Đạt {rate}, thiếu 1.703 người.", rate=RATE))
    assert "Trang (vi) cannot be published" in found
    assert "element 1, “Đạt 55,88 %, thiếu 1.703 người.”: 1.703 has no receipt" in found
    assert "say it of a fact" in found


@pytest.mark.parametrize(
    "element",
    [
        DataTable("T", (Column("a"), Column("b")), (("x", "12"),)),
        DataTable("T", (Column("a"), Column("b")), (("x", RATE),), sentence("Thêm 12.")),
        KeyFindings("K", (Finding(sentence("12"), sentence("người")),)),
        Chart(Figure(), sentence("Không có giá trị."), sentence("Tăng 12"), sentence("s")),
    ],
    ids=["cell", "note", "finding", "title"],
)
def test_a_number_without_receipt_is_found_wherever_it_stands(
    element: DataTable | KeyFindings | Chart, faults: Faults
) -> None:
    assert "12 has no receipt" in faults(element)


def test_a_heading_repeats_only_numbers_that_its_section_links(faults: Faults) -> None:
    heading, other = Heading("Đã đạt 55,88 %?", 2, "a"), Heading("Khác", 2, "b")
    assert faults(heading, said("Đạt {rate}.", rate=RATE)) == ""
    assert "55,88 has no receipt; no link can stand here" in faults(
        heading, other, said("Đạt {rate}.", rate=RATE)
    )


def test_a_caption_repeats_only_numbers_that_its_section_links(faults: Faults) -> None:
    columns, rows = (Column("a"), Column("Giảm 55,88")), (("x", RATE),)
    assert faults(DataTable("Đến 55,88 %", columns, rows)) == ""
    assert "44,12 has no receipt" in faults(DataTable("Đến 44,12 %", columns, rows))


@pytest.mark.parametrize(
    "text",
    [
        "Báo cáo 1228/BC-SNV, ngày 30 tháng 3 năm 2017",
        "report 1228/BC-SNV, 30 March 2017",
        "Nghị định 30/2020/NĐ-CP, Phụ lục 1; Thông tư 139/2010/TT-BTC, Điều 12",
        "giai đoạn 2014–2020, tháng dương lịch không kể; năm 2016.",
        "S(a) = 1 + (1 − a) + … + (1 − a)^(n − 1)",
        "T = (target − (1 − a)^n × qualified) × a / (1 − (1 − a)^n)",
        "100 × a / b",
        "2. Kết quả",
    ],
)
def test_years_dates_documents_clauses_and_formulas_need_no_receipt(text: str) -> None:
    assert numerals(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2.016 người", ["2.016"]),
        ("tăng 1 điểm", ["1"]),
        ("100 %", ["100"]),
        ("Giai đoạn 2014–2016: 12 lớp", ["12"]),
        ("0,36", ["0,36"]),
        ("51,48–55,88 %", ["51,48", "55,88"]),
        ("2016,5", ["2016,5"]),
        ("−2.144", ["2.144"]),
    ],
)
def test_every_other_numeral_needs_one(text: str, found: list[str]) -> None:
    assert numerals(text) == found


@pytest.mark.parametrize(
    "text", ["55,88 %", "55,9 %", "56 %", "55,8808 %"], ids=["two", "one", "none", "four"]
)
def test_one_fact_may_be_rounded_to_any_decimals(text: str, faults: Faults) -> None:
    assert faults(said("Đạt {r}.", r=Number(text, "town/rate/2016"))) == ""


@pytest.mark.parametrize("text", ["55,87 %", "55 %", "51,48 %", "−55,88 %"])
def test_a_number_that_is_not_what_its_receipt_holds_is_found(text: str, faults: Faults) -> None:
    found = faults(said("Đạt {r}.", r=Number(text, "town/rate/2016")))
    assert f"{text} is not what its receipt r-town-rate-2016 holds (55,88 %)" in found


def test_text_and_table_cannot_say_one_fact_differently(faults: Faults) -> None:
    table = DataTable("T", (Column("a"), Column("b")), (("x", Number("55,9 %", RATE.receipt)),))
    wrong = DataTable("T", (Column("a"), Column("b")), (("x", Number("55,8 %", RATE.receipt)),))
    text = said("Đạt {rate}.", rate=RATE)
    assert faults(text, table) == ""
    assert "55,8 % is not what its receipt" in faults(text, wrong)


@pytest.mark.parametrize(
    ("text", "right"),
    [("3,871 tỷ đồng", True), ("3.871 triệu đồng", True), ("3,871 triệu đồng", False)],
)
def test_money_is_held_in_the_scale_that_it_names(text: str, right: bool, faults: Faults) -> None:
    assert (faults(said("Chi {m}.", m=Number(text, "town/cost"))) == "") is right


@pytest.mark.parametrize(("text", "wrong"), [("2023", False), ("2024", True)])
def test_a_year_that_a_fact_holds_is_held_like_any_number(
    text: str, wrong: bool, faults: Faults
) -> None:
    year = Receipt("met", "đạt", "2023", "", (), "", "", (("value", Decimal(2023)),))
    receipts = Receipts("Năm", ReceiptLabels("a", "b", "c", "d", "e"), (year,))
    assert bool(faults(said("Đạt năm {x}.", x=Number(text, "met")), receipts)) is wrong


@given(
    amount=st.decimals(-(10**7), 10**7, places=6),
    decimals=st.integers(0, 4),
    lang=st.sampled_from(["vi", "en"]),
)
@settings(max_examples=100)
def test_what_the_page_writes_of_an_amount_is_always_its_rounding(
    amount: Decimal, decimals: int, lang: str
) -> None:
    written = number(amount, lang, decimals)
    digits = written.lstrip(MINUS)
    further = amount + Decimal(2).scaleb(-decimals) * (1 if amount >= 0 else -1)
    assert is_rounding(digits, written, amount, lang)
    assert not is_rounding(digits, written, further, lang)


def test_a_misprint_is_quoted_to_the_letter(faults: Faults) -> None:
    receipt = Receipt(
        "cell/a", "a", "45.5524 → 45.552", "", (), "", "", (("value", Decimal(45552)),)
    )
    cells = Receipts("Số in", ReceiptLabels("a", "b", "c", "d", "e"), (receipt,))
    for printed, wrong in (("45.5524", False), ("45.552", False), ("45.55", True)):
        found = faults(said("Read {x}.", x=Number(printed, "cell/a")), cells, lang="en")
        assert bool(found) is wrong, printed
