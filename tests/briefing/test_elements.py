import re

import pytest

from analysis.briefing.elements import (
    Box,
    Column,
    DataTable,
    Finding,
    Heading,
    Input,
    KeyFindings,
    Masthead,
    Number,
    Receipt,
    ReceiptLabels,
    Receipts,
    followed_by,
    sentence,
)
from analysis.sources.text import slug

MARKUP = '<b>&"#[x]*$\\'


def test_a_number_links_to_its_receipt_in_both_markups() -> None:
    number = Number("55,88 %", "Tỷ lệ/2016")
    assert number.html() == '<a class="n" href="#r-ty-le-2016">55,88 %</a>'
    assert number.typst() == '#figure-link(<r-ty-le-2016>)[#"55,88 %";];'


def test_markup_in_a_text_stays_text() -> None:
    shown = sentence("{x}", x=MARKUP)
    assert shown.html() == "&lt;b&gt;&amp;&quot;#[x]*$\\"
    assert shown.typst() == '#"<b>&\\"#[x]*$\\\\";'


def test_a_template_becomes_a_sentence_with_its_numbers() -> None:
    rate = Number("55,88 %", "rate")
    inner = sentence("từ {a}", a="2012")
    assert sentence("Đạt {r} {i}.", r=rate, i=inner).parts == (
        "Đạt ",
        rate,
        " ",
        "từ ",
        "2012",
        ".",
    )


def test_a_template_without_its_figure_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"placeholders \['rate'\], given are \['share'\]"):
        sentence("{rate}", share="x")


def test_a_masthead_says_language_and_title_of_the_page(masthead: Masthead) -> None:
    _, metadata = masthead._repr_mimebundle_()
    assert metadata["page"]["lang"] == "vi"
    assert metadata["page"]["title"] == "Hai cách đọc không thể cùng đúng"


def test_six_key_findings_are_too_many() -> None:
    finding = Finding(sentence("1"), sentence("x"))
    with pytest.raises(ValueError, match="6 key findings; a first screen holds 1 to 5"):
        KeyFindings("Kết quả", (finding,) * 6)


def test_an_unknown_tone_of_a_box_is_an_error() -> None:
    with pytest.raises(ValueError, match="'loud' is not one of limits, conflict"):
        Box("x", (), "loud")  # type: ignore[arg-type]


def test_a_heading_needs_an_ascii_anchor() -> None:
    with pytest.raises(ValueError, match="use 'so-noi-vu'"):
        Heading("Sở Nội vụ", 2, "Sở-Nội-vụ")


def test_a_heading_is_never_the_title_of_the_page() -> None:
    with pytest.raises(ValueError, match="level 1"):
        Heading("x", 1, "x")


def test_a_row_of_another_length_is_an_error_that_names_it() -> None:
    with pytest.raises(ValueError, match="row 'Quận' has 1 cells, the table 2 columns"):
        DataTable("T", (Column("a", numeric=False), Column("b")), (("Quận",),))


def test_a_table_says_what_heads_columns_and_rows() -> None:
    table = DataTable("T", (Column("a", numeric=False), Column("b")), (("Quận", "1"),)).html()
    assert '<th scope="col" class="num">b</th>' in table
    assert '<th scope="row">Quận</th>\n<td class="num">1</td>' in table


@pytest.mark.parametrize(("name", "is_short"), [("2012–2016", True), ("Sở, ngành 2016", False)])
def test_a_table_whose_rows_are_named_by_years_leaves_their_column_narrow(
    name: str, is_short: bool
) -> None:
    table = DataTable("T", (Column("a", numeric=False), Column("b")), ((name, "1"),)).html()
    assert ('<table class="short">' in table) == is_short


def test_two_numbers_side_by_side_stay_two_where_the_tags_of_a_table_are_taken_out() -> None:
    columns = (Column("Năm", numeric=False), Column("Người"), Column("%"))
    told = DataTable("x", columns, (("2021", "18", "5,58"), ("2022", "26", "8,1"))).html()
    assert re.findall(r"[0-9,]+", re.sub(r"<[^>]+>", "", told.partition("<tbody>")[2])) == [
        "2021", "18", "5,58", "2022", "26", "8,1"
    ]  # fmt: skip


def test_two_receipts_at_one_place_are_an_error() -> None:
    receipts = tuple(Receipt(name, "", "", "", (), "", "") for name in ("a.b", "a-b"))
    with pytest.raises(ValueError, match="more than one receipt for r-a-b"):
        Receipts("x", ReceiptLabels("", "", "", "", ""), receipts)


def test_without_a_page_each_printed_figure_stands_once_and_receipts_name_it_by_number() -> None:
    first, second = Input("12/BC", "bảng 1", "40"), Input("12/BC", "bảng 2", "50")
    labels = ReceiptLabels("Công thức", "Ghi tại", "Đối chiếu", "Tình trạng", "Nơi dùng")
    whole = Receipt("a", "Số người", "90", "tổng", (first, second), "", "số tính toán")
    part = Receipt("b", "Năm sau", "50", "", (second,), "", "số báo cáo")
    assert Receipts("Căn cứ", labels, (whole, part)).plain().splitlines() == [
        "Căn cứ",
        "Số người: 90",
        "  Công thức: tổng",
        "  Tình trạng: số tính toán",
        "  Ghi tại: 1–2",
        "Năm sau: 50",
        "  Tình trạng: số báo cáo",
        "  Ghi tại: 2",
        "Ghi tại",
        "  1. 12/BC, bảng 1: “40”",
        "  2. 12/BC, bảng 2: “50”",
    ]


def test_a_vietnamese_text_has_an_ascii_id() -> None:
    assert slug("Đề án số 1698/QĐ-UBND") == "de-an-so-1698-qd-ubnd"
    with pytest.raises(ValueError, match="no ASCII id"):
        slug("…")


def test_sentences_that_follow_one_another_are_parted_by_a_space_and_keep_their_receipts() -> None:
    rate = Number("51%", "town/rate")
    together = followed_by(sentence("It is {r}.", r=rate), sentence("It rose."))
    assert together.plain() == "It is 51%. It rose."
    assert rate in together.parts
    assert followed_by(sentence("Alone.")) == sentence("Alone.")
