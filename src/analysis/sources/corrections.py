"""What is read where a document misprints?"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.sources.declarations import Correction
from analysis.sources.errors import CorrectionNoLongerHolds, tell_problems


def apply_corrections(
    figures: pd.DataFrame, corrections: Sequence[Correction], where: str
) -> pd.DataFrame:
    """What is read for each figure, and why, where that differs from what is printed?

    `figures` has the columns of figures.csv; two are added: `read_as` (the declared reading, ""
    where the printed string stands) and `correction` (the reason in English, or ""). `where`
    names the document in messages. Raises CorrectionNoLongerHolds with every correction whose
    figure prints something other than the correction expects. Whether a correction closes its
    check is for the audit.
    """
    printed = dict(zip(figures["id"], figures["printed"], strict=True))
    changed = [
        f"{correction['figure']} prints {printed[correction['figure']]!r}, expected "
        f"{correction['expects']['printed']!r}"
        for correction in corrections
        if printed[correction["figure"]] != correction["expects"]["printed"]
    ]
    if changed:
        advice = (
            "Where the source was mended, delete the correction from corrections.yml; where "
            "figures.csv is wrong, enter there what the document prints."
        )
        raise CorrectionNoLongerHolds(tell_problems(f"{where}/corrections.yml", changed, advice))
    read_as = {correction["figure"]: correction["read_as"] for correction in corrections}
    reasons = {correction["figure"]: correction["reason"]["en"] for correction in corrections}
    return figures.assign(
        read_as=[read_as.get(figure, "") for figure in figures["id"]],
        correction=[reasons.get(figure, "") for figure in figures["id"]],
    )
