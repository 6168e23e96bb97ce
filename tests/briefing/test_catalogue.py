import ast
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

import analysis.briefing
from analysis.briefing.catalogue import MissingTranslation, translations, translator

PACKAGE = Path(analysis.briefing.__file__).parent
MARKERS = {"_", "say"}


def marked_texts() -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            first = node.args[0]
            if name in MARKERS and isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield f"{path.name}:{node.lineno}", first.value


def placeholders(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def test_every_text_of_the_code_is_translated() -> None:
    catalogue = translations("vi")
    missing = [f"{place}: {text!r}" for place, text in marked_texts() if text not in catalogue]
    assert not missing, "add to locale/vi.po:\n" + "\n".join(missing)


def test_every_translation_names_the_same_figures() -> None:
    different = [
        text
        for text, translated in translations("vi").items()
        if set(placeholders(text)) != set(placeholders(translated))
    ]
    assert not different


def test_no_translation_is_left_over() -> None:
    used = {text for _, text in marked_texts()}
    assert sorted(set(translations("vi")) - used) == []


def test_english_texts_stand_as_they_are_in_the_code() -> None:
    assert translator("en")("{number} persons") == "{number} persons"


def test_a_text_without_translation_is_an_error_that_names_it() -> None:
    with pytest.raises(MissingTranslation, match="no vi translation of 'Nothing of the kind'"):
        translator("vi")("Nothing of the kind")


def test_another_language_is_an_error() -> None:
    with pytest.raises(ValueError, match="'fr' is not one of vi, en"):
        translator("fr")
