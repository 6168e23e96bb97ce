from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.cost.prices import (
    in_base_prices,
    price_change_facts,
    price_factor,
    price_index,
    real_facts,
    slug,
)
from analysis.metrics.facts import Fact
from analysis.sources.errors import SourceError
from analysis.sources.processed import Processed

Real = Callable[[str], Processed]
FactOf = Callable[[Iterable[Fact], str], Fact]
WORLD_BANK, STATISTICS_OFFICE = "World Bank", "General Statistics Office of Viet Nam"


def series(*changes: float, first: int = 2015, publisher: str = "Office") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": range(first, first + len(changes)),
            "change_pct": changes,
            "publisher": publisher,
            "status": "found",
        }
    )


DOUBLING = series(100, 0, 100)
SETTINGS: dict[str, Any] = {
    "publisher": "Office",
    "cross_check": "Bank",
    "base_year": 2017,
    "years": [2014, 2015, 2016],
    "assumption": "spent-evenly",
}
MONEY = Fact("scheme", "funding", "total", "2014-2016", "both", "vnd", "f", ("r#money",), 300.0)


def test_2_53_at_an_index_of_32_1_is_7_88_in_base_prices() -> None:
    """Whitney, Occidental College, Econ 101 handout on deflation."""
    assert round(in_base_prices(2.53, 32.1), 2) == 7.88


def test_the_chain_of_the_world_banks_changes_is_the_index_that_it_prints(real: Real) -> None:
    """FP.CPI.TOTL of Viet Nam, 2010 = 100, to two decimals.

    The public repository datasets/cpi holds the index as published in 2015 (commit d296260); the
    yearly changes were published ten years later, with revisions in the fourth digit.
    """
    printed = {2011: 118.67747712054, 2012: 129.470263326482, 2013: 138.005274396993}
    printed[2014] = 143.644031821781
    index = price_index(real("hcmc-archives-2014-2020").consumer_prices, WORLD_BANK)
    chained = {year: round(index[year] * printed[2011] / 100, 2) for year in printed}
    assert chained == {year: round(value, 2) for year, value in printed.items()}


def test_a_rise_by_19_2_and_then_5_9_percent_takes_the_index_to_126_2() -> None:
    """The Open University, OpenLearn, Prices, location and spread: a chained price index."""
    index = price_index(series(19.2, 5.9, first=2008), "Office")
    assert {year: round(value, 1) for year, value in index.items()} == {
        2007: 100, 2008: 119.2, 2009: 126.2,
    }  # fmt: skip


def test_the_index_multiplies_the_yearly_changes_and_starts_a_year_earlier() -> None:
    index = price_index(series(10, -50, 20), "Office")
    assert index.index.tolist() == [2014, 2015, 2016, 2017]
    assert index.tolist() == pytest.approx([100, 110, 55, 66])


def test_each_year_of_the_money_has_its_factor_and_the_mean_is_taken_of_them() -> None:
    """Index 100, 200, 200, 400: money of 2014 is worth four times that of 2017, later twice."""
    factor = price_factor(DOUBLING, "Office", [2014, 2015, 2016], 2017)
    assert factor.value == pytest.approx((4 + 2 + 2) / 3)
    assert (factor.low, factor.high) == pytest.approx((2, 4))
    assert factor.sources == tuple(
        f"reference:consumer_prices-office-{year}" for year in (2015, 2016, 2017)
    )


def test_money_after_the_base_year_shrinks_and_that_of_the_base_year_stays() -> None:
    assert price_factor(DOUBLING, "Office", [2017], 2014).value == pytest.approx(1 / 4)
    same = price_factor(DOUBLING, "Office", [2016], 2016)
    assert (same.value, same.low, same.high, same.sources) == (1, 1, 1, ())


@pytest.mark.parametrize(("years", "base_year"), [([2013], 2016), ([2014, 2016], 2019)])
def test_a_year_that_the_series_lacks_is_named_with_the_file_and_what_to_do(
    years: list[int], base_year: int
) -> None:
    missing = r"consumer_prices\.csv has no change .* by Office for 201[39]; it has 2015-2017\. Add"
    with pytest.raises(SourceError, match=missing):
        price_factor(DOUBLING, "Office", years, base_year)


def test_a_gap_in_the_series_breaks_the_chain_and_is_named() -> None:
    with pytest.raises(SourceError, match="by Office for 2016; it has 2015-2017"):
        price_index(DOUBLING[DOUBLING["year"] != 2016], "Office")


def test_a_publisher_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(SourceError, match="no row of 'Bank'; there are Office"):
        price_index(DOUBLING, "Bank")


def test_an_amount_in_base_prices_lies_between_spending_early_and_late(fact_of: FactOf) -> None:
    real = fact_of(real_facts(SETTINGS, DOUBLING, [MONEY]), "funding_real/total/2014-2016/both")
    assert real.value == pytest.approx(100 * 4 + 100 * 2 + 100 * 2)
    assert (real.low, real.high) == pytest.approx((600, 1200))
    assert real.status == "assumed"
    assert real.sources[0] == "r#money"
    assert real.sources[-1] == "assumption:spent-evenly"


def test_a_plan_in_prices_of_one_year_has_one_value(fact_of: FactOf) -> None:
    [plan] = real_facts({**SETTINGS, "years": [2016]}, DOUBLING, [MONEY])
    assert (plan.value, plan.low, plan.high) == (600, None, None)


def test_only_money_is_put_into_other_prices() -> None:
    persons = replace(MONEY, unit="persons")
    assert real_facts(SETTINGS, DOUBLING, [persons]) == []


def test_a_price_change_is_unverified_where_a_row_that_it_uses_is_recalled(
    fact_of: FactOf,
) -> None:
    bank = series(50, 0, 100, publisher="Bank")
    bank.loc[2, "status"] = "recalled"
    prices = pd.concat([DOUBLING, bank])
    facts = price_change_facts("scheme", "2014-2016", SETTINGS, prices)
    office, other = (fact_of(facts, f"price_change/{n}/2014-2017/both") for n in ("office", "bank"))
    assert [office.value, other.value] == pytest.approx([300, 200])
    assert [office.status, other.status] == ["computed", "unverified"]
    assert fact_of(facts, "price_base_year/total/2014-2016/both").value == 2017
    unused = {**SETTINGS, "base_year": 2016, "years": [2014]}
    before = price_change_facts("scheme", "2014-2016", unused, prices)
    assert {fact.status for fact in before} == {"computed"}


def test_money_of_the_base_year_alone_has_no_price_change() -> None:
    facts = price_change_facts("scheme", "2017", {**SETTINGS, "years": [2017]}, DOUBLING)
    assert [fact.metric for fact in facts] == ["price_base_year"]


def test_the_ledger_cites_a_publisher_in_small_letters() -> None:
    assert slug(STATISTICS_OFFICE) == "general-statistics-office-of-viet-nam"


changes = st.lists(st.floats(-20, 40), min_size=4, max_size=8)


@given(changes=changes, amounts=st.tuples(st.floats(1, 1e12), st.floats(1, 1e12)), data=st.data())
@settings(max_examples=50, deadline=None)
def test_the_ratio_of_two_amounts_does_not_depend_on_the_base_year(
    changes: list[float], amounts: tuple[float, float], data: st.DataObject
) -> None:
    prices = series(*changes)
    years = st.integers(2014, 2014 + len(changes))
    of, other, base, another = (data.draw(years) for _ in range(4))
    ratios = [
        amounts[0] * price_factor(prices, "Office", [of], year).value
        / (amounts[1] * price_factor(prices, "Office", [other], year).value)
        for year in (base, another)
    ]  # fmt: skip
    assert ratios[0] == pytest.approx(ratios[1])


@given(changes=changes, shares=st.lists(st.floats(0.01, 1), min_size=3, max_size=3))
@settings(max_examples=50, deadline=None)
def test_however_the_money_was_spent_its_worth_lies_between_the_ends(
    changes: list[float], shares: list[float]
) -> None:
    prices, years = series(*changes), [2014, 2015, 2016]
    ends = price_factor(prices, "Office", years, 2018)
    spent = sum(
        share / sum(shares) * price_factor(prices, "Office", [year], 2018).value
        for share, year in zip(shares, years, strict=True)
    )
    assert ends.low * (1 - 1e-9) <= spent <= ends.high * (1 + 1e-9)


def test_the_archives_money_in_prices_of_2024_is_4_95_to_5_11_billion(
    real: Real, fact_of: FactOf
) -> None:
    """The chain by hand: 2015 to 2024 from 2014, 2016 to 2024 from 2015, 2017 to 2024 from 2016."""
    tables = real("hcmc-archives-2014-2020")
    chosen = tables.settings["cost"]["prices"]
    assert (chosen["publisher"], chosen["base_year"]) == (WORLD_BANK, 2024)
    since_2016 = 1.035203 * 1.035396 * 1.027958 * 1.032209 * 1.018347
    since_2016 *= 1.031565 * 1.032529 * 1.036211
    since_2015 = since_2016 * 1.026682
    since_2014 = since_2015 * 1.006312
    money = replace(MONEY, value=3_871_000_000.0)
    [found] = real_facts(chosen, tables.consumer_prices, [money])
    assert found.value == pytest.approx(3_871_000_000 * (since_2014 + since_2015 + since_2016) / 3)
    assert found.low == pytest.approx(3_871_000_000 * since_2016)
    assert found.high == pytest.approx(3_871_000_000 * since_2014)


def test_the_two_publishers_agree_to_a_tenth_of_a_point_over_ten_years(
    real: Real, fact_of: FactOf
) -> None:
    tables = real("hcmc-archives-2014-2020")
    facts = price_change_facts(
        "x", "2014-2016", tables.settings["cost"]["prices"], tables.consumer_prices
    )
    bank = fact_of(facts, "price_change/world_bank/2014-2024/both")
    office = fact_of(
        facts, f"price_change/{slug(STATISTICS_OFFICE).replace('-', '_')}/2014-2024/both"
    )
    assert bank.value == pytest.approx(office.value, abs=0.1)
    assert (bank.status, office.status) == ("computed", "unverified")
