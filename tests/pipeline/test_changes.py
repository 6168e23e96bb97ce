from __future__ import annotations

import subprocess
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from analysis.pipeline.against import state_against, told
from analysis.pipeline.changes import changes
from analysis.pipeline.states import Basis, State, state_of
from analysis.sources.errors import SourceError
from analysis.sources.schemas import FACTS

COLUMNS = list(FACTS.columns)
RATE = "scheme/rate/total/2016/both"


def fact(name: str, value: str, **others: str) -> dict[str, str]:
    programme, metric, group, period, variant = name.split("/")
    known = {
        **dict.fromkeys(COLUMNS, ""), "id": name, "programme": programme, "metric": metric,
        "group": group, "period": period, "variant": variant, "value": value, "unit": "percent",
        "status": "computed", "formula": "part / whole × 100",
        "sources": "report#part;report#whole",
    }  # fmt: skip
    return {**known, **others}


BASIS = Basis(
    texts={"report#part": "1", "report#whole": "4", "reference:prices": "a1"},
    settings={"scheme": "s1"},
    files={"src/analysis/metrics/rates.py": "c1", "data/raw/breaks.yml": "b1"},
    lock="l1",
)


def state(*facts: dict[str, str], **basis: Any) -> State:
    return State(pd.DataFrame(facts, columns=COLUMNS, dtype="str"), replace(BASIS, **basis))


def causes(before: State, after: State) -> list[list[str]]:
    parts = ["cause", "source", "source_before", "source_after"]
    return [list(row) for row in changes(before, after)[parts].to_numpy()]


def turned(before: State, after: State) -> list[str]:
    return list(changes(before, after)["turned"])


def test_a_state_differs_from_itself_in_nothing() -> None:
    assert changes(state(fact(RATE, "25")), state(fact(RATE, "25"))).empty


def test_a_fact_is_new_revised_or_withdrawn() -> None:
    gain, cost = "scheme/gain/total/2016/both", "scheme/cost/total/2016/both"
    found = changes(
        state(fact(RATE, "25"), fact(cost, "7")), state(fact(RATE, "50"), fact(gain, "3"))
    )
    said = ["id", "change", "before_value", "after_value"]
    assert found[said].to_numpy().tolist() == [
        [RATE, "revised", "25", "50"],
        [gain, "new", "", "3"],
        [cost, "withdrawn", "7", ""],
    ]


def test_a_revision_names_the_printed_figure_that_was_entered_otherwise() -> None:
    after = state(fact(RATE, "50"), texts={**BASIS.texts, "report#part": "2"}, lock="l2")
    assert causes(state(fact(RATE, "25")), after) == [["printed", "report#part", "1", "2"]]


def test_a_revision_names_the_correction_that_was_declared() -> None:
    after = state(fact(RATE, "50"), texts={**BASIS.texts, "correction:report#part": "2"})
    assert causes(state(fact(RATE, "25")), after) == [["correction", "report#part", "", "2"]]


def test_a_revision_by_two_figures_has_a_row_for_each() -> None:
    texts = {**BASIS.texts, "report#part": "2", "report#whole": "5"}
    found = causes(state(fact(RATE, "25")), state(fact(RATE, "40"), texts=texts))
    assert [row[1] for row in found] == ["report#part", "report#whole"]


def test_a_revision_without_a_changed_source_names_code_declarations_settings_and_pins() -> None:
    after = state(
        fact(RATE, "26"), settings={"scheme": "s2"}, lock="l2",
        files={"src/analysis/metrics/rates.py": "c2", "data/raw/breaks.yml": "b2"},
    )  # fmt: skip
    assert [row[:2] for row in causes(state(fact(RATE, "25")), after)] == [
        ["settings", "scheme"],
        ["declared", "data/raw/breaks.yml"],
        ["code", "src/analysis/metrics/rates.py"],
        ["dependencies", "requirements.lock"],
    ]


def test_another_reference_table_is_named_by_the_row_that_the_fact_uses() -> None:
    sources = "report#part;reference:prices-2016"
    after = state(
        fact(RATE, "26", sources=sources), texts={**BASIS.texts, "reference:prices": "a2"}
    )
    before = state(fact(RATE, "25", sources=sources))
    assert causes(before, after) == [["reference", "reference:prices-2016", "", ""]]


@pytest.mark.parametrize(
    ("before", "after", "word"), [("3", "-1", "direction"), ("3", "1", ""), ("3", "0", "direction")]
)
def test_a_value_that_changes_its_sign_has_turned(before: str, after: str, word: str) -> None:
    assert turned(state(fact(RATE, before)), state(fact(RATE, after))) == [word]


@pytest.mark.parametrize(
    ("holding", "readings", "word"),
    [("2", "2", ""), ("1", "2", "conclusion"), ("0", "2", "conclusion"), ("3", "3", "")],
)
def test_a_conclusion_changes_where_it_holds_in_all_some_or_none_of_its_readings(
    holding: str, readings: str, word: str
) -> None:
    def held(in_some: str, of: str) -> State:
        names = {"conclusion_readings": of, "conclusion_readings_holding": in_some}
        return state(*(fact(f"s/{name}/rose/2016/both", n) for name, n in names.items()))

    assert set(turned(held("4", "4"), held(holding, readings))) - {""} == {word} - {""}


def test_changes_are_told_with_counts_values_and_causes() -> None:
    before = state(fact(RATE, "25", low="20", high="30"))
    after = state(fact(RATE, "-5"), lock="l2")
    assert told(changes(before, after), 1, "2026-11") == (
        "Against 2026-11: 0 new, 1 revised, 0 withdrawn, 0 unchanged.\n"
        f"revised: {RATE}: 25 in 20 to 30 percent, computed → -5 percent, computed\n"
        "  its direction turned\n"
        "  cause: dependencies in requirements.lock"
    )


@pytest.mark.build
def test_a_revision_of_git_is_compared_by_what_it_holds(copy: Any) -> None:
    git = ["git", "-C", str(copy.root), "-c", "user.name=a", "-c", "user.email=a@b.c"]
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "before"]):
        subprocess.run([*git, *command], check=True)
    ledger = copy.root / "reports" / "figures.csv"
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join([*lines[:1], *lines[2:]]), encoding="utf-8")
    found = changes(state_against("HEAD", copy.root), state_of(copy.root))
    assert found[["id", "change"]].to_dict("split")["data"] == [
        [lines[1].partition(",")[0], "withdrawn"]
    ]
    with pytest.raises(SourceError, match="'nowhere' is no edition"):
        state_against("nowhere", copy.root)
