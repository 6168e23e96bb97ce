"""Which years does a period name?"""

from __future__ import annotations

import re

PERIOD = re.compile(r"(\d{4})(?:-(\d{4}))?")


def years_of(period: str) -> range:
    """Which years does a period name? 2016 names one, 2014-2016 three.

    Raises ValueError for what is neither a year nor a range of years in order.
    """
    named = PERIOD.fullmatch(period)
    years = range(int(named[1]), int(named[2] or named[1]) + 1) if named else range(0)
    if not years:
        raise ValueError(f"The period {period!r} is not a year or a range of years, YYYY-YYYY.")
    return years
