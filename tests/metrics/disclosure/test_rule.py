"""Which counts are sensitive."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.metrics.disclosure.relations import counts_of
from analysis.metrics.disclosure.rule import Rule, read_rule, sensitive_counts
from analysis.sources.errors import MalformedDocument
from analysis.sources.paths import project_root

RULE = Rule(threshold_persons=5, whole_group_under_persons=10)


def sensitive(**categories: int) -> dict[str, tuple[int, int]]:
    cells = pd.DataFrame(
        [("headcount", "districts", "2016", c, n, f"r#{c}") for c, n in categories.items()],
        columns=["measure", "group", "period", "category", "persons", "sources"],
    )
    found = sensitive_counts(counts_of(cells, {}).counts, RULE)
    return {
        str(name).rpartition("/")[2]: (int(row.low_persons), int(row.high_persons))
        for name, row in zip(found.index, found.itertuples(), strict=True)
    }


def test_one_to_four_persons_are_sensitive_and_the_reader_is_left_with_nought_to_five() -> None:
    found = sensitive(one=1, four=4, five=5, none=0)
    assert found == {"one": (0, 5), "four": (0, 5)}


def test_few_who_are_left_beside_the_categories_are_sensitive_too() -> None:
    assert sensitive(all=100, bachelor=60, college=38) == {"rest": (0, 5)}


def test_what_all_of_a_small_body_have_in_common_is_sensitive() -> None:
    # The handbook's table of marital status by hours worked (5.2): of six married all work full
    # time, so that the hours of each are told.
    found = sensitive(all=6, full_time=6, part_time=0)
    assert found == {"full_time": (1, 6), "part_time": (0, 0)}


def test_in_a_large_body_it_is_not() -> None:
    assert sensitive(all=60, full_time=60, part_time=0) == {}


def test_a_zero_beside_others_is_no_person() -> None:
    assert sensitive(all=16, full_time=9, part_time=7, on_leave=0) == {}


def test_the_rule_of_the_project_keeps_back_fewer_than_five() -> None:
    assert read_rule(project_root(Path(__file__).parent)).threshold_persons == 5


@pytest.mark.parametrize(
    "text",
    ["", "threshold_persons: 1\nwhole_group_under_persons: 0\n", "threshold_persons: five\n"],
)
def test_a_rule_that_is_none_is_an_error_that_names_the_setting(tmp_path: Path, text: str) -> None:
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "raw" / "disclosure.yml").write_text(text, encoding="utf-8")
    with pytest.raises(MalformedDocument, match="threshold_persons"):
        read_rule(tmp_path)
