import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import analysis.briefing
import analysis.metrics
from analysis.briefing.catalogue import MissingTranslation, translations, translator
from analysis.metrics.counted_as import ADDED_UP, ONE_BY_ONE, STATED
from analysis.metrics.disclosure.facts import SUPPRESSED
from analysis.metrics.years.points import NO_INFERENCE
from analysis.sources.processed import read_facts
from analysis.sources.programmes import read_programmes

BRIEFING = Path(analysis.briefing.__file__).parent
METRICS = Path(analysis.metrics.__file__).parent
MARKERS = {"_", "say", "word"}
PLACE_OF_FORMULA = 6


def calls(package: Path) -> Iterator[tuple[str, str, ast.Call]]:
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func
                name = called.attr if isinstance(called, ast.Attribute) else ast.unparse(called)
                yield f"{path.name}:{node.lineno}", name, node


def texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from texts(node.body)
        yield from texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def marked_texts() -> Iterator[tuple[str, str]]:
    for place, name, call in calls(BRIEFING):
        if name in MARKERS and call.args:
            yield from ((place, text) for text in texts(call.args[0]))
    yield "metrics/years/points.py", NO_INFERENCE
    yield "metrics/disclosure/facts.py", SUPPRESSED
    yield from (("metrics/counted_as.py", text) for text in (ADDED_UP, ONE_BY_ONE, STATED))


def formulas_in_the_code() -> Iterator[tuple[str, str]]:
    for place, name, call in calls(METRICS):
        if name != "Fact":
            continue
        named = [keyword.value for keyword in call.keywords if keyword.arg == "formula"]
        for node in [*call.args[PLACE_OF_FORMULA : PLACE_OF_FORMULA + 1], *named]:
            yield from ((place, text) for text in texts(node))


@pytest.fixture(scope="session")
def formulas_of_the_studies(project: Path) -> set[str]:
    return set(read_facts(list(read_programmes(project)), project)["formula"])


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def untranslated(found: Iterator[tuple[str, str]]) -> str:
    catalogue = translations("vi")
    return "\n".join(f"{place}: {text!r}" for place, text in found if text not in catalogue)


def test_every_text_of_the_code_is_translated() -> None:
    missing = untranslated(marked_texts())
    assert not missing, f"add to locale/vi.po:\n{missing}"


def test_every_formula_in_the_code_is_translated() -> None:
    assert len(list(formulas_in_the_code())) > 40
    missing = untranslated(formulas_in_the_code())
    assert not missing, f"add to locale/vi.po:\n{missing}"


def test_every_formula_of_the_real_studies_is_translated(
    formulas_of_the_studies: set[str],
) -> None:
    assert sorted(formulas_of_the_studies - set(translations("vi"))) == []


def test_every_translation_names_the_same_figures() -> None:
    different = [
        text
        for text, translated in translations("vi").items()
        if set(placeholders(text)) != set(placeholders(translated))
    ]
    assert not different


def test_no_translation_is_left_over(formulas_of_the_studies: set[str]) -> None:
    written = {text for found in (marked_texts(), formulas_in_the_code()) for _, text in found}
    left = sorted(set(translations("vi")) - written - formulas_of_the_studies)
    assert not left, "\n".join(left)


def test_english_texts_stand_as_they_are_in_the_code() -> None:
    assert translator("en")("{number} persons") == "{number} persons"


def test_the_sentence_on_two_cities_stands_in_both_languages() -> None:
    assert "no basis for inference" in NO_INFERENCE
    assert "không đủ cơ sở để suy luận" in translator("vi")(NO_INFERENCE)


def test_a_text_without_translation_is_an_error_that_names_it() -> None:
    with pytest.raises(MissingTranslation, match="no vi translation of 'Nothing of the kind'"):
        translator("vi")("Nothing of the kind")


def test_another_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="'fr' is not one of vi, en"):
        translator("fr")
