"""Staff at two counts whose closing count is contested."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

Headcount = Callable[..., pd.DataFrame]


@pytest.fixture
def staff(headcount: Headcount) -> pd.DataFrame:
    """From 100 of 400 to 300 of 480 as stated, to 260 of 480 by level."""
    return headcount(
        ("2012", "total", "all", 400),
        ("2012", "total", "bachelor", 100),
        ("2016", "total", "all", 480),
        ("2016", "total", "qualified", 300),
        ("2016", "total", "bachelor", 260),
    )
