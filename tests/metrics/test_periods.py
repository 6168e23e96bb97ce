from __future__ import annotations

import pytest

from analysis.metrics.periods import years_of


def test_a_period_names_its_years_both_ends_included() -> None:
    assert list(years_of("2014-2016")) == [2014, 2015, 2016]
    assert list(years_of("2016")) == [2016]


@pytest.mark.parametrize("period", ["", "2016-2014", "2014–2016", "14-16", "2014-2015-2016"])
def test_what_is_no_period_is_named(period: str) -> None:
    with pytest.raises(ValueError, match=f"The period '{period}' is not a year"):
        years_of(period)
