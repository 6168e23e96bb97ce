from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from tests.sources.register.conftest import asked_for, generated, hashed, spell, write

from analysis.sources.generated.register import write_register
from analysis.sources.register.counting import KEYS, Counts, count_register

Count = Callable[..., Counts]


def outcomes(counts: Counts) -> dict[str, int]:
    return dict(zip(counts.outcomes["outcome"], counts.outcomes["rows"], strict=True))


def moved(counts: Counts, period: int) -> dict[str, int]:
    cells = counts.cells[counts.cells["period"] == period]
    names = cells["kind"] + "_" + cells["direction"]
    found: dict[str, int] = cells.groupby(names)["persons"].sum().to_dict()
    return found


def standing(counts: Counts) -> list[int]:
    found: list[int] = counts.stocks.groupby("period")["persons"].sum().to_list()
    return found


def test_somebody_who_stays_is_in_every_stock_and_moves_nowhere(count: Count) -> None:
    counts = count(spell("a"))
    assert standing(counts) == [1, 1, 1, 1]
    assert moved(counts, 0) == {"hire_in": 1}
    assert moved(counts, 1) == {}


def test_the_day_of_exit_is_the_first_day_away(count: Count) -> None:
    last_day = count(spell("a", exit="2015-12-31", exit_reason="retirement"))
    day_after = count(spell("a", exit="2016-01-01", exit_reason="retirement"))
    assert standing(last_day) == [1]
    assert standing(day_after) == [1, 1]
    assert moved(last_day, 1) == {"exit_out": 1}
    assert moved(day_after, 2) == {"exit_out": 1}


def test_a_spell_that_begins_on_the_day_of_the_exit_is_a_move_whatever_the_reason(
    count: Count,
) -> None:
    left = {"exit": "2016-05-01", "exit_reason": "resignation"}
    then = {"entry": "2016-05-01"}
    for other, kind in (
        ({"unit": "unit_b"}, "transfer"),
        ({"level": "bachelor"}, "upgrade"),
        ({"unit": "unit_b", "level": "bachelor"}, "transfer_and_upgrade"),
        ({"staff_class": "public_employees"}, "change"),
        ({"level": "intermediate"}, "change"),
    ):
        counts = count(spell("a", **left), spell("a", **then, **other))
        assert moved(counts, 2) == {f"{kind}_in": 1, f"{kind}_out": 1}
        assert counts.cells[counts.cells["reason"] != ""].empty


def test_who_comes_back_after_a_gap_left_and_returned(count: Count) -> None:
    counts = count(
        spell("a", exit="2016-03-01", exit_reason="resignation"), spell("a", entry="2016-03-02")
    )
    assert moved(counts, 2) == {"exit_out": 1, "return_in": 1}


def test_a_level_reached_within_a_spell_is_an_upgrade_on_that_day(count: Count) -> None:
    counts = count(spell("a", level="master", qualified_on="2016-06-30"))
    assert moved(counts, 2) == {"upgrade_in": 1, "upgrade_out": 1}
    assert counts.stocks["level"].to_list() == ["unqualified", "unqualified", "master", "master"]


def test_the_level_of_the_spell_before_holds_until_the_next_is_reached(count: Count) -> None:
    counts = count(
        spell("a", exit="2016-02-01", exit_reason="transfer"),
        spell("a", entry="2016-02-01", unit="unit_b", level="master", qualified_on="2017-03-01"),
    )
    assert moved(counts, 2) == {"transfer_in": 1, "transfer_out": 1}
    assert moved(counts, 3) == {"upgrade_in": 1, "upgrade_out": 1}
    assert counts.stocks["level"].to_list() == ["college", "college", "college", "master"]


def test_training_divides_a_career_from_its_first_day_on_in_later_spells_too(count: Count) -> None:
    counts = count(
        spell("a", trained_on="2015-07-01", course_kind="short_course", exit="2016-02-01",
              exit_reason="transfer"),
        spell("a", entry="2016-02-01", unit="unit_b"),
    )  # fmt: skip
    assert moved(counts, 1) == {"training_in": 1, "training_out": 1}
    assert counts.stocks["trained"].to_list() == [False, True, True, True]
    assert counts.courses.to_dict("records") == [
        {"period": 1, "group": "departments", "course_kind": "short_course", "persons": 1}
    ]


def test_training_on_the_day_of_an_upgrade_is_counted_after_it(count: Count) -> None:
    counts = count(
        spell("a", exit="2016-02-01", exit_reason="upgrade"),
        spell("a", entry="2016-02-01", level="bachelor", trained_on="2016-02-01",
              course_kind="formal_training"),
    )  # fmt: skip
    assert moved(counts, 2) == {
        "upgrade_in": 1, "upgrade_out": 1, "training_in": 1, "training_out": 1,
    }  # fmt: skip


def test_person_days_run_from_the_movement_to_the_end_of_the_period(count: Count) -> None:
    counts = count(spell("a", entry="2016-12-30"))
    days = counts.cells.set_index("period")["person_days"].to_dict()
    assert days == {2: 2}


def test_the_units_keep_their_own_stocks_and_movements(count: Count) -> None:
    counts = count(
        spell("a", exit="2016-02-01", exit_reason="transfer"),
        spell("a", entry="2016-02-01", unit="unit_b"),
    )
    assert counts.unit_stocks["unit"].to_list() == ["unit_a", "unit_a", "unit_b", "unit_b"]
    ways = counts.unit_cells[counts.unit_cells["period"] == 2][["unit", "direction"]]
    assert ways.to_numpy().tolist() == [["unit_a", "out"], ["unit_b", "in"]]


def test_an_outcome_for_every_row_of_every_file(tmp_path: Path) -> None:
    expected = write_register(tmp_path, 1_000, seed=3, faults_of_each=4)
    counts = count_register(tmp_path / "register", generated())
    assert outcomes(counts) == expected


def test_any_number_of_parts_gives_the_same_tables(tmp_path: Path) -> None:
    write_register(tmp_path, 2_000, seed=4, faults_of_each=2)
    whole, parted = (count_register(tmp_path / "register", generated(), parts=n) for n in (1, 7))
    for name in KEYS:
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(parted, name))


def test_csv_and_parquet_with_columns_in_any_order_are_one_register(tmp_path: Path) -> None:
    write_register(tmp_path, 100, seed=5)
    folder = tmp_path / "register"
    alone = outcomes(count_register(folder, generated()))["kept"]
    write(folder, [spell("a", unit="unit_00"), spell("b", unit="unit_01")])
    rows = pd.read_csv(folder / "rows.csv", dtype=str)
    rows[rows.columns[::-1]].to_csv(folder / "rows.csv", index=False)
    assert outcomes(count_register(folder, generated())) == {"kept": alone + 2}


def test_nothing_that_is_counted_holds_an_id(count: Count) -> None:
    counts = count(spell("a"), spell("b", unit="unit_b"), spell("c", level="unknown"))
    for name in KEYS:
        text = getattr(counts, name).to_csv()
        assert not any(hashed(person)[:8] in text for person in "abc")


def test_an_empty_cell_ends_up_nowhere(count: Count) -> None:
    counts = count(spell("a", exit="2012-01-01", exit_reason="death"))
    assert counts.stocks.empty
    assert moved(counts, 0) == {"hire_in": 1, "exit_out": 1}


@pytest.mark.parametrize("last", [datetime.date(2016, 6, 30), datetime.date(2015, 1, 2)])
def test_the_last_stock_is_on_the_last_day_that_the_register_knows(
    count: Count, last: datetime.date
) -> None:
    counts = count(spell("a"), asked=replace(asked_for(), observed_until=last))
    assert len(standing(counts)) == last.year - 2013
