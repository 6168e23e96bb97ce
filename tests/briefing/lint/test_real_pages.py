import re
from collections.abc import Callable
from decimal import Decimal
from html import unescape
from pathlib import Path

import pytest

from analysis.briefing.compose import compose
from analysis.briefing.elements import Element, Receipts
from analysis.briefing.lint import UnfitText, check_editions, check_text
from analysis.briefing.lint.numerals import NUMERAL
from analysis.briefing.lint.reading import read
from analysis.briefing.page import Page
from analysis.briefing.stories import STORIES
from analysis.sources.processed import read_facts
from analysis.sources.programmes import read_programme

PageOf = Callable[[str, str], Page]
every_page = pytest.mark.parametrize(
    ("programme", "lang"), [(name, lang) for name in STORIES for lang in ("vi", "en")]
)
ARCHIVES = "hcmc-archives-2014-2020"
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
LINK = re.compile(r"<a [^>]*>[^<]*</a>")
TAG = re.compile(r"<[^>]*>")


def elements(programme: str, lang: str, page_of: PageOf) -> list[Element]:
    page = page_of(programme, lang)
    return [*page.opening, *page.questions, *page.closing]


def rendered(programme: str, lang: str, page_of: PageOf) -> list[str]:
    return [element.html() for element in elements(programme, lang, page_of)]


def facts_of(programme: str, root: Path) -> dict[str, tuple[Decimal, ...]]:
    if not read_programme(programme, root)["analyses"]:
        return {}
    rows = read_facts([programme], root).to_dict("records")
    return {
        row["id"]: tuple(Decimal(row[name]) for name in ("value", "low", "high") if row[name])
        for row in rows
    }


@every_page
def test_a_briefing_may_be_published(
    programme: str, lang: str, page_of: PageOf, project: Path
) -> None:
    page = rendered(programme, lang, page_of)
    check_text(programme, lang, page, facts_of(programme, project))


def test_the_words_follow_where_other_figures_turn_a_gain_into_a_loss(
    changed: Callable[[dict[str, str]], Path],
) -> None:
    root = changed({"qualified-2016-stated": "1.020", "table-2016-districts-short-course": "600"})
    told = {lang: compose(ARCHIVES, lang, root) for lang in ("vi", "en")}
    for lang, page in told.items():
        parts = (*page.opening, *page.questions, *page.closing)
        check_text(ARCHIVES, lang, [part.html() for part in parts], facts_of(ARCHIVES, root))
    key_findings = " ".join(told["en"].opening[1].plain().split())
    assert "changed each year by −13 persons as stated, +229 persons" in key_findings


@pytest.mark.parametrize("programme", STORIES)
def test_both_editions_of_a_briefing_say_the_same(programme: str, page_of: PageOf) -> None:
    check_editions(programme, {lang: rendered(programme, lang, page_of) for lang in ("vi", "en")})


@pytest.mark.parametrize(
    ("said", "changed", "fault"),
    [
        ("55,88\N{NO-BREAK SPACE}%</a>", "55,89\N{NO-BREAK SPACE}%</a>", "is not what its receipt"),
        ("tăng từ <a", "giảm từ <a", "goes the other way, from"),
        ("</p>", " Còn 12 người.</p>", "12 has no receipt"),
        ("</p>", " The rest is not known.</p>", "The is English"),
        (
            ">22,2\N{NO-BREAK SPACE}%</text>",
            ">22,3\N{NO-BREAK SPACE}%</text>",
            "is drawn and is not",
        ),
        (
            ">600\N{NO-BREAK SPACE}người</text>",
            ">500\N{NO-BREAK SPACE}người</text>",
            "is a tick where",
        ),
        (" data-of=", " data-off=", "is drawn of no fact and is no tick"),
    ],
)
def test_a_change_on_a_real_page_does_not_pass(
    said: str, changed: str, fault: str, page_of: PageOf, project: Path
) -> None:
    page = rendered(ARCHIVES, "vi", page_of)
    place = next(place for place, element in enumerate(page) if said in element)
    page[place] = page[place].replace(said, changed, 1)
    with pytest.raises(UnfitText, match=fault):
        check_text(ARCHIVES, "vi", page, facts_of(ARCHIVES, project))


@every_page
def test_the_pdf_form_of_each_element_holds_the_numerals_of_its_page_form(
    programme: str, lang: str, page_of: PageOf
) -> None:
    for element in elements(programme, lang, page_of):
        assert sorted(in_typst(element)) == sorted(in_html(element)), element.plain()[:200]


def in_html(element: Element) -> list[str]:
    if isinstance(element, Receipts):
        return NUMERAL.findall(unescape(TAG.sub(" ", LINK.sub(" ", element.html()))))
    blocks = read([element.html()]).blocks
    return [one for block in blocks for one in NUMERAL.findall(block.text)]


def in_typst(element: Element) -> list[str]:
    strings = [text for text in QUOTED.findall(element.typst()) if not text.startswith("<svg")]
    return [one for text in strings for one in NUMERAL.findall(text.replace(r"\n", " "))]
