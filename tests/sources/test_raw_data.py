"""Is what people wrote in data/raw what the documents print, and is it all declared?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from analysis.sources.declarations import figures_named
from analysis.sources.documents import Document, read_document, read_yaml
from analysis.sources.numbers import parse_printed
from analysis.sources.paths import project_root
from analysis.sources.reference import read_reference
from analysis.sources.schemas import LABELS, read_table
from analysis.sources.text import normalise, read_text

ROOT = project_root(Path(__file__).parent)
RAW = ROOT / "data" / "raw"
SHARED = ROOT.parent / "shared"

FIGURES_PER_DOCUMENT = {
    "1228-bc-snv-2017": 114,
    "1698-qd-ubnd-2022": 173,
    "hcmcityweb-2022-05-18": 5,
    "hnp-2019-06-08": 40,
    "nghe-an-chi-thi-cntt": 0,
}
DOCUMENTS = list(FIGURES_PER_DOCUMENT)
CODE_COLUMNS = ("group", "category", "measure", "unit")
ENGLISH_WORDS = {"the", "of", "and", "or", "for", "with", "by", "from", "at", "was", "staff"}
ENGLISH_LETTERS = set("fjwz")
NAMES_WITH_ENGLISH_LETTERS = {"CityWeb", "TW"}
VIETNAMESE_NAMES = ("Hồ Chí Minh", "Hà Nội", "Nghệ An", "Tân Phú", "Tân Bình")
TOO_MANY_WORDS_IN_A_ROW = 12


def document(name: str) -> Document:
    return read_document(RAW / name)


def source_text(name: str) -> str:
    path = SHARED / "sources" / f"{name}.txt"
    if not path.is_file():
        pytest.skip(f"the source text is not beside the project: {path}")
    text: str = normalise(read_text(path))
    return text


def labels() -> dict[str, dict[str, str]]:
    rows = read_table(RAW / "labels.csv", LABELS).to_dict("records")
    return {row["code"]: {"vi": row["vi"], "en": row["en"]} for row in rows}


def texts(value: Any, language: str) -> Iterator[str]:
    """Every text of one language in nested declarations."""
    if isinstance(value, dict):
        if isinstance(value.get(language), str):
            yield value[language]
        for part in value.values():
            yield from texts(part, language)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part, language)


def declared_texts(name: str, language: str) -> list[str]:
    files = [RAW / name / f"{stem}.yml" for stem in ("document", "checks", "corrections")]
    return [text for file in files for text in texts(read_yaml(file), language)]


def english_in(text: str) -> list[str]:
    words = [
        word for word in re.findall(r"[^\W\d_]+", text) if word not in NAMES_WITH_ENGLISH_LETTERS
    ]
    return [
        word
        for word in words
        if word.casefold() in ENGLISH_WORDS or ENGLISH_LETTERS & set(word.casefold())
    ]


def vietnamese_in(text: str) -> list[str]:
    for name in VIETNAMESE_NAMES:
        text = text.replace(name, "")
    return [word for word in re.findall(r"[^\W\d_]+", text) if not word.isascii()]


def stands_in(printed: str, text: str) -> bool:
    """Whole: 45 does not stand in a text that holds only 45.552 or 145."""
    whole = rf"(?<![\d.,]){re.escape(normalise(printed))}(?!\d|[.,]\d)"
    return re.search(whole, text) is not None


def runs_of_words(text: str, length: int) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", normalise(text).casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def test_there_is_one_folder_for_each_document() -> None:
    folders = {path.parent.name for path in RAW.glob("*/document.yml")}
    assert folders == set(DOCUMENTS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_change_in_the_number_of_figures_is_a_line_to_review(name: str) -> None:
    assert len(document(name).figures) == FIGURES_PER_DOCUMENT[name]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_printed_string_stands_in_the_source_text(name: str) -> None:
    text = source_text(name)
    figures = document(name).figures
    missing = [
        (row.id, row.printed)
        for row in figures.itertuples()
        if row.printed and not stands_in(row.printed, text)
    ]
    assert missing == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_ids_are_unique_in_the_document(name: str) -> None:
    found = document(name)
    ids = list(found.figures["id"])
    checks = [check["id"] for check in found.checks]
    assert len(ids) == len(set(ids))
    assert len(checks) == len(set(checks))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_check_names_figures_that_exist(name: str) -> None:
    found = document(name)
    known = set(found.figures["id"])
    unknown = [
        (check["id"], figure)
        for check in found.checks
        for figure in figures_named(check)
        if figure not in known
    ]
    assert unknown == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_check_compares_is_said_without_figures(name: str) -> None:
    said = [check["what"][language] for check in document(name).checks for language in ("vi", "en")]
    with_figures = [what for what in said if re.search(r"\d", re.sub(r"\b(19|20)\d\d\b", "", what))]
    assert with_figures == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_correction_names_a_figure_as_printed_and_a_check_that_uses_it(name: str) -> None:
    found = document(name)
    printed = dict(zip(found.figures["id"], found.figures["printed"], strict=True))
    checks = {check["id"]: check for check in found.checks}
    for correction in found.corrections:
        expects = correction["expects"]
        assert printed[correction["figure"]] == expects["printed"]
        assert correction["read_as"] != expects["printed"]
        assert correction["figure"] in figures_named(checks[expects["closes"]])


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_printed_string_or_its_correction_is_a_number_of_its_unit(name: str) -> None:
    found = document(name)
    read_as = {correction["figure"]: correction["read_as"] for correction in found.corrections}
    for row in found.figures.itertuples():
        parse_printed(read_as.get(row.id, row.printed), row.unit)


def test_informatics_closes_the_domestic_attendances_only_when_read_as_corrected() -> None:
    correction = document("1698-qd-ubnd-2022").corrections[0]
    others = 4909 + 16198 + 35798 + 13345 + 16154 + 1016163
    assert correction["figure"] == "domestic-informatics"
    assert int(correction["read_as"].replace(".", "")) == 1148119 - others


def test_every_code_has_a_label_in_both_languages() -> None:
    named = labels()
    used = {
        code
        for name in DOCUMENTS
        for column in CODE_COLUMNS
        for code in document(name).figures[column]
    }
    assert used - set(named) == set()


def test_labels_are_in_sentence_case() -> None:
    first_letters = [label[language][0] for label in labels().values() for language in ("vi", "en")]
    assert [letter for letter in first_letters if not letter.isupper()] == []


def test_two_codes_of_one_column_never_have_one_label() -> None:
    named = labels()
    for column in CODE_COLUMNS:
        codes = sorted({code for name in DOCUMENTS for code in document(name).figures[column]})
        for language in ("vi", "en"):
            printed = [named[code][language] for code in codes]
            assert len(printed) == len(set(printed)), (column, language)


def test_vietnamese_labels_contain_no_english() -> None:
    assert {code: label["vi"] for code, label in labels().items() if english_in(label["vi"])} == {}


def test_english_labels_contain_no_vietnamese_but_names_of_places() -> None:
    assert {
        code: label["en"] for code, label in labels().items() if vietnamese_in(label["en"])
    } == {}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_vietnamese_declarations_contain_no_english(name: str) -> None:
    assert [text for text in declared_texts(name, "vi") if english_in(text)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_what_a_check_compares_is_said_in_english_without_vietnamese(name: str) -> None:
    said = [check["what"]["en"] for check in document(name).checks]
    assert [what for what in said if vietnamese_in(what)] == []


@pytest.mark.parametrize("name", DOCUMENTS)
def test_no_sentence_of_the_source_is_copied_into_a_description(name: str) -> None:
    printed = runs_of_words(source_text(name), TOO_MANY_WORDS_IN_A_ROW)
    ours = declared_texts(name, "vi")
    copied = [text for text in ours if runs_of_words(text, TOO_MANY_WORDS_IN_A_ROW) & printed]
    assert copied == []


def test_the_college_column_missing_in_2012_is_not_reported_never_zero() -> None:
    figures = document("1228-bc-snv-2017").figures
    college = figures[(figures["period"] == "2012") & (figures["category"] == "college")]
    assert len(college) == 5
    assert set(college["printed"]) == {""}


def test_the_directive_reports_no_figures_and_says_what_it_demands() -> None:
    directive = document("nghe-an-chi-thi-cntt")
    assert len(directive.figures) == 0
    assert len(directive.meta["audiences"]) == 3
    assert len(directive.meta["reporting"]) == 3
    assert len(directive.meta["duties"]) > 0


@pytest.mark.parametrize(
    ("table", "carried_from"),
    [("base_salary", "base_salary"), ("consumer_prices", "cpi_annual_change")],
)
def test_reference_tables_are_carried_over_with_their_status(table: str, carried_from: str) -> None:
    assert (read_reference(table, ROOT)["status"] != "").all()
    given = SHARED / "reference" / f"{carried_from}.csv"
    if not given.is_file():
        pytest.skip(f"the reference table is not beside the project: {given}")
    assert read_text(RAW / "reference" / f"{table}.csv") == read_text(given)
