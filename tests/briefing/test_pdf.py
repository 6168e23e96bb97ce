"""What is a PDF made of? Read back with pikepdf, held against the standards by two checkers."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pytest
from nbformat import NotebookNode

from analysis.briefing.elements import Chart, DataTable, Element, Prose, sentence
from analysis.briefing.exporters import BriefingPDFExporter

Faults = Callable[[bytes, str], list[str]]
NotebookOf = Callable[..., NotebookNode]

LAYOUTS = ("briefing", "letter")
LEDGER = 'id,value,formula\nrate-2016,55.88,"100 × 2157 ÷ 3860, ""Đề án"""\n'
BROKEN_IN_VIETNAMESE = "BoldItalic"


@pytest.fixture(scope="module", params=LAYOUTS)
def layout(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def notebook(notebook_of: NotebookOf, whole_page: tuple[Element, ...]) -> NotebookNode:
    return notebook_of(*whole_page)


@pytest.fixture(scope="module")
def pdf(notebook: NotebookNode, layout: str) -> bytes:
    return made(notebook, layout)


@pytest.fixture
def file(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def made(notebook: NotebookNode, layout: str) -> bytes:
    resources = {"metadata": {"name": "one"}, "attachments": {"one.figures.csv": LEDGER}}
    pdf, _ = BriefingPDFExporter(layout=layout).from_notebook_node(notebook, resources)
    return pdf


def tags(node: Any) -> Iterator[Any]:
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tags(node.K)


def tagged(file: pikepdf.Pdf, tag: str) -> list[Any]:
    return [node for node in tags(file.Root.StructTreeRoot.K) if tag == node.S]


def outline(entry: Any) -> list[str]:
    titles = []
    while entry is not None:
        titles += [str(entry.Title), *(outline(entry.First) if "/First" in entry else [])]
        entry = entry.get("/Next")
    return titles


def text_of(pdf: bytes, path: Path, *options: str) -> str:
    if not shutil.which("pdftotext"):
        pytest.skip("pdftotext is not installed")
    path.write_bytes(pdf)
    command = ["pdftotext", *options, str(path), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


@pytest.mark.parametrize("standard", ["ua1", "3a"])
def test_a_pdf_conforms_to_the_accessible_and_to_the_archival_standard(
    pdf: bytes, standard: str, faults: Faults
) -> None:
    assert faults(pdf, standard) == []


def test_a_second_checker_finds_nothing_in_the_part_of_the_rules_that_it_knows(
    pdf: bytes, tmp_path: Path
) -> None:
    (tmp_path / "one.pdf").write_bytes(pdf)
    assert pdfua.validate(str(tmp_path / "one.pdf")).findings == ()


def test_the_checker_sees_a_chart_that_lost_its_words(file: pikepdf.Pdf, faults: Faults) -> None:
    changed = io.BytesIO()
    del tagged(file, "/Figure")[0].Alt
    file.save(changed)
    assert faults(changed.getvalue(), "ua1") != []


def test_the_checker_sees_a_stream_whose_length_is_wrong(pdf: bytes, faults: Faults) -> None:
    [digits, *_] = re.findall(rb"/Length (\d*[2-9])\b", pdf)
    right, wrong = (b"/Length %d" % (int(digits) - less) for less in (0, 1))
    assert faults(pdf.replace(right, wrong, 1), "3a") != []


def test_a_pdf_says_its_language_and_shows_its_title(file: pikepdf.Pdf) -> None:
    assert str(file.Root.Lang) == "vi-VN"
    title = "Hai cách đọc không thể cùng đúng (Đề án văn thư, lưu trữ)"
    assert str(file.docinfo.Title) == title
    assert file.Root.ViewerPreferences.DisplayDocTitle
    with file.open_metadata() as metadata:
        assert metadata["dc:title"] == title


def test_the_outline_lists_the_headings_in_their_order(file: pikepdf.Pdf, layout: str) -> None:
    expected = {
        "briefing": [
            "Hai cách đọc không thể cùng đúng",
            "Kết quả",
            "Trình độ",
            "Nguồn gốc",
            "Đầu vào:",
        ],
        "letter": [
            "BÁO CÁO Đề án văn thư, lưu trữ",
            "I. Kết quả",
            "II. Trình độ",
            "Phụ lục I Nguồn gốc",
            "Phụ lục II Số liệu gốc",
        ],
    }
    titles = outline(file.Root.Outlines.First)
    assert [" ".join(title.split()) for title in titles] == expected[layout]


def test_each_chart_is_a_figure_with_its_words(
    file: pikepdf.Pdf, whole_page: tuple[Element, ...]
) -> None:
    words = [element.alt.plain() for element in whole_page if isinstance(element, Chart)]
    assert [str(figure.Alt) for figure in tagged(file, "/Figure")] == words


def test_the_columns_of_a_table_have_headers_that_say_so(
    file: pikepdf.Pdf, whole_page: tuple[Element, ...]
) -> None:
    [table] = [element for element in whole_page if isinstance(element, DataTable)]
    headers = tagged(file, "/TH")
    assert len(headers) == len(table.columns)
    assert all(header.A[0].Scope == "/Column" for header in headers)


@pytest.mark.parametrize("lines_above", range(18, 46, 4))
def test_a_chart_is_never_parted_from_its_title(
    lines_above: int, notebook_of: NotebookOf, whole_page: tuple[Element, ...], tmp_path: Path
) -> None:
    [first, *_] = [element for element in whole_page if isinstance(element, Chart)]
    above = [Prose(sentence("Đạt."))] * lines_above
    pdf, _ = BriefingPDFExporter().from_notebook_node(notebook_of(whole_page[0], *above, first))
    [page] = [
        page
        for page in text_of(pdf, tmp_path / "one.pdf", "-raw").split("\f")
        if "Quận, huyện tăng" in page
    ]
    assert "−4,2 %" in page.replace("\xa0", " ")


def test_every_font_is_embedded_and_maps_to_unicode(file: pikepdf.Pdf) -> None:
    fonts = [item for item in file.objects if is_font(item)]
    assert fonts
    for font in fonts:
        assert "/ToUnicode" in font
        descriptor = font.DescendantFonts[0].FontDescriptor
        assert {"/FontFile2", "/FontFile3"} & set(descriptor.keys())
        assert BROKEN_IN_VIETNAMESE not in str(font.BaseFont)


def is_font(item: Any) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/Type0"


def test_each_number_is_a_link_to_its_receipt_and_the_receipt_leads_back(file: pikepdf.Pdf) -> None:
    pages = {str(page.objgen): number for number, page in enumerate(file.pages)}
    leads = [
        (number, pages[str(link.Dest[0].objgen)])
        for number, page in enumerate(file.pages)
        for link in page.get("/Annots", ())
    ]
    there = [lead for lead in leads if lead[0] < lead[1]]
    back = [lead for lead in leads if lead[0] > lead[1]]
    assert len(there) == 2
    assert sorted(back) == sorted((end, start) for start, end in there)


def test_a_pdf_carries_the_facts_that_it_was_given_to_the_letter(file: pikepdf.Pdf) -> None:
    assert file.attachments["one.figures.csv"].get_file().read_bytes() == LEDGER.encode()
    [entry] = file.Root.AF
    assert entry.AFRelationship == "/Data"
    assert entry.EF.F.Subtype == "/text/csv"
    assert str(entry.Desc).startswith("Số liệu của chương trình")


def test_without_facts_nothing_is_attached(notebook: NotebookNode) -> None:
    pdf, _ = BriefingPDFExporter().from_notebook_node(notebook)
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert len(file.attachments) == 0


def test_a_number_stands_close_to_the_comma_behind_it(pdf: bytes, tmp_path: Path) -> None:
    text = text_of(pdf, tmp_path / "one.pdf", "-raw")
    assert "Đạt 55,88 %." in text.replace("\xa0", " ")
    assert re.findall(r"\d[^\n\d]{0,3} [,.]", text) == []


def test_the_same_notebook_gives_the_same_bytes_in_any_folder(
    notebook: NotebookNode, layout: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = made(notebook, layout)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TZ", "Asia/Ho_Chi_Minh")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert made(notebook, layout) == first
