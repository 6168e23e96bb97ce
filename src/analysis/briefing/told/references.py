"""How does a page cite the reference tables: base salary, consumer prices?"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pandas as pd

from analysis.briefing.elements import Input
from analysis.briefing.locale_format import long_date, quantity
from analysis.briefing.teller import Teller
from analysis.metrics.cost.prices import CARRIED_OVER, slug

BASE_SALARY, PRICES = "reference:base_salary-", "reference:consumer_prices-"
SERIES_CODE = r"^([A-Z]+(?:\.[A-Z]+)+)"


def reference_inputs(teller: Teller, sources: Sequence[str]) -> tuple[Input, ...]:
    """Which rows of the reference tables does a fact rest on, as its receipt lists them?

    One input a base salary; the yearly changes of consumer prices by one publisher stand in one
    input. ``sources`` are those of the fact, of any kind.
    """
    salaries = [
        _base_salary(teller, source) for source in sources if source.startswith(BASE_SALARY)
    ]
    if not any(source.startswith(PRICES) for source in sources):
        return tuple(salaries)
    rows = prices_cited(teller, sources)
    return (
        *salaries,
        *(_prices(teller, part) for _, part in rows.groupby("publisher", sort=False)),
    )


def prices_cited(teller: Teller, sources: Sequence[str]) -> pd.DataFrame:
    """Which rows of the consumer prices do these sources name? In the order of the table."""
    prices = teller.material.consumer_prices
    cited = [f"{PRICES}{slug(row.publisher)}-{row.year}" in sources for row in prices.itertuples()]
    return prices[cited]


def series_told(teller: Teller, rows: pd.DataFrame) -> str:
    """Whose series of consumer prices is it? The publisher and, where it has one, its code."""
    publisher = teller.label(slug(rows["publisher"].iloc[0]).replace("-", "_"))
    code = rows["series"].str.extract(SERIES_CODE)[0].iloc[0]
    if pd.isna(code):
        return publisher
    return teller.say("{publisher}, series {code}", publisher=publisher, code=code).plain()


def _prices(teller: Teller, rows: pd.DataFrame) -> Input:
    changes = "; ".join(
        f"{row.year}: {quantity(Decimal(repr(float(row.change_pct))), 'percent', teller.lang)}"
        for row in rows.itertuples()
    )
    found = (rows["status"] == CARRIED_OVER).all()
    return Input(
        teller.word("Reference table") if found else teller.word("Reference table, unverified"),
        "",
        teller.say(
            "consumer prices, change on the year before: {changes} ({series})",
            changes=changes,
            series=series_told(teller, rows),
        ).plain(),
    )


def _base_salary(teller: Teller, source: str) -> Input:
    valid_from = source.removeprefix(BASE_SALARY)
    salary = teller.material.base_salary.loc[valid_from]
    told = teller.say(
        "monthly base salary from {day}: {amount} ({act})",
        day=long_date(date.fromisoformat(valid_from), teller.lang),
        amount=quantity(Decimal(int(salary["vnd_per_month"])), "vnd", teller.lang),
        act=salary["legal_act"],
    )
    return Input(teller.word("Reference table, unverified"), "", told.plain())
