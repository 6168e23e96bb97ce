"""How much of a change in a rate is made in the groups, and how much by their sizes?"""

from __future__ import annotations

import pandas as pd


def kitagawa(groups: pd.DataFrame) -> pd.DataFrame:
    """What does each group contribute to the change of a crude rate?

    ``groups`` is indexed by group, with ``size_1``, ``size_2`` (persons, or any measure of size)
    and ``rate_1``, ``rate_2`` (in percent) at the opening and the closing. With the shares
    w = size / total the crude rate is Σ w·r, and

    - rate effect of a group: (w1 + w2) / 2 · (r2 − r1)
    - composition effect of a group: (r1 + r2) / 2 · (w2 − w1)

    in percentage points. Their sums are the two effects, and these add up to the change exactly
    (Kitagawa 1955, JASA 50:1168–1194; Das Gupta 1993, US Census P23-186, chapter 5).

    Raises ValueError where a group lacks a size or a rate, or where a total size is not positive.
    """
    needed = ["size_1", "size_2", "rate_1", "rate_2"]
    if groups[needed].isna().any().any():
        missing = groups.index[groups[needed].isna().any(axis=1)].tolist()
        raise ValueError(
            f"A decomposition needs sizes and rates of every group; missing: {missing}"
        )
    if min(groups["size_1"].sum(), groups["size_2"].sum()) <= 0:
        raise ValueError("A decomposition needs groups with a positive total size at both times.")
    share_1 = groups["size_1"] / groups["size_1"].sum()
    share_2 = groups["size_2"] / groups["size_2"].sum()
    return pd.DataFrame(
        {
            "rate_effect_pp": (share_1 + share_2) / 2 * (groups["rate_2"] - groups["rate_1"]),
            "composition_effect_pp": (groups["rate_1"] + groups["rate_2"])
            / 2
            * (share_2 - share_1),
        },
        index=groups.index,
    )
