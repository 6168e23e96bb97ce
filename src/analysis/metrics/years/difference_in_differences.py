"""Did one group change by more than another?"""

from __future__ import annotations

import pandas as pd

from analysis.metrics.comparable import Comparability, ComparableSeries, require_comparable
from analysis.metrics.years.points import (
    FEWEST_UNITS_EACH_SIDE,
    NO_INFERENCE,
    TooFewPoints,
    require_points,
)
from analysis.metrics.years.regression import Fit, least_squares


def difference_of_changes(
    treated: ComparableSeries, comparison: ComparableSeries, before: int, after: int
) -> float:
    """By how much more did the treated series change than the one it is compared with?

    (treated after − treated before) − (comparison after − comparison before), in the unit of the
    series. It has no standard error: with one unit a side nothing tells chance from effect. Raises
    TooFewPoints where a series lacks one of the two years.
    """
    changes = []
    for series in (treated, comparison):
        there = [year for year in (before, after) if year in series.values.index]
        require_points(f"The change from {before} to {after}", 2, len(there))
        changes.append(float(series.values[after] - series.values[before]))
    return changes[0] - changes[1]


def difference_in_differences(
    rows: pd.DataFrame,
    treated: str,
    comparison: str,
    before: int,
    after: int,
    across: Comparability,
    category: str = "qualified",
) -> Fit:
    """By how much more did the treated group change, and how sure is that, from individual rows?

    ``rows`` has the columns unit, group, period (a year) and outcome; a unit is what was treated
    or not as a whole, and may occur at both times. Terms, in the unit of the outcome:
    ``comparison_before``, ``gap_before``, ``change`` (of the comparison group) and
    ``difference_in_differences``, the interaction in outcome = a + b·treated + c·after +
    d·treated·after by least squares (Card and Krueger 1994, American Economic Review 84:772–793).
    Errors are robust and clustered by unit, as rows of one unit are not independent. Raises
    TooFewPoints below 2 units a side, with the sentence that two cities are no basis for inference,
    and BrokenSeries where a break lies between the years.
    """
    used = rows[rows["group"].isin([treated, comparison]) & rows["period"].isin([before, after])]
    points = [
        across.point(group, category, str(year))
        for group in (treated, comparison)
        for year in (before, after)
    ]
    assumed = require_comparable(points, across.breaks, across.bridged)
    cells = used.groupby(["group", "period"])["unit"].nunique()
    units = [
        min(int(cells.get((group, year), 0)) for year in (before, after))
        for group in (treated, comparison)
    ]
    if min(units) < FEWEST_UNITS_EACH_SIDE:
        raise TooFewPoints(
            f"A standard error of a difference in differences needs at least "
            f"{FEWEST_UNITS_EACH_SIDE} units in each group at each time; there are {units[0]} in "
            f"{treated} and {units[1]} in {comparison}. {NO_INFERENCE}"
        )
    is_treated = (used["group"] == treated).astype(float)
    is_after = (used["period"] == after).astype(float)
    design = pd.DataFrame(
        {
            "comparison_before": 1.0,
            "gap_before": is_treated,
            "change": is_after,
            "difference_in_differences": is_treated * is_after,
        }
    )
    codes = pd.factorize(used["unit"])[0]
    return Fit(least_squares(used["outcome"], design, "cluster", groups=codes), len(used), assumed)
