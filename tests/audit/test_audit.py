from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from analysis.audit import audit
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import Document
from analysis.sources.errors import CorrectionNoLongerHolds
from analysis.sources.schemas import AUDIT, FIGURES

BOTH = {"vi": "Tổng số so với hai phần", "en": "Total against its two parts"}
SUM = {"id": "parts", "kind": "sum", "left": "all", "right": ["women", "men"], "what": BOTH}
MISPRINT = {
    "figure": "men",
    "read_as": "2.545",
    "reason": {"vi": "Thừa một chữ số", "en": "One digit too many"},
    "evidence": {"vi": "Khớp với tổng số", "en": "It closes the total"},
    "expects": {"printed": "2.5455", "closes": "parts"},
}


def document(
    printed: dict[str, str],
    checks: list[dict[str, Any]],
    corrections: list[dict[str, Any]] | None = None,
    units: dict[str, str] | None = None,
) -> Document:
    rows = [
        [name, "Phần I", "2016", "total", "all", "headcount", "persons", text, ""]
        for name, text in printed.items()
    ]
    figures = pd.DataFrame(rows, columns=list(FIGURES.columns), dtype="str")
    figures["unit"] = [(units or {}).get(name, "persons") for name in printed]
    meta = {"id": "report"}
    return Document(Path("data/raw/report"), meta, figures, checks, corrections or [])  # type: ignore[arg-type]


def audited(*arguments: Any, **more: Any) -> pd.DataFrame:
    subject = document(*arguments, **more)
    return audit(subject, clean_figures(subject))


def test_a_row_of_the_ledger_says_what_was_held_against_what() -> None:
    (row,) = audited({"all": "3.545", "women": "1.000", "men": "2.375"}, [SUM]).to_dict("records")
    assert row == {
        "document": "report",
        "id": "parts",
        "check": "sum",
        "left": "3545",
        "right": "3375",
        "difference": "170",
        "verdict": "fails",
        "explanation": "The stated total is 170 more than the sum of its 2 parts.",
        "sources": "report#all;report#women;report#men",
    }


def test_the_ledger_keeps_the_order_of_the_checks() -> None:
    twice = SUM | {"id": "again"}
    ledger = audited({"all": "3", "women": "1", "men": "2"}, [twice, SUM])
    assert ledger["id"].tolist() == ["again", "parts"]


def test_a_document_without_checks_has_an_empty_ledger() -> None:
    ledger = audited({"all": "3"}, [])
    assert ledger.empty and list(ledger.columns) == list(AUDIT.columns)


def test_a_corrected_reading_is_used_and_said() -> None:
    printed = {"all": "3.545", "women": "1.000", "men": "2.5455"}
    (row,) = audited(printed, [SUM], [MISPRINT]).to_dict("records")
    assert (row["verdict"], row["difference"]) == ("holds", "0")
    assert "men is read as '2.545' where '2.5455' is printed." in row["explanation"]


def test_a_correction_that_does_not_close_its_check_fails_the_audit() -> None:
    printed = {"all": "3.546", "women": "1.000", "men": "2.5455"}
    with pytest.raises(CorrectionNoLongerHolds) as error:
        audited(printed, [SUM], [MISPRINT])
    message = str(error.value)
    assert "men read as '2.545' should close the check parts, which fails" in message
    assert "corrections.yml" in message and "delete the correction" in message


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        ({"all": "3", "women": "1", "men": "2"}, "equals the sum of its 2 parts: 3."),
        ({"all": "3", "women": "1", "men": "4"}, "is 2 less than the sum of its 2 parts."),
        ({"all": "3", "women": "3", "men": ""}, "not reported and adds nothing."),
        ({"all": "3", "women": "hơn 1", "men": "2"}, "One figure used is only a lower bound."),
        ({"all": "3", "women": "hơn 1", "men": "hơn 2"}, "2 figures used are only lower bounds."),
        ({"all": "3", "women": "", "men": ""}, "One side of the comparison is not reported."),
    ],
)
def test_a_sum_is_explained_by_its_figures(printed: dict[str, str], said: str) -> None:
    assert said in audited(printed, [SUM])["explanation"][0]


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("25,0%", "The stated share, 25.0%, is the correctly rounded one."),
        ("25,1%", "is within one unit of its last digit of the computed one, which correctly"),
        ("30%", "The stated share is 30%; the counts give 25%."),
    ],
)
def test_a_share_is_explained_by_its_printed_digits(stated: str, said: str) -> None:
    check = {"id": "rate", "kind": "share", "left": "rate", "part": ["a"], "whole": ["b"]}
    ledger = audited(
        {"rate": stated, "a": "1", "b": "4"}, [check | {"what": BOTH}], units={"rate": "percent"}
    )
    assert said in ledger["explanation"][0]


def test_other_kinds_are_explained_in_their_own_words() -> None:
    figures = {
        "y": "2020",
        "z": "2021",
        "r": "60%",
        "s": "41%",
        "v": "1.000",
        "w": "hai nghìn đồng",
    }
    units = {"y": "year", "z": "year", "r": "percent", "s": "percent"}
    checks = [
        {"id": "a", "kind": "same", "left": "y", "right": ["y"], "what": BOTH},
        {"id": "b", "kind": "hundred", "right": ["r", "s"], "what": BOTH},
        {"id": "c", "kind": "words", "left": "v", "right": ["w"], "what": BOTH},
        {"id": "d", "kind": "not_checkable", "left": "v", "right": [], "what": BOTH},
        {"id": "e", "kind": "difference", "left": "s", "right": ["r", "s"], "what": BOTH},
    ]
    checks[3]["note"] = {"vi": "Không có gì thêm.", "en": "Nothing more is printed."}
    ledger = audited(figures, checks, units=units | {"v": "vnd", "w": "vnd_words"})
    assert ledger["explanation"].tolist() == [
        "The figure stated first equals the figure stated elsewhere: 2020.",
        "The 2 shares add up to 101%; rounding of the shares explains the rest.",
        "The amount in figures is 1,000 VND less than the amount in words.",
        "Nothing printed allows a check. Total against its two parts. Nothing more is printed.",
        "The stated difference is 22 percentage points more than the one figure less the other.",
    ]
