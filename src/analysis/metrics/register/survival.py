"""Who stays how long: one curve, two curves compared, and how much faster one falls?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.stats import chi2, norm
from statsmodels.duration.survfunc import SurvfuncRight

LEVEL = 0.95
MOST_STEPS = 50
EXACT = 1e-10
LARGEST = 15.0


class NothingToCompare(ValueError):
    """Why can two groups not be compared?"""


@dataclass(frozen=True)
class Comparison:
    """Do two groups leave at the same rate? Observed and expected leavers of the second group.

    ``chi2`` has one degree of freedom; a small ``p_value`` says that chance alone would seldom part
    them so far.
    """

    observed: float
    expected: float
    variance: float
    chi2: float
    p_value: float


@dataclass(frozen=True)
class Hazards:
    """How many times as fast does the second group leave as the first?

    ``coefficient`` is the logarithm of ``ratio``, ``error`` its standard error; ``low`` and
    ``high`` are the bounds of the ratio at 95 per cent.
    """

    coefficient: float
    error: float
    ratio: float
    low: float
    high: float


def retention_curve(pieces: pd.DataFrame) -> pd.DataFrame:
    """Which share is still there after so many days?

    ``pieces`` has entry (seen from after this day on: 0, or later where the beginning was not
    seen), stop, event (left at stop, else last seen there) and persons. Kaplan and Meier 1958,
    Journal of the American Statistical Association 53:457–481, with the risk set reduced by those
    not yet seen (left truncation), by statsmodels' SurvfuncRight. One row a day on which somebody
    leaves: days, at_risk_persons, leavers_persons, share, error (Greenwood) and low and high, 95
    per cent on the logarithm of the share (the default of R's survfit; statsmodels has log-log).
    Neither has a value where nobody is left.
    """
    used = pieces[pieces["persons"] > 0]
    curve = SurvfuncRight(
        used["stop"], used["event"].astype(int), entry=used["entry"].to_numpy(float),
        freq_weights=used["persons"].to_numpy(float),
    )  # fmt: skip
    share, at_risk, left = curve.surv_prob, curve.n_risk, curve.n_events
    with np.errstate(divide="ignore", invalid="ignore"):
        relative = np.sqrt(np.cumsum(left / (at_risk * (at_risk - left))))
        half = norm.ppf(0.5 + LEVEL / 2) * relative
        table = pd.DataFrame(
            {
                "days": curve.surv_times,
                "at_risk_persons": at_risk,
                "leavers_persons": left,
                "share": share,
                "error": share * relative,
                "low": share * np.exp(-half),
                "high": np.minimum(1.0, share * np.exp(half)),
            }
        )
    nobody = table["share"] <= 0
    table.loc[nobody, ["error", "low", "high"]] = np.nan
    return table


def share_after(curve: pd.DataFrame, days: float) -> pd.Series | None:
    """Which row of a curve holds after so many days? None where nobody was seen for so long.

    Before the first leaver everybody is there, without error.
    """
    before = curve[curve["days"] <= days]
    if len(before):
        return before.iloc[-1]
    if curve.empty:
        return None
    first = {"days": 0.0, "at_risk_persons": np.nan, "leavers_persons": 0.0}
    return pd.Series({**first, "share": 1.0, "error": 0.0, "low": 1.0, "high": 1.0})


def log_rank(pieces: pd.DataFrame) -> Comparison:
    """Do the trained leave at another rate than the others?

    ``pieces`` as in ``retention_curve``, with second (True for the group whose leavers are
    observed and expected). Mantel 1966, Cancer Chemotherapy Reports 50:163–170: over the days on
    which somebody leaves, expected = d · n₂ / n and variance = d · n₁ n₂ (n − d) / (n² (n − 1)),
    the risk sets as in ``retention_curve``. statsmodels' survdiff gives the same from one row a
    person, and takes no counts of persons. Raises NothingToCompare where the groups never meet.
    """
    days = np.unique(pieces.loc[pieces["event"].astype(bool), "stop"])
    left, at_risk = zip(
        *(_sets(pieces[pieces["second"] == second], days) for second in (0, 1)), strict=True
    )
    d, n = left[0] + left[1], at_risk[0] + at_risk[1]
    expected = d * at_risk[1] / n
    several = n > 1
    variance = np.zeros_like(expected)
    variance[several] = (expected * at_risk[0] / n * (n - d))[several] / (n - 1)[several]
    excess, spread = float((left[1] - expected).sum()), float(variance.sum())
    if spread <= 0:
        raise NothingToCompare("On no day on which somebody leaves are there two of both groups.")
    statistic = excess**2 / spread
    return Comparison(
        float(left[1].sum()), float(expected.sum()), spread, statistic, float(chi2.sf(statistic, 1))
    )


def hazard_ratio(pieces: pd.DataFrame, ties: str = "efron") -> Hazards:
    """How many times as fast does the second group leave as the first?

    The proportional hazards model of Cox 1972, Journal of the Royal Statistical Society B
    34:187–220, with one covariate, ``second``, and entry where the beginning was not seen;
    ``pieces`` as in ``log_rank``. Ties by Efron 1977, Journal of the American Statistical
    Association 72:557–565, as in R: the l-th of d who leave on a day leaves a risk set without
    l / d of them all. ``ties="breslow"`` takes none off. The root of the score is found by Newton's
    method from the counts of each day, so that a nation takes no longer than its days. statsmodels'
    PHReg is not used: it takes no counts, holds who enters on a day for at risk on it (its own
    SurvfuncRight and R do not) and fails on who enters after the last leaver. Raises
    NothingToCompare where no finite ratio fits: in one group nobody leaves, or all leave before
    anybody of the other.
    """
    days = np.unique(pieces.loc[pieces["event"].astype(bool), "stop"])
    (left, gone), (first, second) = zip(
        *(_sets(pieces[pieces["second"] == group], days) for group in (0, 1)), strict=True
    )
    leavers = (left + gone).astype(int)
    day = np.repeat(np.arange(len(days)), leavers)
    turn = np.arange(len(day)) - np.repeat(np.cumsum(leavers) - leavers, leavers)
    off = turn / leavers[day] if ties == "efron" else np.zeros(len(day))
    ones, twos = first[day] - off * left[day], second[day] - off * gone[day]
    coefficient = 0.0
    for _ in range(MOST_STEPS):
        risk = np.exp(coefficient) * twos
        mean = risk / (ones + risk)
        information = float((mean * (1 - mean)).sum())
        if information <= 0 or abs(coefficient) > LARGEST:
            break
        step = (gone.sum() - mean.sum()) / information
        coefficient += float(np.clip(step, -1, 1))
        if abs(step) < EXACT:
            error = information**-0.5
            half = norm.ppf(0.5 + LEVEL / 2) * error
            low, high = np.exp([coefficient - half, coefficient + half])
            return Hazards(coefficient, error, float(np.exp(coefficient)), float(low), float(high))
    raise NothingToCompare(
        "No ratio of hazards fits: in one of the groups nobody leaves while both stay."
    )


def _sets(pieces: pd.DataFrame, days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    persons = pieces["persons"].to_numpy(float)
    left = _before(pieces["stop"], persons * pieces["event"].to_numpy(float), days, "right")
    left -= _before(pieces["stop"], persons * pieces["event"].to_numpy(float), days, "left")
    seen = _before(pieces["entry"], persons, days, "left")
    gone = _before(pieces["stop"], persons, days, "left")
    return left, seen - gone


def _before(at: pd.Series, persons: np.ndarray, days: np.ndarray, side: str) -> np.ndarray:
    order = np.argsort(at.to_numpy(), kind="stable")
    so_far = np.concatenate([[0.0], np.cumsum(persons[order])])
    return so_far[np.searchsorted(at.to_numpy()[order], days, side=side)]  # type: ignore[call-overload]
