from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.metrics.worlds import World, read_otherwise
from analysis.sources.processed import Processed

Real = Callable[[str], Processed]
ARCHIVES, STAFF, SCHEME = (
    "hcmc-archives-2014-2020",
    "hanoi-staff-2014-2020",
    "hanoi-scheme-2022-2025",
)
CELL = "1228-bc-snv-2017#table-2016-departments-short-course"


def persons(tables: Processed, cell: str) -> int:
    headcount = tables.headcount
    return int(headcount.loc[headcount["sources"] == cell, "headcount_persons"].iloc[0])


def test_a_figure_read_otherwise_stands_so_in_the_figures_and_in_the_tidy_table(
    real: Real,
) -> None:
    tables = read_otherwise(real(ARCHIVES), {CELL: "249"})
    assert persons(real(ARCHIVES), CELL) == 79
    assert persons(tables, CELL) == 249
    assert tables.figures.set_index("sources").at[CELL, "value"] == "249"


def test_no_other_figure_is_touched(real: Real) -> None:
    before, after = real(ARCHIVES), read_otherwise(real(ARCHIVES), {CELL: "249"})
    changed = before.figures["value"] != after.figures["value"]
    assert before.figures.loc[changed, "sources"].tolist() == [CELL]
    for name in ("training", "funding", "targets", "seats"):
        pd.testing.assert_frame_equal(
            getattr(before, name).reset_index(drop=True), getattr(after, name)
        )


def test_a_study_that_draws_on_another_gets_that_of_the_same_world(real: Real) -> None:
    programmes = {name: real(name) for name in (STAFF, SCHEME)}
    reads = {"hnp-2019-06-08#pilot-recruited": "500"}
    facts = {
        fact.metric: fact.value
        for fact in World(programmes, reads).study(SCHEME, "attrition")
        if fact.group == "total"
    }
    per_seat, placed = 272_316_000_000 / 7269, 500 / 1000
    assert facts["cost_per_retained_planned_seat"] == per_seat / placed


def test_a_world_in_which_nothing_is_read_otherwise_is_the_published_one(real: Real) -> None:
    as_read = World({ARCHIVES: real(ARCHIVES)}, {})
    (rate,) = (
        fact
        for fact in as_read.study(ARCHIVES, "qualification")
        if fact.id == f"{ARCHIVES}/qualification_rate/total/2016/recomputed"
    )
    assert rate.value == 100 * 1987 / 3860
