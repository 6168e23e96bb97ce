from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.metrics.readings import READING_COLUMNS, headcount_readings, pair_readings
from analysis.sources.processed import Processed

Headcount = Callable[..., pd.DataFrame]
LEVELS = ["bachelor", "short_course"]


def qualified(readings: pd.DataFrame) -> dict[str, float]:
    rows = readings[readings["category"] == "qualified"]
    return dict(zip(rows["variant"], rows["persons"], strict=True))


def test_a_stated_number_that_differs_from_its_levels_stands_beside_their_sum(
    headcount: Headcount,
) -> None:
    readings = headcount_readings(
        headcount(
            ("2016", "total", "qualified", 60),
            ("2016", "total", "bachelor", 20),
            ("2016", "total", "short_course", 30),
        ),
        LEVELS,
    )
    rows = readings[readings["category"] == "qualified"].set_index("variant")
    assert rows["persons"].to_dict() == {"printed": 60, "recomputed": 20 + 30}
    assert rows.at["printed", "sources"] == "report#total-qualified-2016"
    assert rows.at["recomputed", "sources"] == (
        "report#total-bachelor-2016;report#total-short-course-2016"
    )


def test_a_stated_number_that_equals_its_levels_stands_once_on_all_its_cells(
    headcount: Headcount,
) -> None:
    readings = headcount_readings(
        headcount(
            ("2016", "total", "qualified", 50),
            ("2016", "total", "bachelor", 20),
            ("2016", "total", "short_course", 30),
        ),
        LEVELS,
    )
    assert qualified(readings) == {"both": 50}
    sources = readings.set_index("category").at["qualified", "sources"]
    assert sources.count("#") == 3


def test_the_qualified_of_a_body_that_states_none_are_its_levels(headcount: Headcount) -> None:
    readings = headcount_readings(
        headcount(("2016", "offices", "bachelor", 6), ("2016", "offices", "short_course", 5)),
        LEVELS,
    )
    assert qualified(readings) == {"both": 6 + 5}


def test_a_stated_number_without_levels_stands_as_it_is(headcount: Headcount) -> None:
    assert qualified(headcount_readings(headcount(("2016", "a", "qualified", 7)), LEVELS)) == {
        "both": 7
    }


def test_a_level_that_is_not_reported_has_no_row_and_is_not_zero(headcount: Headcount) -> None:
    readings = headcount_readings(
        headcount(
            ("2012", "offices", "all", 27),
            ("2012", "offices", "bachelor", 6),
            ("2012", "offices", "short_course", None),
        ),
        LEVELS,
    )
    assert readings["category"].tolist() == ["all", "bachelor", "qualified"]
    assert qualified(readings) == {"both": 6}


def test_a_level_that_does_not_count_as_qualification_is_left_out(headcount: Headcount) -> None:
    readings = headcount_readings(
        headcount(("2016", "a", "bachelor", 6), ("2016", "a", "briefing_session", 900)), LEVELS
    )
    assert qualified(readings) == {"both": 6}
    assert "briefing_session" not in set(readings["category"])


def test_the_same_number_in_text_and_table_is_one_reading_with_both_addresses(
    headcount: Headcount,
) -> None:
    table = headcount(("2016", "total", "all", 3860), ("2016", "total", "all", 3860))
    table["sources"] = ["report#text", "report#table"]
    readings = headcount_readings(table, LEVELS)
    assert readings["persons"].tolist() == [3860]
    assert readings["sources"].tolist() == ["report#text;report#table"]


def test_without_any_staff_there_are_no_readings(headcount: Headcount) -> None:
    readings = headcount_readings(headcount(("2016", "a", "all", None)), LEVELS)
    assert readings.empty
    assert list(readings.columns) == READING_COLUMNS


def test_the_archives_report_states_more_qualified_staff_than_its_table_has(
    real: Callable[[str], Processed],
) -> None:
    tables = real("hcmc-archives-2014-2020")
    levels = tables.settings["qualification"]["levels"]
    readings = headcount_readings(tables.headcount, levels)
    total = readings[readings["group"] == "total"]
    assert qualified(total[total["period"] == "2016"]) == {
        "printed": 2157,
        "recomputed": 158 + 103 + 586 + 1140,
    }
    assert qualified(total[total["period"] == "2012"]) == {"both": 56 + 270 + 745}


def side(*variants: str) -> pd.DataFrame:
    return pd.DataFrame({"group": "total", "variant": list(variants), "persons": 1.0})


@pytest.mark.parametrize(
    ("first", "second", "pairs"),
    [
        (["both"], ["both"], ["both"]),
        (["both"], ["printed", "recomputed"], ["printed", "recomputed"]),
        (["printed", "recomputed"], ["both"], ["printed", "recomputed"]),
        (["printed", "recomputed"], ["printed", "recomputed"], ["printed", "recomputed"]),
        (["printed"], ["recomputed"], []),
    ],
)
def test_readings_pair_with_their_like_and_both_pairs_with_each(
    first: list[str], second: list[str], pairs: list[str]
) -> None:
    assert pair_readings(side(*first), side(*second), ["group"])["variant"].tolist() == pairs


def test_a_pair_keeps_the_numbers_of_its_own_readings() -> None:
    opening = side("both").assign(persons=[1071])
    closing = side("printed", "recomputed").assign(persons=[2157, 1987])
    pairs = pair_readings(opening, closing, ["group"]).set_index("variant")
    assert pairs["persons_1"].to_dict() == {"printed": 1071, "recomputed": 1071}
    assert pairs["persons_2"].to_dict() == {"printed": 2157, "recomputed": 1987}


def test_a_body_of_one_side_alone_has_no_pair() -> None:
    assert pair_readings(side("both"), side("both").assign(group="new"), ["group"]).empty


sides = st.sampled_from([("both",), ("printed", "recomputed")])


@settings(deadline=None)
@given(sides, sides)
def test_printed_never_pairs_with_recomputed_and_no_reading_is_lost(
    first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    pairs = pair_readings(side(*first), side(*second), ["group"])
    met = set(zip(pairs["variant_1"], pairs["variant_2"], strict=True))
    assert not met & {("printed", "recomputed"), ("recomputed", "printed")}
    assert {one for one, _ in met} == set(first)
    assert {two for _, two in met} == set(second)
    assert pairs["variant"].is_unique


@pytest.mark.parametrize("category", ["qualified", "bachelor"])
def test_a_number_that_is_stated_in_two_ways_is_refused_as_nothing_decides(
    headcount: Headcount, category: str
) -> None:
    first = headcount(("2016", "total", category, 60))
    second = headcount(("2016", "total", category, 70)).assign(sources="report#elsewhere")
    with pytest.raises(ValueError, match=f"2016, {category}: stated as 60, 70; nothing decides"):
        headcount_readings(pd.concat([first, second], ignore_index=True), LEVELS)
