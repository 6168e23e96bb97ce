"""Two bodies by level at two counts, and a total that states another number of qualified."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Headcount = Callable[..., pd.DataFrame]


@pytest.fixture
def bodies_stating(headcount: Headcount) -> Callable[[int], pd.DataFrame]:
    """Offices go from 50 of 100 to 60 of 150, districts from 20 of 100 to 90 of 150."""

    def build(stated: int) -> pd.DataFrame:
        return headcount(
            ("2012", "total", "all", 200),
            ("2012", "total", "bachelor", 30),
            ("2012", "total", "short_course", 40),
            ("2012", "offices", "all", 100),
            ("2012", "offices", "bachelor", 30),
            ("2012", "offices", "short_course", 20),
            ("2012", "districts", "all", 100),
            ("2012", "districts", "bachelor", None),
            ("2012", "districts", "short_course", 20),
            ("2016", "total", "all", 300),
            ("2016", "total", "qualified", stated),
            ("2016", "total", "bachelor", 50),
            ("2016", "total", "short_course", 100),
            ("2016", "offices", "all", 150),
            ("2016", "offices", "bachelor", 30),
            ("2016", "offices", "short_course", 30),
            ("2016", "districts", "all", 150),
            ("2016", "districts", "bachelor", 20),
            ("2016", "districts", "short_course", 70),
        )

    return build
