"""Which programmes there are once returns and registers are told too."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analysis.sources.errors import MalformedDocument
from analysis.sources.origins import Source
from analysis.sources.told_apart import rests_on_something, with_sources

RETURNS = {
    "years": [2016, 2012],
    "groups": ["departments", "districts"],
    "categories": ["all", "doctorate", "bachelor", "college"],
}
FILES = (Path("x.xlsx"),)


def programme(**settings: Any) -> dict[str, Any]:
    title = {"vi": "Đề án", "en": "Scheme"}
    return {"region": "hcmc", "period": "2012-2016", "title": title, **settings}


def test_without_sources_read_by_machine_programmes_are_as_declared() -> None:
    declared = {"a": programme(documents={"d": "all"}, analyses=["cost"], returns=RETURNS)}
    assert with_sources(declared, []) == declared


def test_a_programme_without_documents_rests_on_its_returns_and_is_told_by_its_rates() -> None:
    source = Source("a-returns", "returns", "a", FILES)
    told = with_sources({"a": programme(returns=RETURNS)}, [source])
    assert list(told) == ["a"]
    assert told["a"]["documents"] == {"a-returns": "all"}
    assert (told["a"]["analyses"], told["a"]["story"]) == (["qualification"], "place")
    levels = ["doctorate", "bachelor", "college"]
    assert told["a"]["qualification"] == {
        "opening": "2012", "closing": "2016", "levels": levels, "formal": levels,
    }  # fmt: skip


def test_one_year_is_told_as_a_profile() -> None:
    source = Source("a-returns", "returns", "a", FILES)
    told = with_sources({"a": programme(returns={**RETURNS, "years": [2016]})}, [source])
    assert told["a"]["profile"]["period"] == "2016"
    assert told["a"]["profile"]["at_or_above_university"] == ["doctorate", "bachelor"]
    assert "qualification" not in told["a"]


def test_beside_documents_returns_are_a_programme_apart_and_nothing_is_mixed() -> None:
    study = {"opening": 2012, "closing": 2016, "levels": ["bachelor"], "formal": []}
    declared = {
        "a": programme(
            documents={"d": "all"}, analyses=["cost"], returns=RETURNS, qualification=study,
            headline={"cost": []},
        ),
        "b": programme(documents={"d": "all"}, analyses=[]),
    }  # fmt: skip
    told = with_sources(declared, [Source("a-returns", "returns", "a", FILES)])
    assert list(told) == ["a", "a-returns", "b"]
    assert told["a"] == declared["a"]
    apart = told["a-returns"]
    assert apart["documents"] == {"a-returns": "all"}
    assert apart["title"]["en"] == "Scheme: as its units report"
    assert apart["qualification"] == study
    assert "headline" not in apart
    assert "returns" not in apart


def test_of_returns_and_a_register_each_is_told_for_itself() -> None:
    sources = [
        Source("a-returns", "returns", "a", FILES),
        Source("a-register", "register", "a", FILES),
    ]
    told = with_sources({"a": programme(returns=RETURNS, register=RETURNS)}, sources)
    assert told["a"]["documents"] == {"a-returns": "all"}
    assert told["a-register"]["documents"] == {"a-register": "all"}


def test_a_generated_programme_says_so_in_its_title_and_so_does_what_is_told_apart() -> None:
    declared = {"generated-a": programme(generated=True, documents={"d": "all"}, returns=RETURNS)}
    source = Source("generated-a-returns", "returns", "generated-a", FILES)
    titles = [one["title"]["en"] for one in with_sources(declared, [source]).values()]
    assert titles == ["GENERATED DATA – Scheme", "GENERATED DATA – Scheme: as its units report"]


def test_files_of_which_a_programme_says_nothing_and_a_name_that_is_taken_are_told() -> None:
    with pytest.raises(MalformedDocument, match="a: data/raw/a/returns holds files"):
        with_sources({"a": programme()}, [Source("a-returns", "returns", "a", FILES)])
    with pytest.raises(MalformedDocument, match=r"a-returns: a source .* has this name"):
        with_sources(
            {"a": programme(returns=RETURNS), "a-returns": programme()},
            [Source("a-returns", "returns", "a", FILES)],
        )


def test_a_programme_waits_for_its_returns_without_a_briefing() -> None:
    assert not rests_on_something(programme(returns=RETURNS))
    assert rests_on_something(programme(returns=RETURNS, documents={"d": "all"}))
    assert rests_on_something(programme(documents={}))
