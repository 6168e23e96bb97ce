from decimal import Decimal

import pytest

from analysis.briefing.charts import STYLES, Drawn, Series, Spans
from analysis.briefing.elements import Number, Sentence
from analysis.briefing.told.charts import in_words, spans_in_words


def drawn(amount: int) -> Drawn:
    return Drawn(Decimal(amount), f"town/fact-{amount}")


def facts_of(told: Sentence) -> list[tuple[str, str]]:
    return [(part.text, part.receipt) for part in told.parts if isinstance(part, Number)]


def test_a_chart_is_told_in_words_with_every_value_and_its_fact() -> None:
    series = [Series("nêu", (drawn(1), None)), Series("bảng", (drawn(2), drawn(3)))]
    told = in_words(("Sở", "Quận"), series, str, missing="không báo cáo")
    assert told.plain() == "Sở: nêu 1, bảng 2; Quận: nêu không báo cáo, bảng 3"
    assert facts_of(told) == [("1", "town/fact-1"), ("2", "town/fact-2"), ("3", "town/fact-3")]


def test_a_value_that_is_missing_needs_a_word_in_the_telling_too() -> None:
    with pytest.raises(ValueError, match="series 'nêu' has no value and no word for 1"):
        in_words(("Sở",), [Series("nêu", (None,))], str)


def test_the_widest_bar_of_a_tornado_comes_first_and_its_ends_are_told_in_words() -> None:
    spans = (
        Spans("Nêu", ((drawn(1), drawn(2)), (drawn(-1), drawn(9))), STYLES[0], drawn(1)),
        Spans("Bảng", ((drawn(-1), drawn(1)), None), STYLES[2], drawn(0)),
    )
    told = spans_in_words(("hẹp", "rộng"), spans, str)
    assert told.plain() == ("Nêu: 1, Bảng: 0; rộng: Nêu -1 – 9; hẹp: Nêu 1 – 2, Bảng -1 – 1")
    assert facts_of(told)[:3] == [
        ("1", "town/fact-1"),
        ("0", "town/fact-0"),
        ("-1", "town/fact--1"),
    ]
