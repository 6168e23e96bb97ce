from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
import pytest

from analysis.sources.errors import MalformedTable
from analysis.sources.schemas import AUDIT, CLEANED, FACTS, FIGURES, TIDY, validate

FACT = {
    "id": "p/rate/total/2016/printed",
    "programme": "hcmc-archives-2014-2020",
    "metric": "qualification_rate",
    "group": "total",
    "period": "2016",
    "variant": "printed",
    "value": "55.88",
    "low": "",
    "high": "",
    "unit": "percent",
    "status": "reported",
    "formula": "as stated",
    "sources": "1228-bc-snv-2017#rate-2016-stated;assumption:flat;reference:consumer_prices",
}


@pytest.mark.parametrize(
    ("schema", "header"),
    [
        (FIGURES, "id,locator,period,group,category,measure,unit,printed,note"),
        (AUDIT, "document,id,check,left,right,difference,verdict,explanation,sources"),
        (
            FACTS,
            "id,programme,metric,group,period,variant,value,low,high,unit,status,formula,sources",
        ),
        (
            CLEANED,
            "id,document,locator,period,group,category,measure,unit,printed,read_as,value,bound,"
            "correction,note",
        ),
        (
            TIDY["training"],
            "programme,document,group,period,category,kind,unit_of_count,count,bound,sources",
        ),
    ],
)
def test_a_table_that_others_read_keeps_its_header(schema: pa.DataFrameSchema, header: str) -> None:
    assert ",".join(schema.columns) == header


def test_a_fact_fits_its_ledger() -> None:
    assert len(validate(pd.DataFrame([FACT]), FACTS, "facts")) == 1


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("value", "51,48"),
        ("value", "5e1"),
        ("value", "51.480"),
        ("status", "guessed"),
        ("sources", ""),
        ("sources", "1228-bc-snv-2017"),
        ("sources", "1228-bc-snv-2017#a; 1228-bc-snv-2017#b"),
        ("period", "2012–2016"),
        ("variant", "Printed"),
    ],
)
def test_a_fact_that_does_not_fit_its_ledger_is_refused(column: str, value: str) -> None:
    with pytest.raises(MalformedTable, match=f"row 2, column {column}"):
        validate(pd.DataFrame([FACT | {column: value}]), FACTS, "facts")


@pytest.mark.parametrize(("count", "bound"), [("", "exact"), ("5", "not_reported")])
def test_a_tidy_row_is_empty_exactly_where_nothing_is_reported(count: str, bound: str) -> None:
    row = {
        "programme": "p",
        "document": "d",
        "group": "total",
        "period": "2016",
        "category": "all",
        "headcount_persons": count,
        "bound": bound,
        "sources": "d#a",
    }
    with pytest.raises(MalformedTable, match="exactly where the bound is not_reported"):
        validate(pd.DataFrame([row]), TIDY["headcount"], "headcount")
