"""How do the odds of being qualified differ by group and year, from counts alone?"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import pandas as pd
import statsmodels.api as sm
from statsmodels.tools.sm_exceptions import PerfectSeparationWarning

from analysis.metrics.comparable import Comparability, require_comparable
from analysis.metrics.years.points import require_points
from analysis.metrics.years.regression import Fit

CERTAIN = 1e-8


@dataclass(frozen=True)
class GroupedFit(Fit):
    """A fit to grouped counts, with what is left over.

    ``deviance`` and ``pearson_chi2`` measure the lack of fit on ``residual_degrees`` of freedom;
    ``fitted`` has the fitted rate of each row in percent, as rate_pct.
    """

    deviance: float
    pearson_chi2: float
    residual_degrees: int
    fitted: pd.DataFrame

    @property
    def dispersion(self) -> float | None:
        """How much do the counts scatter beyond binomial chance? About 1 where they do not.

        Pearson's χ² / residual degrees of freedom (McCullagh and Nelder 1989, section 4.5); None
        where no degree of freedom is left.
        """
        return self.pearson_chi2 / self.residual_degrees if self.residual_degrees else None


def grouped_counts(
    counts: pd.DataFrame, across: Comparability, category: str = "qualified", origin: float = 0
) -> GroupedFit:
    """By how much do the log-odds of being qualified differ by group, and change each year?

    ``counts`` has the columns group, period (a year), qualified_persons and headcount_persons.
    statsmodels' binomial GLM with logit link: log(p / (1 − p)) = level + group + change_per_year ×
    (year − ``origin``). Terms ``level`` (the first group at ``origin``), one named after each
    further group, and ``change_per_year`` where there is more than one year; all are log-odds. The
    standard errors take each person as an independent draw: hold them against ``dispersion``, and
    multiply them by its root where it exceeds 1. Raises TooFewPoints for a single count or where
    there are fewer counts than terms, ValueError for counts that are no part of a whole, where
    group and year cannot be told apart, and where they separate the qualified from the others (the
    log-odds are not finite), and BrokenSeries where a break lies between the years.
    """
    part, whole = counts["qualified_persons"], counts["headcount_persons"]
    if not ((part >= 0) & (part <= whole) & (whole > 0)).all():
        raise ValueError("Each count needs 0 <= qualified_persons <= headcount_persons, above 0.")
    groups = list(dict.fromkeys(counts["group"]))
    points = [across.point(row.group, category, str(row.period)) for row in counts.itertuples()]
    assumed = require_comparable(points, across.breaks, across.bridged)
    design = pd.DataFrame({"level": np.ones(len(counts))})
    for group in groups[1:]:
        design[group] = (counts["group"] == group).to_numpy(float)
    if counts["period"].nunique() > 1:
        design["change_per_year"] = counts["period"].to_numpy(float) - origin
    terms = max(2, design.shape[1])
    require_points("A binomial regression on group and year", terms, len(counts), "counts")
    if np.linalg.matrix_rank(design.to_numpy()) < design.shape[1]:
        raise ValueError("Each group was counted in years of its own: group and year are one.")
    outcome = np.column_stack([part.to_numpy(float), (whole - part).to_numpy(float)])
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        warnings.simplefilter("ignore", PerfectSeparationWarning)
        fit = sm.GLM(outcome, design.to_numpy(), family=sm.families.Binomial()).fit(tol=1e-12)
    certain = counts[(fit.fittedvalues < CERTAIN) | (fit.fittedvalues > 1 - CERTAIN)]
    if len(certain):
        row = certain.iloc[0]
        raise ValueError(
            f"{row['group']}, {row['period']}: all or none are qualified, so the log-odds are not "
            "finite."
        )
    low, high = fit.conf_int().T
    table = pd.DataFrame(
        {"estimate": fit.params, "standard_error": fit.bse, "low": low, "high": high},
        index=pd.Index(design.columns, name="term"),
    )
    fitted = counts[["group", "period"]].assign(rate_pct=100 * fit.fittedvalues)
    return GroupedFit(
        table, len(counts), assumed, float(fit.deviance), float(fit.pearson_chi2),
        int(fit.df_resid), fitted.reset_index(drop=True),
    )  # fmt: skip
