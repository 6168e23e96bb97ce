from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.audit.conftest import AuditedOf

from analysis.audit.parts import stated_sums, subset_readings

EVENTS = {"total": "57", "own": "10", "late": "7", "a": "10", "b": "20", "c": "17", "abc": "45"}
TOTAL = {"id": "total", "kind": "sum", "left": "total", "right": ["own", "late", "a", "b", "c"]}
SUM = {"id": "abc", "kind": "sum", "left": "abc", "right": ["a", "b", "c"]}


def test_the_parts_that_a_total_leaves_out_are_named_with_what_is_printed(
    audited_of: AuditedOf,
) -> None:
    known = audited_of({"total": "40", "a": "10", "b": "30", "c": "7"}, TOTAL | {"right": [*"abc"]})
    (found,) = subset_readings(known.checks[0], known)
    assert (found.figures, found.tried, found.fitting) == (("c",), 2**3, 1)
    assert found.reading == "The total is the sum of a (10) and b (30); it leaves out c (7)."
    assert not found.reads


def test_a_stated_sum_of_some_parts_is_tried_in_their_place_and_never_beside_them(
    audited_of: AuditedOf,
) -> None:
    known = audited_of(EVENTS | {"total": "62"}, TOTAL, SUM)
    assert 62 == 10 + 7 + 45
    (found,) = subset_readings(known.checks[0], known)
    assert found.tried == 2**5 + 2**2
    assert (found.fitting, found.figures) == (1, ("abc",))


def test_the_combination_that_leaves_out_the_fewest_comes_first(audited_of: AuditedOf) -> None:
    known = audited_of(EVENTS, TOTAL, SUM)
    assert 57 == 10 + 10 + 20 + 17
    assert [one.figures for one in subset_readings(known.checks[0], known)] == [("late",)]


def test_a_sum_over_other_figures_is_no_stated_sum_of_the_parts(audited_of: AuditedOf) -> None:
    other = SUM | {"right": ["a", "b", "elsewhere"]}
    known = audited_of(EVENTS | {"elsewhere": "1"}, TOTAL, other)
    assert stated_sums(known.checks[0], known) == {}


def test_a_lower_bound_that_a_combination_takes_as_exact_is_said(audited_of: AuditedOf) -> None:
    figures = {"total": "40", "a": "hơn 10", "b": "30", "c": "7"}
    known = audited_of(figures, TOTAL | {"right": [*"abc"]})
    (found,) = subset_readings(known.checks[0], known)
    assert "a (hơn 10) was added up as if exact." in found.implies


def test_a_total_that_no_combination_gives_has_a_row_without_figures(
    audited_of: AuditedOf,
) -> None:
    known = audited_of({"total": "3", "a": "10", "b": "30", "c": "7"}, TOTAL | {"right": [*"abc"]})
    (found,) = subset_readings(known.checks[0], known)
    assert (found.tried, found.fitting, found.figures) == (8, 0, ())


def test_thirty_parts_are_tried_and_one_more_is_not(audited_of: AuditedOf) -> None:
    parts = {f"p{place}": str(3**place) for place in range(20)}
    parts |= {f"q{place}": str(3**place * 10**10) for place in range(10)}
    total = sum(map(int, parts.values())) - 3**5
    check = TOTAL | {"right": list(parts)}
    known = audited_of({"total": str(total), **parts}, check)
    (found,) = subset_readings(known.checks[0], known)
    assert (found.figures, found.tried, found.fitting) == (("p5",), 2**30, 1)
    more = audited_of({"total": str(total), **parts, "r": "1"}, check | {"right": [*parts, "r"]})
    assert list(subset_readings(more.checks[0], more)) == []


@settings(max_examples=40)
@given(values=st.lists(st.integers(1, 5000), min_size=3, max_size=8), data=st.data())
def test_a_planted_combination_is_always_among_those_that_fit(
    audited_of: AuditedOf, values: list[int], data: st.DataObject
) -> None:
    left_out = data.draw(st.integers(0, len(values) - 1))
    parts = {f"p{place}": str(value) for place, value in enumerate(values)}
    total = sum(values) - values[left_out]
    known = audited_of({"total": str(total), **parts}, TOTAL | {"right": list(parts)})
    found = list(subset_readings(known.checks[0], known))
    assert (f"p{left_out}",) in [one.figures for one in found]
    assert all(one.tried == 2 ** len(values) for one in found)
    for one in found:
        rest = sum(Decimal(parts[name]) for name in parts if name not in one.figures)
        assert rest == total
