from typing import Any

import pytest

from analysis.briefing.workbook.columns import SheetColumn, sheet_columns
from analysis.briefing.workbook.figures import Amount, Figure
from analysis.sources.origins import Kind


def figure(name: str, unit: str = "persons", reading: str = "", **amounts: float) -> Figure:
    return Figure(
        name, f"what {name} is", unit, reading, amounts, "computed", "a − b", ("1228, II: “1”",), ""
    )


def cell(text: str, *receipts: str) -> dict[str, Any]:
    return {"text": text, "receipts": list(receipts)}


def columns_of(
    rows: list[list[dict[str, Any]]], *figures: Figure, numeric: bool = True, lang: str = "en"
) -> list[SheetColumn]:
    labels = [{"label": "Body", "numeric": False}, {"label": "Staff", "numeric": numeric}]
    table = {"columns": labels, "rows": rows}
    return sheet_columns(table, {one.id: one for one in figures}, lang)


def shown(columns: list[SheetColumn]) -> dict[str, tuple[object, ...]]:
    return {column.header: column.values for column in columns if not column.receipt}


def test_a_number_stands_unrounded_under_a_header_that_names_its_unit() -> None:
    rows = [[cell("Districts"), cell("60.36%", "rate")]]
    columns = columns_of(rows, figure("rate", "percent", value=60.3584827011))
    assert shown(columns) == {
        "Body": ("Districts",),
        "Staff (%)": (Amount(60.3584827011, "#,##0.00"),),
    }


def test_money_is_in_whole_dong_however_the_page_scales_it() -> None:
    rows = [[cell("All"), cell("3,871 tỷ đồng", "funding")]]
    columns = columns_of(rows, figure("funding", "vnd", value=3_871_000_000.0), lang="vi")
    assert shown(columns)["Staff (đồng)"] == (Amount(3_871_000_000.0, "#,##0"),)


def test_a_unit_that_the_header_names_already_is_not_named_again() -> None:
    table = {
        "columns": [{"label": "Change, percentage points", "numeric": True}],
        "rows": [[cell("+7.49", "change")]],
    }
    change = figure("change", "percentage_points", value=7.4876702094)
    columns = sheet_columns(table, {"change": change}, "en")
    assert list(shown(columns)) == ["Change, percentage points"]


@pytest.mark.parametrize("kind", ["returns", "register"])
def test_figures_that_a_machine_read_are_not_called_printed(kind: Kind) -> None:
    table = {
        "columns": [{"label": "Staff", "numeric": True}],
        "rows": [[cell("2,399 persons", "a")]],
    }
    columns = sheet_columns(table, {"a": figure("a", value=2399.0)}, "en", kind)
    headers = [column.header for column in columns]
    assert "Staff: Source figures" in headers
    assert "Staff: Printed in" not in headers


def test_what_is_no_number_stays_a_text() -> None:
    rows = [[cell("A"), cell("2,399 persons", "a")], [cell("B"), cell("not reported")]]
    columns = columns_of(rows, figure("a", value=2399.0))
    assert shown(columns)["Staff (persons)"] == (Amount(2399.0, "#,##0"), "not reported")


def test_two_readings_in_one_cell_are_two_columns_and_what_is_not_in_doubt_stands_in_both() -> None:
    rows = [
        [cell("A"), cell("2,157 / 1,987", "stated", "added")],
        [cell("B"), cell("1,448", "sure")],
    ]
    columns = columns_of(
        rows,
        figure("stated", reading="as stated", value=2157.0),
        figure("added", reading="from the document's own components", value=1987.0),
        figure("sure", value=1448.0),
    )
    assert shown(columns) == {
        "Body": ("A", "B"),
        "Staff, as stated (persons)": (Amount(2157.0, "#,##0"), Amount(1448.0, "#,##0")),
        "Staff, from the document's own components (persons)": (
            Amount(1987.0, "#,##0"),
            Amount(1448.0, "#,##0"),
        ),
    }


def test_one_reading_a_row_is_one_column_as_on_the_page() -> None:
    rows = [[cell("Total, as stated"), cell("2,157", "a")], [cell("by table"), cell("1,987", "b")]]
    columns = columns_of(
        rows,
        figure("a", reading="as stated", value=2157.0),
        figure("b", reading="from the document's own components", value=1987.0),
    )
    assert list(shown(columns)) == ["Body", "Staff (persons)"]


def test_a_range_has_a_column_for_each_end() -> None:
    rows = [[cell("A"), cell("−1,086 to 273", "a")]]
    columns = columns_of(rows, figure("a", low=-1086.0, high=273.0))
    assert shown(columns) == {
        "Body": ("A",),
        "Staff, from (persons)": (Amount(-1086.0, "#,##0"),),
        "Staff, to (persons)": (Amount(273.0, "#,##0"),),
    }


def test_a_value_said_with_its_interval_has_three_columns_and_one_receipt() -> None:
    rows = [[cell("A"), cell("0.84 (0.82–0.85)", "a", "a")]]
    columns = columns_of(rows, figure("a", "ratio", value=0.84, low=0.82, high=0.85))
    assert list(shown(columns)) == ["Body", "Staff", "Staff, from", "Staff, to"]
    assert len([one for one in columns if one.header.startswith("Staff: Id")]) == 1


def test_a_value_said_alone_has_one_column_whatever_else_its_fact_holds() -> None:
    rows = [[cell("A"), cell("2.45 months", "a")]]
    columns = columns_of(rows, figure("a", "months", value=2.45, low=2.35, high=2.48))
    assert shown(columns)["Staff (months)"] == (Amount(2.45, "#,##0.00"),)
    assert len(shown(columns)) == 2


@pytest.mark.parametrize(("end", "sign"), [("low", "≥"), ("high", "≤")])
def test_a_bound_keeps_its_sign_and_stays_a_number(end: str, sign: str) -> None:
    rows = [[cell("A"), cell(f"{sign} 18,524", "a")]]
    columns = columns_of(rows, figure("a", "attendances", "", **{"value": 18524.0, end: 18524.0}))
    assert shown(columns)["Staff (attendances)"] == (Amount(18524.0, f'"{sign} "#,##0'),)


def test_figures_of_several_units_have_a_column_that_names_them() -> None:
    rows = [[cell("A"), cell("71.4%", "a")], [cell("B"), cell("714 persons", "b")]]
    columns = columns_of(
        rows, figure("a", "percent", value=71.4), figure("b", "persons", value=714.0)
    )
    assert shown(columns) == {
        "Body": ("A", "B"),
        "Staff": (Amount(71.4, "#,##0.00"), Amount(714.0, "#,##0")),
        "Staff: Unit": ("%", "persons"),
    }


def test_a_figure_within_a_text_has_a_column_of_its_own() -> None:
    rows = [[cell("A"), cell("not if 15 or more belong there", "a")]]
    columns = columns_of(rows, figure("a", value=15.0), numeric=False)
    assert shown(columns) == {
        "Body": ("A",),
        "Staff": ("not if 15 or more belong there",),
        "Staff: Value (persons)": (Amount(15.0, "#,##0"),),
    }


def test_the_receipt_of_each_number_stands_in_its_row_behind_the_table() -> None:
    rows = [[cell("A"), cell("916", "gain")], [cell("B"), cell("–")]]
    columns = columns_of(rows, figure("gain", value=916.0))
    assert [column.receipt for column in columns] == [False, False] + [True] * 6
    assert [(column.header, column.values) for column in columns[2:]] == [
        ("Staff: Id of the figure", ("gain", None)),
        ("Staff: Figure", ("what gain is", None)),
        ("Staff: Status", ("computed", None)),
        ("Staff: Formula", ("a − b", None)),
        ("Staff: Printed in", ("1228, II: “1”", None)),
        ("Staff: Audit of these cells", ("", None)),
    ]


def test_a_figure_without_receipt_is_an_error() -> None:
    with pytest.raises(KeyError, match="nobody"):
        columns_of([[cell("A"), cell("1", "nobody")]])


def test_columns_of_the_same_name_are_told_apart() -> None:
    labels = [{"label": name, "numeric": False} for name in ("Share", "share", "Share (2)")]
    table = {"columns": labels, "rows": [[cell("a"), cell("b"), cell("c")]]}
    headers = [column.header for column in sheet_columns(table, {}, "en")]
    assert headers == ["Share", "share (2)", "Share (2) (2)"]
