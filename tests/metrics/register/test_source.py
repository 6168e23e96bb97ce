from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from tests.sources.register.conftest import Row, asked_for, spell, write

from analysis.audit import audit
from analysis.metrics.facts import facts_table
from analysis.metrics.register.facts import register_facts
from analysis.metrics.register.retention import compared, retention
from analysis.metrics.register.source import document_of_register
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import Document
from analysis.sources.register.careers import read_careers
from analysis.sources.register.counting import count_register
from analysis.sources.register.settings import Asked
from analysis.sources.tidy import tidy_tables

LABELS = {code: {"vi": code, "en": code} for code in ("departments", "districts", "total")}
COURSE = {"trained_on": "2015-07-01", "course_kind": "short_course"}
PEOPLE = [
    spell("stays", **COURSE),
    spell("leaves", exit="2016-03-01", exit_reason="resignation"),
    spell("moves", exit="2016-07-01", exit_reason="transfer"),
    spell("moves", entry="2016-07-01", unit="unit_b", group="districts"),
    spell("comes", entry="2016-10-01", level="bachelor", **{**COURSE, "trained_on": "2017-01-01"}),
    spell("goes", exit="2017-07-01", exit_reason="retirement", level="unqualified", **COURSE),
]


def asked() -> Asked:
    return replace(asked_for(), labels=LABELS)


def read(folder: Path, rows: list[Row]) -> Document:
    counts = count_register(write(folder / "register", rows), asked())
    return document_of_register(asked(), counts, folder, "hcmc")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return read(tmp_path, PEOPLE)


def value(document: Document, name: str) -> str:
    figures = clean_figures(document).set_index("id")
    return str(figures.at[name, "value"])


def test_a_register_prints_its_stocks_by_group_year_and_level(document: Document) -> None:
    assert value(document, "total-2014-all") == "4"
    assert value(document, "total-2016-all") == "4"
    assert value(document, "districts-2016-college") == "1"
    assert value(document, "districts-2014-all") == "0"
    assert value(document, "total-2017-bachelor") == "1"


def test_it_prints_what_made_one_stock_of_the_other(document: Document) -> None:
    for name, number in {
        "total-2016-hires": 1, "total-2016-exits": 1, "total-2016-resignation": 1,
        "districts-2016-transfers-in": 1, "departments-2016-transfers-out": 1,
        "total-2015-newly-trained": 2, "total-2015-short-course": 2,
        "trained-2017-exits": 1, "untrained-2016-exits": 1,
        "trained-2015-person-days": 2 * 184, "total-2014-unqualified": 1,
    }.items():  # fmt: skip
        assert value(document, name) == str(number), name


def test_every_check_of_a_register_holds(document: Document) -> None:
    ledger = audit(document, clean_figures(document))
    assert set(ledger["verdict"]) == {"holds"}
    assert {name.rpartition("-")[2] for name in ledger["id"]} == {"closes", "groups", "levels"}
    assert len(ledger) == 3 * 3 + 4 + 4 * 3


def test_its_tidy_tables_are_those_of_any_document(document: Document) -> None:
    figures = clean_figures(document)
    programmes = {"generated-test": {"documents": {document.id: "all"}}}
    tables = tidy_tables(figures, programmes)
    assert set(tables["headcount"]["group"]) == {"departments", "districts", "total"}
    assert tables["training"]["count"].astype(int).sum() == 2 * 3


def test_a_generated_register_says_so_in_its_description(document: Document) -> None:
    assert "nobody in it is real" in document.meta["kind"]["en"]
    real = replace(asked(), programme="real")
    counts = count_register(document.folder / "register", real)
    described = document_of_register(real, counts, document.folder, "hcmc").meta
    assert described["kind"]["en"] == "Personnel register"


def test_facts_lead_to_figures_of_the_register(document: Document) -> None:
    figures = clean_figures(document)
    figures["sources"] = figures["document"] + "#" + figures["id"]
    careers = read_careers(document.folder / "register", asked())
    cost = {
        "funding": "some-document#money", "years": [2015, 2017],
        "course_kinds": ["short_course"], "horizon_years": 1,
    }  # fmt: skip
    funding = pd.DataFrame({"sources": ["some-document#money"], "amount_vnd": [9_000_000]})
    facts = facts_table(
        register_facts(
            "generated-test",
            figures,
            retention(careers),
            compared(careers),
            {"cost": cost},
            funding,
        )
    ).set_index("id")
    exits = facts.loc["generated-test/exits/total/2016/both"]
    assert (exits["value"], exits["sources"]) == ("1", "generated-test-register#total-2016-exits")
    rate = facts.loc["generated-test/attrition_rate/total/2015/both"]
    assert rate["value"] == "0"
    assert set(rate["sources"].split(";")) == {
        "generated-test-register#total-2015-exits",
        "generated-test-register#total-2015-person-days",
    }
    each = facts.loc["generated-test/cost_per_trained_person/trained/2015-2017/both"]
    assert (each["value"], each["unit"]) == ("3000000", "vnd_per_person")
    known = {f"generated-test-register#{name}" for name in figures["id"]}
    named = {one for text in facts["sources"] for one in text.split(";") if "register#" in one}
    assert named <= known
