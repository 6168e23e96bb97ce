import re
from base64 import b64decode
from decimal import Decimal
from functools import partial

from analysis.briefing.charts import Drawn, horizontal_bars
from analysis.briefing.charts.svg import inline_svg
from analysis.briefing.exporters.checks import check_page
from analysis.briefing.locale_format import quantity
from analysis.briefing.pictures import Pair, render_pictures

percent = partial(quantity, unit="percent", lang="vi", decimals=1)


def chart(rate: str, title: str = "Tỷ lệ. Sở") -> str:
    bars = horizontal_bars(("Sở",), (Drawn(Decimal(rate), "town/rate"),), percent)
    return inline_svg(bars, f"{title}: {percent(Decimal(rate))}.")


def test_the_pictures_of_all_charts_stand_in_one_page_that_loads_nothing() -> None:
    pairs = [
        Pair("a.vi.cost-1", "redrawn", chart("55.9"), chart("51.5")),
        Pair("a.vi.cost-2", "new", "", chart("12")),
        Pair("a.vi.cost-3", "gone", chart("13"), ""),
    ]
    page = check_page(render_pictures(pairs))
    pictures = re.findall(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]*)">', page)
    assert [alt for _, alt in pictures] == [
        f"Tỷ lệ. Sở: {rate}\xa0%." for rate in ("55,9", "51,5", "12,0", "13,0")
    ]
    assert all(b64decode(svg).startswith(b"<svg ") for svg, _ in pictures)
    assert not any(b"<text" in b64decode(svg) for svg, _ in pictures)
    for word in ("vẽ lại", "redrawn", "mới", "new", "không còn", "gone"):
        assert word in page


def test_a_caption_says_which_labels_changed() -> None:
    redrawn = Pair("a.vi.cost-1", "redrawn", chart("55.9"), chart("51.5"))
    assert redrawn.labels == (("55,9\xa0%", "51,5\xa0%"),)
    assert "<li>55,9\xa0% → 51,5\xa0%</li>" in render_pictures([redrawn])


def test_where_no_label_changed_the_page_says_so() -> None:
    described = Pair("a.vi.cost-1", "redrawn", chart("55.9"), chart("55.9", "Khác. Sở"))
    assert described.labels == ()
    assert "nhãn giữ nguyên" in render_pictures([described])
    assert "its labels are the same" in render_pictures([described])


def test_a_page_without_changes_says_so_in_both_languages() -> None:
    page = render_pictures([])
    assert "Không có biểu đồ nào thay đổi." in page
    assert "No chart changed." in page
    assert page == render_pictures([])
