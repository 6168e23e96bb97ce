"""An edition of the real archives report, one cell entered otherwise, and what the page says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml

from analysis.briefing.compose import compose
from analysis.briefing.elements import DataTable, Prose, Receipts, Sentence
from analysis.briefing.elements.inline import plain_of
from analysis.briefing.page import Page
from analysis.pipeline.compared import write_changes, write_edition
from analysis.pipeline.states import basis_of
from analysis.sources.processed import read_facts
from analysis.sources.schemas import FACTS, save_table

ARCHIVES = "hcmc-archives-2014-2020"
Changed = Callable[[Mapping[str, str]], Path]


def facts(root: Path) -> list[Path]:
    folder = root / "data" / "processed"
    studies = [folder / ARCHIVES / f"{name}.csv" for name in ("qualification", "cost", "attrition")]
    return [*studies, folder / "1228-bc-snv-2017" / "effects.csv"]


@pytest.fixture
def held_against(project: Path) -> Callable[[Path], Path]:
    """Gives a project whose briefings are held against an edition of what was first printed."""

    def held(root: Path) -> Path:
        (project / "requirements.lock").write_text("pins")
        (root / "requirements.lock").write_text("pins")
        edition = root / "editions" / "2026-11"
        edition.mkdir(parents=True)
        save_table(read_facts([ARCHIVES], project), edition / "figures.csv", FACTS)
        record = {"frozen_on": "2026-11-20", **asdict(basis_of(project))}
        (edition / "edition.yml").write_text(yaml.safe_dump(record), encoding="utf-8")
        processed = root / "data" / "processed"
        write_edition(root, processed / "edition.csv")
        table = processed / ARCHIVES / "changes.csv"
        write_changes(root, ARCHIVES, processed / "edition.csv", facts(root), table)
        return root

    return held


def told(page: Page) -> tuple[str, DataTable]:
    place = next(
        place
        for place, element in enumerate(page.questions)
        if getattr(element, "anchor", "") == "changes"
    )
    prose, table = page.questions[place + 1 : place + 3]
    assert isinstance(prose, Prose)
    assert isinstance(table, DataTable)
    return prose.plain(), table


def test_a_fall_that_became_a_rise_is_told_with_its_conclusion_values_and_cause(
    changed: Changed, held_against: Callable[[Path], Path]
) -> None:
    """(54 + 36 + 147 + 79) / 924 = 34.20%; with 179 for 79 45.02%, against 298 / 834 = 35.73%."""
    root = held_against(changed({"table-2016-departments-short-course": "179"}))
    page = compose(ARCHIVES, "en", root)
    prose, table = told(page)
    assert "The direction turned:" in prose
    assert "Change of the qualification rate, Departments" in prose
    assert "A conclusion holds otherwise:" in prose
    assert "the qualified share in the departments fell" in prose
    assert len(table.rows) == 4
    row = next(
        row for row in table.rows if str(row[0]).startswith("Change of the qualification rate, Dep")
    )
    assert isinstance(row[1], Sentence)
    said = row[1].plain().replace("\N{NO-BREAK SPACE}", " ")
    assert said == "−1.53 percentage points → 9.29 percentage points"
    assert "“79” became “179”" in plain_of(row[2])
    receipts = page.closing[0]
    assert isinstance(receipts, Receipts)
    old = next(
        entry
        for entry in receipts.entries
        if entry.id.startswith("edition-2026-11/") and entry.value.startswith("−1.53")
    )
    assert old.inputs[0].printed.startswith("2026-11, figures.csv: hcmc-archives-2014-2020/qual")
    in_vietnamese, same = told(compose(ARCHIVES, "vi", root))
    assert "Đổi chiều tăng, giảm:" in in_vietnamese
    assert [ids(row[1]) for row in same.rows] == [ids(row[1]) for row in table.rows]


def ids(cell: object) -> list[str | None]:
    return [getattr(part, "receipt", None) for part in getattr(cell, "parts", ())]
