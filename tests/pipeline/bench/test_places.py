from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.pipeline.bench.places import BODIES, LEVELS, YEARS, place_of, write_places
from analysis.pipeline.graph import read_project
from analysis.sources.documents import read_document, read_yaml
from analysis.sources.origins import problems_of_generated

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def province(tmp_path: Path) -> Path:
    write_places(ROOT, tmp_path, 7, 3)
    return tmp_path


def test_each_place_has_a_document_that_can_be_read_and_a_programme_that_rests_on_it(
    province: Path,
) -> None:
    project = read_project(province)
    assert list(project.programmes) == ["generated-07-001", "generated-07-002", "generated-07-003"]
    for programme in project.programmes:
        (document,) = project.documents_of(programme)
        found = read_document(province / "data" / "raw" / document)
        assert len(found.figures) == len(YEARS) * (len(BODIES) + 1) * (len(LEVELS) + 1)
        assert len(found.checks) == len(YEARS) * (len(LEVELS) + 1)


def test_all_of_it_says_that_it_is_generated(province: Path) -> None:
    declared = read_yaml(province / "data" / "raw" / "programmes.yml")
    assert problems_of_generated(province, declared) == []
    for name, settings in declared.items():
        assert (province / "data" / "raw" / name / "GENERATED").is_file()
        assert settings["generated"] is True
        assert "giả định" in settings["title"]["vi"]
        assert "imagined" in settings["title"]["en"]
    for description in province.glob("data/raw/*/document.yml"):
        assert "not real" in read_yaml(description)["kind"]["en"]


def test_no_place_is_called_by_a_number_since_numbers_on_pages_have_receipts(
    province: Path,
) -> None:
    declared = read_yaml(province / "data" / "raw" / "programmes.yml")
    titles = [title for settings in declared.values() for title in settings["title"].values()]
    assert len({*titles}) == 2 * 3
    assert not any(re.search(r"\d", title) for title in titles)


def test_a_place_is_the_same_in_every_project_and_another_with_another_seed() -> None:
    assert place_of(7, 2, seed=1) == place_of(7, 2, seed=1)
    assert place_of(7, 2, seed=1) != place_of(7, 2, seed=2)
    assert place_of(7, 2, seed=1).counts != place_of(8, 2, seed=1).counts


@given(st.integers(0, 99), st.integers(0, 999), st.integers())
def test_nobody_is_counted_at_two_levels_and_at_most_one_total_is_not_the_sum(
    province: int, number: int, seed: int
) -> None:
    place = place_of(province, number, seed)
    wrong = 0
    for year in YEARS:
        for body in BODIES:
            qualified = sum(place.counts[year, body, level] for level in LEVELS)
            assert 0 < qualified <= place.counts[year, body, "all"]
        for category in ("all", *LEVELS):
            summed = sum(place.counts[year, body, category] for body in BODIES)
            wrong += place.stated[year, "total", category] != summed
    assert wrong <= 1


def test_places_that_are_fewer_than_before_leave_nothing_of_the_others(tmp_path: Path) -> None:
    write_places(ROOT, tmp_path, 7, 3)
    write_places(ROOT, tmp_path, 7, 1)
    assert read_project(tmp_path).documents == ("generated-report-07-001",)
