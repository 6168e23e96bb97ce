import re
from decimal import Decimal
from itertools import pairwise

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Polygon
from matplotlib.text import Text

from analysis.briefing.charts import (
    STYLES,
    Area,
    Band,
    Drawn,
    Series,
    Span,
    Spans,
    city_style,
    dumbbell,
    horizontal_bars,
    lines,
    palette_of,
    possible,
    region,
    stacked_bars,
    tornado,
    waterfall,
)
from analysis.briefing.charts.canvas import WIDTH
from analysis.briefing.charts.colours import coloured_by_page
from analysis.briefing.charts.drawn import without_marks
from analysis.briefing.charts.svg import inline_svg

LONG = "Cán bộ, công chức, viên chức làm công tác văn thư, lưu trữ tại các sở, ban, ngành Thành phố"


def drawn(amount: int) -> Drawn:
    return Drawn(Decimal(amount), f"town/fact-{amount}")


ONE, TWO, LESS, NONE = drawn(1), drawn(2), drawn(-1), drawn(0)


def written(value: Decimal) -> str:
    return f"{value} điểm phần trăm"


def spans() -> tuple[Spans, ...]:
    return (
        Spans("Số nêu trong báo cáo", ((ONE, TWO), (LESS, drawn(9))), STYLES[0], ONE),
        Spans("Cộng từ bảng", ((LESS, ONE), None), STYLES[2], NONE),
    )


def figures() -> dict[str, Figure]:
    labels = (LONG, "Quận, huyện")
    series = (Series("Số nêu trong báo cáo", (ONE, TWO)), Series("Cộng từ bảng", (TWO, LESS)))
    positive = tuple(Series(f"Trình độ {name}", (ONE, TWO)) for name in "abcd")
    years = (2012, 2016, 2021)
    path = (
        Series("đã thực hiện theo báo cáo", (ONE, TWO, None)),
        Series("cần có để đạt mục tiêu", (None, TWO, drawn(9)), dashed=True),
        Series("theo nhịp độ đã có", (None, TWO, drawn(9)), dashed=True),
    )
    return {
        "horizontal": horizontal_bars(labels, (LESS, None), written, missing="không báo cáo"),
        "dumbbell": dumbbell(labels, *series, written),
        "waterfall": waterfall(labels, (ONE, drawn(-2)), written, ("Tổng", LESS)),
        "possible": possible(labels, ((span(1, 2, "1–2 triệu đồng"),), (span(0, 2, "0–2"),)), LONG),
        "stacked": stacked_bars(labels, positive, written),
        "lines": lines(years, path, written),
        "fan": fan(),
        "region": plane(area(LONG, "0,0 400,0 2400,2000 1000,2000 0,900")),
        "regions": plane(
            area("rộng", "0,0 400,0 2400,2000 1000,2000 0,900"),
            area("hẹp", "1800,1900 1600,1900 0,300 0,100"),
            area("hẹp nhất", "0,100 0,300"),
        ),
        "tornado": tornado(labels, spans(), written),
    }


def span(low: int, high: int, text: str) -> Span:
    return Span(Decimal(low), Decimal(high), text, "town/cost")


def fan() -> Figure:
    road = Series("theo bảng", (ONE, TWO, drawn(3), drawn(4)))
    low, high = (2, 2, 2), (2, 4, 7)
    band = Band((None, *map(Decimal, low)), (None, *map(Decimal, high)))
    return lines((2012, 2016, 2017, 2018), (road,), written, bands=(band,))


def area(name: str, corners: str) -> Area:
    pairs = (pair.split(",") for pair in corners.split())
    return Area(name, tuple((drawn(int(x)), drawn(int(y))) for x, y in pairs))


def plane(*areas: Area) -> Figure:
    return region(areas, (LONG, "Đến"), ("Đến nhiều hơn", "Đi nhiều hơn"), "bằng nhau", str)


@pytest.mark.parametrize("name", sorted(figures()))
def test_no_ground_of_a_chart_keeps_a_colour_that_the_page_cannot_change(name: str) -> None:
    svg = coloured_by_page(inline_svg(figures()[name], "Mô tả"))
    assert re.findall(r'fill="(?!none)[^"]*"', svg) == []
    assert "fill: #ffffff" not in svg


@pytest.mark.parametrize("name", sorted(figures()))
def test_no_text_of_a_chart_is_cut_off(name: str) -> None:
    figure = figures()[name]
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    for text in figure.findobj(Text):
        if text.get_text() and text.get_visible():
            box = text.get_window_extent(canvas.get_renderer())
            points = 72 / figure.dpi
            assert box.x0 * points >= -1, text.get_text()
            assert box.x1 * points <= WIDTH + 1, text.get_text()
            assert box.y0 >= -1, text.get_text()
            assert box.y1 <= figure.bbox.height + 1, text.get_text()


@pytest.mark.parametrize("name", sorted(figures()))
def test_the_text_of_a_chart_is_eleven_pixels_on_a_phone(name: str) -> None:
    svg = inline_svg(figures()[name], name)
    sizes = [float(size) for size in re.findall(r"(?:font-size: |font: [^;]*?)([0-9.]+)px", svg)]
    assert sizes
    assert min(sizes) * 343 / WIDTH >= 11


@pytest.mark.parametrize("name", sorted(figures()))
def test_the_same_figures_give_the_same_bytes(name: str) -> None:
    assert inline_svg(figures()[name], name) == inline_svg(figures()[name], name)


def test_charts_on_one_page_share_no_id() -> None:
    ids = [
        found
        for name, figure in figures().items()
        for found in re.findall(r' id="([^"]+)"', inline_svg(figure, name))
    ]
    assert len(ids) == len(set(ids))


def test_a_chart_inside_a_page_has_its_words_and_no_prolog() -> None:
    svg = inline_svg(figures()["dumbbell"], 'Sở & "ngành"')
    assert svg.startswith("<svg ")
    assert 'role="img"' in svg
    assert 'aria-label="Sở &amp; &quot;ngành&quot;"' in svg
    assert "<style" not in svg
    assert "Quận, huyện</text>" in svg


@pytest.mark.parametrize("name", sorted(figures()))
def test_a_chart_says_its_face_once_and_lengths_to_a_hundredth(name: str) -> None:
    svg = inline_svg(figures()[name], name)
    assert svg.count("'Source Sans Pro'") == 1
    assert re.findall(r"[\d.]+\.\d{3,}", svg) == []
    assert svg.count("font-weight: 700") == sum(
        text.get_fontweight() == "bold"
        for text in figures()[name].findobj(Text)
        if text.get_text() and text.get_visible()
    )


def test_bars_start_at_zero_and_keep_their_proportion() -> None:
    figure = horizontal_bars(("a", "b"), (ONE, TWO), str)
    first, second = figure.axes[0].patches
    assert first.get_window_extent().x0 == second.get_window_extent().x0
    assert second.get_window_extent().width == pytest.approx(2 * first.get_window_extent().width)


def outline(figure: Figure, place: int) -> np.ndarray:
    polygons = [patch for patch in figure.axes[0].patches if isinstance(patch, Polygon)]
    return np.asarray(polygons[place].get_xy())


def test_both_scales_of_a_plane_are_the_same_so_that_equal_pairs_lie_on_a_diagonal() -> None:
    figure = plane(area("a", "0,0 300,0 300,100 0,100"))
    origin, right, _, top = outline(figure, 0)[:4]
    assert right[0] - origin[0] == pytest.approx(3 * (origin[1] - top[1]))
    lines_drawn = [np.asarray(line.get_xydata()) for line in figure.axes[0].lines]
    (diagonal,) = (ends for ends in lines_drawn if (ends[0] != ends[1]).all())
    assert diagonal[0] == pytest.approx(origin)
    assert diagonal[1][0] - diagonal[0][0] == pytest.approx(diagonal[0][1] - diagonal[1][1])


def test_a_plane_is_ruled_where_its_widest_area_meets_the_axes() -> None:
    figure = plane(area("a", "0,0 40,0 240,200 100,200 0,90"))
    texts = {text.get_text() for text in figure.findobj(Text)}
    assert {"0", "40", "240", "90", "200"} <= texts


def test_areas_are_told_apart_without_colour() -> None:
    figure = figures()["regions"]
    wide, narrow, narrowest = figure.axes[0].patches[:3]
    assert [patch.get_hatch() is not None for patch in (wide, narrow, narrowest)] == [
        False, True, False,
    ]  # fmt: skip
    light, dark = (sum(to_rgb(patch.get_facecolor())) for patch in (wide, narrowest))
    assert light - dark > 1
    texts = [text.get_text() for text in figure.findobj(Text)]
    assert [texts.count(letter) for letter in "ABC"] == [2, 2, 2]


def test_the_letter_of_an_area_stands_in_it_and_not_in_the_areas_within() -> None:
    figure = plane(
        area("a", "0,0 200,0 200,200 0,200"), area("b", "0,0 100,0 100,200 0,200")
    )  # fmt: skip
    across = outline(figure, 0)[:, 0]
    found = [text for text in figure.findobj(Text) if text.get_text() == "A"]
    assert max(text.get_position()[0] for text in found) > (across.min() + across.max()) / 2


def test_four_areas_are_too_many_and_an_empty_one_is_an_error() -> None:
    one = area("a", "0,0 1,0 1,1")
    with pytest.raises(ValueError, match="1 to 3 areas, not 4"):
        plane(one, one, one, one)
    with pytest.raises(ValueError, match="area 'none' has no corners: nothing is possible in it"):
        plane(one, Area("none", ()))


def test_no_figure_is_left_open() -> None:
    figures()
    assert plt.get_fignums() == []


def test_a_city_has_one_colour_and_marker() -> None:
    assert (city_style("hcmc"), city_style("hanoi")) == STYLES[:2]
    assert city_style("hanoi") not in palette_of("hcmc")
    assert city_style("hcmc") not in palette_of("hanoi")


def test_five_series_are_too_many() -> None:
    five = [Series(name, (ONE,)) for name in "abcde"]
    with pytest.raises(ValueError, match="1 to 4 series, not 5"):
        stacked_bars(("x",), five, str)
    with pytest.raises(ValueError, match="1 to 4 series, not 5"):
        lines((2012,), five, str)


def test_a_series_of_another_length_is_an_error() -> None:
    with pytest.raises(ValueError, match="series 'a' has 1 values for 2 labels"):
        stacked_bars(("x", "y"), [Series("a", (ONE,))], str)


def test_what_is_not_reported_needs_a_word_for_it() -> None:
    with pytest.raises(ValueError, match="a value is missing"):
        horizontal_bars(("x",), (None,), str)


def test_a_part_of_a_whole_cannot_be_negative() -> None:
    with pytest.raises(ValueError, match="series 'a': a part of a whole is missing or negative"):
        stacked_bars(("x",), [Series("a", (LESS,))], str)


def marked(svg: str) -> list[tuple[str, str, str]]:
    texts = re.findall(r"<text ([^>]*)>([^<]*)</text>", svg)
    return [(text, said_by(how, "data-of"), said_by(how, "data-tick")) for how, text in texts]


def said_by(how: str, mark: str) -> str:
    found = re.search(f'{mark}="([^"]*)"', how)
    return found[1] if found else ""


@pytest.mark.parametrize("name", sorted(figures()))
def test_each_number_in_a_chart_is_marked_with_its_fact_or_as_a_tick(name: str) -> None:
    texts = marked(inline_svg(figures()[name], name))
    numbers = [(text, fact, tick) for text, fact, tick in texts if re.search(r"\d", text)]
    assert numbers or name == "stacked"
    assert [text for text, fact, tick in numbers if not (fact or tick)] == []
    of_facts = [(text, fact) for text, fact, _ in numbers if fact.startswith("town/fact-")]
    for text, fact in of_facts:
        assert fact.removeprefix("town/fact-") in text


def test_the_ticks_of_a_line_are_marked_by_axis_and_its_end_by_its_fact() -> None:
    found = marked(inline_svg(lines((2012, 2016), (Series("a", (ONE, TWO)),), str), "x"))
    assert {("2012", "", "x"), ("2016", "", "x"), ("2", "town/fact-2", "")} <= set(found)
    assert {tick for text, _, tick in found if text in {"0.0", "0.5", "1.0"}} == {"y"}


def test_a_published_chart_has_no_marks() -> None:
    svg = inline_svg(figures()["lines"], "x")
    assert "data-of" in svg
    assert re.findall(r"data-\w+", without_marks(svg)) == []
    assert marked(without_marks(svg)) == [(text, "", "") for text, *_ in marked(svg)]


def test_the_bars_of_a_tornado_stand_on_one_scale() -> None:
    bars = tornado(("hẹp", "rộng"), spans(), str).axes[0].patches
    wide, narrow, other = (patch.get_window_extent() for patch in bars)
    assert wide.width == pytest.approx(10 * narrow.width)
    assert other.width == pytest.approx(2 * narrow.width)
    assert other.x1 == pytest.approx(narrow.x0)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (((ONE, TWO),), "'x' has 1 spans for 2 labels"),
        (((ONE, TWO), (TWO, ONE)), "'x': the span 2 to 1 runs backwards"),
        ((None, None), "at least one bar"),
    ],
)
def test_a_tornado_that_cannot_be_drawn_is_an_error(
    broken: tuple[tuple[Drawn, Drawn] | None, ...], message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        tornado(("a", "b"), [Spans("x", broken, STYLES[0])], str)


def test_a_waterfall_goes_on_where_the_part_before_ended_and_ends_at_the_total() -> None:
    figure = waterfall(("a", "b"), (drawn(3), LESS), str, ("c", TWO))
    first, second, total = (patch.get_window_extent() for patch in figure.axes[0].patches)
    assert second.x1 == pytest.approx(first.x1)
    assert second.x0 == pytest.approx(total.x1)
    assert (total.x0, first.x0) == (pytest.approx(first.x0), pytest.approx(total.x0))
    assert first.width == pytest.approx(3 * second.width)


def test_a_dumbbell_shows_a_fall_to_the_left_and_a_rise_to_the_right() -> None:
    rise = Series("2012", (ONE, TWO)), Series("2016", (TWO, ONE))
    figure = dumbbell(("a", "b"), *rise, str)
    tracks = [
        np.asarray(line.get_xdata(), float)
        for line in figure.axes[0].lines
        if len(np.asarray(line.get_xdata())) == 2
    ]
    up, down = tracks
    assert up[1] - up[0] == pytest.approx(down[0] - down[1])
    assert up[1] > up[0]


def test_a_dumbbell_needs_both_ends() -> None:
    with pytest.raises(ValueError, match="series 'b' lacks the value at place 1"):
        dumbbell(("x",), Series("a", (ONE,)), Series("b", (None,)), str)


def test_what_is_certain_is_full_and_what_is_not_known_hatched() -> None:
    figure = possible(("a",), ((span(1, 3, "1–3"),),), "not known")
    key, certain, unknown = figure.axes[0].patches
    assert [patch.get_hatch() for patch in (key, certain, unknown)] == ["////", None, "////"]
    assert unknown.get_window_extent().x0 == pytest.approx(certain.get_window_extent().x1, abs=2)
    assert unknown.get_window_extent().width == pytest.approx(
        2 * certain.get_window_extent().width, rel=0.05
    )


@pytest.mark.parametrize("ends", [(-1, 1), (2, 1)])
def test_a_span_that_is_impossible_is_an_error(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match=f"the span {ends[0]} to {ends[1]}"):
        possible(("a",), ((span(*ends, ""),),), "not known")


def test_a_label_without_span_is_an_error() -> None:
    with pytest.raises(ValueError, match="2 labels need a span each, there are 1"):
        possible(("a", "b"), ((span(1, 2, "1–2"),),), "not known")


def test_a_line_is_dashed_where_its_fan_opens_and_lies_within_it() -> None:
    axes = fan().axes[0]
    known, assumed, low, high = axes.lines
    assert (known.get_linestyle(), assumed.get_linestyle()) == ("-", "--")
    assert list(np.asarray(known.get_xdata(), float)) == [2012, 2016]
    assert list(np.asarray(assumed.get_xdata(), float)) == [2016, 2017, 2018]
    inside = np.asarray(assumed.get_ydata(), float)
    assert np.all(np.asarray(low.get_ydata(), float) <= inside)
    assert np.all(inside <= np.asarray(high.get_ydata(), float))


def test_years_that_lie_close_together_are_not_written_over_each_other() -> None:
    years = (2012, 2016, 2017, 2018, 2019, 2020, 2021)
    figure = lines(years, (Series("a", (ONE,) * 7),), str)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    shown = [text for text in figure.axes[0].get_xticklabels() if text.get_text()]
    boxes = [text.get_window_extent(canvas.get_renderer()) for text in shown]
    assert len(boxes) > 1
    assert all(one.x1 < next_one.x0 for one, next_one in pairwise(boxes))
