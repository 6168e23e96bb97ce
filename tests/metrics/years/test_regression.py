from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from statsmodels.datasets import macrodata

from analysis.metrics.years.regression import least_squares


def test_newey_west_errors_are_those_that_stata_prints() -> None:
    """Stata's `newey g_realinv g_realgdp L.realint, lag(4)` on the macro data of statsmodels.

    Its output is kept in statsmodels, regression/tests/results/results_macro_ols_robust.py.
    """
    data = macrodata.load_pandas().data
    growth = 400 * np.log(data[["realinv", "realgdp"]]).diff()
    design = pd.DataFrame(
        {"g_realgdp": growth["realgdp"], "l_realint": data["realint"].shift(), "_cons": 1.0}
    )[1:]
    terms = least_squares(growth["realinv"][1:], design, "HAC", maxlags=4)
    assert terms["estimate"].to_numpy() == pytest.approx(
        [4.3742216647032, -0.61399696947899, -9.4816727746549], rel=1e-10
    )
    assert terms["standard_error"].to_numpy() == pytest.approx(
        [0.33125644884286, 0.29582347593197, 1.1859338087713], rel=1e-10
    )
    assert terms["low"].to_numpy() == pytest.approx(
        [3.7209983425819, -1.1973480087863, -11.820282709911], rel=1e-10
    )


def test_a_coefficient_that_one_point_decides_has_no_error() -> None:
    design = pd.DataFrame({"level": [1.0, 1.0, 1.0, 1.0], "alone": [0.0, 0.0, 0.0, 1.0]})
    terms = least_squares(pd.Series([1.0, 2.0, 3.0, 9.0]), design, "HC3")
    assert terms.at["alone", "estimate"] == pytest.approx(9 - 2)
    assert terms["standard_error"].isna().all()
