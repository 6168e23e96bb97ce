from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.comparable import BrokenSeries
from analysis.metrics.comparison import CITIES, comparison_facts
from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.studies import cost_study, qualification_study
from analysis.sources.breaks import Breaks, read_breaks
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root
from analysis.sources.processed import Processed

Real = Callable[[str], Processed]


def staff(programme: str, period: str | int) -> dict[str, Any]:
    return {"programme": programme, "metric": "headcount", "group": "total", "period": period}


def row(programme: str, period: str, variant: str, value: float, status: str = "reported") -> Fact:
    return Fact(
        programme, "headcount", "total", period, variant, "persons", "as printed",
        (f"{programme}#staff",), value, status=status,
    )  # fmt: skip


FACTS = facts_table(
    [
        row("south", "2016", "printed", 2157),
        row("south", "2016", "recomputed", 1987, "computed"),
        row("north", "2022", "both", 7194),
    ]
)
ENTRY: dict[str, Any] = {
    "name": "staff_covered",
    "hcmc": staff("south", "2016"),
    "hanoi": staff("north", 2022),
    "comparable": "no",
}


def test_every_reading_of_a_city_is_carried_over_unchanged() -> None:
    facts = comparison_facts("side", [ENTRY], FACTS, Breaks())
    assert [(fact.id, fact.value, fact.unit, fact.status, fact.sources) for fact in facts] == [
        ("side/staff_covered/hcmc/2016/printed", 2157, "persons", "reported", ("south#staff",)),
        ("side/staff_covered/hcmc/2016/recomputed", 1987, "persons", "computed", ("south#staff",)),
        ("side/staff_covered/hanoi/2022/both", 7194, "persons", "reported", ("north#staff",)),
        ("side/staff_covered/hcmc/2016/range", None, "persons", "computed", ("south#staff",)),
    ]
    assert {fact.formula for fact in facts[:-1]} == {"as printed"}
    assert (facts[-1].low, facts[-1].high) == (1987, 2157)


def test_ranges_and_scenarios_of_a_city_are_not_carried_over_as_readings() -> None:
    aside = [
        replace(row("south", "2016", "range", 0), value=None, low=1987, high=2157),
        row("south", "2016", "unplaced_in_offices", 2157),
    ]
    more = pd.concat([FACTS, facts_table(aside)], ignore_index=True)
    alone = comparison_facts("side", [ENTRY], FACTS, Breaks())
    assert comparison_facts("side", [ENTRY], more, Breaks()) == alone


def test_an_entry_that_meets_no_fact_is_named_with_what_it_looks_for() -> None:
    missing = {**ENTRY, "hanoi": staff("north", "2021")}
    with pytest.raises(KeyError, match=r"side, staff_covered: no fact fits .*'north'.*'2021'"):
        comparison_facts("side", [missing], FACTS, Breaks())


def test_districts_of_the_two_cities_are_not_set_beside_each_other_across_the_end_of_the_tier() -> (
    None
):
    """Hồ Chí Minh City's districts of 2024 beside Hà Nội's of 2026, which no longer exist."""
    districts = {
        "name": "districts",
        "hcmc": {**staff("south", 2024), "group": "districts"},
        "hanoi": {**staff("north", 2026), "group": "districts"},
    }
    with pytest.raises(BrokenSeries, match="district-tier-abolished"):
        comparison_facts("side", [districts], FACTS, read_breaks(project_root()))


@pytest.fixture(scope="module")
def two_cities(real: Real) -> list[Fact]:
    settings = real("two-cities").settings
    facts = [
        fact
        for programme in settings["compares"]
        for study in (qualification_study, cost_study)
        for fact in study(real(programme))
    ]
    breaks = real("two-cities").breaks
    return comparison_facts("two-cities", settings["comparison"], facts_table(facts), breaks)


def of_cities(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.group in CITIES]


def test_each_subject_has_a_figure_of_both_cities(real: Real, two_cities: list[Fact]) -> None:
    names = [entry["name"] for entry in real("two-cities").settings["comparison"]]
    assert {(fact.metric, fact.group) for fact in of_cities(two_cities)} == {
        (name, city) for name in names for city in CITIES
    }


def test_a_city_rests_on_its_own_documents(two_cities: list[Fact]) -> None:
    documents = {"hcmc": {"1228-bc-snv-2017"}, "hanoi": {"1698-qd-ubnd-2022"}}
    for fact in of_cities(two_cities):
        cells = {source.partition("#")[0] for source in fact.sources if "#" in source}
        assert cells == documents[fact.group]


def test_the_cities_figures_are_those_of_their_documents(two_cities: list[Fact]) -> None:
    values = {(fact.metric, fact.group, fact.variant): fact.value for fact in two_cities}
    assert values["staff_covered", "hcmc", "both"] == 3860
    assert values["staff_covered", "hanoi", "both"] == 7194 + 12053 + 121161
    assert values["qualification", "hcmc", "printed"] == pytest.approx(100 * 2157 / 3860)
    assert values["qualification", "hcmc", "recomputed"] == pytest.approx(100 * 1987 / 3860)
    assert values["qualification", "hanoi", "recomputed"] == pytest.approx(
        100 * (6957 + 8781 + 80095) / 140408
    )
    assert values["funding_per_year", "hcmc", "both"] == pytest.approx(3_871_000_000 / 3)
    assert values["funding_per_year", "hanoi", "both"] == 272_316_000_000 / 4
    staff = "cost_per_staff_member_and_year"
    assert values[staff, "hcmc", "both"] == pytest.approx(3_871_000_000 / 3860 / 3)
    assert values[staff, "hanoi", "both"] == pytest.approx(272_316_000_000 / 140408 / 4)
    assert values["cost_per_place", "hcmc", "printed"] == pytest.approx(3_871_000_000 / 16380)
    assert values["cost_per_place", "hanoi", "both"] == pytest.approx(272_316_000_000 / 7269)


def test_a_ratio_stands_only_where_the_flag_allows_a_comparison(
    real: Real, two_cities: list[Fact]
) -> None:
    flags = {
        entry["name"]: entry["comparable"] for entry in real("two-cities").settings["comparison"]
    }
    ratios = {fact.metric for fact in two_cities if fact.group == "hcmc_to_hanoi"}
    assert ratios == {f"{name}_ratio" for name, flag in flags.items() if flag != "no"}
    assert ratios == {
        "cost_per_staff_member_and_year_ratio",
        "cost_per_staff_member_and_year_real_ratio",
    }
    assert not any("−" in fact.formula for fact in two_cities)


def test_per_member_and_year_the_cities_stand_as_0_69_to_1_and_in_equal_prices_as_0_84(
    two_cities: list[Fact],
) -> None:
    """World Bank changes by hand: 2015 to 2022 lie between the one's money and the other's."""
    nominal = (3_871_000_000 / 3860 / 3) / (272_316_000_000 / 140408 / 4)
    since_2016 = 1.035203 * 1.035396 * 1.027958 * 1.032209 * 1.018347 * 1.031565
    since_2015, since_2014 = since_2016 * 1.026682, since_2016 * 1.026682 * 1.006312
    ratios = {fact.metric: fact for fact in two_cities if fact.group == "hcmc_to_hanoi"}
    plain = ratios["cost_per_staff_member_and_year_ratio"]
    real = ratios["cost_per_staff_member_and_year_real_ratio"]
    assert plain.value == pytest.approx(nominal)
    assert (plain.low, plain.high, plain.status) == (None, None, "computed")
    assert real.value == pytest.approx(nominal * (since_2014 + since_2015 + since_2016) / 3)
    assert (real.low, real.high) == pytest.approx((nominal * since_2016, nominal * since_2014))
    assert (real.status, real.period) == ("assumed", "2014-2025")


def test_a_ratio_pairs_the_readings_of_a_city_and_keeps_the_weaker_status() -> None:
    facts = comparison_facts("side", [{**ENTRY, "comparable": "partly"}], FACTS, Breaks())
    printed, recomputed, span = (f for f in facts if f.metric == "staff_covered_ratio")
    assert [(f.id, f.value, f.status) for f in (printed, recomputed)] == [
        ("side/staff_covered_ratio/hcmc_to_hanoi/2016-2022/printed", 2157 / 7194, "computed"),
        ("side/staff_covered_ratio/hcmc_to_hanoi/2016-2022/recomputed", 1987 / 7194, "computed"),
    ]
    assert (span.variant, span.low, span.high) == ("range", 1987 / 7194, 2157 / 7194)


def test_the_ends_of_a_ratio_cross_the_ends_of_its_parts() -> None:
    bounded = FACTS.assign(low=["2000", "", "7000"], high=["2200", "", ""])
    facts = comparison_facts("side", [{**ENTRY, "comparable": "yes"}], bounded, Breaks())
    printed, recomputed, _ = (fact for fact in facts if fact.metric.endswith("_ratio"))
    assert (printed.low, printed.high) == (2000 / 7194, 2200 / 7000)
    assert (recomputed.low, recomputed.high) == (None, 1987 / 7000)


@pytest.mark.parametrize("other", [("2023", "reference:p-2024"), ("2024", "reference:q-2024")])
def test_amounts_in_prices_of_another_year_or_publisher_are_not_compared(
    other: tuple[str, str],
) -> None:
    money = FACTS.assign(metric="cost_real")
    base = facts_table(
        [
            Fact("south", "price_base_year", "total", "2016", "both", "year", "f",
                 ("reference:p-2024",), 2024),
            Fact("north", "price_base_year", "total", "2022", "both", "year", "f",
                 (other[1],), float(other[0])),
        ]
    )  # fmt: skip
    sides = {city: {**ENTRY[city], "metric": "cost_real"} for city in CITIES}
    entry = {**ENTRY, **sides, "comparable": "partly"}
    with pytest.raises(SourceError, match=r"side, staff_covered: .* not those of one year"):
        comparison_facts("side", [entry], pd.concat([money, base]), Breaks())
    with pytest.raises(SourceError, match=r"one year and publisher \(\)"):
        comparison_facts("side", [entry], money, Breaks())


def test_the_base_year_stands_once_for_both_cities(two_cities: list[Fact]) -> None:
    found = [(fact.id, fact.value) for fact in two_cities if fact.metric == "price_base_year"]
    assert found == [("two-cities/price_base_year/total/2024/both", 2024)]


def test_an_empty_table_of_facts_names_the_first_entry() -> None:
    with pytest.raises(KeyError, match="staff_covered"):
        none = pd.DataFrame(columns=FACTS.columns, dtype="str")
        comparison_facts("side", [ENTRY], none, Breaks())
