from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.errors import MalformedDocument, MalformedTable, SourceError
from analysis.sources.paths import project_root
from analysis.sources.returns.settings import read_asked
from analysis.sources.returns.terms import TERMS, read_terms, terms_of
from analysis.sources.schemas import LABELS, read_table

ROOT = project_root(Path(__file__).parent)
ROWS = [
    ("column", "all", "Tổng số"),
    ("column", "all", "TS"),
    ("column", "doctorate", "TS"),
    ("column", "college", "Cao đẳng"),
    ("below", "signature", "Người lập"),
]


@pytest.mark.parametrize("text", ["Tổng số", "TỔNG SỐ", " tổng  số :", "Tổng số."])
def test_ways_to_write_a_term_meet(text: str) -> None:
    assert terms_of(ROWS).match(text, "column").code == "all"


@pytest.mark.parametrize("text", ["Tổng", "Tổng số nữ", "Tong so", "Cao dang", ""])
def test_what_is_merely_like_a_term_is_none(text: str) -> None:
    assert terms_of(ROWS).match(text, "column").code is None


def test_a_term_with_two_meanings_is_none_and_both_are_named() -> None:
    match = terms_of(ROWS).match("TS", "column")
    assert (match.code, match.nearest) == (None, ("all", "doctorate"))


def test_a_term_is_known_at_the_beginning_of_a_text_but_not_inside_a_word() -> None:
    terms = terms_of(ROWS)
    assert terms.beginning("Người lập biểu: ai đó", "below") == ("signature", "ai đó")
    assert terms.beginning("Người lậpx", "below") is None


def test_every_code_of_the_terms_has_a_name_or_a_use() -> None:
    terms = read_table(ROOT / "data" / "raw" / "terms.csv", TERMS)
    named = set(read_table(ROOT / "data" / "raw" / "labels.csv", LABELS)["code"])
    own = terms[terms["kind"].isin(["column", "row"])]
    assert set(own["code"]) - named == {"number", "name", "note", "span"}


@pytest.mark.parametrize("programme", ["hcmc-archives-2014-2020", "hanoi-staff-2014-2020"])
def test_the_terms_of_a_declared_return_leave_no_doubt(programme: str) -> None:
    asked = read_asked(programme, ROOT)
    doubtful = {
        term: codes
        for kind in ("column", "row", "unit", "mark")
        for term, codes in asked.terms.codes[kind].items()
        if len(codes) > 1
    }
    assert set(doubtful) <= {"ts"}


def test_terms_of_levels_that_a_programme_does_not_have_are_left_out() -> None:
    asked = read_asked("hcmc-archives-2014-2020", ROOT)
    assert read_terms(ROOT, asked.settings).match("TS", "column").code == "all"
    assert asked.terms.match("Tiến sĩ", "column").code is None


def test_a_programme_that_asks_for_no_return_names_those_that_do(root: Path) -> None:
    with pytest.raises(SourceError, match=r"'without' asks for no return.*: archives"):
        read_asked("without", root)


def test_settings_that_name_what_has_no_label_are_refused(root: Path) -> None:
    file = root / "data" / "raw" / "programmes.yml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("[all, bachelor, college]", "[all, wizard]"), encoding="utf-8")
    with pytest.raises(MalformedDocument, match=r"labels\.csv has no name for 'wizard'"):
        read_asked("archives", root)


def test_a_unit_of_a_group_that_is_not_asked_for_is_refused(root: Path) -> None:
    file = root / "data" / "raw" / "archives" / "returns" / "units.csv"
    file.write_text("code,vi,en,group\na,A,A,elsewhere\n", encoding="utf-8")
    with pytest.raises(MalformedDocument, match="no group 'elsewhere'"):
        read_asked("archives", root)


def test_a_list_of_units_that_is_not_as_it_should_be_is_refused(root: Path) -> None:
    (root / "data" / "raw" / "archives" / "returns" / "units.csv").write_text("code,vi\na,A\n")
    with pytest.raises(MalformedTable, match="the header is"):
        read_asked("archives", root)
