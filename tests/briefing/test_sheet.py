"""Sheets of charts for slides, in both forms."""

import re
import struct
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from nbformat import NotebookNode

from analysis.briefing.charts import Drawn, Series, lines
from analysis.briefing.charts.outlines import outlined
from analysis.briefing.charts.svg import inline_svg
from analysis.briefing.elements import Element, KeyFindings, Masthead
from analysis.briefing.exporters import ChartSheetExporter
from analysis.briefing.exporters.sheet import main_elements

NotebookOf = Callable[..., NotebookNode]
SVG = "{http://www.w3.org/2000/svg}"


def made(notebook: NotebookNode, form: str) -> bytes:
    content, _ = ChartSheetExporter(form=form).from_notebook_node(notebook)
    return bytes(content)


def test_the_picture_is_as_large_as_a_screen(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...]
) -> None:
    png = made(notebook_of(*whole_page), "png")
    assert png.startswith(b"\x89PNG")
    assert struct.unpack(">II", png[16:24]) == (1920, 1080)


def test_the_drawing_needs_no_face_and_no_other_file(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...], masthead: Masthead
) -> None:
    svg = made(notebook_of(*whole_page), "svg").decode()
    root = ElementTree.fromstring(svg)
    assert {element.tag for element in root.iter()} & {f"{SVG}text", f"{SVG}image"} == set()
    assert set(re.findall(r'href="(.)', svg)) <= {"#"}
    assert masthead.finding.plain() in (root.findtext(f"{SVG}title") or "")
    assert len(list(root.iter(f"{SVG}svg"))) == 1 + 3
    ids = [element.attrib["id"] for element in root.iter() if "id" in element.attrib]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_page_gives_the_same_sheet(
    notebook_of: NotebookOf,
    whole_page: tuple[Element, ...],
    form: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = made(notebook_of(*whole_page), form)
    monkeypatch.chdir(tmp_path)
    assert made(notebook_of(*whole_page), form) == first


def test_each_section_comes_with_its_first_chart_before_any_with_its_second() -> None:
    section = "#heading(level: 2)[x]"
    charts = [f"#chart(title: [{name}])" for name in "abcde"]
    page = (section, *charts[:3], section, charts[3], section, "#prose[]", charts[4])
    assert main_elements(page) == [charts[0], charts[3], charts[4]]
    assert main_elements((section, *charts)) == charts[:3]


def test_a_page_without_charts_shows_its_key_findings(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...], masthead: Masthead
) -> None:
    findings = next(element for element in whole_page if isinstance(element, KeyFindings))
    assert main_elements((masthead.typst(), findings.typst())) == [findings.typst()]
    sheets = {
        made(notebook_of(*elements), "png") for elements in ((masthead,), (masthead, findings))
    }
    assert len(sheets) == 2


def test_an_outlined_text_stands_where_the_text_stood() -> None:
    years = (Decimal(2012), Decimal(2016))
    series = [
        Series(
            "Tỷ lệ đạt trình độ",
            tuple(Drawn(Decimal(rate), "town/rate") for rate in ("30.2", "55.9")),
        )
    ]
    figure = lines(years, series, "{} điểm".format)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    points = 72 / figure.dpi
    boxes = [
        text.get_window_extent(canvas.get_renderer())
        for text in figure.findobj(Text)
        if text.get_text() and text.get_visible()
    ]
    drawn = ElementTree.fromstring(outlined(inline_svg(figure, "Tỷ lệ")))
    assert not list(drawn.iter(f"{SVG}text"))
    letters = [path for path in drawn.iter(f"{SVG}path") if "translate" in str(path.attrib)]
    sides = [sides_of(path) for path in letters]
    assert np.array(sorted(sides)) == pytest.approx(
        np.array(sorted((box.x0 * points, box.x1 * points) for box in boxes)), abs=2
    )


def sides_of(path: ElementTree.Element) -> tuple[float, float]:
    """From where to where does an outline reach?"""
    left = float(re.findall(r"[-\d.]+", path.attrib["transform"])[0])
    across = [float(number) for number in re.findall(r"[-\d.]+", path.attrib["d"])[::2]]
    return left + min(across), left + max(across)
