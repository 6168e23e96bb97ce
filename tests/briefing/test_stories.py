"""What holds for every briefing, whatever it tells?"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pandas as pd
import pytest

from analysis.briefing.catalogue import LANGUAGES, translations
from analysis.briefing.compose import compose
from analysis.briefing.elements import Chart, Element, KeyFindings, Number, Prose, Receipts
from analysis.briefing.page import Page
from analysis.briefing.stories import STORIES
from analysis.sources.programmes import read_programmes

PageOf = Callable[[str, str], Page]

PAGES = [(programme, lang) for programme in STORIES for lang in LANGUAGES]
every_programme = pytest.mark.parametrize("programme", STORIES)
every_page = pytest.mark.parametrize(("programme", "lang"), PAGES)

NAMES = ("Hồ Chí Minh", "Hà Nội", "Nghệ An", "Tân Phú", "Tân Bình", "QĐ-UBND", "NĐ-CP", "Kitagawa")
WORDS_OF_BOTH = {"an", "do", "ii", "in", "so", "tin"}
AXIS_OF_THE_LINES = re.compile(
    r"[2468]00\s(người|persons)|(0|5|10|15|20)\s((triệu\s)?đồng|(million\s)?dong)|(0|25|50|75)\s?%"
)


def body(page: Page) -> tuple[Element, ...]:
    return (*page.opening, *page.questions)


def numbers(part: object) -> Iterator[Number]:
    if isinstance(part, Number):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from numbers(one)
    elif isinstance(part, Prose):
        yield from numbers(part.sentences)
    elif is_dataclass(part):
        yield from numbers(tuple(getattr(part, field.name) for field in fields(part)))


def outside_charts(parts: Iterable[Element]) -> Iterator[object]:
    for part in parts:
        yield from (part.title, part.subtitle) if isinstance(part, Chart) else (part,)


def said_in(element: Element) -> Counter[str | None]:
    return Counter(number.receipt for number in numbers(element))


def receipts(page: Page) -> list[str]:
    closing = (part for part in page.closing if isinstance(part, Receipts))
    return [entry.id for part in closing for entry in part.entries]


@pytest.fixture(scope="session")
def locators(project: Path) -> set[str]:
    files = sorted((project / "data" / "raw").glob("*/figures.csv"))
    return {place for file in files for place in pd.read_csv(file, dtype="str")["locator"]}


def visible(page: Page, locators: set[str]) -> str:
    """What does a reader see, but for what the sources print and where?"""
    texts = [element.plain() for element in body(page)]
    for part in page.closing:
        assert isinstance(part, Receipts)
        labels = part.labels
        texts += [part.heading, part.intro, *(getattr(labels, f.name) for f in fields(labels))]
        for entry in part.entries:
            texts += [entry.what, entry.value, entry.formula, entry.verdict, entry.status]
            for cell in entry.inputs:
                texts.append(cell.document)
                texts += [] if cell.locator in locators else [cell.locator, cell.printed]
    text = "\n".join(texts)
    for name in NAMES:
        text = text.replace(name, "")
    return text


def words(text: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]{2,}", text)}


def english_words(project: Path) -> set[str]:
    labels = pd.read_csv(project / "data" / "raw" / "labels.csv", dtype="str")["en"]
    texts = [re.sub(r"\{\w+\}", " ", text) for text in translations("vi")]
    found = words(" ".join([*texts, *labels]))
    return {word for word in found if word.isascii()} - words(" ".join(NAMES)) - WORDS_OF_BOTH


def test_every_declared_programme_has_a_story(project: Path) -> None:
    assert set(STORIES) == set(read_programmes(project))


@every_page
def test_a_programme_composes_with_a_title_and_at_most_five_key_findings(
    programme: str, lang: str, page_of: PageOf
) -> None:
    page = page_of(programme, lang)
    assert page.opening[0].page_metadata()["lang"] == lang
    assert page.questions
    assert all(len(part.items) <= 5 for part in page.opening if isinstance(part, KeyFindings))


@every_programme
def test_both_languages_say_the_same_facts_in_the_same_order(
    programme: str, page_of: PageOf
) -> None:
    vi, en = page_of(programme, "vi"), page_of(programme, "en")
    assert receipts(vi) == receipts(en)
    assert [type(part) for part in body(vi)] == [type(part) for part in body(en)]
    for one, other in zip(body(vi), body(en), strict=True):
        assert said_in(one) == said_in(other)


@every_page
def test_every_number_has_a_receipt_and_every_receipt_is_used(
    programme: str, lang: str, page_of: PageOf
) -> None:
    page = page_of(programme, lang)
    said = {number.receipt for number in numbers(tuple(outside_charts(body(page))))}
    told = {
        number.receipt
        for chart in body(page)
        if isinstance(chart, Chart)
        for number in numbers(chart.alt)
    }
    assert None not in said | told
    assert said <= set(receipts(page)) <= said | told


@every_programme
def test_an_english_page_has_vietnamese_letters_in_names_and_quotations_alone(
    programme: str, page_of: PageOf, locators: set[str]
) -> None:
    found = words(visible(page_of(programme, "en"), locators))
    assert {word for word in found if not word.isascii()} == set()


@every_programme
def test_a_vietnamese_page_has_no_english_words(
    programme: str, page_of: PageOf, project: Path, locators: set[str]
) -> None:
    found = words(visible(page_of(programme, "vi"), locators))
    assert found & english_words(project) == set()


@every_page
def test_no_code_stands_where_a_name_should(
    programme: str, lang: str, page_of: PageOf, locators: set[str]
) -> None:
    text = visible(page_of(programme, lang), locators)
    assert re.findall(r"\w+_\w+|\{\w*\}|\bnan\b|\bNone\b", text) == []


@every_page
def test_what_a_chart_shows_is_said_in_its_alternative_text(
    programme: str, lang: str, page_of: PageOf
) -> None:
    for chart in (part for part in body(page_of(programme, lang)) if isinstance(part, Chart)):
        alt = chart.alt.plain()
        drawn = re.findall(r"<text[^>]*>([^<]*)</text>", chart.svg)
        values = {text.strip() for text in drawn if re.search(r"\d", text)}
        unsaid = {text for text in values if text not in alt}
        assert values
        assert {text for text in unsaid if not AXIS_OF_THE_LINES.fullmatch(text)} == set()
        assert alt.startswith(chart.title.plain())


@every_page
def test_each_section_says_where_its_figures_come_from(
    programme: str, lang: str, page_of: PageOf
) -> None:
    label = {"vi": "Nguồn", "en": "Source"}[lang]
    assert any(part.plain().startswith(f"{label} ") for part in page_of(programme, lang).questions)


def test_a_programme_that_is_not_there_is_an_error_that_says_which_are(project: Path) -> None:
    with pytest.raises(KeyError, match=r"No story tells 'da-nang'; there are hcmc-.*nghe-an"):
        compose("da-nang", "vi", project)


@every_programme
def test_a_language_that_is_not_there_is_an_error_that_says_which_are(
    programme: str, project: Path
) -> None:
    with pytest.raises(ValueError, match="language 'fr' is not one of vi, en"):
        compose(programme, "fr", project)
