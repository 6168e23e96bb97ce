from __future__ import annotations

import pandas as pd
import pytest

from analysis.sources.errors import SourceError
from analysis.sources.schemas import CLEANED, TIDY
from analysis.sources.tidy import tidy_tables


def cleaned_figure(name: str, measure: str, unit: str, value: str, **more: str) -> dict[str, str]:
    return {
        "id": name,
        "document": "report",
        "locator": "Phần I, 1",
        "period": "2016",
        "group": "total",
        "category": "all",
        "measure": measure,
        "unit": unit,
        "printed": value,
        "read_as": "",
        "value": value,
        "bound": "exact" if value else "not_reported",
        "correction": "",
        "note": "",
    } | more


def tidied(*figures: dict[str, str], documents: object = "all") -> dict[str, pd.DataFrame]:
    cleaned = pd.DataFrame(figures, columns=list(CLEANED.columns), dtype="str")
    return tidy_tables(cleaned, {"scheme": {"documents": {"report": documents}}})


def test_a_figure_goes_to_the_table_of_its_measure() -> None:
    tables = tidied(
        cleaned_figure("staff", "headcount", "persons", "3545"),
        cleaned_figure("money", "funding", "vnd", "3871000000"),
        cleaned_figure("words", "funding", "vnd_words", "3871000000"),
        cleaned_figure("goal", "target_rate", "percent", "20.5"),
        cleaned_figure("by", "deadline", "year", "2021"),
        cleaned_figure("quota", "seats", "seats", "30"),
        cleaned_figure("rate", "rate", "percent", "30.21"),
    )
    assert tables["headcount"]["headcount_persons"].tolist() == [3545]
    assert tables["funding"]["amount_vnd"].tolist() == [3_871_000_000]
    assert tables["targets"]["target_pct"].tolist() == [20.5, pd.NA]
    assert tables["targets"]["deadline_year"].tolist() == [pd.NA, 2021]
    assert tables["seats"]["seats"].tolist() == [30]
    assert tables["training"].empty
    assert {name: list(table.columns) for name, table in tables.items()} == {
        name: list(schema.columns) for name, schema in TIDY.items()
    }


def test_training_is_told_apart_by_kind_and_unit_of_count() -> None:
    training = tidied(
        cleaned_figure("b", "persons_trained", "persons", "21", category="bachelor"),
        cleaned_figure("m", "attendances", "attendances", "5", category="master_abroad"),
        cleaned_figure("s", "attendances", "attendances", "2336", category="briefing_session"),
        cleaned_figure("c", "classes", "classes", "13", category="elementary"),
        cleaned_figure("r", "persons_recruited", "persons", "714"),
    )["training"]
    assert list(
        zip(training["kind"], training["unit_of_count"], training["count"], strict=True)
    ) == [
        ("formal_training", "persons", 21),
        ("formal_training", "attendances", 5),
        ("briefing_session", "attendances", 2336),
        ("other_training", "classes", 13),
        ("recruitment", "persons", 714),
    ]


def test_an_empty_cell_stays_as_a_row_that_is_not_reported() -> None:
    headcount = tidied(cleaned_figure("college", "headcount", "persons", ""))["headcount"]
    assert headcount["bound"].tolist() == ["not_reported"]
    assert headcount["headcount_persons"].isna().all()
    assert headcount["sources"].tolist() == ["report#college"]


def test_a_figure_belongs_to_each_programme_that_rests_on_its_part_of_the_document() -> None:
    figures = [
        cleaned_figure("a", "headcount", "persons", "1", locator="Phần I, 2.1, đoạn 1"),
        cleaned_figure("b", "headcount", "persons", "2", locator="Phần I, 2.2"),
        cleaned_figure("c", "headcount", "persons", "3", locator="Phần I, 2.10"),
    ]
    cleaned = pd.DataFrame(figures, dtype="str")
    programmes = {
        "whole": {"documents": {"report": "all"}},
        "part": {"documents": {"report": ["Phần I, 2.1"]}},
        "elsewhere": {"documents": {"other": "all"}},
        "comparison": {},
    }
    headcount = tidy_tables(cleaned, programmes)["headcount"]
    assert list(zip(headcount["programme"], headcount["sources"], strict=True)) == [
        ("whole", "report#a"),
        ("whole", "report#b"),
        ("whole", "report#c"),
        ("part", "report#a"),
    ]


def test_a_part_of_a_document_that_no_figure_lies_in_is_an_error() -> None:
    with pytest.raises(SourceError, match="scheme rests on 'Phần V' of report"):
        tidied(cleaned_figure("a", "headcount", "persons", "1"), documents=["Phần V"])


def test_a_document_without_figures_gives_tables_without_rows() -> None:
    assert all(table.empty for table in tidied().values())
