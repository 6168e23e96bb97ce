"""A table of two bodies and two levels at two counts; 100 qualified are missing from it."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.audit.conftest import AuditedOf

from analysis.audit.audited import Audited, closes
from analysis.audit.cells import cell_readings, columns_beneath, earlier

COUNTS = {
    "2012": {"north": {"all": "500", "degree": "50", "course": "200"},
             "south": {"all": "400", "degree": "40", "course": "100"},
             "total": {"all": "900", "degree": "90", "course": "300"}},
    "2016": {"north": {"all": "520", "degree": "80", "course": "120"},
             "south": {"all": "400", "degree": "60", "course": "250"},
             "total": {"all": "920", "degree": "140", "course": "370"}},
}  # fmt: skip


def figures(**changes: str) -> dict[str, dict[str, str]]:
    cells = {
        f"{group}-{category}-{period}": {
            "period": period, "group": group, "category": category, "printed": printed,
        }
        for period, groups in COUNTS.items()
        for group, categories in groups.items()
        for category, printed in categories.items()
    }  # fmt: skip
    cells["stated"] = {"category": "qualified", "printed": "610"}
    for name, printed in changes.items():
        cells[name.replace("_", "-")]["printed"] = printed
    return cells


def column(category: str) -> dict[str, object]:
    parts = [f"{body}-{category}-2016" for body in ("north", "south")]
    return {"id": category, "kind": "sum", "left": f"total-{category}-2016", "right": parts}


LEVELS = {
    "id": "levels",
    "kind": "sum",
    "left": "stated",
    "right": ["total-degree-2016", "total-course-2016"],
}


@pytest.fixture
def known(audited_of: AuditedOf) -> Audited:
    return audited_of(figures(), LEVELS, column("degree"), column("course"))


def test_the_columns_beneath_are_those_that_add_up(audited_of: AuditedOf) -> None:
    open_column = figures(south_course_2016="251")
    known = audited_of(open_column, LEVELS, column("degree"), column("course"))
    assert columns_beneath(known.checks[0], known) == {
        "total-degree-2016": ("north-degree-2016", "south-degree-2016")
    }


def test_the_cell_that_alone_moves_against_its_column_comes_first(known: Audited) -> None:
    found = list(cell_readings(known.checks[0], known))
    assert 610 - 140 - 370 == 100
    assert dict(found[0].reads) == {
        "north-course-2016": Decimal(220),
        "total-course-2016": Decimal(470),
    }
    assert {one.singled_out for one in found} == {1}
    assert "from 200 to 120" in found[0].implies


def test_a_body_cannot_hold_more_people_at_its_levels_than_staff(known: Audited) -> None:
    found = list(cell_readings(known.checks[0], known))
    assert 60 + 250 + 100 > 400
    assert (found[0].tried, found[0].fitting) == (4, 2)
    assert {one.figures[0] for one in found} == {"north-course-2016", "north-degree-2016"}


def test_an_empty_cell_is_tried_but_does_not_fit(audited_of: AuditedOf) -> None:
    empty = figures(north_degree_2016="", total_degree_2016="60", stated="530")
    known = audited_of(empty, LEVELS, column("degree"), column("course"))
    found = list(cell_readings(known.checks[0], known))
    assert (found[0].tried, found[0].fitting) == (4, 1)


def test_without_a_turn_the_growth_closest_to_that_of_the_column_comes_first(
    audited_of: AuditedOf,
) -> None:
    grown = figures(north_course_2016="240", total_course_2016="490", stated="640")
    known = audited_of(grown, LEVELS, column("degree"), column("course"))
    found = list(cell_readings(known.checks[0], known))
    assert 640 - 140 - 490 == 10
    of_column, growth = 150 / 90, {"south-degree-2016": 70 / 40, "north-degree-2016": 90 / 50}
    assert 1 < growth["south-degree-2016"] / of_column < growth["north-degree-2016"] / of_column
    assert [one.figures[0] for one in found[:2]] == list(growth)
    assert {one.singled_out for one in found} == {0}


def test_cells_without_an_earlier_count_come_last(audited_of: AuditedOf) -> None:
    later = {name: cell for name, cell in figures().items() if name != "south-degree-2012"}
    later |= {"stated": {"category": "qualified", "printed": "520"}}
    known = audited_of(later, LEVELS, column("degree"), column("course"))
    found = list(cell_readings(known.checks[0], known))
    assert 520 - 140 - 370 == 10 and {one.singled_out for one in found} == {0}
    growth = {"north-degree-2016": (90 / 50) / (150 / 90), "south-course-2016": 2.6 / (380 / 300),
              "north-course-2016": (130 / 200) / (380 / 300)}  # fmt: skip
    apart = sorted(growth, key=lambda cell: max(growth[cell], 1 / growth[cell]))
    assert apart == ["north-degree-2016", "north-course-2016", "south-course-2016"]
    assert [one.figures[0] for one in found] == [*apart, "south-degree-2016"]


def test_of_two_cells_that_move_against_their_columns_the_closer_growth_comes_first(
    audited_of: AuditedOf,
) -> None:
    both = figures(north_degree_2016="40", south_degree_2016="100", stated="610")
    known = audited_of(both, LEVELS, column("degree"), column("course"))
    found = list(cell_readings(known.checks[0], known))
    read_so = {"north-degree-2016": (140 / 50) / (240 / 90),
               "north-course-2016": (220 / 200) / (470 / 300)}  # fmt: skip
    assert 1 < read_so["north-degree-2016"] < 1.1 and 1 / read_so["north-course-2016"] > 1.4
    assert [one.figures[0] for one in found[:2]] == [*read_so]
    assert {one.singled_out for one in found} == {2}


def test_a_gap_that_no_cell_can_take_says_how_many_were_tried(audited_of: AuditedOf) -> None:
    too_many = figures(stated="5.000")
    known = audited_of(too_many, LEVELS, column("degree"), column("course"))
    (found,) = cell_readings(known.checks[0], known)
    assert (found.tried, found.fitting, found.figures) == (4, 0, ())


def test_a_reading_carries_the_slip_into_the_total_so_that_both_checks_hold(
    known: Audited,
) -> None:
    for one in cell_readings(known.checks[0], known):
        assert closes(known.checks[0], known.figures, one.reads)
        columns = [check for check in known.checks[1:] if one.figures[1] == check["left"]]
        assert closes(columns[0], known.figures, one.reads)


def test_the_earlier_count_is_the_last_before_of_the_same_body_and_level(known: Audited) -> None:
    assert earlier("north-course-2016", known) == 200
    assert earlier("north-course-2012", known) is None


def test_a_sum_of_figures_that_are_no_totals_has_no_cells_beneath(audited_of: AuditedOf) -> None:
    known = audited_of(figures(), column("degree") | {"left": "stated"})
    assert list(cell_readings(known.checks[0], known)) == []
