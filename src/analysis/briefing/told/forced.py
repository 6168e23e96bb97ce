"""How does a page say that last digits were forced so that a column of shares adds up?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis.briefing.elements import Prose, Sentence
from analysis.briefing.teller import Teller
from analysis.briefing.told.receipted import checks_counted, readings_counted, side_of


def forced_digits(teller: Teller) -> Iterator[Prose]:
    """For each document with such digits: how many of its wrongly rounded shares have one?"""
    readings = teller.material.readings
    forced = readings[(readings["way"] == "forced_digit") & (readings["rank"] == 1)]
    audit = teller.material.audit
    for document, found in forced.groupby("document", sort=False):
        shares = {f"{document}#{figure}" for figure in found["figures"]}
        for whole in audit[audit["check"] == "hundred"].to_dict("records"):
            if shares & set(whole["sources"].split(";")):
                yield Prose(_forced(teller, audit[audit["document"] == document], found, whole))
                break


def _forced(
    teller: Teller, checks: pd.DataFrame, forced: pd.DataFrame, whole: dict[str, Any]
) -> Sentence:
    wrong, hundred = checks_counted(teller, checks, "rounding"), side_of(teller, whole, "left")
    if len(forced) == (checks["verdict"] == "rounding").sum():
        return teller.say(
            "Each of the {wrong} shares that are rounded wrongly has a last digit that makes its "
            "column add up to {hundred}; rounded correctly it would not.",
            wrong=wrong,
            hundred=hundred,
        )
    return teller.say(
        "Of {wrong} shares that are rounded wrongly, {forced} have a last digit that makes "
        "their column add up to {hundred}; rounded correctly it would not.",
        wrong=wrong,
        forced=readings_counted(teller, forced),
        hundred=hundred,
    )
