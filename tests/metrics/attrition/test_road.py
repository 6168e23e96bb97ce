from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from analysis.metrics.attrition.projection import Flows
from analysis.metrics.attrition.road import DECLARED, Start, Throughput, flows_of, road_starts
from analysis.metrics.attrition.simulation import ParameterRange

TRAINED = {
    "every_attendance": Throughput(60, ("report#a", "report#b")),
    "every_certificate": Throughput(45, ("report#a",)),
}
FROM_GAIN = {"low": "net_gain", "central": "midpoint", "high": "every_attendance"}
PARAMETERS: dict[str, dict[str, Any]] = {
    "attrition_pct": {"low": 0, "central": 5, "high": 10, "distribution": "triangular"},
    "trained_persons": {**FROM_GAIN, "distribution": "uniform"},
    "growth_persons": {
        "low": 0, "central": "observed_growth", "high": "observed_growth",
        "distribution": "uniform",
    },
    "qualified_hires_pct": {
        "low": 0, "central": 0, "high": "opening_rate", "distribution": "uniform",
    },
}  # fmt: skip


def point(gain_a_year: float = 50, growth_a_year: float = 20) -> pd.DataFrame:
    """One reading: 300 of 480 at the closing in 2016, a quarter qualified at the opening."""
    return pd.DataFrame(
        {
            "variant": ["printed"],
            "headcount_persons_2": [480.0],
            "qualified_persons_2": [300.0],
            "rate_pct_1": [25.0],
            "closing_year": [2016],
            "target_year": [2020],
            "gain_per_year_persons": [gain_a_year],
            "growth_per_year_persons": [growth_a_year],
            "qualified_sources": ["report#q1;report#q2"],
            "headcount_sources": ["report#h1;report#h2"],
            "sources_1": ["report#q1;report#h1"],
            "sources": ["report#q1;report#q2;report#h1;report#h2;report#deadline"],
        }
    )


def start_of(points: pd.DataFrame, **parameters: dict[str, Any]) -> Start:
    (start,) = road_starts({"parameters": {**PARAMETERS, **parameters}}, points, TRAINED)
    return start


def test_a_number_is_itself_and_a_name_is_what_was_observed() -> None:
    start = start_of(point())
    assert start.ranges["attrition_pct"] == ParameterRange(0, 5, 10, "triangular")
    assert start.ranges["growth_persons"] == ParameterRange(0, 20, 20, "uniform")
    assert start.ranges["qualified_hires_pct"] == ParameterRange(0, 0, 25, "uniform")
    assert start.ranges["trained_persons"] == ParameterRange(50, (50 + 60) / 2, 60, "uniform")


def test_certificates_may_be_an_end_too() -> None:
    upper = {**FROM_GAIN, "high": "every_certificate", "distribution": "uniform"}
    assert start_of(point(30), trained_persons=upper).ranges["trained_persons"].high == 45


def test_ends_that_were_observed_the_other_way_round_change_places() -> None:
    found = start_of(point(gain_a_year=90)).ranges["trained_persons"]
    assert (found.low, found.central, found.high) == (60, 75, 90)


def test_a_net_loss_counts_as_no_gain() -> None:
    start = start_of(point(gain_a_year=-10))
    assert start.throughputs["net_gain"].persons_per_year == 0
    assert start.ranges["trained_persons"].low == 0


def test_a_range_rests_on_the_cells_that_its_ends_name_and_on_being_declared() -> None:
    parameters = start_of(point()).parameters
    assert parameters["attrition_pct"].sources == (DECLARED,)
    assert set(parameters["trained_persons"].sources) == {
        *("report#q1", "report#q2", "report#a", "report#b"),
        DECLARED,
    }


def test_the_road_rests_on_the_stock_the_target_year_and_all_who_were_trained() -> None:
    start = start_of(point())
    assert start.years == 2020 - 2016
    assert start.of_stock[-1] == "report#deadline"
    assert start.sources == (*start.of_stock, "report#a", "report#b")


def test_percent_of_the_programme_file_are_shares_of_the_flows() -> None:
    values = {
        "attrition_pct": 5, "trained_persons": 55, "growth_persons": 20, "qualified_hires_pct": 25,
    }  # fmt: skip
    assert flows_of(values) == Flows(0.05, 20, 0.25, 55)


def test_the_rate_of_the_road_by_hand() -> None:
    """Without leavers and growth 300 + 4 · 30 of 480 are qualified in 2020."""
    values = {
        "attrition_pct": 0, "trained_persons": 30, "growth_persons": 0, "qualified_hires_pct": 0,
    }  # fmt: skip
    assert start_of(point()).rate_of(values) == pytest.approx(100 * 420 / 480)


def test_a_name_that_was_not_observed_is_named_with_those_that_were() -> None:
    wrong = {"low": 0, "central": 0, "high": "hoped_for", "distribution": "uniform"}
    with pytest.raises(KeyError, match=r"growth_persons: 'hoped_for' .*every_certificate"):
        start_of(point(), growth_persons=wrong)
