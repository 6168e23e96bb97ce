from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd
import pytest

from analysis.metrics.comparable import Comparability, comparability_of
from analysis.metrics.facts import Fact, facts_table
from analysis.metrics.qualification.change import (
    change_table,
    qualification_change_facts,
    rate_table,
)
from analysis.metrics.qualification.details import qualification_detail_facts
from analysis.metrics.qualification.intervals import ASSUMPTION
from analysis.metrics.readings import headcount_readings
from analysis.sources.processed import Processed

Headcount = Callable[..., pd.DataFrame]
FactOf = Callable[[Iterable[Fact], str], Fact]
SETTINGS: dict[str, Any] = {
    "opening": 2012,
    "closing": 2016,
    "levels": ["bachelor", "short_course"],
    "formal": ["bachelor"],
}


def change_and_details(
    programme: str, settings: Mapping[str, Any], headcount: pd.DataFrame, across: Comparability
) -> list[Fact]:
    return [
        *qualification_change_facts(programme, settings, headcount, across),
        *qualification_detail_facts(programme, settings, headcount, across),
    ]


@pytest.fixture
def two_bodies(bodies_stating: Callable[[int], pd.DataFrame]) -> pd.DataFrame:
    return bodies_stating(170)


@pytest.fixture
def facts(two_bodies: pd.DataFrame, unbroken: Comparability) -> list[Fact]:
    return change_and_details("scheme", SETTINGS, two_bodies, unbroken)


@pytest.fixture(scope="module")
def archives(real: Callable[[str], Processed]) -> list[Fact]:
    tables = real("hcmc-archives-2014-2020")
    return change_and_details(
        tables.programme,
        tables.settings["qualification"],
        tables.headcount,
        comparability_of(tables.settings, tables.breaks),
    )


def test_a_rate_is_qualified_over_headcount_in_each_reading(two_bodies: pd.DataFrame) -> None:
    rates = rate_table(headcount_readings(two_bodies, SETTINGS["levels"]))
    total = rates[rates["group"] == "total"]
    assert dict(zip(total["period"] + " " + total["variant"], total["rate_pct"], strict=True)) == {
        "2012 both": 100 * (30 + 40) / 200,
        "2016 printed": pytest.approx(100 * 170 / 300),
        "2016 recomputed": 100 * (50 + 100) / 300,
    }


def test_a_change_holds_closing_against_opening_in_each_reading(two_bodies: pd.DataFrame) -> None:
    rates = rate_table(headcount_readings(two_bodies, SETTINGS["levels"]))
    changes = change_table(rates, ["2012", "2016"]).set_index(["group", "variant"])
    assert changes["gain_persons"].to_dict() == {
        ("total", "printed"): 170 - 70,
        ("total", "recomputed"): 150 - 70,
        ("offices", "both"): 60 - 50,
        ("districts", "both"): 90 - 20,
    }
    assert changes.at[("offices", "both"), "change_pp"] == 40 - 50
    assert changes.at[("districts", "both"), "change_pp"] == 60 - 20


def test_a_rate_names_the_cells_of_its_numerator_and_denominator(
    facts: list[Fact], fact_of: FactOf
) -> None:
    assert fact_of(facts, "qualification_rate/total/2016/printed").sources == (
        "report#total-qualified-2016",
        "report#total-all-2016",
    )
    assert fact_of(facts, "qualification_rate/districts/2012/both").sources == (
        "report#districts-short-course-2012",
        "report#districts-all-2012",
    )


def test_what_is_printed_is_reported_and_what_is_added_up_is_computed(
    facts: list[Fact], fact_of: FactOf
) -> None:
    assert fact_of(facts, "qualified/total/2016/printed").status == "reported"
    assert fact_of(facts, "qualified/total/2016/recomputed").status == "computed"
    assert fact_of(facts, "headcount/offices/2012/both").status == "reported"


def test_formal_qualification_stands_apart_from_short_courses(
    facts: list[Fact], fact_of: FactOf
) -> None:
    assert fact_of(facts, "formal_rate/offices/2012/both").value == 100 * 30 / 100
    assert fact_of(facts, "short_course_rate/offices/2012/both").value == 100 * 20 / 100
    assert fact_of(facts, "formal_rate_change/total/2012-2016/both").value == pytest.approx(
        100 * 50 / 300 - 100 * 30 / 200
    )


def test_a_kind_of_qualification_that_was_not_reported_at_opening_has_no_change(
    facts: list[Fact],
) -> None:
    ids = {fact.id for fact in facts}
    assert "scheme/formal_rate/districts/2016/both" in ids
    assert "scheme/formal_rate/districts/2012/both" not in ids
    assert "scheme/formal_rate_change/districts/2012-2016/both" not in ids


def test_each_level_has_its_rate_and_its_share_of_the_qualified(
    facts: list[Fact], fact_of: FactOf
) -> None:
    assert fact_of(facts, "level_persons/bachelor/2016/both").value == 50
    assert fact_of(facts, "level_rate/bachelor/2016/both").value == pytest.approx(100 * 50 / 300)
    assert fact_of(facts, "level_share/bachelor/2016/recomputed").value == pytest.approx(
        100 * 50 / 150
    )


def test_the_gain_is_shared_out_by_the_reading_that_adds_up(
    facts: list[Fact], fact_of: FactOf
) -> None:
    offices = fact_of(facts, "gain_share/offices/2012-2016/recomputed").value
    districts = fact_of(facts, "gain_share/districts/2012-2016/recomputed").value
    assert (offices, districts) == (100 * 10 / 80, 100 * 70 / 80)


def test_the_effects_by_hand(facts: list[Fact], fact_of: FactOf) -> None:
    period = "2012-2016/recomputed"
    assert fact_of(facts, f"rate_effect/offices/{period}").value == 0.5 * (40 - 50)
    assert fact_of(facts, f"rate_effect/districts/{period}").value == 0.5 * (60 - 20)
    assert fact_of(facts, f"rate_effect/total/{period}").value == 50 - 35
    assert fact_of(facts, f"composition_effect/total/{period}").value == 0


def test_a_body_that_contradicts_itself_is_decomposed_by_the_reading_that_adds_up(
    two_bodies: pd.DataFrame, headcount: Headcount, fact_of: FactOf, unbroken: Comparability
) -> None:
    """Offices state 75 qualified of 150 where their levels make 60: 50 % against 40 %."""
    table = pd.concat([two_bodies, headcount(("2016", "offices", "qualified", 75))])
    facts = change_and_details("scheme", SETTINGS, table, unbroken)
    assert len(facts_table(facts)) == len(facts)
    rate = "qualification_rate/offices/2016"
    assert fact_of(facts, f"{rate}/printed").value == 50
    assert fact_of(facts, f"{rate}/recomputed").value == 40
    period = "2012-2016/recomputed"
    assert fact_of(facts, f"rate_effect/offices/{period}").value == 0.5 * (40 - 50)
    assert fact_of(facts, f"rate_effect/total/{period}").value == 50 - 35
    assert fact_of(facts, f"gain_share/offices/{period}").value == 100 * 10 / 80
    assert fact_of(facts, "headcount_change/offices/2012-2016/both").value == 150 - 100


def test_without_sizes_of_the_bodies_nothing_is_decomposed(
    headcount: Headcount, unbroken: Comparability
) -> None:
    table = headcount(
        ("2012", "total", "all", 200),
        ("2012", "total", "bachelor", 70),
        ("2016", "total", "all", 300),
        ("2016", "total", "bachelor", 150),
    )
    with pytest.raises(ValueError, match="groups with a positive total size"):
        change_and_details("scheme", SETTINGS, table, unbroken)


def test_every_fact_fits_the_ledger(facts: list[Fact], archives: list[Fact]) -> None:
    assert len(facts_table(facts)) == len(facts)
    assert len(facts_table(archives)) == len(archives)


STOCKS = {
    "headcount/total/2012/both": 27 + 834 + 2235 + 449,
    "headcount/total/2016/both": 20 + 924 + 2399 + 517,
    "qualified/total/2012/both": 56 + 270 + 745,
    "qualified/total/2016/printed": 2157,
    "qualified/total/2016/recomputed": 158 + 103 + 586 + 1140,
    "qualified/archives_office/2012/both": 4 + 2,
    "qualified/archives_office/2016/both": 6 + 5,
    "qualified/departments/2012/both": 18 + 70 + 210,
    "qualified/departments/2016/both": 54 + 36 + 147 + 79,
    "qualified/districts/2012/both": 25 + 178 + 512,
    "qualified/districts/2016/both": 55 + 62 + 398 + 933,
    "qualified/companies/2012/both": 9 + 20 + 23,
    "qualified/companies/2016/both": 43 + 5 + 41 + 123,
    "net_additional_qualified/total/2012-2016/printed": 2157 - 1071,
    "net_additional_qualified/total/2012-2016/recomputed": 1987 - 1071,
    "net_additional_qualified/departments/2012-2016/both": 316 - 298,
    "net_additional_qualified/districts/2012-2016/both": 1448 - 715,
    "headcount_change/total/2012-2016/both": 3860 - 3545,
    "headcount_change/departments/2012-2016/both": 924 - 834,
}
RATES = {
    "qualification_rate/total/2012/both": 100 * 1071 / 3545,
    "qualification_rate/total/2016/printed": 100 * 2157 / 3860,
    "qualification_rate/total/2016/recomputed": 100 * 1987 / 3860,
    "qualification_rate/archives_office/2012/both": 100 * 6 / 27,
    "qualification_rate/archives_office/2016/both": 100 * 11 / 20,
    "qualification_rate/districts/2016/both": 100 * 1448 / 2399,
    "qualification_rate_change/total/2012-2016/printed": 100 * (2157 / 3860 - 1071 / 3545),
    "qualification_rate_change/total/2012-2016/recomputed": 100 * (1987 / 3860 - 1071 / 3545),
    "qualification_rate_change/departments/2012-2016/both": 100 * (316 / 924 - 298 / 834),
    "gain_share/districts/2012-2016/recomputed": 100 * (1448 - 715) / (1987 - 1071),
    "gain_share/departments/2012-2016/recomputed": 100 * (316 - 298) / (1987 - 1071),
    "formal_rate/total/2012/both": 100 * (56 + 270) / 3545,
    "formal_rate/total/2016/both": 100 * (158 + 103 + 586) / 3860,
    "short_course_rate/total/2016/both": 100 * 1140 / 3860,
    "short_course_rate_change/departments/2012-2016/both": 100 * (79 / 924 - 210 / 834),
    "formal_rate_change/departments/2012-2016/both": 100 * ((54 + 36 + 147) / 924 - 88 / 834),
    "level_share/short_course/2016/recomputed": 100 * 1140 / 1987,
}


@pytest.mark.parametrize(("wanted", "persons"), STOCKS.items())
def test_the_archives_staff_are_those_of_the_printed_table(
    archives: list[Fact], fact_of: FactOf, wanted: str, persons: int
) -> None:
    assert fact_of(archives, wanted).value == persons


@pytest.mark.parametrize(("wanted", "rate"), RATES.items())
def test_the_archives_rates_follow_from_the_printed_table(
    archives: list[Fact], fact_of: FactOf, wanted: str, rate: float
) -> None:
    assert fact_of(archives, wanted).value == pytest.approx(rate, abs=1e-9)


@pytest.mark.parametrize(
    ("wanted", "rounded"),
    [
        ("qualification_rate/total/2012/both", 30.21),
        ("qualification_rate/total/2016/printed", 55.88),
        ("qualification_rate/total/2016/recomputed", 51.48),
        ("qualification_rate_change/departments/2012-2016/both", -1.53),
        ("gain_share/districts/2012-2016/recomputed", 80.02),
    ],
)
def test_the_findings_of_the_archives_briefing_in_two_decimals(
    archives: list[Fact], fact_of: FactOf, wanted: str, rounded: float
) -> None:
    assert round(fact_of(archives, wanted).value or 0, 2) == rounded


def test_no_college_and_no_short_course_is_made_up_where_the_table_is_empty(
    archives: list[Fact],
) -> None:
    ids = {fact.id.partition("/")[2] for fact in archives}
    assert "level_persons/college/2016/both" in ids
    assert "level_persons/college/2012/both" not in ids
    assert "short_course_rate/archives_office/2012/both" not in ids
    assert "short_course_rate_change/archives_office/2012-2016/both" not in ids


def test_the_archives_effects_add_up_to_the_recomputed_change(
    archives: list[Fact], fact_of: FactOf
) -> None:
    values = {
        metric: fact_of(archives, f"{metric}/total/2012-2016/recomputed").value or 0
        for metric in ("rate_effect", "composition_effect", "qualification_rate_change")
    }
    both = values["rate_effect"] + values["composition_effect"]
    assert both == pytest.approx(values["qualification_rate_change"])


def test_the_departments_lower_the_rate_by_their_mean_share_times_their_fall(
    archives: list[Fact], fact_of: FactOf
) -> None:
    mean_share = (834 / 3545 + 924 / 3860) / 2
    fall = 100 * (316 / 924 - 298 / 834)
    effect = fact_of(archives, "rate_effect/departments/2012-2016/recomputed")
    assert effect.value == pytest.approx(mean_share * fall)


def test_an_interval_holds_the_rate_and_says_what_it_assumes(
    archives: list[Fact], fact_of: FactOf
) -> None:
    interval = fact_of(archives, "qualification_rate_interval/total/2016/recomputed")
    assert (interval.low or 0) < 100 * 1987 / 3860 < (interval.high or 0)
    assert interval.status == "assumed"
    assert ASSUMPTION in interval.sources
    change = fact_of(archives, "qualification_rate_change_interval/total/2012-2016/printed")
    assert (change.low or 0) < 100 * (2157 / 3860 - 1071 / 3545) < (change.high or 0)
    assert ASSUMPTION in change.sources


def test_a_gain_names_the_cells_of_the_qualified_and_none_of_the_headcount(
    archives: list[Fact], fact_of: FactOf
) -> None:
    document = "1228-bc-snv-2017#"
    opening = {
        f"{document}qualified-2012-stated",
        *(f"{document}table-2012-total-{level}" for level in ("bachelor", "intermediate")),
        f"{document}table-2012-total-short-course",
    }
    gain = fact_of(archives, "net_additional_qualified/total/2012-2016/printed")
    assert set(gain.sources) == opening | {f"{document}qualified-2016-stated"}
    growth = fact_of(archives, "headcount_change/total/2012-2016/both")
    assert set(growth.sources) == {
        *(f"{document}staff-{year}-stated" for year in (2012, 2016)),
        *(f"{document}table-{year}-total-staff" for year in (2012, 2016)),
    }
