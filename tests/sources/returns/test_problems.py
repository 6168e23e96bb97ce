from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from analysis.sources.returns.problems import LANGUAGES, Problem, report_of, wordings
from analysis.sources.returns.settings import Asked

CODE = Path(__file__).parents[3] / "src" / "analysis" / "sources" / "returns"
KINDS = sorted(wordings())


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("kind", KINDS)
def test_a_problem_is_told_in_both_languages_with_the_same_facts(kind: str) -> None:
    wording = wordings()[kind]
    assert set(wording) == {"blocking", *LANGUAGES}
    said = {
        part: {lang: fields(wording[lang][part]) for lang in LANGUAGES} for part in wording["vi"]
    }
    assert set(said) == {"expected", "mend"}
    assert all(by_language["vi"] == by_language["en"] for by_language in said.values())


def test_no_kind_of_problem_is_worded_that_the_code_does_not_find() -> None:
    texts = {
        node.value
        for path in CODE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert {kind for kind in KINDS if kind not in texts} == set()


def test_a_report_puts_what_blocks_first_and_says_where_and_what_to_do() -> None:
    found = [
        Problem("hidden_row", "Phòng Một", "8:8", "Biểu", "a.xlsx"),
        Problem("repeated_column", "", "E5", "Biểu", "a.xlsx", {"other": "D"}),
    ]
    report = report_of("unit_a", found, "en")
    assert report["cell"].tolist() == ["E5", "8:8"]
    assert report["blocking"].tolist() == [True, False]
    assert report["expected"][0].endswith("this one stands in column D already")
    assert report["mend"][0] == "Keep the one column that is right."


def test_the_form_and_the_reports_say_the_same_things_in_both_languages(asked: Asked) -> None:
    for name in ("form.yml", "report.yml"):
        text = (CODE / name).read_text(encoding="utf-8")
        vi, _, en = text.partition("\nen:\n")
        keys = [re.findall(r"^  (\w+):", part, re.MULTILINE) for part in (vi, en)]
        assert keys[0] == keys[1]
        assert len(re.findall(r"^    - ", vi, re.MULTILINE)) == len(
            re.findall(r"^    - ", en, re.MULTILINE)
        )
