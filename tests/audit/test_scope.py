from __future__ import annotations

from decimal import Decimal

import pytest
from tests.audit.conftest import AuditedOf

from analysis.audit.scope import (
    attendance_readings,
    lower_bound_readings,
    point_readings,
    year_readings,
)

PARTS = {"id": "parts", "kind": "sum", "left": "total", "right": ["a", "b"]}
ATTENDED = {"measure": "attendances", "unit": "attendances"}


def rate(period: str, printed: str, unit: str = "percent") -> dict[str, str]:
    return {"period": period, "measure": "rate", "unit": unit, "printed": printed}


def years(period: str, printed: str) -> dict[str, str]:
    return {"period": period, "measure": "duration", "unit": "years", "printed": printed}


def test_a_sum_that_closes_only_with_a_lower_bound_taken_as_exact_is_found(
    audited_of: AuditedOf,
) -> None:
    known = audited_of({"total": "320", "a": "120", "b": "hơn 200"}, PARTS)
    (found,) = lower_bound_readings(known.checks[0], known)
    assert (found.figures, found.tried, found.fitting) == (("b",), 1, 1)


@pytest.mark.parametrize(("total", "b"), [("330", "hơn 200"), ("320", "200")])
def test_an_open_sum_or_one_of_exact_figures_does_not_take_a_bound_as_exact(
    total: str, b: str, audited_of: AuditedOf
) -> None:
    known = audited_of({"total": total, "a": "120", "b": b}, PARTS)
    assert list(lower_bound_readings(known.checks[0], known)) == []


def test_attendances_added_to_persons_are_found_and_fit_where_the_sum_holds(
    audited_of: AuditedOf,
) -> None:
    figures = {"total": ATTENDED | {"printed": "30"}, "a": "10", "b": "20"}
    known = audited_of(figures, PARTS)
    (found,) = attendance_readings(known.checks[0], known)
    assert (found.fitting, found.figures) == (1, ("a", "b"))
    failing = audited_of(figures | {"b": "21"}, PARTS)
    (found,) = attendance_readings(failing.checks[0], failing)
    assert (found.fitting, found.figures) == (0, ())


def test_figures_of_one_unit_are_of_one_kind(audited_of: AuditedOf) -> None:
    known = audited_of({"total": "30", "a": "10", "b": "20"}, PARTS)
    assert list(attendance_readings(known.checks[0], known)) == []


COMPARED = {"id": "period", "kind": "not_checkable", "left": "stated", "right": ["then", "now"]}


def test_four_years_between_two_counts_that_are_called_three_are_found(
    audited_of: AuditedOf,
) -> None:
    figures = {
        "stated": years("2014-2016", "03"),
        "then": rate("2012", "30 %"),
        "now": rate("2016", "56 %"),
    }
    known = audited_of(figures, COMPARED)
    (found,) = year_readings(known.checks[0], known)
    assert dict(found.reads) == {"stated": Decimal(2016 - 2012)}


@pytest.mark.parametrize("stated", ["04", "05"])
def test_years_between_and_years_covered_are_both_a_way_to_count(
    stated: str, audited_of: AuditedOf
) -> None:
    figures = {
        "stated": years("2012-2016", stated),
        "then": rate("2012", "30 %"),
        "now": rate("2016", "56 %"),
    }
    known = audited_of(figures, COMPARED)
    assert list(year_readings(known.checks[0], known)) == []


def test_five_years_of_a_period_that_covers_four_are_found(audited_of: AuditedOf) -> None:
    figures = {
        "stated": years("2022-2025", "05"),
        "end": years("2022-2025", "1") | {"unit": "year", "measure": "deadline", "printed": "2025"},
    }
    known = audited_of(figures, COMPARED | {"right": ["end"]})
    (found,) = year_readings(known.checks[0], known)
    assert dict(found.reads) == {"stated": Decimal(4)}


RISE = {"id": "rise", "kind": "difference", "left": "rise", "right": ["now", "then"]}


@pytest.mark.parametrize(
    ("rise", "now", "then", "fitting", "meaning"),
    [
        ("7%", "92%", "85%", 1, "percentage points"),
        ("8%", "92%", "85%", 1, "per cent of the opening rate"),
        ("9%", "92%", "85%", 0, "neither"),
        ("3%", "82%", "80%", 1, "per cent of the opening rate"),
    ],
)
def test_a_rise_printed_with_a_per_cent_sign_is_tried_in_both_meanings(
    rise: str, now: str, then: str, fitting: int, meaning: str, audited_of: AuditedOf
) -> None:
    assert 92 - 85 == 7 and round(100 * 7 / 85) == 8 and 100 * 2 / 80 == 2.5
    figures = {
        "rise": rate("2015-2019", rise, "percentage_points"),
        "now": rate("2019", now),
        "then": rate("2015", then),
    }
    known = audited_of(figures, RISE)
    (found,) = point_readings(known.checks[0], known)
    assert (found.tried, found.fitting) == (2, fitting)
    assert meaning in found.implies


def test_a_rise_printed_without_the_sign_has_one_meaning(audited_of: AuditedOf) -> None:
    figures = {
        "rise": rate("2015-2019", "7", "percentage_points"),
        "now": rate("2019", "92%"),
        "then": rate("2015", "85%"),
    }
    known = audited_of(figures, RISE)
    assert list(point_readings(known.checks[0], known)) == []
