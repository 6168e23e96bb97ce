"""What does a line through a few points say, and how sure is it?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import statsmodels.api as sm

ALONE = 1 - 1e-9


@dataclass(frozen=True)
class Fit:
    """What was estimated, from how many points, over which bridges.

    ``terms`` has one row a term, with estimate, standard_error and the bounds low and high of the
    95 % interval, in the unit of the outcome. ``assumed`` are the ``assumption:<name>`` of breaks
    that were crossed on a bridge.
    """

    terms: pd.DataFrame
    points: int
    assumed: tuple[str, ...]


def least_squares(
    outcome: pd.Series, design: pd.DataFrame, covariance: str, **options: Any
) -> pd.DataFrame:
    """What are the coefficients of a line through the points, and how sure are they?

    statsmodels OLS of ``outcome`` on the columns of ``design``, which name the terms; the errors
    are of the kind ``covariance`` (HC3, HAC or cluster, with its ``options``), the intervals by
    Student's t. Columns of the result: estimate, standard_error, low, high. No errors where a
    single point decides a coefficient, as no scatter shows there. Raises ValueError for a kind of
    error that statsmodels does not know, KeyError for a kind without its options.
    """
    model = sm.OLS(outcome.to_numpy(float), design.to_numpy(float))
    plain = model.fit()
    alone = plain.df_resid <= 0 or plain.get_influence().hat_matrix_diag.max() > ALONE
    if alone and covariance != "cluster":
        return _terms(design, plain.params, np.full((4, len(plain.params)), np.nan))
    robust = model.fit(cov_type=covariance, cov_kwds=_keywords(covariance, options), use_t=True)
    return _terms(
        design, robust.params, np.vstack([robust.params, robust.bse, *robust.conf_int().T])
    )


def _keywords(covariance: str, options: Mapping[str, Any]) -> dict[str, Any]:
    return dict(options) if covariance == "HC3" else {"use_correction": True, **options}


def _terms(design: pd.DataFrame, estimates: Any, rows: Any) -> pd.DataFrame:
    names = ["estimate", "standard_error", "low", "high"]
    terms = pd.DataFrame(dict(zip(names, rows, strict=True)), index=design.columns)
    return terms.assign(estimate=estimates).rename_axis("term")
