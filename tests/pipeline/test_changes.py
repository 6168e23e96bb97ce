from __future__ import annotations

import subprocess
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis.pipeline.changes import changes, state_against, told
from analysis.pipeline.editions import State, freeze, last_edition, read_edition, state_of
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


def state(*facts: dict[str, str]) -> State:
    return State(
        facts=pd.DataFrame(facts, columns=COLUMNS, dtype="str"),
        texts={"report#part": "1", "report#whole": "4", "reference:prices": "a1"},
        settings={"scheme": "s1"},
        code={"src/analysis/metrics/rates.py": "c1", "src/analysis/briefing/page.py": "p1"},
        lock="l1",
    )


def only(before: State, after: State) -> dict[str, str]:
    (row,) = changes(before, after).to_dict("records")
    return {str(name): str(value) for name, value in row.items()}


def test_a_state_differs_from_itself_in_nothing() -> None:
    assert changes(state(fact(RATE, "25")), state(fact(RATE, "25"))).empty


def test_a_fact_is_new_revised_or_withdrawn() -> None:
    other = "scheme/cost/total/2016/both"
    found = changes(state(fact(RATE, "25"), fact(other, "7")), state(fact(RATE, "50"), fact(
        "scheme/gain/total/2016/both", "3")))  # fmt: skip
    assert found[["id", "change", "before", "after"]].to_dict("split")["data"] == [
        [RATE, "revised", "25 percent, computed", "50 percent, computed"],
        ["scheme/gain/total/2016/both", "new", "", "3 percent, computed"],
        [other, "withdrawn", "7 percent, computed", ""],
    ]


def test_a_revision_names_the_printed_figure_that_was_entered_otherwise() -> None:
    after = replace(state(fact(RATE, "50")), texts={**state().texts, "report#part": "2"}, lock="l2")
    assert only(state(fact(RATE, "25")), after)["causes"] == "report#part: '1' became '2'"


def test_a_revision_without_a_changed_source_names_the_code_that_has_a_meaning_for_it() -> None:
    code = {"src/analysis/metrics/rates.py": "c2", "src/analysis/briefing/page.py": "p2"}
    row = only(state(fact(RATE, "25")), replace(state(fact(RATE, "26")), code=code))
    assert row["causes"] == "code: src/analysis/metrics/rates.py"


def test_a_revision_by_settings_or_dependencies_says_so() -> None:
    after = replace(state(fact(RATE, "26")), settings={"scheme": "s2"}, lock="l2")
    assert only(state(fact(RATE, "25")), after)["causes"] == (
        "settings of the programme in data/raw/programmes.yml; dependencies in requirements.lock"
    )


def test_another_reference_table_is_named_by_the_row_that_the_fact_uses() -> None:
    sources = "report#part;reference:prices-2016"
    after = replace(
        state(fact(RATE, "26", sources=sources)),
        texts={**state().texts, "reference:prices": "a2"},
    )
    row = only(state(fact(RATE, "25", sources=sources)), after)
    assert row["causes"] == "reference:prices-2016 is another"


@pytest.mark.parametrize(
    ("before", "after", "turned"), [("3", "-1", "yes"), ("3", "1", ""), ("3", "0", "yes")]
)
def test_a_value_that_changes_its_sign_has_turned(before: str, after: str, turned: str) -> None:
    assert only(state(fact(RATE, before)), state(fact(RATE, after)))["turned"] == turned


def test_changes_are_told_with_counts_values_and_causes() -> None:
    before = state(fact(RATE, "25", low="20", high="30"))
    after = replace(state(fact(RATE, "-5")), lock="l2")
    assert told(changes(before, after), 0, "2026-11") == (
        "Against 2026-11: 0 new, 1 revised, 0 withdrawn, 0 unchanged.\n"
        f"revised: {RATE}: 25 in 20 to 30 percent, computed → -5 percent, computed\n"
        "  its direction turned\n"
        "  cause: dependencies in requirements.lock"
    )


@pytest.mark.build
def test_an_edition_keeps_what_was_said_and_is_never_replaced(copy: Any) -> None:
    assert last_edition(copy.root) is None
    folder = freeze(copy.root, "2026-11", date(2026, 11, 20))
    assert sorted(path.name for path in folder.iterdir()) == [
        "audit.csv", "edition.yml", "figures.csv",
    ]  # fmt: skip
    assert changes(read_edition(folder), state_of(copy.root)).empty
    with pytest.raises(SourceError, match="never replaced"):
        freeze(copy.root, "2026-11", date(2026, 12, 1))
    assert last_edition(copy.root) == folder


@pytest.mark.build
def test_reports_that_are_not_current_are_not_frozen(copy: Any) -> None:
    copy.edit("data/raw/1228-bc-snv-2017/figures.csv", '"55,88%"', '"55,89%"')
    with pytest.raises(SourceError, match="make briefings"):
        freeze(copy.root, "2026-11", date(2026, 11, 20))
    assert not (copy.root / "editions").exists()


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
