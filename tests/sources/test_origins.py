"""What programmes may rest on, found in the folders where people drop it."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.errors import MalformedDocument
from analysis.sources.origins import (
    described_in,
    files_in,
    problems_of_generated,
    read_by_machine,
)


def drop(root: Path, *names: str) -> None:
    for name in names:
        path = root / "data" / "raw" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_a_folder_with_nothing_but_lists_of_units_is_no_source(tmp_path: Path) -> None:
    drop(tmp_path, "a/returns/units.csv", "a/returns/unit_changes.csv", "a/returns/~$open.xlsx")
    drop(tmp_path, "a/returns/.hidden", "a/returns/.folder/x.xlsx")
    assert read_by_machine(tmp_path, ["a", "b"]) == ()


def test_returns_and_a_register_are_two_sources_named_after_their_programme(tmp_path: Path) -> None:
    drop(tmp_path, "a/returns/x.xlsx", "a/returns/deep/y.csv", "a/register/staff.csv")
    found = read_by_machine(tmp_path, ["a"])
    assert [(one.id, one.kind, one.programme) for one in found] == [
        ("a-returns", "returns", "a"),
        ("a-register", "register", "a"),
    ]
    assert [path.name for path in found[0].files] == ["y.csv", "x.xlsx"]


def test_a_link_among_what_was_dropped_is_refused_and_named(tmp_path: Path) -> None:
    drop(tmp_path, "a/returns/x.xlsx", "elsewhere.xlsx")
    folder = tmp_path / "data" / "raw" / "a" / "returns"
    (folder / "y.xlsx").symlink_to(tmp_path / "data" / "raw" / "elsewhere.xlsx")
    with pytest.raises(MalformedDocument, match=r"y\.xlsx: a link or no plain file"):
        files_in(folder)


def test_what_people_describe_lies_raw_and_what_is_made_lies_processed(tmp_path: Path) -> None:
    drop(tmp_path, "report/document.yml")
    assert described_in("report", tmp_path)[1] == tmp_path / "data/raw/report/checks.yml"
    assert (
        described_in("a-returns", tmp_path)[0] == tmp_path / "data/processed/a-returns/document.yml"
    )


@pytest.mark.parametrize(
    ("name", "settings", "marked", "told"),
    [
        ("real", {}, True, "real: data/raw/real/GENERATED says that its data are generated"),
        ("real", {"generated": True}, False, "real: `generated: true` and an id that begins"),
        ("generated-a", {}, False, "generated-a: `generated: true` and an id"),
        ("generated-a", {"generated": True}, False, "data/raw/generated-a has no file GENERATED"),
    ],
)
def test_generated_data_and_real_programmes_never_meet(
    name: str, settings: dict[str, bool], marked: bool, told: str, tmp_path: Path
) -> None:
    drop(tmp_path, f"{name}/returns/x.xlsx", *([f"{name}/GENERATED"] if marked else []))
    assert any(told in problem for problem in problems_of_generated(tmp_path, {name: settings}))


def test_a_programme_marked_as_generated_with_marked_data_is_as_it_should_be(
    tmp_path: Path,
) -> None:
    drop(tmp_path, "generated-a/returns/x.xlsx", "generated-a/GENERATED")
    assert problems_of_generated(tmp_path, {"generated-a": {"generated": True}, "b": {}}) == []
