from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from tests.sources.register.conftest import Row, asked_for, spell, write

from analysis.metrics.cost.staff_years import staff_years
from analysis.metrics.register.rates import DAYS_A_YEAR
from analysis.metrics.register.retention import (
    RETENTION,
    compared,
    cost_per_retained,
    cost_per_year_of_service,
    pieces_of,
    retention,
    years_of_service,
)
from analysis.sources.register.careers import read_careers
from analysis.sources.tables import validate

COURSE = {"trained_on": "2016-01-01", "course_kind": "short_course"}


def careers(folder: Path, *rows: Row) -> pd.DataFrame:
    return read_careers(write(folder / "register", rows), asked_for())


def only(table: pd.DataFrame) -> dict[str, object]:
    (row,) = table.to_dict("records")
    return {str(name): value for name, value in row.items() if not pd.isna(value)}


def test_who_was_there_before_is_seen_from_the_first_day_of_the_register(tmp_path: Path) -> None:
    found = only(careers(tmp_path, spell("a", entry="2014-12-22")))
    assert found == {
        "trained": False, "entry_days": 10, "stop_days": 10 + 365 + 366 + 365,
        "left_service": False, "reason": "", "persons": 1,
    }  # fmt: skip


def test_a_transfer_ends_no_career(tmp_path: Path) -> None:
    found = careers(
        tmp_path,
        spell("a", entry="2015-01-01", exit="2015-02-01", exit_reason="transfer"),
        spell("a", entry="2015-02-01", exit="2015-03-01", exit_reason="resignation", unit="unit_b"),
    )
    assert only(found)["stop_days"] == 59
    assert only(found)["reason"] == "resignation"


def test_after_a_gap_a_second_career_begins(tmp_path: Path) -> None:
    found = careers(
        tmp_path,
        spell("a", entry="2015-01-01", exit="2015-02-01", exit_reason="resignation"),
        spell("a", entry="2015-03-01", exit="2015-03-11", exit_reason="death"),
    )
    assert sorted(found["stop_days"]) == [10, 31]


def test_nobody_counts_as_trained_before_the_training(tmp_path: Path) -> None:
    found = careers(tmp_path, spell("a", entry="2015-01-01", **COURSE))
    before, after = found.sort_values("trained").to_dict("records")
    assert (before["stop_days"], before["left_service"]) == (365, False)
    assert (after["entry_days"], after["stop_days"]) == (365, 365 + 366 + 365)
    assert (after["entry_since_training_days"], after["stop_since_training_days"]) == (0, 731)


def test_who_left_before_the_register_looks_is_not_seen(tmp_path: Path) -> None:
    assert careers(tmp_path, spell("a", exit="2014-06-01", exit_reason="death")).empty


def test_leaving_for_another_reason_than_asked_ends_what_is_seen(tmp_path: Path) -> None:
    found = careers(
        tmp_path,
        spell("a", entry="2015-01-01", exit="2015-02-01", exit_reason="retirement"),
        spell("b", entry="2015-01-01", exit="2015-03-01", exit_reason="resignation"),
    )
    assert pieces_of(found)["event"].sum() == 2
    assert pieces_of(found, ["resignation"])["event"].sum() == 1


def test_curves_fit_their_schema_and_end_where_the_last_leaves(tmp_path: Path) -> None:
    rows = [
        spell(f"{at}", entry="2015-01-01", exit=f"201{5 + at % 3}-0{1 + at}-15",
              exit_reason="resignation", **(COURSE if at % 3 else {}))
        for at in range(1, 9)
    ]  # fmt: skip
    found = careers(tmp_path, *rows)
    curves = retention(found)
    validate(curves, RETENTION, "retention")
    assert set(zip(curves["group"], curves["clock"], strict=True)) == {
        ("untrained", "since_entry"), ("trained", "since_entry"), ("trained", "since_training"),
    }  # fmt: skip


def test_groups_are_compared_where_they_meet(tmp_path: Path) -> None:
    left = {"entry": "2015-01-01", "exit_reason": "resignation"}
    early = {"trained_on": "2015-01-01", "course_kind": "short_course"}
    found = careers(
        tmp_path,
        *(spell(f"t{day}", **left, **early, exit=f"2015-0{day}-05") for day in (2, 4, 6)),
        *(spell(f"u{day}", **left, exit=f"2015-0{day}-05") for day in (3, 5, 7)),
    )
    assert compared(found)["what"].to_list() == ["log_rank", "log_rank_p", "relative_hazard"]


def test_without_leavers_there_is_no_curve_and_nothing_to_compare(tmp_path: Path) -> None:
    found = careers(tmp_path, spell("a"), spell("b", **COURSE))
    assert retention(found).empty
    assert compared(found).empty


@pytest.fixture
def falling() -> pd.DataFrame:
    """Each year a fifth of those who are left leaves on the year's last day."""
    share = pd.Series([0.8**year for year in range(1, 6)])
    days = [int(year * DAYS_A_YEAR) for year in range(1, 6)]
    return pd.DataFrame({"days": days, "share": share})


def test_at_one_rate_of_attrition_the_curve_gives_the_years_of_the_formula(
    falling: pd.DataFrame,
) -> None:
    """1 + 0.8 + 0.64 + 0.512 + 0.4096 = 3.3616, the annuity of ``staff_years``."""
    assert years_of_service(falling, 5) == pytest.approx(3.3616)
    assert years_of_service(falling, 5) == pytest.approx(staff_years(0.2, 5))


def test_the_cost_of_leaving_by_hand(falling: pd.DataFrame) -> None:
    assert cost_per_year_of_service(3_361_600, falling, 5) == pytest.approx(1_000_000)
    assert cost_per_retained(640_000, falling, 2) == pytest.approx(1_000_000)


def test_beyond_what_was_seen_there_is_no_cost(falling: pd.DataFrame) -> None:
    assert cost_per_retained(1, falling, 6) is None
    assert cost_per_year_of_service(1, falling, 7) is None
    with pytest.raises(ValueError, match="at least 1 year"):
        years_of_service(falling, 0)
