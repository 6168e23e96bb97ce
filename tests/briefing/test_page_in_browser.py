import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from nbformat import NotebookNode

from analysis.briefing.elements import (
    Cell,
    Column,
    DataTable,
    Element,
    Masthead,
    Number,
    Receipt,
    ReceiptLabels,
    Receipts,
)
from analysis.briefing.exporters import BriefingHTMLExporter

NotebookOf = Callable[..., NotebookNode]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

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
PAPER = "getComputedStyle(document.body).backgroundColor"
FIRST_MARK = (
    "getComputedStyle(document.querySelector('svg [style*=\"fill: var(--series-1\"]')).fill"
)
AMOUNTS = {
    "a": ("3,871 tỷ đồng", "3871000000"),
    "b": ("999 triệu đồng", "999000000"),
    "c": ("−4.200 đồng", "-4200"),
}


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield browser
        browser.close()


@pytest.fixture
def shown(
    browser: "Browser", notebook_of: NotebookOf, tmp_path: Path
) -> "Iterator[Callable[..., Page]]":
    contexts = []

    def show(*elements: Element, ledger: str = "", **settings: Any) -> "Page":
        attached = {"attachments": {"town.figures.csv": ledger}} if ledger else None
        html, _ = BriefingHTMLExporter().from_notebook_node(notebook_of(*elements), attached)
        path = tmp_path / "page.vi.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(
            **{"viewport": {"width": 375, "height": 667}, **settings}, accept_downloads=True
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path.as_uri())
        return page

    yield show
    for context in contexts:
        context.close()


@pytest.fixture
def costs(masthead: Masthead) -> tuple[Element, ...]:
    """Gives a page with one table, whose amounts are in three different units."""
    rows = tuple((f"=HYPERLINK({name})", Number(AMOUNTS[name][0], name)) for name in AMOUNTS)
    receipts = tuple(
        Receipt(name, f"Chi {name}", text, "a ÷ b", (), "", "", (("value", Decimal(value)),))
        for name, (text, value) in AMOUNTS.items()
    )
    labels = ReceiptLabels("Công thức", "Ghi tại", "Đối chiếu", "Tình trạng", "Dùng tại")
    table = DataTable("Kinh phí", (Column("Nhóm", numeric=False), Column("Số tiền")), rows)
    return masthead, table, Receipts("Căn cứ", labels, receipts)


def test_a_page_fits_a_phone_and_asks_for_nothing(
    browser: "Browser", notebook_of: NotebookOf, whole_page: tuple[Element, ...], tmp_path: Path
) -> None:
    html, _ = BriefingHTMLExporter().from_notebook_node(notebook_of(*whole_page))
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    requests: list[str] = []
    page = browser.new_page(viewport={"width": 375, "height": 667})
    page.on("request", lambda request: requests.append(request.url))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") == 375
    assert [url for url in requests if not url.startswith("file:")] == []
    assert len(requests) == 1
    assert page.evaluate(SMALLEST_CHART_TEXT) >= 11
    assert page.evaluate(OVERFLOWING_CHART_TEXT) == []
    page.close()


def test_the_browser_itself_refuses_what_a_page_would_load_or_run(
    shown: "Callable[..., Page]", masthead: Masthead
) -> None:
    page = shown(masthead)
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.evaluate(
        """() => { const image = new Image(); image.src = "https://example.org/a.png";
        const script = document.createElement("script"); script.textContent = "window.ran = 1";
        document.body.append(image, script); }"""
    )
    assert page.evaluate("window.ran") is None
    page.wait_for_timeout(100)
    assert [text for text in refused if "img-src" in text and "example.org" in text]


def test_a_number_leads_to_its_receipt_and_to_the_printed_cell_with_scripts_off(
    shown: "Callable[..., Page]", whole_page: tuple[Element, ...]
) -> None:
    page = shown(*whole_page, java_script_enabled=False)
    number = page.locator("a[id^=u-]").first
    receipt = page.locator(str(number.get_attribute("href")))
    assert not receipt.is_visible()
    number.click()
    assert receipt.is_visible()
    cell = page.locator("#c-1")
    assert not cell.is_visible()
    receipt.get_by_role("link", name="1", exact=True).first.click()
    assert cell.inner_text() == "1228/BC-SNV, Phần I, II.3: 2.157"
    assert cell.is_visible()


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext is not installed")
def test_print_shows_what_is_folded_with_scripts_off(
    shown: "Callable[..., Page]", whole_page: tuple[Element, ...], tmp_path: Path
) -> None:
    paper = tmp_path / "page.pdf"
    shown(*whole_page, java_script_enabled=False).pdf(path=paper)
    text = subprocess.run(
        ["pdftotext", "-raw", paper, "-"], capture_output=True, text=True, check=True
    ).stdout
    assert "100 × 2.157 ÷ 3.860" in text
    assert "Phần I, II.3: 2.157" in text


def test_a_table_is_sorted_by_amounts_not_by_their_texts(
    shown: "Callable[..., Page]", costs: tuple[Element, ...]
) -> None:
    page = shown(*costs)
    head = page.get_by_role("columnheader", name="Số tiền")
    orders = []
    for _ in range(3):
        head.get_by_role("button").click()
        texts = page.locator(".data tbody td").all_inner_texts()
        orders.append((head.get_attribute("aria-sort"), [text.split()[0] for text in texts]))
    assert orders == [
        ("ascending", ["−4.200", "999", "3,871"]),
        ("descending", ["3,871", "999", "−4.200"]),
        (None, ["3,871", "999", "−4.200"]),
    ]


def test_what_has_no_amount_stays_last_and_figures_without_receipts_are_not_sorted(
    shown: "Callable[..., Page]", costs: tuple[Element, ...]
) -> None:
    masthead, _, receipts = costs
    columns = (Column("Nhóm", numeric=False), Column("Có"), Column("Không"))
    amounts = [Number(AMOUNTS[name][0], name) for name in AMOUNTS]
    rows: list[tuple[Cell, ...]] = [
        ("x", "–", "2019"),
        *(("y", amount, "2020") for amount in amounts),
    ]
    page = shown(masthead, DataTable("T", columns, tuple(rows)), receipts)
    assert page.locator("thead th:nth-child(3) button").count() == 0
    for last in range(2):
        page.get_by_role("columnheader", name="Có").get_by_role("button").click()
        assert page.locator(".data tbody tr:last-child th").inner_text() == "x", last


def test_names_are_sorted_in_the_order_of_the_vietnamese_alphabet(
    shown: "Callable[..., Page]", masthead: Masthead
) -> None:
    rows = tuple((name, "") for name in ("Đông", "Dung", "Đà", "Em", "Dương"))
    table = DataTable("T", (Column("Tên", numeric=False), Column("x", numeric=False)), rows)
    page = shown(masthead, table)
    page.get_by_role("columnheader", name="Tên").get_by_role("button").click()
    order = page.locator("tbody th").all_inner_texts()
    assert order == ["Dung", "Dương", "Đà", "Đông", "Em"]


def saved(page: "Page", name: str) -> list[list[str]]:
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"CSV: {name}").click()
    content = Path(waiting.value.path()).read_bytes().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


def test_a_saved_table_holds_texts_and_exact_amounts_and_no_formula(
    shown: "Callable[..., Page]", costs: tuple[Element, ...]
) -> None:
    assert saved(shown(*costs), "Kinh phí") == [
        ["Nhóm", "Số tiền", "Số tiền [value]"],
        ["'=HYPERLINK(a)", "3,871 tỷ đồng", "3871000000"],
        ["'=HYPERLINK(b)", "999 triệu đồng", "999000000"],
        ["'=HYPERLINK(c)", "−4.200 đồng", "-4200"],
    ]


def test_the_saved_receipts_hold_the_whole_chain(
    shown: "Callable[..., Page]", whole_page: tuple[Element, ...]
) -> None:
    head, record = saved(shown(*whole_page), "Nguồn gốc")
    kept = dict(zip(head, record, strict=True))
    assert kept["receipt"] == "1"
    assert kept["written"] == "55,88 %"
    assert kept["Cách tính:"] == "100 × 2.157 ÷ 3.860"
    assert kept["Đầu vào:"] == "[1228/BC-SNV, Phần I, II.3: 2.157]"


LEDGER = (
    "id,value,low,high,formula\n"
    'town/rate,55.8808290155,,,staff × 100\ntown/loss,-7,,,=1+1\ntown/range,,1,2,"a, b"\n'
)


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_the_whole_ledger_is_saved_as_csv_and_without_scripts_as_a_zip_of_it(
    shown: "Callable[..., Page]", masthead: Masthead
) -> None:
    saved_by = {}
    for scripts in (True, False):
        page = shown(masthead, ledger=LEDGER, java_script_enabled=scripts)
        with page.expect_download() as waiting:
            page.locator("a.ledger").click()
        saved_by[waiting.value.suggested_filename] = Path(waiting.value.path()).read_bytes()
    assert sorted(saved_by) == ["town.figures.csv", "town.figures.csv.zip"]
    with zipfile.ZipFile(io.BytesIO(saved_by["town.figures.csv.zip"])) as archive:
        assert archive.namelist() == ["town.figures.csv"]
        assert archive.read("town.figures.csv") == saved_by["town.figures.csv"]
    expected = rows_of(LEDGER.encode())
    expected[2][-1] = "'=1+1"
    assert rows_of(saved_by["town.figures.csv"]) == expected


def test_a_page_has_a_day_and_a_night(
    shown: "Callable[..., Page]", whole_page: tuple[Element, ...]
) -> None:
    day, night = (shown(*whole_page, color_scheme=scheme) for scheme in ("light", "dark"))
    assert day.evaluate(PAPER) == "rgb(255, 255, 255)"
    assert night.evaluate(PAPER) == "rgb(20, 25, 30)"
    assert day.evaluate(FIRST_MARK) == "rgb(18, 67, 109)"
    assert night.evaluate(FIRST_MARK) == "rgb(140, 197, 244)"
