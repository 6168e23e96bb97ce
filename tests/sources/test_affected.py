from __future__ import annotations

from typing import Any

from analysis.sources.affected import affected_by

PROGRAMMES: dict[str, dict[str, Any]] = {
    "one": {"documents": {"report": "all"}, "headline": {"cost": []}},
    "drawing": {"documents": {"plan": "all"}, "headline": {"cost": []}, "draws_on": ["one"]},
    "without": {"documents": {"report": "all", "plan": "all"}},
}


def test_a_programme_with_headline_results_on_the_document_is_affected() -> None:
    assert affected_by("report", PROGRAMMES) == ["one"]


def test_what_an_affected_programme_draws_on_is_needed_too() -> None:
    assert affected_by("plan", PROGRAMMES) == ["drawing", "one"]


def test_a_document_without_programmes_affects_none() -> None:
    assert affected_by("directive", PROGRAMMES) == []
