from __future__ import annotations

import pytest
from tests.audit.conftest import AuditedOf, Figures

from analysis.audit.checks import evaluate
from analysis.audit.explanations import explain
from analysis.sources.declarations import Check

BOTH = {"vi": "Đối chiếu", "en": "Check"}


def share(printed: str) -> dict[str, str]:
    return {"measure": "share", "unit": "percent", "printed": printed}


def explained(audited_of: AuditedOf, figures: Figures, kind: str, **sides: list[str]) -> str:
    check: Check = {"id": "check", "kind": kind, "what": BOTH, **sides}  # type: ignore[typeddict-item]
    known = audited_of(figures, check)
    return explain(check, evaluate(check, known.figures), known.figures)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ({"a": "3", "b": "2", "c": "1"}, "The stated total equals the sum of its 2 parts: 3."),
        ({"a": "1.003", "b": "2", "c": "1"},
         "The stated total is 1,000 more than the sum of its 2 parts."),
        ({"a": "2", "b": "2", "c": ""},
         "The stated total equals the sum of its 1 reported part: 2. "
         "One figure used is not reported and adds nothing."),
        ({"a": "3", "b": "khoảng 1", "c": "2"},
         "The stated total equals the sum of its 2 parts: 3. "
         "One figure used is only an approximate figure."),
        ({"a": "5", "b": "khoảng 1", "c": "khoảng 2"},
         "The stated total is 2 more than the sum of its 2 parts. "
         "2 figures used are only approximate figures."),
    ],
)  # fmt: skip
def test_a_sum_is_told_by_its_gap_and_by_what_its_figures_are(
    figures: Figures, said: str, audited_of: AuditedOf
) -> None:
    assert explained(audited_of, figures, "sum", left=["a"], right=["b", "c"]) == said


def test_two_stated_figures_are_told_together(audited_of: AuditedOf) -> None:
    figures: Figures = {"a": "3", "b": "4", "c": "5", "d": "1"}
    told = explained(audited_of, figures, "sum", left=["a", "b"], right=["c", "d"])
    assert told == "The sum of the 2 stated figures is 1 more than the sum of their 2 parts."


def test_two_cells_without_a_figure_are_told_in_the_plural(audited_of: AuditedOf) -> None:
    figures: Figures = {"a": "3", "b": "3", "c": "", "d": ""}
    told = explained(audited_of, figures, "sum", left=["a"], right=["b", "c", "d"])
    assert told.endswith("2 figures used are not reported and add nothing.")


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        (("60%", "40%"), "The 2 shares add up to 100%."),
        (("33,3", "66,6"), "The 2 shares add up to 99.9%; rounding of the shares explains the rest."
         ),
        (("60%", "44%"),
         "The 2 shares add up to 104%; rounding of the shares does not explain the rest."),
        (("hơn 60%", "44%"),
         "The 2 shares add up to 104%, but not every share is an exact figure. "
         "One figure used is only a lower bound."),
    ],
)  # fmt: skip
def test_shares_of_a_hundred_are_told_with_what_rounding_explains(
    shares: tuple[str, str], said: str, audited_of: AuditedOf
) -> None:
    figures: Figures = {"a": share(shares[0]), "b": share(shares[1])}
    assert explained(audited_of, figures, "hundred", right=["a", "b"]) == said


def test_years_stand_without_a_separator_and_money_with_its_unit(audited_of: AuditedOf) -> None:
    years: Figures = {name: {"unit": "year", "printed": "2025"} for name in "ab"}
    money: Figures = {name: {"unit": "vnd", "printed": "2.000.000"} for name in "ab"}
    told = [explained(audited_of, one, "same", left=["a"], right=["b"]) for one in (years, money)]
    assert told[0].endswith("stated elsewhere: 2025.")
    assert told[1].endswith("stated elsewhere: 2,000,000 VND.")


def test_a_gap_between_two_rates_is_told_in_percentage_points(audited_of: AuditedOf) -> None:
    figures: Figures = {"a": share("30,5 %"), "b": share("30,2 %")}
    told = explained(audited_of, figures, "same", left=["a"], right=["b"])
    assert told == (
        "The figure stated first is 0.3 percentage points more than the figure stated elsewhere."
    )
