from __future__ import annotations

import pytest

from analysis.metrics.cost.conversion import Factor, converted
from analysis.metrics.facts import Fact


def amount(low: float | None, high: float | None) -> Fact:
    return Fact("p", "cost", "total", "2016", "printed", "vnd", "f", ("r#a",), 10.0, low, high)


@pytest.mark.parametrize(
    ("ends", "one", "spread"),
    [
        ((None, None), (None, None), (10, 30)),
        ((8.0, None), (16, None), (8, None)),
        ((None, 12.0), (None, 24), (None, 36)),
        ((8.0, 12.0), (16, 24), (8, 36)),
    ],
)
def test_the_ends_are_those_of_the_amount_times_those_of_the_factor(
    ends: tuple[float | None, float | None],
    one: tuple[float | None, float | None],
    spread: tuple[float | None, float | None],
) -> None:
    certain = converted(amount(*ends), Factor(2, 2, 2, ("r#b",)), "real", "vnd", "g", "computed")
    unsure = converted(amount(*ends), Factor(2, 1, 3, ("r#b",)), "real", "vnd", "g", "assumed")
    assert certain.value == unsure.value == 20
    assert (certain.low, certain.high) == one
    assert (unsure.low, unsure.high) == spread


def test_a_converted_fact_keeps_its_reading_and_gains_the_sources_of_the_factor() -> None:
    fact = converted(
        amount(None, None), Factor(2, 2, 2, ("r#b", "r#a")), "real", "x", "g", "assumed"
    )
    assert fact.id == "p/cost_real/total/2016/printed"
    assert fact.sources == ("r#a", "r#b")
    assert (fact.unit, fact.formula, fact.status) == ("x", "g", "assumed")


def test_a_fact_that_has_only_bounds_is_not_converted() -> None:
    bounds = Fact("p", "cost", "total", "2016", "both", "vnd", "f", ("r#a",), None, 1.0, 2.0)
    with pytest.raises(ValueError, match="p/cost/total/2016/both has no value"):
        converted(bounds, Factor(2, 2, 2, ()), "real", "vnd", "g", "computed")
