"""Whatever stands in a label, a name, a note or a printed string is text in every output."""

from __future__ import annotations

import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pikepdf
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.briefing.charts import (
    Series,
    dumbbell,
    horizontal_bars,
    lines,
    stacked_bars,
    waterfall,
)
from analysis.briefing.charts.drawn import Drawn
from analysis.briefing.elements import (
    Box,
    Chart,
    Column,
    DataTable,
    Element,
    Finding,
    Heading,
    Input,
    KeyFindings,
    Masthead,
    Note,
    Number,
    Prose,
    Receipt,
    ReceiptLabels,
    Receipts,
    sentence,
)
from analysis.briefing.exporters import (
    AnnexHTMLExporter,
    BriefingHTMLExporter,
    BriefingPDFExporter,
    BriefingXlsxExporter,
    ChartSheetExporter,
)
from analysis.briefing.exporters.layouts import UnfitPDF
from analysis.briefing.told.charts import in_words, told
from analysis.briefing.typeface import MissingLetters
from analysis.pipeline.scan.layers import layers
from analysis.sources.text import shown_text

NotebookOf = Callable[..., NotebookNode]

HOSTILE = {
    "a tag": '<img src=x onerror=alert("x")>',
    "a script": '</script></style></title><script>alert("x")</script>',
    "a drawing": "<svg onload=alert('x')><use href='http://x.example/a'/></svg>",
    "a comment and CDATA": "<!-- x --><![CDATA[x]]><?php x ?>",
    "entities": "&lt;b&gt; &amp; &quot; ' &#x;",
    "an address": "javascript:alert('x')",
    "an inclusion": '#include "/etc/passwd" #read("/etc/passwd")',
    "Typst markup": '$x^n$ *bold* _it_ @label <label> #emph[x] `raw` \\ ]] "); #',
    "a formula": "=cmd|'/C calc'!A",
    "a reference": "@SUM(A:A)",
    "a plus": "+cmd|'/C calc'!A",
    "a minus": "-cmd|'/C calc'!A",
    "a tab": "\t=cmd|'/C calc'!A",
    "a carriage return": "\r=cmd|'/C calc'!A\nB",
    "a template": "{{ x }} {% x %} {n} %s ${x}",
    "other directions": "\u202egnp.exe\u202c \u2066x\u2069 \u200f",
    "a null and a bell": "a\x00b\x07c\x1b[x\x85\ufffe",
    "half a letter": "a\ud800b",
    "marks without end": "e" + "\u0323\u0302" * 60,
    "a long word": "dài" * 300,
    "a long text": "Văn thư, lưu trữ " * 60,
    "right to left": "שלום עולם",
    "not in the face": "👩‍💻 漢字 ꙮ",
    "styles": "'; } body { background: url(http://x.example/a) } /*",
}  # fmt: skip
LONG = 2_000
FACT = "p/metric/group/both"
NOT_IN_THE_FACE = ("marks without end", "right to left", "not in the face")
"""What the face cannot set is refused by name, or set: never shown as something else."""


@pytest.fixture(params=HOSTILE, scope="module")
def text(request: pytest.FixtureRequest) -> str:
    """A text that a careless output would read as something else."""
    return HOSTILE[request.param]


@pytest.fixture(scope="module")
def page(text: str) -> tuple[Element, ...]:
    """The text in every place of a page that text of the data can reach."""
    short = text[:60]
    values = (Drawn(Decimal(20), FACT), Drawn(Decimal(50), FACT))
    pair = (Series(short, values), Series("khác", values[::-1]))
    drawn = {
        "bars": horizontal_bars((short, "b"), values, str),
        "stacked": stacked_bars((short, "b"), pair, str),
        "dumbbell": dumbbell((short, "b"), *pair, str),
        "waterfall": waterfall((short, "b"), values, str, (short, Drawn(Decimal(70), FACT))),
        "lines": lines((2012, 2016), pair, str),
    }
    said = sentence("{text}", text=text)
    receipt = Receipt(
        FACT, text, "20", text, (Input(text, text, text), Input(text, "", text)),
        text, text, (("value", Decimal(20)),), "persons", text,
    )  # fmt: skip
    number = Number("20", receipt.id)
    return (
        Masthead("vi", text, said, said, said, text[:40]),
        KeyFindings(short, (Finding(sentence("{n}", n=number), said),)),
        Box(short, (said,), "limits"),
        Heading(short, 2, "a"),
        Prose(said, sentence("{n}", n=number)),
        *(Chart(figure, told(said, in_words((short, "b"), pair[:1], _in_letters)), said, said)
          for figure in drawn.values()),
        DataTable(text, (Column(short, numeric=False), Column("Số")), ((text, number),), said),
        Note(short, said),
        Receipts("Nguồn gốc", ReceiptLabels("Cách tính", "Đầu vào", "Kiểm tra", "Mức", "Dùng"),
                 (receipt,), text),
    )  # fmt: skip


def _in_letters(value: Decimal) -> str:
    return "hai mươi" if value == 20 else "năm mươi"


def made(exporter: Any, notebook: NotebookNode, text: str, also: Any = None) -> Any:
    refused = (MissingLetters, UnfitPDF) if text in map(HOSTILE.get, NOT_IN_THE_FACE) else ()
    try:
        return exporter.from_notebook_node(notebook, also)[0]
    except refused:
        return None


def in_one_line(text: str) -> str:
    return " ".join(shown_text(text).split())


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.events: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.events += [name for name, _ in attrs if name.startswith("on")]
        self.events += [
            text or "" for name, text in attrs if name == "href" and "script:" in (text or "")
        ]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def read(page: str) -> _Page:
    reader = _Page()
    reader.feed(page)
    return reader


def test_on_the_page_it_is_text(
    notebook_of: NotebookOf, page: tuple[Element, ...], text: str
) -> None:
    html = made(BriefingHTMLExporter(), notebook_of(*page), text)
    if not html:
        return
    found = read(html)
    assert found.events == []
    assert {"img", "iframe", "object"} & set(found.tags) == set()
    assert found.tags.count("script") == 1
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
    assert in_one_line(text)[:LONG] in " ".join("".join(found.texts).split())
    html.encode("utf-8")


def test_in_the_pdf_it_is_text(
    notebook_of: NotebookOf, page: tuple[Element, ...], text: str
) -> None:
    pdf = made(BriefingPDFExporter(), notebook_of(*page), text)
    if not pdf:
        return
    assert_a_pdf_without_actions(pdf)
    title = _title_of(pdf)
    assert in_one_line(text)[:100] in in_one_line(title)


def test_in_the_letter_it_is_text(
    notebook_of: NotebookOf, page: tuple[Element, ...], text: str
) -> None:
    names = {"parent_body": text[:60], "issuing_body": text[:60], "place": text[:40],
             "recipients": [text[:200]]}  # fmt: skip
    pdf = made(
        BriefingPDFExporter(layout="letter"), notebook_of(*page), text, {"letterhead": names}
    )
    if pdf:
        assert_a_pdf_without_actions(pdf)


def assert_a_pdf_without_actions(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        told = {
            str(item.get("/S")) for item in file.objects if isinstance(item, pikepdf.Dictionary)
        }
        assert not told & {"/JavaScript", "/Launch", "/URI", "/SubmitForm", "/GoToR"}
    assert not any("root:x:" in layer.text for layer in layers(pdf))


def _title_of(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as file:
        return str(file.docinfo["/Title"])


def test_in_the_workbook_it_is_text_and_no_formula(
    notebook_of: NotebookOf, page: tuple[Element, ...], text: str
) -> None:
    content, _ = BriefingXlsxExporter().from_notebook_node(notebook_of(*page))
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert not [layer.name for layer in layers(bytes(content)) if "<f>" in layer.text]
    told = [in_one_line(str(cell.value)) for cell in cells if cell.value is not None]
    assert any(in_one_line(text)[:LONG] in cell for cell in told)
    assert not [cell for cell in cells if cell.hyperlink and cell.hyperlink.target]


@pytest.mark.parametrize("form", ["svg", "png"])
def test_on_the_sheet_it_is_text(
    notebook_of: NotebookOf, page: tuple[Element, ...], form: str
) -> None:
    if len(page[0].plain()) > LONG:
        page = (Masthead("vi", "p", *(sentence("x"),) * 3), *page[1:])
    content, _ = ChartSheetExporter(form=form).from_notebook_node(notebook_of(*page))
    if form == "svg":
        root = ET.fromstring(bytes(content))
        tags = {element.tag.rpartition("}")[2] for element in root.iter()}
        assert not tags & {"script", "image", "foreignObject", "a"}
        names = {name for element in root.iter() for name in element.attrib}
        assert not [name for name in names if name.startswith("on")]


def test_in_the_annex_it_is_text(text: str) -> None:
    import pandas as pd

    safe = text.encode("utf-8", "replace").decode()
    table = pd.DataFrame({safe[:50]: [safe]}, index=[safe[:50]])
    outputs = [
        new_output("execute_result", data={"text/html": table._repr_html_()}),
        new_output("execute_result", data={"text/plain": safe}),
        new_output("stream", name="stdout", text=safe),
    ]
    cells = [new_markdown_cell("# Notes"), new_markdown_cell(f"Text: {safe}"),
             new_code_cell("shown", outputs=outputs)]  # fmt: skip
    html, _ = AnnexHTMLExporter().from_notebook_node(new_notebook(cells=cells))
    found = read(html)
    assert found.events == []
    assert {"img", "iframe", "object", "script"} & set(found.tags) == set()
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", html)
