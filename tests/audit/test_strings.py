from __future__ import annotations

from decimal import Decimal

import pytest
from tests.audit.conftest import AuditedOf, DocumentOf

from analysis.audit.audited import audited
from analysis.audit.strings import corrected_readings, words_readings
from analysis.sources.cleaning import clean_figures

WORDS = {"id": "words", "kind": "words", "left": "figures", "right": ["words"]}
MONEY = {
    "figures": {"measure": "funding", "unit": "vnd", "printed": "2.000.000"},
    "words": {"measure": "funding", "unit": "vnd_words", "printed": "hai nghìn đồng"},
}
PARTS = {"id": "parts", "kind": "sum", "left": "total", "right": ["a", "b"]}


def test_words_that_name_the_wrong_scale_are_read_with_the_right_one(
    audited_of: AuditedOf,
) -> None:
    known = audited_of(MONEY, WORDS)
    (found,) = words_readings(known.checks[0], known)
    assert (found.way, found.tried, found.fitting) == ("words_scale", 2, 1)
    assert dict(found.reads) == {"words": Decimal(2_000_000)}
    assert "hai triệu đồng" in found.reading


def test_words_that_no_scale_mends_say_how_many_were_tried(audited_of: AuditedOf) -> None:
    known = audited_of(MONEY | {"words": MONEY["words"] | {"printed": "ba nghìn đồng"}}, WORDS)
    (found,) = words_readings(known.checks[0], known)
    assert (found.tried, found.fitting, found.figures) == (2, 0, ())


def test_of_all_readings_of_a_malformed_number_the_declared_one_alone_closes_the_check(
    document_of: DocumentOf,
) -> None:
    correction = {
        "figure": "b",
        "read_as": "2.545",
        "reason": {"vi": "Thừa một chữ số", "en": "One digit too many"},
        "evidence": {"vi": "Khớp", "en": "It closes the total"},
        "expects": {"printed": "2.5455", "closes": "parts"},
    }
    made = document_of({"total": "3.545", "a": "1.000", "b": "2.5455"}, PARTS,
                       corrections=[correction])  # fmt: skip
    known = audited(made, clean_figures(made))
    (found,) = corrected_readings(known.checks[0], known, made.corrections)
    dropped, separator_moved = {5455, 2455, 2555, 2545}, {25455}
    assert found.tried == len(dropped | separator_moved)
    assert (found.fitting, dict(found.reads)) == (1, {"b": Decimal(2545)})
    assert found.implies.startswith("It is the reading declared")


@pytest.mark.parametrize(
    ("printed", "tried", "kind"),
    [("25.5%", {"2.55", "25.5", "255"}, "the decimal comma misplaced"),
     ("52,5%", None, "two digits swapped")],
)  # fmt: skip
def test_a_rate_that_is_corrected_is_read_at_the_decimals_of_each_reading(
    printed: str, tried: set[str] | None, kind: str, document_of: DocumentOf
) -> None:
    assert 100 * 51 / 200 == 25.5
    check = {"id": "share", "kind": "share", "left": "rate", "part": ["a"], "whole": ["b"]}
    correction = {
        "figure": "rate",
        "read_as": "25,5%",
        "reason": {"vi": "Sai dấu phẩy", "en": "The comma is wrong"},
        "evidence": {"vi": "Khớp", "en": "It closes the share"},
        "expects": {"printed": printed, "closes": "share"},
    }
    rate = {"measure": "share", "unit": "percent", "printed": printed}
    made = document_of({"rate": rate, "a": "51", "b": "200"}, check, corrections=[correction])
    known = audited(made, clean_figures(made))
    (found,) = corrected_readings(known.checks[0], known, made.corrections)
    assert dict(found.reads) == {"rate": Decimal("25.5")}
    assert found.implies.startswith("It is the reading declared")
    assert f"25.5 ({kind})" in found.reading
    assert tried is None or found.tried == len(tried)


def test_a_correction_of_another_check_is_not_tried_here(document_of: DocumentOf) -> None:
    made = document_of({"total": "3", "a": "1", "b": "2"}, PARTS)
    known = audited(made, clean_figures(made))
    elsewhere = [{"figure": "b", "read_as": "2", "expects": {"printed": "2", "closes": "other"}}]
    assert list(corrected_readings(known.checks[0], known, elsewhere)) == []  # type: ignore[arg-type]
