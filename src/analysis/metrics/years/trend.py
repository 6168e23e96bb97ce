"""Which way does a rate go over three counts or more, and does it go faster than before?"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.metrics.comparable import ComparableSeries
from analysis.metrics.years.points import FEWEST_OF_TREND, require_points
from analysis.metrics.years.regression import Fit, least_squares


def linear_trend(series: ComparableSeries) -> Fit:
    """By how much does the rate change each year?

    Terms ``level`` (the line at the first year) and ``change_per_year``, in the unit of the series.
    Least squares of value = level + change × (year − first year), with errors that hold where the
    scatter differs from year to year (HC3: Long and Ervin 2000, The American Statistician
    54:217–224). Raises TooFewPoints below 3: two points always lie on a line, and show no scatter.
    """
    values = series.values
    require_points("A linear trend", FEWEST_OF_TREND, len(values))
    return Fit(least_squares(values, _line(values), "HC3"), len(values), series.assumed)


def change_of_trend(series: ComparableSeries, year: int) -> Fit:
    """Does the rate change faster or slower after a year than before it?

    Terms ``level``, ``change_per_year`` (until ``year``) and ``change_of_trend`` (the later change
    per year − the earlier), in the unit of the series: value = level + change × (t − first) +
    change of trend × max(0, t − year), a line with a bend and no jump; errors as in
    ``linear_trend``. A linear spline with a known knot; three points give the difference of the
    two yearly changes and no error. Raises TooFewPoints below 3 points, or without one before and
    one after ``year``.
    """
    values = series.values
    require_points("A change of trend", FEWEST_OF_TREND, len(values))
    years = _years(values)
    require_points("A change of trend", 1, int((years < year).sum()), f"point before {year}")
    require_points("A change of trend", 1, int((years > year).sum()), f"point after {year}")
    bend = _line(values).assign(change_of_trend=np.maximum(0, years - year))
    return Fit(least_squares(values, bend, "HC3"), len(values), series.assumed)


def _line(values: pd.Series) -> pd.DataFrame:
    years = _years(values)
    return pd.DataFrame({"level": 1.0, "change_per_year": years - years[0]})


def _years(values: pd.Series) -> np.ndarray:
    return np.asarray(values.index, dtype=float)
