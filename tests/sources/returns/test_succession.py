"""Units that were renamed, merged and split: found, listed, never summed twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from analysis.sources.errors import MalformedDocument
from analysis.sources.returns.collection import Collection, problems_by_unit, read_collection
from analysis.sources.returns.counting import covered
from analysis.sources.returns.settings import read_asked
from analysis.sources.returns.sums import totals_of
from analysis.sources.returns.units import read_units

UNITS = """\
code,vi,en,group,valid_from,valid_to
one,Sở Một,One,departments,,2015-07-01
two,Sở Hai,Two,departments,,2015-07-01
both,Sở Một và Hai,Both,departments,2015-07-01,
old,Quận Cũ,Old,districts,,2014-01-01
new,Quận Mới,New,districts,2014-01-01,
"""
CHANGES = """\
kind,before,after,date,legal_act
merged,one,both,2015-07-01,
merged,two,both,2015-07-01,
renamed,old,new,2014-01-01,Nghị quyết 1
"""
HEAD = ["STT", "Tên đơn vị", "Tổng số người 2012", "Đại học 2012", "Cao đẳng 2012"]
HEAD += ["Tổng số người 2016", "Đại học 2016", "Cao đẳng 2016"]
Send = Callable[..., Collection]


@pytest.fixture
def collect(root: Path, folder: Path, save: Callable[..., Path]) -> Send:
    """Saves a return for each unit (its name to two headcounts) and reads them all."""
    (folder / "units.csv").write_text(UNITS, encoding="utf-8")
    (folder / "unit_changes.csv").write_text(CHANGES, encoding="utf-8")
    programmes = root / "data" / "raw" / "programmes.yml"
    text = programmes.read_text(encoding="utf-8").replace("[2016]", "[2012, 2016]")
    programmes.write_text(text, encoding="utf-8")

    def collected(**sent: tuple[Any, Any]) -> Collection:
        names = {"one": "Sở Một", "two": "Sở Hai", "both": "Sở Một và Hai", "old": "Quận Cũ",
                 "new": "Quận Mới"}  # fmt: skip
        for code, (first, last) in sent.items():
            rows = [[1, f"Phòng của {code}", first, 1, 1, last, 1, 1]]
            above = (["Biểu"], [f"Đơn vị báo cáo: {names[code]}"], ["Đơn vị tính: người"])
            save(rows, head=(HEAD,), above=above, name=f"{code}.xlsx")
        return read_collection(folder, read_asked("archives", root))

    return collected


def totals(collection: Collection) -> dict[str, str]:
    table = totals_of(collection)
    rows = table[(table["group"] == "total") & (table["category"] == "all")]
    return dict(zip(rows["period"], rows["value"], strict=True))


def told(collection: Collection, unit: str) -> list[tuple[str, str]]:
    return [
        (problem.kind, str(problem.facts.get("year", "")))
        for problem in problems_by_unit(collection).get(unit, [])
        if problem.kind != "hidden_row"
    ]


def test_merged_units_count_for_the_years_that_they_lived_and_their_heir_for_its_own(
    collect: Send,
) -> None:
    one = collect(one=(10, 11), two=(20, 22), both=(31, 40))
    assert totals(one) == {"2012": "30", "2016": "40"}
    assert told(one, "one") == [("counted_with_other", "2016")]
    assert told(one, "two") == [("counted_with_other", "2016")]
    assert told(one, "both") == [("counted_with_other", "2012")]


def test_where_only_the_heir_reports_it_tells_of_those_before_it_and_covers_them(
    collect: Send,
) -> None:
    one = collect(both=(31, 40))
    assert totals(one) == {"2012": "31", "2016": "40"}
    assert covered(["both"], "departments", "2012", one) == (2, 2)
    assert covered(["both"], "departments", "2016", one) == (1, 1)


def test_a_unit_under_its_old_and_its_new_name_is_counted_once(collect: Send) -> None:
    one = collect(old=(7, 8), new=(7, 9))
    assert totals(one) == {"2012": "7", "2016": "9"}
    assert told(one, "old") == [("counted_with_other", "2016")]


def test_a_unit_that_is_no_more_is_not_asked_again_but_the_one_after_it_is(collect: Send) -> None:
    assert collect(new=(7, 9)).missing == ("both",)


def test_a_year_that_a_unit_owes_and_leaves_out_is_told(collect: Send) -> None:
    one = collect(new=(7, ""), both=("", 40))
    assert told(one, "new") == [("year_missing", "2016")]
    assert told(one, "both") == []
    assert totals(one)["2016"] == "40"


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("merged,one,both", "merged,one,gone", "units.csv has no unit 'gone'"),
        (
            "renamed,old,new,2014-01-01",
            "renamed,old,new,2014-02-01",
            "old is not valid_to 2014-02-01",
        ),
        ("renamed,old,new", "renamed,old,both", "both is not valid_from 2014-01-01"),
    ],
)
def test_a_change_that_contradicts_the_list_is_told(
    before: str, after: str, problem: str, tmp_path: Path
) -> None:
    (tmp_path / "units.csv").write_text(UNITS, encoding="utf-8")
    (tmp_path / "unit_changes.csv").write_text(CHANGES.replace(before, after), encoding="utf-8")
    with pytest.raises(MalformedDocument, match=problem):
        read_units(tmp_path, ["departments", "districts"])


def test_a_province_keeps_its_code_and_names_another_place_from_a_day_on(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(
        "code,vi,en,group,valid_from,valid_to\n"
        "79,Thành phố Hồ Chí Minh,Hồ Chí Minh City,departments,,2025-07-01\n"
        "79,Thành phố Hồ Chí Minh,Hồ Chí Minh City,departments,2025-07-01,\n"
        "74,Bình Dương,Bình Dương,departments,,2025-07-01\n",
        encoding="utf-8",
    )
    (tmp_path / "unit_changes.csv").write_text(
        "kind,before,after,date,legal_act\nmerged,74,79,2025-07-01,\n", encoding="utf-8"
    )
    units = read_units(tmp_path, ["departments"])
    assert [len(units.existing(year)) for year in ("2024", "2025")] == [2, 1]
    assert units.relatives("74") == {"79"}
