import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from nbformat import NotebookNode

from analysis.briefing.elements import Element
from analysis.briefing.exporters import BriefingHTMLExporter

NotebookOf = Callable[..., NotebookNode]

if TYPE_CHECKING:
    from playwright.sync_api import Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

SMALLEST_CHART_TEXT = """
() => Math.min(...[...document.querySelectorAll("svg text")].map(text =>
  parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))
"""
OVERFLOWING_CHART_TEXT = """
() => [...document.querySelectorAll("svg text")].filter(text => {
  const box = text.getBoundingClientRect(), svg = text.ownerSVGElement.getBoundingClientRect();
  return box.left < svg.left - 1 || box.right > svg.right + 1;
}).map(text => text.textContent)
"""


@pytest.fixture
def phone(
    notebook_of: NotebookOf, whole_page: tuple[Element, ...], tmp_path: Path
) -> "Iterator[tuple[Page, list[str]]]":
    html, _ = BriefingHTMLExporter().from_notebook_node(notebook_of(*whole_page))
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    requests: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": 375, "height": 667})
        page.on("request", lambda request: requests.append(request.url))
        page.goto(path.as_uri())
        yield page, requests
        browser.close()


def test_a_page_fits_a_phone_and_asks_for_nothing(
    phone: "tuple[Page, list[str]]",
) -> None:
    page, requests = phone
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert [url for url in requests if not url.startswith("file:")] == []
    assert len(requests) == 1
    assert page.evaluate(SMALLEST_CHART_TEXT) >= 11
    assert page.evaluate(OVERFLOWING_CHART_TEXT) == []
