from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from analysis.briefing.charts import Drawn, Series, dumbbell, horizontal_bars, lines
from analysis.briefing.charts.canvas import sheet, write
from analysis.briefing.elements import Chart, Number, Prose, Sentence, sentence
from analysis.briefing.lint import UnfitText, check_text
from analysis.briefing.locale_format import quantity
from analysis.briefing.told.charts import chart_told

Faults = Callable[..., str]
FACTS = {
    "town/rate/2012": (Decimal("30.211566"),),
    "town/rate/2016": (Decimal("55.880829"),),
    "town/cost": (Decimal(3871000000),),
    "town/companies/2016": (Decimal("41.0058"),),
}
RATE_2012, RATE_2016, COMPANIES = (
    Drawn(FACTS[fact][0], fact)
    for fact in ("town/rate/2012", "town/rate/2016", "town/companies/2016")
)
percent = partial(quantity, unit="percent", lang="vi", decimals=1)
TITLE, BELOW = sentence("Tỷ lệ đạt trình độ"), sentence("Phần trăm")


def bars(values: Sequence[Drawn], told: Sequence[Drawn] = ()) -> Chart:
    labels = [f"nhóm {letter}" for letter, _ in zip("abcd", values, strict=False)]
    series = [Series("tỷ lệ", tuple(told or values))]
    return chart_told(
        horizontal_bars(labels, values, percent), TITLE, BELOW, labels, series, percent
    )


def road() -> Chart:
    labels = ("2012", "2016")
    series = [Series("tỷ lệ", (RATE_2012, RATE_2016))]
    return chart_told(lines((2012, 2016), series, percent), TITLE, BELOW, labels, series, percent)


def test_a_chart_that_draws_and_tells_its_facts_may_be_published(faults: Faults) -> None:
    series = Series("2012", (RATE_2012,)), Series("2016", (RATE_2016,))
    moved = chart_told(dumbbell(("Sở",), *series, percent), TITLE, BELOW, ("Sở",), series, percent)
    for chart in (bars((RATE_2016, COMPANIES)), road(), moved):
        assert faults(chart, facts=FACTS) == ""


def test_a_label_that_is_not_its_fact_rounded_is_named(faults: Faults) -> None:
    wrong = Drawn(Decimal("51.4"), RATE_2016.fact)
    found = faults(bars((wrong,)), facts=FACTS)
    assert "“51,4 %” is drawn and is not what its fact town/rate/2016 holds (55.880829)" in found


def test_a_label_of_another_fact_is_named_even_where_its_value_is_a_fact_of_the_programme(
    faults: Faults,
) -> None:
    swapped = Drawn(COMPANIES.amount, RATE_2016.fact), Drawn(RATE_2016.amount, COMPANIES.fact)
    found = faults(bars(swapped), facts=FACTS)
    assert found.count("is drawn and is not what its fact") == 2


def test_what_is_drawn_and_what_is_told_of_one_fact_agree(faults: Faults) -> None:
    told_otherwise = chart_told(
        horizontal_bars(("a",), (RATE_2016,), percent),
        TITLE, BELOW, ("a",), [Series("x", (RATE_2016,))],
        partial(quantity, unit="percent", lang="vi", decimals=2),
    )  # fmt: skip
    assert (
        "“55,9 %” is drawn of town/rate/2016, of which the text of the chart does not say so"
        in (faults(told_otherwise, facts=FACTS))
    )
    untold = bars((RATE_2016, COMPANIES), (RATE_2016, RATE_2016))
    assert "“41,0 %” is drawn of town/companies/2016, of which" in faults(untold, facts=FACTS)


def test_what_is_drawn_of_no_fact_of_the_programme_is_named(faults: Faults) -> None:
    rest = Drawn(100 - RATE_2016.amount, "town/rest")
    found = faults(bars((rest,)), facts=FACTS)
    assert "is drawn of town/rest, which is no fact of the programme" in found
    assert "is told of r-town-rest, which is no fact of the programme" in found


@pytest.mark.parametrize(
    ("text", "wrong"), [("44,1 %", True), ("12 lớp", True), ("2016", False), ("2012–2016", False)]
)
def test_a_number_that_is_drawn_bare_is_named_but_for_years(
    text: str, wrong: bool, faults: Faults
) -> None:
    figure, axes = sheet(40)
    write(axes, 0, 20, text)
    found = faults(Chart(figure, sentence("Tỷ lệ."), TITLE, BELOW), facts=FACTS)
    assert (f"“{text}” is drawn of no fact and is no tick" in found) is wrong
    assert bool(found) is wrong


def ruled(ticks: Sequence[tuple[float, str]]) -> Chart:
    figure, axes = sheet(100)
    for place, text in ticks:
        write(axes, place, 50, text, align="center", axis="x")
    return Chart(figure, sentence("Trục."), TITLE, BELOW)


@given(
    first=st.integers(-50, 50),
    step=st.integers(1, 40),
    count=st.integers(3, 6),
    apart=st.integers(20, 60),
)
@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_ticks_that_keep_the_scale_of_their_axis_are_ticks(
    first: int, step: int, count: int, apart: int, faults: Faults
) -> None:
    ticks = [(apart * place, percent(Decimal(first + step * place))) for place in range(count)]
    assert faults(ruled(ticks), facts=FACTS) == ""
    (place, _), *rest = ticks[1:]
    off = [ticks[0], (place, percent(Decimal(first + step * count * 2))), *rest]
    assert "is a tick where its scale has" in faults(ruled(off), facts=FACTS)


def test_an_axis_that_runs_backwards_is_named(faults: Faults) -> None:
    assert "axis that does not rise" in faults(ruled([(0, "20 %"), (90, "0 %")]), facts=FACTS)


def test_the_text_of_a_chart_names_the_fact_of_each_number(faults: Faults) -> None:
    told = Chart(Figure(), sentence("Đạt 55,9 %."), TITLE, BELOW)
    assert "55,9 has no receipt; tell the chart of the facts" in faults(told, facts=FACTS)
    of_another = sentence("Đạt {r}.", r=Number("55,9 %", COMPANIES.fact))
    found = faults(Chart(Figure(), of_another, TITLE, BELOW), facts=FACTS)
    assert "55,9 % is not what its receipt r-town-companies-2016 holds" in found


def test_what_is_read_aloud_is_what_is_told(rendered: Callable[..., list[str]]) -> None:
    page = rendered(bars((RATE_2016,)))
    page[0] = page[0].replace('aria-label="Tỷ lệ', 'aria-label="Số người')
    with pytest.raises(UnfitText, match="is not what the chart is told by"):
        check_text("Trang", "vi", page, FACTS)


def test_text_and_chart_cannot_hold_two_amounts_of_one_fact(faults: Faults) -> None:
    said = Prose(sentence("Đạt {r}.", r=Number("55,88 %", "town/rate/2016")))
    other = {**FACTS, "town/rate/2016": (Decimal("51.476684"),)}
    found = faults(said, bars((Drawn(Decimal("51.476684"), "town/rate/2016"),)), facts=other)
    assert "the receipt r-town-rate-2016 holds 55.880829, and the ledger 51.476684" in found
    assert "“51,5 %” is drawn and is not what its fact" in found


def test_a_label_of_the_other_language_is_named(faults: Faults) -> None:
    labels = ("the whole of the staff",)
    chart = Chart(horizontal_bars(labels, (RATE_2016,), percent), Sentence(("x",)), TITLE, BELOW)
    assert "the is English" in faults(chart)
