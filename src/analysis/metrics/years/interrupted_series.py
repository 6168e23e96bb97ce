"""Did a series change its level or its slope at a date?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.comparable import ComparableSeries
from analysis.metrics.years.points import FEWEST_EACH_SIDE, TooFewPoints
from analysis.metrics.years.regression import Fit, least_squares


def interrupted_series(series: ComparableSeries, start: int, lag: int) -> Fit:
    """By how much did level and slope change from the year ``start`` on?

    Segmented least squares: value = level + slope × (t − first year) + level_change × after +
    slope_change × after × (t − start), where after is 1 from ``start`` on; all in the unit of the
    series. ``level_change`` is the jump in the year ``start`` against the earlier line. Errors of
    Newey and West (1987, Econometrica 55:703–708) with ``lag`` years, Bartlett weights and the
    correction n/(n − 4); in short series they tend to be too small (Turner et al. 2020, medRxiv
    2020.10.12.20211706). Raises TooFewPoints below 3 points on either side, which a line
    with scatter needs, ValueError for years that are not equally spaced or a lag that is not below
    the number of points on either side: the errors rest on neighbours in time.
    """
    values = series.values
    years = values.index.to_numpy(float)
    after = (years >= start).astype(float)
    before_points, after_points = int((after == 0).sum()), int(after.sum())
    if min(before_points, after_points) < FEWEST_EACH_SIDE:
        raise TooFewPoints(
            f"An interrupted series needs at least {FEWEST_EACH_SIDE} points in time before "
            f"{start} and {FEWEST_EACH_SIDE} from then on; there are {before_points} and "
            f"{after_points}."
        )
    if len(set(np.diff(years))) > 1:
        raise ValueError(f"The years {', '.join(f'{y:g}' for y in years)} are not equally spaced.")
    if not 0 <= lag < min(before_points, after_points):
        raise ValueError(f"The lag must lie between 0 and the points on either side, not {lag}.")
    design = pd.DataFrame(
        {
            "level": 1.0,
            "slope": years - years[0],
            "level_change": after,
            "slope_change": after * (years - start),
        }
    )
    return Fit(least_squares(values, design, "HAC", maxlags=lag), len(values), series.assumed)
