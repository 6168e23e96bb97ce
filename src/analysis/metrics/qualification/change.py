"""What happened to the qualification of staff between two counts?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from analysis.metrics.comparable import Comparability, compared
from analysis.metrics.counted_as import counted_as
from analysis.metrics.facts import Fact, joined_sources
from analysis.metrics.qualification.decomposition import kitagawa
from analysis.metrics.readings import BODY, headcount_readings, pair_readings, two_counts

RATE = ("all", "qualified")


def qualification_change_facts(
    programme: str,
    settings: Mapping[str, Any],
    headcount: pd.DataFrame,
    across: Comparability,
) -> list[Fact]:
    """How did the rate of qualified staff change, by body and in total, in each reading?

    ``settings`` names the ``opening`` and ``closing`` year, the ``levels`` that count as
    qualification, and which of them are ``formal``. ``headcount`` is the tidy table. Counts are in
    persons, rates in percent, changes of rates in percentage points; formulas as in ``rate_table``
    and ``change_table``. Raises BrokenSeries where a break lies between the years that the
    programme has not bridged, ValueError as ``headcount_readings``.
    """
    readings, rates, years = at_both_counts(settings, headcount)
    return [
        *_stock_facts(programme, readings),
        *_rate_facts(programme, rates),
        *compared(_change_facts(programme, rates, years), RATE, across),
    ]


def at_both_counts(
    settings: Mapping[str, Any], headcount: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame, list[str]]:
    """Which readings and rates are there at the opening and the closing count, and when were they?

    ``settings`` and ``headcount`` as for ``qualification_change_facts``; the columns are those of
    ``headcount_readings`` and of ``rate_table``. Raises ValueError as ``headcount_readings``.
    """
    readings, years = headcount_readings(headcount, settings["levels"]), two_counts(settings)
    readings = readings[readings["period"].isin(years)]
    return readings, rate_table(readings), years


def rate_table(readings: pd.DataFrame) -> pd.DataFrame:
    """What share of each body's staff is qualified?

    Columns group, period, variant, qualified_persons, headcount_persons, rate_pct; the rate is
    qualified / headcount × 100. qualified_sources and headcount_sources are the cells of the one
    and the other count, sources those of both.
    """
    qualified = readings[readings["category"] == "qualified"]
    staff = readings[readings["category"] == "all"]
    pairs = pair_readings(qualified, staff, BODY)
    return pd.DataFrame(
        {
            "group": pairs["group"],
            "period": pairs["period"],
            "variant": pairs["variant"],
            "qualified_persons": pairs["persons_1"],
            "headcount_persons": pairs["persons_2"],
            "rate_pct": 100 * pairs["persons_1"] / pairs["persons_2"],
            "qualified_sources": pairs["sources_1"],
            "headcount_sources": pairs["sources_2"],
            "sources": _joined(pairs, "sources"),
        }
    )


def change_table(rates: pd.DataFrame, years: list[str]) -> pd.DataFrame:
    """How far did each body move from the first year to the second, in each reading?

    Columns group, variant, rate_pct_1, rate_pct_2, change_pp (rate_pct_2 − rate_pct_1),
    gain_persons (qualified_persons_2 − qualified_persons_1), headcount_persons_1,
    headcount_persons_2, qualified_persons_1, qualified_persons_2, and the sources of the qualified,
    of the headcount and of both, at the two years together.
    """
    first, second = (rates[rates["period"] == year].drop(columns="period") for year in years)
    pairs = pair_readings(first, second, ["group"])
    return pairs.assign(
        change_pp=pairs["rate_pct_2"] - pairs["rate_pct_1"],
        gain_persons=pairs["qualified_persons_2"] - pairs["qualified_persons_1"],
        qualified_sources=_joined(pairs, "qualified_sources"),
        headcount_sources=_joined(pairs, "headcount_sources"),
        sources=_joined(pairs, "sources"),
    )


def total_change(qualification: Mapping[str, Any], headcount: pd.DataFrame) -> pd.DataFrame:
    """How far did the staff in total move between the two counts, in each reading?

    ``qualification`` and ``headcount`` as for ``qualification_change_facts``; columns of
    ``change_table``. Raises ValueError as ``headcount_readings``.
    """
    rates = rate_table(headcount_readings(headcount, qualification["levels"]))
    return change_table(rates[rates["group"] == "total"], two_counts(qualification))


def body_table(programme: str, rates: pd.DataFrame, years: list[str]) -> pd.DataFrame:
    """How far did each body move by its own components? Columns of ``change_table``, by group.

    Raises ValueError for a body that is counted in one of the two years only.
    """
    changes = change_table(rates, years)
    bodies = (changes["group"] != "total") & (changes["variant"] != "printed")
    groups = changes[bodies].set_index("group")
    missing = {*rates["group"]} - {*groups.index, "total"}
    if missing:
        raise ValueError(
            f"{programme}: {', '.join(sorted(missing))} is in one of {' and '.join(years)} only, "
            "so the change cannot be split by body. Take the body out of both years, or join it "
            "with another, in the tidy headcount."
        )
    return groups


def effects_of(bodies: pd.DataFrame) -> pd.DataFrame:
    """What do rates and sizes of the bodies contribute to the change? See ``kitagawa``.

    ``bodies`` is a ``body_table``; the columns are rate_effect_pp and composition_effect_pp. Raises
    ValueError as ``kitagawa``.
    """
    return kitagawa(
        bodies.rename(columns=lambda name: name.replace("headcount_persons", "size"))
        .rename(columns=lambda name: name.replace("rate_pct", "rate"))
    )  # fmt: skip


def _joined(pairs: pd.DataFrame, column: str) -> list[str]:
    both = zip(pairs[f"{column}_1"], pairs[f"{column}_2"], strict=True)
    return [";".join(joined_sources(one, two)) for one, two in both]


def _stock_facts(programme: str, readings: pd.DataFrame) -> Iterator[Fact]:
    for row in readings.itertuples():
        if row.category == "all":
            metric = "headcount"
            formula = counted_as(row.sources, "the number of staff as printed", row.variant)
        elif row.category == "qualified":
            metric = "qualified"
            printed = row.variant == "printed"
            stated = counted_as(row.sources, "the number as stated", row.variant)
            formula = stated if printed else "the sum of the reported levels"
        else:
            continue
        yield Fact(
            programme, metric, row.group, row.period, row.variant, "persons", formula,
            joined_sources(row.sources), row.persons,
            status="computed" if formula == "the sum of the reported levels" else "reported",
        )  # fmt: skip


def _rate_facts(programme: str, rates: pd.DataFrame) -> Iterator[Fact]:
    for row in rates.itertuples():
        yield Fact(
            programme, "qualification_rate", row.group, row.period, row.variant, "percent",
            "qualified staff / headcount × 100", joined_sources(row.sources), row.rate_pct,
        )  # fmt: skip


def _change_facts(programme: str, rates: pd.DataFrame, years: list[str]) -> Iterator[Fact]:
    changes = change_table(rates, years)
    period = "-".join(years)
    total = changes[changes["group"] == "total"].set_index("variant")
    for row in changes.itertuples():
        common = (row.group, period, row.variant)
        qualified = joined_sources(row.qualified_sources)
        yield Fact(
            programme, "qualification_rate_change", *common, "percentage_points",
            "closing rate − opening rate", joined_sources(row.sources), row.change_pp,
        )  # fmt: skip
        yield Fact(
            programme, "net_additional_qualified", *common, "persons",
            "qualified at closing − qualified at opening", qualified, row.gain_persons,
        )  # fmt: skip
        if row.variant != "recomputed":
            yield Fact(
                programme, "headcount_change", row.group, period, "both", "persons",
                "headcount at closing − headcount at opening",
                joined_sources(row.headcount_sources),
                row.headcount_persons_2 - row.headcount_persons_1,
            )  # fmt: skip
        reading = "recomputed" if "recomputed" in total.index else "both"
        is_body = row.group != "total" and row.variant != "printed"
        if is_body and total.at[reading, "gain_persons"]:
            yield Fact(
                programme, "gain_share", row.group, period, reading, "percent",
                "net additional qualified staff of the body / of all bodies × 100",
                joined_sources(*qualified, total.at[reading, "qualified_sources"]),
                100 * row.gain_persons / total.at[reading, "gain_persons"],
            )  # fmt: skip
