from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.sources.errors import MalformedTable, SourceError
from analysis.sources.processed import read_facts, read_processed, save_facts
from analysis.sources.schemas import CLEANED, FACTS, TIDY, save_table

PROGRAMMES = """\
scheme:
  region: hcmc
  period: 2014-2016
  title: {vi: Đề án, en: Scheme}
  documents: {report: all, plan: all}
  analyses: [cost, attrition]
other:
  region: hcmc
  period: 2014-2016
  title: {vi: Khác, en: Other}
  documents: {report: all}
  analyses: [cost]
"""
SALARY = "valid_from,vnd_per_month,legal_act,status\n2016-05-01,1210000,47/2016/NĐ-CP,unverified\n"
PRICES = "year,change_pct,publisher,series,status\n2015,0.63,Office,yearly,found\n"


def staff_row(programme: str, document: str, persons: str) -> dict[str, str]:
    return {
        "programme": programme, "document": document, "group": "total", "period": "2016",
        "category": "all", "headcount_persons": persons, "bound": "exact",
        "sources": f"{document}#staff",
    }  # fmt: skip


def cleaned_row(document: str, value: str) -> dict[str, str]:
    return {
        "id": "staff", "document": document, "locator": "Phần I", "period": "2016",
        "group": "total", "category": "all", "measure": "headcount", "unit": "persons",
        "printed": value, "read_as": "", "value": value, "bound": "exact", "correction": "",
        "note": "",
    }  # fmt: skip


def fact_row(programme: str, study: str, value: str) -> dict[str, str]:
    return {
        "id": f"{programme}/{study}/total/2016/both", "programme": programme, "metric": study,
        "group": "total", "period": "2016", "variant": "both", "value": value, "low": "",
        "high": "", "unit": "persons", "status": "computed", "formula": "as counted",
        "sources": "report#staff",
    }  # fmt: skip


def facts_of(*rows: dict[str, str]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(FACTS.columns), dtype="str")


def save_document(root: Path, document: str, value: str, *staff: dict[str, str]) -> None:
    folder = root / "data" / "processed" / document
    for name, schema in TIDY.items():
        rows = staff if name == "headcount" else []
        table = pd.DataFrame(rows, columns=list(schema.columns), dtype="str")
        save_table(table, folder / f"{name}.csv", schema)
    figures = pd.DataFrame([cleaned_row(document, value)], dtype="str")
    save_table(figures, folder / "figures.csv", CLEANED)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two documents declared, of which `report` is cleaned and belongs to both programmes."""
    raw = tmp_path / "data" / "raw"
    for document in ("report", "plan", "reference"):
        (raw / document).mkdir(parents=True)
        (raw / document / "document.yml").write_text("id: x\n", encoding="utf-8")
    (raw / "programmes.yml").write_text(PROGRAMMES, encoding="utf-8")
    (raw / "reference" / "base_salary.csv").write_text(SALARY, encoding="utf-8")
    (raw / "breaks.yml").write_text("places: {}\nbreaks: []\n", encoding="utf-8")
    (raw / "reference" / "consumer_prices.csv").write_text(PRICES, encoding="utf-8")
    save_document(
        tmp_path,
        "report",
        "3860",
        staff_row("scheme", "report", "3860"),
        staff_row("other", "report", "3860"),
    )
    return tmp_path


def test_the_tables_of_all_documents_of_a_programme_are_stacked(root: Path) -> None:
    save_document(root, "plan", "7194", staff_row("scheme", "plan", "7194"))
    tables = read_processed("scheme", root)
    assert tables.headcount["headcount_persons"].tolist() == [3860, 7194]
    assert tables.headcount["sources"].tolist() == ["report#staff", "plan#staff"]
    assert tables.training.empty
    assert tables.settings["documents"] == {"report": "all", "plan": "all"}


def test_rows_of_another_programme_are_left_out(root: Path) -> None:
    tables = read_processed("other", root)
    assert tables.headcount["programme"].tolist() == ["other"]
    assert tables.headcount.index.tolist() == [0]


def test_the_cleaned_figures_carry_their_addresses(root: Path) -> None:
    save_document(root, "plan", "7194")
    figures = read_processed("scheme", root).figures
    assert dict(zip(figures["sources"], figures["value"], strict=True)) == {
        "report#staff": "3860",
        "plan#staff": "7194",
    }


def test_the_base_salary_comes_along_with_its_status(root: Path) -> None:
    salary = read_processed("other", root).base_salary
    assert salary["vnd_per_month"].tolist() == [1_210_000]
    assert salary["status"].tolist() == ["unverified"]


def test_the_consumer_prices_come_along_with_their_publisher(root: Path) -> None:
    prices = read_processed("other", root).consumer_prices
    assert prices["change_pct"].tolist() == [0.63]
    assert prices["publisher"].tolist() == ["Office"]


def test_a_document_that_is_not_cleaned_yet_is_named_with_what_to_run(root: Path) -> None:
    with pytest.raises(SourceError, match=r"plan.headcount\.csv is not there yet.*make briefings"):
        read_processed("scheme", root)


def test_an_unknown_programme_is_refused_with_those_there_are(root: Path) -> None:
    with pytest.raises(SourceError, match="No programme 'third'; there are scheme, other"):
        read_processed("third", root)


def test_saved_facts_are_read_back_as_they_were(root: Path) -> None:
    facts = facts_of(fact_row("scheme", "cost", "0.3333333333"))
    save_facts(facts, "scheme", "cost", root)
    save_facts(facts_of(fact_row("scheme", "attrition", "-4")), "scheme", "attrition", root)
    read = read_facts(["scheme"], root)
    assert read["id"].tolist() == [
        "scheme/cost/total/2016/both",
        "scheme/attrition/total/2016/both",
    ]
    assert read["value"].tolist() == ["0.3333333333", "-4"]


def test_facts_are_read_in_the_order_of_programmes_and_their_analyses(root: Path) -> None:
    for programme, study in [("other", "cost"), ("scheme", "attrition"), ("scheme", "cost")]:
        save_facts(facts_of(fact_row(programme, study, "1")), programme, study, root)
    read = read_facts(["scheme", "other"], root)
    assert (read["programme"] + " " + read["metric"]).tolist() == [
        "scheme cost",
        "scheme attrition",
        "other cost",
    ]


def test_a_study_that_has_not_run_is_named(root: Path) -> None:
    save_facts(facts_of(fact_row("scheme", "cost", "1")), "scheme", "cost", root)
    with pytest.raises(SourceError, match=r"scheme.attrition\.csv is not there yet"):
        read_facts(["scheme"], root)


def test_an_earlier_study_of_any_programme_can_be_drawn_on(root: Path) -> None:
    save_facts(facts_of(fact_row("scheme", "cost", "12")), "scheme", "cost", root)
    earlier = read_processed("other", root).earlier("scheme", "cost")
    assert earlier["value"].tolist() == ["12"]
    with pytest.raises(SourceError, match=r"scheme.attrition\.csv"):
        read_processed("other", root).earlier("scheme", "attrition")


def test_facts_that_do_not_fit_leave_the_file_that_is_there_untouched(root: Path) -> None:
    good = fact_row("scheme", "cost", "1")
    save_facts(facts_of(good), "scheme", "cost", root)
    path = root / "data" / "processed" / "scheme" / "cost.csv"
    before = path.read_bytes()
    with pytest.raises(MalformedTable, match="occurs again"):
        save_facts(facts_of(good, good), "scheme", "cost", root)
    assert path.read_bytes() == before
