from collections.abc import Mapping
from decimal import Decimal
from itertools import product
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from analysis.briefing import lint
from analysis.briefing.elements import (
    Chart,
    Column,
    DataTable,
    Element,
    Heading,
    Number,
    Prose,
    Receipt,
    ReceiptLabels,
    Receipts,
    Sentence,
    sentence,
)
from analysis.briefing.lint import UnfitText, check_text
from analysis.briefing.locale_format import quantity

WORDS = yaml.safe_load(Path(lint.__file__).with_name("directions.yml").read_text(encoding="utf-8"))
WAYS = {"up": 1, "down": -1}
FACTS = {
    "x": "town/rate-change/total",
    "a": "town-2014-2020/rate/total/2012/both",
    "b": "town-2014-2020/rate/total/2016/both",
}


def every_phrase() -> list[tuple[str, str, str, str]]:
    """Gives each phrase of the data file with each of its words: language, way, kind, text."""
    found: list[tuple[str, str, str, str]] = []
    for lang, (way, _) in product(("vi", "en"), WAYS.items()):
        for kind, phrases in WORDS[lang]["phrases"].items():
            for phrase in phrases:
                slots = [
                    name
                    for name in ("moved", "adverb", "than", "beside", "to")
                    if f"{{{name}}}" in phrase
                ]
                for chosen in product(*(words_for(name, lang, way) for name in slots)):
                    text = phrase.replace(" … ", " ").replace("{a} {than}", "{a}, {than}")
                    for name, word in zip(slots, chosen, strict=True):
                        text = text.replace(f"{{{name}}}", word)
                    if text not in [one for *_, one in found]:
                        found.append((lang, way, kind, text))
    return found


def words_for(slot: str, lang: str, way: str) -> list[str]:
    if slot != "to":
        return list(WORDS[lang][way][slot])
    (other,) = WAYS.keys() - {way}
    away = WORDS[lang][other]["adverb"][0]
    return [word for word in WORDS[lang]["to"] if away not in word]


def said(text: str, amounts: dict[str, int], lang: str) -> Sentence:
    numbers = {
        name: Number(quantity(Decimal(abs(amounts[name])), "percent", lang), FACTS[name])
        for name in amounts
        if f"{{{name}}}" in text
    }
    return sentence(text, **numbers)


def receipts(amounts: Mapping[str, int | Decimal]) -> Receipts:
    entries = tuple(
        Receipt(FACTS[name], name, str(amount), "", (), "", "", (("value", Decimal(amount)),))
        for name, amount in amounts.items()
    )
    return Receipts("Nguồn", ReceiptLabels("a", "b", "c", "d", "e"), entries)


def faults(lang: str, amounts: Mapping[str, int | Decimal], *elements: Element) -> str:
    page = [element.html() for element in (*elements, receipts(amounts))]
    try:
        check_text("Page", lang, page)
    except UnfitText as unfit:
        return str(unfit)
    return ""


@given(
    phrase=st.sampled_from(every_phrase()),
    low=st.integers(1, 90),
    apart=st.integers(1, 9),
    rises=st.booleans(),
)
@settings(max_examples=400, deadline=None)
def test_each_phrase_of_the_list_passes_where_it_is_so_and_not_where_it_is_not(
    phrase: tuple[str, str, str, str], low: int, apart: int, rises: bool
) -> None:
    lang, way, kind, text = phrase
    first, last = (low, low + apart) if rises else (low + apart, low)
    amounts = {"a": first, "b": last, "x": last - first}
    if kind == "comparison":
        amounts |= {"a": last, "b": first}
    if kind == "reached":
        text = f"{{a}}; {text}"
    found = faults(lang, amounts, Prose(said(text, amounts, lang)))
    assert bool(found) is (rises is not (WAYS[way] > 0)), (text, amounts, found)


def test_both_languages_have_every_kind_of_word_and_phrase() -> None:
    assert WORDS["vi"]["phrases"].keys() == WORDS["en"]["phrases"].keys()
    for way, kind in product(WAYS, ("moved", "adverb", "than", "beside")):
        assert WORDS["vi"][way][kind]
        assert WORDS["en"][way][kind]


@pytest.mark.parametrize(
    ("lang", "text", "a", "b", "wrong"),
    [
        ("en", "The share was {a} in the end, far more than the {b} of before.", 56, 30, False),
        ("en", "The share was {a} in the end, far more than the {b} of before.", 30, 56, True),
        ("en", "The share, {a}, is no more than {b}.", 30, 56, False),
        ("en", "The share, {a}, is no more than {b}.", 56, 30, True),
        ("en", "The share, {a}, is no more than {b}.", 30, 30, False),
        ("en", "The share, {a}, is more than {b}.", 30, 30, True),
        ("en", "It was {a}. More than {b} is not asked for.", 30, 56, False),
        ("en", "Only if more than {b} left can it be {a}.", 30, 56, False),
        ("vi", "Tỷ lệ {a} vẫn thấp hơn mục tiêu {b}.", 30, 56, False),
        ("vi", "Tỷ lệ {a}, thấp hơn {b}.", 56, 30, True),
        ("vi", "Tỷ lệ {a} không vượt {b}.", 30, 56, False),
        ("vi", "Tỷ lệ {a} không vượt {b}.", 56, 30, True),
        ("vi", "Tuyển được {a} trên {b}.", 30, 56, False),
    ],
)
def test_a_comparison_is_held_against_both_its_facts(
    lang: str, text: str, a: int, b: int, wrong: bool
) -> None:
    amounts = {"a": a, "b": b}
    found = faults(lang, amounts, Prose(said(text, amounts, lang)))
    assert (f"compares {a} with {b}" in found) is wrong
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("lang", "text"),
    [("en", "The share fell and then rose by {x}."), ("vi", "Tỷ lệ giảm rồi tăng {x}.")],
)
def test_the_word_that_stands_nearest_is_the_one_that_claims(lang: str, text: str) -> None:
    assert faults(lang, {"x": 7}, Prose(said(text, {"x": 7}, lang))) == ""
    assert "is said of -7" in faults(lang, {"x": -7}, Prose(said(text, {"x": -7}, lang)))


def test_a_fall_written_with_its_sign_behind_a_word_of_falling_is_said_twice() -> None:
    twice = sentence("It fell by {x}.", x=Number("−7%", FACTS["x"]))
    assert "fell by −7% is said of -7" in faults("en", {"x": -7}, Prose(twice))


def test_a_heading_is_held_by_the_numbers_that_its_section_links() -> None:
    told = Prose(said("Mức thay đổi của tỷ lệ: giảm {x}.", {"x": -7}, "vi"))
    assert faults("vi", {"x": -7}, Heading("Tỷ lệ giảm 7 %", 2, "a"), told) == ""
    assert faults("vi", {"x": -7}, Heading("Thay đổi −7 %", 2, "a"), told) == ""
    found = faults("vi", {"x": -7}, Heading("Tỷ lệ tăng 7 %", 2, "a"), told)
    assert "“Tỷ lệ tăng 7 %”: tăng 7 is said of -7" in found


@pytest.mark.parametrize(
    ("lang", "heading", "change", "wrong"),
    [
        ("en", "Why the share fell", -7, False),
        ("en", "Why the share fell", 7, True),
        ("vi", "Vì sao tỷ lệ tăng?", 7, False),
        ("vi", "Vì sao tỷ lệ tăng?", -7, True),
        ("vi", "Vì sao tỷ lệ thay đổi?", -7, False),
    ],
)
def test_a_heading_without_a_number_says_what_its_section_does(
    lang: str, heading: str, change: int, wrong: bool
) -> None:
    signed = quantity(Decimal(change), "percentage_points", lang, signed=True)
    told = Prose(sentence("{x}", x=Number(signed, FACTS["x"])))
    found = faults(lang, {"x": change}, Heading(heading, 2, "a"), told)
    assert ("says what no figure below it does" in found) is wrong


@pytest.mark.parametrize(("first", "last", "wrong"), [(30, 56, False), (56, 30, True)])
@pytest.mark.parametrize(
    ("lang", "title"), [("en", "The share rose in all bodies"), ("vi", "Tỷ lệ tăng ở mọi nhóm")]
)
def test_the_title_of_a_chart_says_what_the_chart_draws_from_year_to_year(
    lang: str, title: str, first: int, last: int, wrong: bool
) -> None:
    amounts = {"a": first, "b": last}
    chart = Chart(
        Figure(), said("2012: {a}; 2016: {b}.", amounts, lang), sentence(title), sentence("%")
    )
    found = faults(lang, amounts, chart)
    assert ("says what no figure below it does" in found) is wrong
    assert bool(found) is wrong


@pytest.mark.parametrize(
    ("lang", "heading", "change", "wrong"),
    [
        ("en", "Gained", 7, False),
        ("en", "Gained", -7, True),
        ("en", "Rose or fell", -7, False),
        ("vi", "Giảm", 7, True),
        ("vi", "Giảm", -7, False),
        ("vi", "Tăng, giảm", -7, False),
    ],
)
def test_the_heading_of_a_column_says_what_its_cells_do(
    lang: str, heading: str, change: int, wrong: bool
) -> None:
    written = quantity(Decimal(change), "percentage_points", lang, signed=True)
    columns = (Column("a"), Column(heading))
    table = DataTable("T", columns, (("x", Number(written, FACTS["x"])),))
    found = faults(lang, {"x": change}, table)
    assert (f"in the column “{heading}”" in found) is wrong
    assert bool(found) is wrong


@pytest.mark.parametrize(("written", "wrong"), [("0.00", False), ("0.01", True)])
def test_a_fall_that_is_rounded_to_nothing_needs_no_sign(written: str, wrong: bool) -> None:
    told = Prose(sentence("{x} come from shifts.", x=Number(written, FACTS["x"])))
    fallen = Decimal("-0.0029") if written == "0.00" else Decimal("-0.0129")
    assert bool(faults("en", {"x": fallen}, told)) is wrong


@pytest.mark.parametrize("first", [30, 56])
def test_a_title_that_says_both_directions_takes_no_side(first: int) -> None:
    amounts = {"a": first, "b": 40}
    alt = said("2012: {a}; 2016: {b}.", amounts, "en")
    chart = Chart(Figure(), alt, sentence("Where the share rose and where it fell"), sentence("%"))
    assert faults("en", amounts, chart) == ""
