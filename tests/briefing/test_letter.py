"""Does the official document keep to the form of Decree 30/2020/NĐ-CP, Appendix I?

Sizes in points and lengths in millimetres as shared/vietnamese-notes.md lists them; they are read
from the finished PDF with poppler.
"""

import io
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from nbformat import NotebookNode

from analysis.briefing.elements import Element, Heading, Masthead, Number, Prose, sentence
from analysis.briefing.exporters import BriefingPDFExporter
from analysis.briefing.exporters.layouts import UnfitPDF

NotebookOf = Callable[..., NotebookNode]

MILLIMETRE = 72 / 25.4
WIDTH = 210 * MILLIMETRE
SETTINGS = {
    "parent_body": "Ủy ban nhân dân Thành phố",
    "issuing_body": "Sở Nội vụ",
    "place": "Thành phố Hồ Chí Minh",
    "recipients": ["Ủy ban nhân dân Thành phố", "Các sở, ban, ngành"],
}
LONG = "Tỷ lệ này tính trên tổng số người làm văn thư, lưu trữ của các cơ quan được báo cáo. " * 4

pytestmark = pytest.mark.skipif(not shutil.which("pdftohtml"), reason="pdftohtml is not installed")


@dataclass(frozen=True)
class Line:
    """One run of text: points from the top left corner of its page."""

    page: int
    text: str
    left: float
    top: float
    right: float
    size: int
    bold: bool
    italic: bool


@pytest.fixture(scope="module")
def letter(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...], tmp_path_factory: Any
) -> list[Line]:
    notebook = notebook_of(*whole_page[:5], Prose(sentence(LONG)), *whole_page[5:])
    return lines_of(made(notebook), tmp_path_factory.mktemp("letter"))


def made(notebook: NotebookNode, **settings: Any) -> bytes:
    exporter = BriefingPDFExporter(layout="letter", letterhead=settings)
    return exporter.from_notebook_node(notebook)[0]


def lines_of(pdf: bytes, folder: Path) -> list[Line]:
    (folder / "letter.pdf").write_bytes(pdf)
    path = str(folder / "letter.pdf")
    command = ["pdftohtml", "-xml", "-stdout", "-i", "-zoom", "1", path]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    root = ET.fromstring(
        text[text.index("<page") : text.rindex("</pdf2xml>")].join(["<d>", "</d>"])
    )
    sizes = {font.attrib["id"]: int(font.attrib["size"]) for font in root.iter("fontspec")}
    return [
        Line(
            page=int(page.attrib["number"]),
            text="".join(item.itertext()).strip(),
            left=float(item.attrib["left"]),
            top=float(item.attrib["top"]),
            right=float(item.attrib["left"]) + float(item.attrib["width"]),
            size=sizes[item.attrib["font"]],
            bold=item.find(".//b") is not None,
            italic=item.find(".//i") is not None,
        )
        for page in root.iter("page")
        for item in page.iter("text")
        if "".join(item.itertext()).strip()
    ]


def one(letter: list[Line], beginning: str) -> Line:
    found = [line for line in letter if line.text.removeprefix("- ").startswith(beginning)]
    assert found, beginning
    return found[0]


@pytest.mark.parametrize(
    ("beginning", "sizes", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (12, 13), True, False),
        ("Độc lập - Tự do - Hạnh phúc", (13, 14), True, False),
        ("Số:", (13, 13), False, False),
        (", ngày", (13, 14), False, True),
        ("BÁO CÁO", (13, 14), True, False),
        ("Đề án văn thư, lưu trữ", (13, 14), True, False),
        ("Báo cáo nêu một số", (13, 14), False, False),
        ("I. Kết quả", (13, 14), True, False),
        ("Nơi nhận:", (12, 12), False, True),
        ("Lưu: VT", (11, 11), False, False),
        ("Phụ lục I", (13, 14), True, False),
    ],
)
def test_each_part_has_the_size_and_weight_that_the_decree_gives_it(
    letter: list[Line], beginning: str, sizes: tuple[int, int], bold: bool, italic: bool
) -> None:
    line = one(letter, beginning)
    assert sizes[0] <= line.size <= sizes[1]
    assert (line.bold, line.italic) == (bold, italic)


def test_the_text_keeps_to_the_margins_of_the_decree(letter: list[Line]) -> None:
    body = [line for line in letter if not line.text.isdigit()]
    left, right = (min(line.left for line in body), max(line.right for line in body))
    assert 30 <= round(left / MILLIMETRE, 1) <= 35
    assert 15 <= round((WIDTH - right) / MILLIMETRE, 1) <= 20.5
    assert min(line.top for line in body) / MILLIMETRE >= 20
    assert max(line.top for line in body) / MILLIMETRE <= 297 - 20


def test_a_paragraph_is_justified_and_its_first_line_indented(letter: list[Line]) -> None:
    first = one(letter, LONG[:30])
    page = [line for line in letter if line.page == first.page]
    second, third = page[page.index(first) + 1 : page.index(first) + 3]
    assert (first.left - second.left) / MILLIMETRE == pytest.approx(12.7, abs=0.4)
    assert second.left == third.left
    assert first.right == pytest.approx(second.right, abs=4)


def test_the_page_number_stands_in_the_middle_of_the_top_margin_but_not_on_page_1(
    letter: list[Line],
) -> None:
    numbers = [
        line for line in letter if line.text == str(line.page) and line.top < 25 * MILLIMETRE
    ]
    assert [line.page for line in numbers] == list(range(2, letter[-1].page + 1))
    for line in numbers:
        middle = (30 * MILLIMETRE + WIDTH - 20 * MILLIMETRE) / 2
        assert (line.left + line.right) / 2 == pytest.approx(middle, abs=2)
        assert 13 <= line.size <= 14


def test_number_date_and_signature_are_left_open_and_the_draft_is_marked(
    letter: list[Line],
) -> None:
    top = [line.text for line in letter if line.page == 1]
    assert "DỰ THẢO" in top
    assert [text for text in top if re.search(r"Số: *\d|ngày *\d|năm *\d{4},", text)] == []
    closing = one(letter, "Nơi nhận:")
    below = [line for line in letter if line.page == closing.page and line.top >= closing.top]
    assert [line.text for line in below if line.left > WIDTH / 2] == []


def test_the_signature_never_stands_alone_on_its_page(
    notebook_of: NotebookOf, masthead: Masthead, tmp_path: Path
) -> None:
    pages = []
    for paragraphs in range(12, 30, 2):
        notebook = notebook_of(masthead, *[Prose(sentence("Một đoạn."))] * paragraphs)
        lines = lines_of(made(notebook), tmp_path)
        closing, signature = one(lines, "Trên đây là nội dung báo cáo"), one(lines, "Nơi nhận:")
        assert closing.page == signature.page
        assert closing.top < signature.top
        pages.append(signature.page)
    assert set(pages) == {1, 2}


def test_the_receipts_are_appendices_after_the_signature_with_roman_numerals(
    letter: list[Line],
) -> None:
    first, second = (one(letter, f"Phụ lục {numeral}") for numeral in ("I", "II"))
    assert letter.index(one(letter, "Nơi nhận:")) < letter.index(first) < letter.index(second)
    above = [line.text for line in letter if line.page == first.page and line.top < first.top]
    assert above == [str(first.page)]
    assert "NGUỒN GỐC" in [line.text for line in letter]


def test_what_is_known_of_the_office_is_filled_in(
    notebook_of: NotebookOf, masthead: Masthead, tmp_path: Path
) -> None:
    lines = lines_of(made(notebook_of(masthead), **SETTINGS), tmp_path)
    assert not one(lines, "ỦY BAN NHÂN DÂN").bold
    assert one(lines, "SỞ NỘI VỤ").bold
    assert one(lines, "Thành phố Hồ Chí Minh").italic
    assert {"Ủy ban nhân dân Thành phố;", "Các sở, ban, ngành;"} <= {
        line.text.removeprefix("- ") for line in lines
    }


def test_a_page_without_numbers_is_signed_too_and_has_no_appendix(
    notebook_of: NotebookOf, masthead: Masthead, tmp_path: Path
) -> None:
    notebook = notebook_of(masthead, Heading("Ai", 2, "ai"), Prose(sentence(LONG)))
    texts = [line.text for line in lines_of(made(notebook), tmp_path)]
    assert texts.count("Nơi nhận:") == 1
    assert [text for text in texts if text.startswith("Phụ lục")] == []


def test_a_letter_about_an_english_page_is_refused(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    english = Masthead("en", "p", sentence("f"), sentence("s"), sentence("d"))
    with pytest.raises(UnfitPDF, match="is in Vietnamese, the page in en"):
        made(notebook_of(english))


def test_a_setting_that_no_letterhead_has_is_named(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    with pytest.raises(UnfitPDF, match=r"no isuing_body; it has parent_body.*programmes\.yml"):
        made(notebook_of(masthead), isuing_body="Sở Nội vụ")


def test_a_letter_and_its_briefing_say_the_same_numbers(
    notebook_of: NotebookOf, masthead: Masthead, whole_page: tuple[Element, ...]
) -> None:
    both = [
        exporter.from_notebook_node(notebook_of(*whole_page))[0]
        for exporter in (BriefingPDFExporter(), BriefingPDFExporter(layout="letter"))
    ]
    briefing, letter = (
        sum(len(page.get("/Annots", ())) for page in pikepdf.open(io.BytesIO(pdf)).pages)
        for pdf in both
    )
    assert briefing == letter


def test_a_number_without_a_receipt_is_an_error_in_a_letter_as_well(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    lost = Prose(sentence("{n}", n=Number("1", "nowhere")))
    with pytest.raises(UnfitPDF, match="r-nowhere"):
        made(notebook_of(masthead, lost))
