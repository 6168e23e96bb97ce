from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import brentq
from statsmodels.duration.hazard_regression import PHReg
from statsmodels.duration.survfunc import survdiff

from analysis.metrics.register.survival import (
    NothingToCompare,
    hazard_ratio,
    log_rank,
    retention_curve,
    share_after,
)

DATA = Path(__file__).parents[2] / "data"


def published(name: str) -> pd.DataFrame:
    return pd.read_csv(DATA / f"{name}.csv").assign(persons=1)


@pytest.fixture
def aml() -> pd.DataFrame:
    return published("aml_maintenance")


def test_the_curve_of_maintained_patients_as_r_prints_it(aml: pd.DataFrame) -> None:
    """Miller 1981, Survival Analysis; tests/doaml.Rout.save of R's package survival."""
    curve = retention_curve(aml[aml["second"] == 0])
    assert curve["days"].to_list() == [9, 13, 18, 23, 31, 34, 48]
    assert curve["at_risk_persons"].to_list() == [11, 10, 8, 7, 5, 4, 2]
    assert curve["share"].round(3).to_list() == [0.909, 0.818, 0.716, 0.614, 0.491, 0.368, 0.184]
    errors = [0.0867, 0.1163, 0.1397, 0.1526, 0.1642, 0.1627, 0.1535]
    assert curve["error"].round(4).to_list() == errors
    lows = [0.7541, 0.6192, 0.4884, 0.3769, 0.2549, 0.1549, 0.0359]
    assert curve["low"].round(4).to_list() == lows
    assert curve["high"].round(3).to_list() == [1.0, 1.0, 1.0, 0.999, 0.946, 0.875, 0.944]


def test_the_curve_of_the_others_falls_to_nobody_without_error_as_r_prints_it(
    aml: pd.DataFrame,
) -> None:
    curve = retention_curve(aml[aml["second"] == 1])
    shares = [0.8333, 0.6667, 0.5833, 0.4861, 0.3889, 0.2917, 0.1944, 0.0972, 0.0]
    assert curve["share"].round(4).to_list() == shares
    assert curve["leavers_persons"].to_list() == [2, 2, 1, 1, 1, 1, 1, 1, 1]
    assert curve["error"].round(4).to_list()[:-1] == [
        0.1076, 0.1361, 0.1423, 0.1481, 0.1470, 0.1387, 0.1219, 0.0919,
    ]  # fmt: skip
    assert curve[["error", "low", "high"]].iloc[-1].isna().all()


def test_the_two_curves_compared_as_r_prints_it(aml: pd.DataFrame) -> None:
    """Observed 11, expected 7.31, chi-square 3.4 on 1 degree of freedom, p 0.07."""
    found = log_rank(aml)
    assert (found.observed, round(found.expected, 2)) == (11, 7.31)
    assert (round(found.chi2, 1), round(found.p_value, 2)) == (3.4, 0.07)


def test_the_hazards_of_both_groups_as_r_prints_them(aml: pd.DataFrame) -> None:
    """coxph with Breslow's ties: 0.9042, exp 2.4700, error 0.5122."""
    found = hazard_ratio(aml, ties="breslow")
    assert round(found.coefficient, 4) == 0.9042
    assert round(found.ratio, 4) == 2.4700
    assert round(found.error, 4) == 0.5122


def test_remission_with_and_without_6_mp_as_printed() -> None:
    """Freireich et al. 1963, Blood 21:699–716; Kleinbaum and Klein, Survival Analysis, ch. 2.

    The curve of the treated in four decimals, and the log-rank statistic 16.79.
    """
    table = published("leukaemia_6mp")
    curve = retention_curve(table[table["second"] == 0])
    shares = [0.8571, 0.8067, 0.7529, 0.6902, 0.6275, 0.5378, 0.4482]
    assert curve["share"].round(4).to_list() == shares
    assert round(log_rank(table).chi2, 2) == 16.79


def test_late_entries_reduce_the_risk_set_as_done_by_hand() -> None:
    """Test data 2 of Therneau and Grambsch 2000, Modeling Survival Data, appendix E.

    Intervals open on the left: at risk 2, 3, 5, 4, 4 and 5 at the times 2, 3, 6, 7, 8 and 9.
    """
    curve = retention_curve(published("therneau_test_2"))
    assert curve["days"].to_list() == [2, 3, 6, 7, 8, 9]
    assert curve["at_risk_persons"].to_list() == [2, 3, 5, 4, 4, 5]
    steps = np.cumprod([1 / 2, 2 / 3, 4 / 5, 3 / 4, 3 / 4, 3 / 5])
    assert curve["share"].to_list() == pytest.approx(steps.tolist())


def test_hazards_with_late_entries_as_printed_and_as_done_by_hand() -> None:
    """Breslow: β = −0.084526 and information 2821 / 1800 at 0 as printed there.

    Efron's differs at time 9 alone: the score of that appendix is solved here for r = exp β.
    """
    table = published("therneau_test_2")
    assert hazard_ratio(table, ties="breslow").coefficient == pytest.approx(-0.084526, abs=5e-7)

    def score(r: float) -> float:
        before = 1 / (r + 1) - r / (r + 2) - 3 * r / (3 * r + 2) + 1 / (3 * r + 1)
        return before - 3 * r / (3 * r + 1) + 2 / (3 * r + 2) + 1 / (r + 1)

    assert hazard_ratio(table).ratio == pytest.approx(brentq(score, 0.1, 3), rel=1e-6)


@pytest.mark.parametrize("ties", ["breslow", "efron"])
def test_hazards_from_counts_agree_with_statsmodels_on_persons(ties: str) -> None:
    """PHReg holds who enters at a time for at risk then, so half a day is added to its entries."""
    rng = np.random.default_rng(7)
    entry = rng.integers(0, 30, 400)
    table = pd.DataFrame(
        {
            "entry": entry, "stop": entry + rng.integers(1, 40, 400),
            "event": rng.integers(0, 2, 400), "second": rng.integers(0, 2, 400), "persons": 1,
        }
    )  # fmt: skip
    last = table.loc[table["event"] == 1, "stop"].max()
    seen = table[table["entry"] < last]
    fit = PHReg(
        seen["stop"], seen[["second"]], status=seen["event"],
        entry=seen["entry"] + 0.5 * (seen["entry"] > 0), ties=ties,
    ).fit()  # fmt: skip
    found = hazard_ratio(table, ties)
    assert found.coefficient == pytest.approx(fit.params[0], abs=1e-5)
    assert found.error == pytest.approx(fit.bse[0], rel=1e-4)


def test_a_group_that_nobody_leaves_has_no_ratio(aml: pd.DataFrame) -> None:
    with pytest.raises(NothingToCompare, match="nobody leaves"):
        hazard_ratio(aml.assign(event=aml["event"] * aml["second"]))


def test_the_comparison_with_late_entries_agrees_with_statsmodels() -> None:
    table = published("therneau_test_2")
    chi2, p_value = survdiff(
        table["stop"], table["event"], table["second"], entry=table["entry"].to_numpy()
    )
    found = log_rank(table)
    assert found.chi2 == pytest.approx(chi2)
    assert found.p_value == pytest.approx(p_value)


def test_counts_of_persons_stand_for_as_many_rows(aml: pd.DataFrame) -> None:
    counted = aml.groupby(["entry", "stop", "event", "second"], as_index=False)["persons"].sum()
    assert len(counted) < len(aml)
    pd.testing.assert_frame_equal(retention_curve(counted), retention_curve(aml))
    assert log_rank(counted) == log_rank(aml)


def test_a_share_between_two_leavers_is_that_after_the_first(aml: pd.DataFrame) -> None:
    curve = retention_curve(aml[aml["second"] == 0])
    found = [share_after(curve, days) for days in (8, 9, 12.9, 13)]
    shares = [round(row["share"], 3) for row in found if row is not None]
    assert shares == [1.0, 0.909, 0.909, 0.818]
    assert share_after(curve[:0], 10) is None
