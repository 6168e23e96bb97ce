from __future__ import annotations

from decimal import Decimal

from tests.audit.conftest import AuditedOf

from analysis.audit.shares import count_range_readings, forced_digit_readings


def share(name: str, printed: str) -> dict[str, dict[str, str]]:
    return {name: {"measure": "share", "unit": "percent", "printed": printed}}


RATE = {"id": "rate", "kind": "share", "left": "rate", "part": ["counted"], "whole": ["staff"]}


def test_the_count_that_a_share_allows_is_looked_for_among_what_is_printed(
    audited_of: AuditedOf,
) -> None:
    figures = share("rate", "25,0 %") | {"counted": "45", "staff": "200", "stated": "50"}
    known = audited_of(figures, RATE)
    (found,) = count_range_readings(known.checks[0], known)
    assert round(100 * 49 / 200, 1) < 25 < round(100 * 51 / 200, 1)
    assert (found.tried, found.fitting, found.figures) == (1, 1, ("rate", "stated"))
    assert found.singled_out == 1
    assert "allows 1 of 201 whole counts, 50; the figures give 45." in found.reading
    assert found.implies.startswith("The share was computed from stated")


def test_a_printed_count_in_a_wide_range_is_not_singled_out(audited_of: AuditedOf) -> None:
    figures = share("rate", "25 %") | {"counted": "45", "staff": "200", "stated": "50", "far": "7"}
    known = audited_of(figures, RATE)
    (found,) = count_range_readings(known.checks[0], known)
    assert 24.5 <= 100 * 49 / 200 and 100 * 50 / 200 < 25.5 <= 100 * 51 / 200
    assert (found.tried, found.fitting, found.singled_out) == (2, 1, 0)
    assert "allows 2 of 201 whole counts, 49 to 50;" in found.reading


def test_a_count_that_is_printed_nowhere_explains_no_share(audited_of: AuditedOf) -> None:
    figures = share("rate", "25,0 %") | {"counted": "45", "staff": "200", "far": "7"}
    figures["then"] = {"printed": "50", "period": "2012"}
    figures["classes"] = {"printed": "50", "unit": "classes"}
    known = audited_of(figures, RATE)
    (found,) = count_range_readings(known.checks[0], known)
    assert (found.tried, found.fitting, found.figures, found.singled_out) == (1, 0, (), None)


def test_a_share_that_no_whole_count_gives_fits_none(audited_of: AuditedOf) -> None:
    figures = share("rate", "33,4 %") | {"counted": "2", "staff": "3"}
    known = audited_of(figures, RATE)
    (found,) = count_range_readings(known.checks[0], known)
    assert (found.tried, found.fitting, found.figures) == (0, 0, ())


THIRDS = share("x", "33,4") | share("y", "33,3") | share("z", "33,3")
COUNTS = {"a": "1", "b": "1", "c": "1", "all": "3"}
CHECKS = [
    {"id": f"{name}-share", "kind": "share", "left": name, "part": [part], "whole": ["all"]}
    for name, part in zip("xyz", "abc", strict=True)
]


def test_the_digit_that_was_forced_to_reach_a_hundred_is_read_rounded(
    audited_of: AuditedOf,
) -> None:
    column = {"id": "column", "kind": "hundred", "right": ["x", "y", "z"]}
    known = audited_of(THIRDS | COUNTS, *CHECKS, column)
    (found,) = forced_digit_readings(known.checks[0], known)
    assert (found.tried, found.fitting, dict(found.reads)) == (1, 1, {"x": Decimal("33.3")})
    assert "to 99.9 rounded correctly" in found.reading


def test_a_wrong_digit_in_no_column_is_not_called_forced(audited_of: AuditedOf) -> None:
    known = audited_of(THIRDS | COUNTS, *CHECKS)
    (found,) = forced_digit_readings(known.checks[0], known)
    assert (found.tried, found.fitting, found.figures) == (0, 0, ())
