import re
from collections.abc import Callable
from pathlib import Path

import pytest
from matplotlib.figure import Figure
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from analysis.briefing.elements import Chart, Element, Heading, Masthead, Number, Prose, sentence
from analysis.briefing.exporters import (
    AnnexHTMLExporter,
    BriefingHTMLExporter,
    BriefingPDFExporter,
)
from analysis.briefing.exporters.annex import with_scopes
from analysis.briefing.exporters.checks import LARGEST_BRIEFING_BYTES, UnfitPage, check_page
from analysis.briefing.exporters.layouts import UnfitPDF
from analysis.briefing.exporters.outputs import UnfitOutput
from analysis.briefing.exporters.uses import typst_uses
from analysis.briefing.lint import UnfitText

NotebookOf = Callable[..., NotebookNode]

PAGE = '<html lang="vi"><p id="a"></p>{}</html>'


def test_a_page_is_in_the_language_of_its_masthead(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    page, _ = BriefingHTMLExporter().from_notebook_node(notebook_of(masthead))
    assert '<html lang="vi">' in page
    assert "<title>Hai cách đọc không thể cùng đúng (Đề án văn thư, lưu trữ)</title>" in page


def test_neither_code_nor_notes_reach_the_reader(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...]
) -> None:
    page, _ = BriefingHTMLExporter().from_notebook_node(notebook_of(*whole_page))
    assert "show(page)" not in page
    assert "not for readers" not in page
    assert len(page.encode()) < LARGEST_BRIEFING_BYTES


def test_the_same_notebook_gives_the_same_bytes(
    notebook_of: NotebookOf,
    whole_page: tuple[Element, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    notebook = notebook_of(*whole_page)
    html, _ = BriefingHTMLExporter().from_notebook_node(notebook)
    pdf, _ = BriefingPDFExporter().from_notebook_node(notebook)
    monkeypatch.chdir(tmp_path)
    assert BriefingHTMLExporter().from_notebook_node(notebook)[0] == html
    assert BriefingPDFExporter().from_notebook_node(notebook)[0] == pdf


def test_every_element_can_be_set_as_an_accessible_pdf(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...]
) -> None:
    pdf, resources = BriefingPDFExporter().from_notebook_node(notebook_of(*whole_page))
    assert pdf.startswith(b"%PDF")
    assert resources["output_extension"] == ".pdf"


def test_printed_text_is_an_error_that_names_the_cell(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    notebook = notebook_of(masthead, source="\nprint('x')")
    notebook.cells[1].outputs.append(new_output("stream", name="stderr", text="a warning"))
    notebook.cells[1].outputs.append(new_output("execute_result", data={"text/plain": "42"}))
    for exporter in (BriefingHTMLExporter(), BriefingPDFExporter()):
        with pytest.raises(UnfitOutput, match=r"cell 2 \(print\('x'\)\): text on stderr.*'42'"):
            exporter.from_notebook_node(notebook)


def test_a_page_without_a_masthead_is_an_error(notebook_of: NotebookOf) -> None:
    with pytest.raises(UnfitOutput, match="this notebook has 0"):
        BriefingHTMLExporter().from_notebook_node(notebook_of(Heading("x", 2, "x")))


def test_a_number_whose_receipt_is_not_on_the_page_is_an_error(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    notebook = notebook_of(masthead, Prose(sentence("{n}", n=Number("1", "nowhere"))))
    with pytest.raises(UnfitPage, match="link #r-nowhere leads nowhere"):
        BriefingHTMLExporter().from_notebook_node(notebook)
    with pytest.raises(UnfitPDF, match="r-nowhere"):
        BriefingPDFExporter().from_notebook_node(notebook)


def test_a_number_without_receipt_stops_the_page_and_is_named(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    notebook = notebook_of(masthead, Prose(sentence("Còn thiếu 1.703 người.")))
    with pytest.raises(UnfitText, match=r"“Còn thiếu 1\.703 người\.”: 1\.703 has no receipt"):
        BriefingHTMLExporter().from_notebook_node(notebook)


def test_what_a_chart_tells_is_held_against_the_facts_that_come_with_the_page(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    alt = sentence("Sở: {rate}.", rate=Number("28,7 %", "town/rate"))
    chart = Chart(Figure(), alt, sentence("Tỷ lệ"), sentence("Phần trăm"))
    ledger = {name: f"id,value,low,high\ntown/rate,{name},,\n" for name in ("28.671", "28.6")}
    page, exporter = notebook_of(masthead, chart), BriefingHTMLExporter()
    assert exporter.from_notebook_node(page, {"attachments": {"a.csv": ledger["28.671"]}})
    with pytest.raises(UnfitText, match="28,7 % is not what its receipt r-town-rate holds"):
        exporter.from_notebook_node(page, {"attachments": {"a.csv": ledger["28.6"]}})


def test_a_receipt_that_a_chart_alone_tells_leads_back_to_the_chart(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...]
) -> None:
    alt = sentence("Sở: {rate}.", rate=Number("55,88 %", "rate-2016"))
    chart = Chart(Figure(), alt, sentence("Tỷ lệ"), sentence("Phần trăm"))
    masthead, *_, receipts = whole_page
    page, _ = BriefingHTMLExporter().from_notebook_node(notebook_of(masthead, chart, receipts))
    assert '<figure class="chart"><figcaption id=u-1><b>Tỷ lệ</b>' in page
    assert "<td><a href=#u-1>1</a>" in page
    assert "<template>" not in page


def test_the_pdf_leads_from_a_receipt_to_the_chart_as_well(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...]
) -> None:
    alt = sentence("Sở: {rate}.", rate=Number("55,88 %", "rate-2016"))
    chart = Chart(Figure(), alt, sentence("Tỷ lệ"), sentence("Phần trăm"))
    masthead, *_, receipts = whole_page
    drawn, entries = typst_uses((chart.typst(), receipts.typst()), "vi")
    assert drawn.endswith(") <u-1>")
    assert "#link(<u-1>)[1]" in entries
    alone, _ = typst_uses((Chart(Figure(), sentence("x"), alt, alt).typst(), ""), "vi")
    assert alone.endswith(")")
    assert BriefingPDFExporter().from_notebook_node(notebook_of(masthead, chart, receipts))


def test_a_heading_that_skips_a_level_cannot_become_a_pdf(
    notebook_of: NotebookOf, masthead: Masthead
) -> None:
    with pytest.raises(UnfitPDF):
        BriefingPDFExporter().from_notebook_node(notebook_of(masthead, Heading("x", 4, "x")))


@pytest.mark.parametrize(
    "loading",
    [
        "<script></script>",
        '<img alt="" src="https://example.org/a.png">',
        '<link href="a.css">',
        "<style>a { background: url(a.png) }</style>",
        "<style>@import 'a.css';</style>",
        '<p style="background: url(https://example.org)"></p>',
        '<p onclick="x()"></p>',
    ],
)
def test_a_page_that_would_load_or_run_something_is_an_error(loading: str) -> None:
    with pytest.raises(UnfitPage, match="would load or run something"):
        check_page(PAGE.format(loading))


def test_all_that_is_wrong_with_a_page_is_said_at_once() -> None:
    with pytest.raises(UnfitPage) as error:
        check_page(PAGE.format('<p id="a"><a href="#b">x</a>' + str(Path.cwd())), largest_bytes=10)
    for fault in ("'a' stands 2 times", "#b leads nowhere", "at most 10", str(Path.cwd())):
        assert fault in str(error.value)


def test_an_annex_shows_text_code_and_tables() -> None:
    table = "<div><style scoped>x</style><table><thead><tr><th>a</th></tr></thead><tbody><tr><th>b"
    notebook = new_notebook(
        cells=[
            new_markdown_cell("# Tỷ lệ đạt\n\n## Sở\n\n## Sở", id="a"),
            new_code_cell(
                "rate = 1 < 2",
                id="b",
                outputs=[new_output("display_data", data={"text/html": table})],
            ),
        ]
    )
    page, _ = AnnexHTMLExporter().from_notebook_node(notebook)
    assert page == AnnexHTMLExporter().from_notebook_node(notebook)[0]
    assert '<html lang="en">' in page
    assert "<title>Tỷ lệ đạt</title>" in page
    assert re.findall(r'<h2 id="([^"]+)"', page) == ["so", "so-2"]
    assert '<th scope="col">a</th>' in page
    assert '<th scope="row">b' in page
    assert "style scoped" not in page
    assert "&lt;" in page


def test_the_empty_corner_of_a_table_is_no_heading() -> None:
    table = "<table><thead><tr><th></th><th>a</th></tr></thead><tbody><tr><th>0</th></tr></tbody>"
    assert with_scopes(table) == (
        '<table><thead><tr><td></td><th scope="col">a</th></tr></thead>'
        '<tbody><tr><th scope="row">0</th></tr></tbody>'
    )


def test_a_warning_in_an_annex_is_an_error_that_names_the_cell() -> None:
    warned = new_code_cell("f()", id="b", outputs=[new_output("stream", name="stderr", text="w")])
    notebook = new_notebook(cells=[new_markdown_cell("# T", id="a"), warned])
    with pytest.raises(UnfitOutput, match=r"cell 2 \(f\(\)\): text on stderr: 'w'"):
        AnnexHTMLExporter().from_notebook_node(notebook)
