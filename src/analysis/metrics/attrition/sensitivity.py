"""Which parameter moves the result most, if each goes to its ends alone?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pandas as pd

from analysis.metrics.attrition.simulation import ParameterRange


def tornado(
    outcome: Callable[[Mapping[str, float]], float], ranges: Mapping[str, ParameterRange]
) -> pd.DataFrame:
    """What becomes of the result when one parameter goes to its low and to its high?

    The others stay at their central values (one-way sensitivity, Howard 1988, Decision Analysis:
    Practice and Promise). Columns parameter, at_low, at_high (the outcome there, in its unit) and
    swing = |at_high − at_low|; the widest first, equal ones in the order of ``ranges``. Raises what
    the outcome raises.
    """
    central = {name: bounds.central for name, bounds in ranges.items()}
    rows = []
    for name, bounds in ranges.items():
        at_low, at_high = (
            float(outcome({**central, name: value})) for value in (bounds.low, bounds.high)
        )
        rows.append((name, at_low, at_high, abs(at_high - at_low)))
    table = pd.DataFrame(rows, columns=["parameter", "at_low", "at_high", "swing"])
    return table.sort_values("swing", ascending=False, kind="stable", ignore_index=True)
