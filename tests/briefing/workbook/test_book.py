from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.briefing.elements import (
    Column,
    DataTable,
    Element,
    Finding,
    KeyFindings,
    Masthead,
    Number,
    Prose,
    Receipt,
    ReceiptLabels,
    Receipts,
    sentence,
)
from analysis.briefing.workbook.book import Book, book_of, sheet_names
from analysis.briefing.workbook.figures import Amount

LABELS = ReceiptLabels("Formula", "Printed in", "Audit", "Status", "Used in")


def book(*elements: Element) -> Book:
    return book_of([held for element in elements if (held := element.data())])


def test_a_sentence_holds_no_table() -> None:
    assert Prose(sentence("Nothing to calculate with.")).data() is None


def test_the_sheets_are_the_tables_in_the_order_of_the_page(masthead: Masthead) -> None:
    tables = [DataTable(name, (Column("Nhóm", numeric=False),), (("a",),)) for name in ("y", "x")]
    assert [(sheet.name, sheet.caption) for sheet in book(*tables, masthead).sheets] == [
        ("1. y", "y"),
        ("2. x", "x"),
    ]


def test_each_figure_of_a_key_finding_has_a_row(masthead: Masthead) -> None:
    now, before = Number("55,88 %", "now"), Number("30,21 %", "before")
    finding = Finding(sentence("{now}", now=now), sentence("trước là {before}", before=before))
    receipts = Receipts(
        "Căn cứ",
        LABELS,
        tuple(
            Receipt(name, f"Tỷ lệ {name}", "", "", (), "", "", (("value", value),), "percent")
            for name, value in (("now", Decimal("55.88")), ("before", Decimal("30.21")))
        ),
    )
    (sheet,) = book(masthead, KeyFindings("Kết quả", (finding,)), receipts).sheets
    assert [column.values for column in sheet.columns[:3]] == [
        ("55,88 %: trước là 30,21 %", ""),
        ("Tỷ lệ now", "Tỷ lệ before"),
        (Amount(55.88, "#,##0.00"), Amount(30.21, "#,##0.00")),
    ]


def test_a_workbook_has_one_masthead(masthead: Masthead) -> None:
    with pytest.raises(ValueError, match="one Masthead, these elements have 2"):
        book(masthead, masthead)


def test_a_long_caption_is_cut_between_words() -> None:
    assert sheet_names(["Staff and qualified staff by body"]) == ["1. Staff and qualified staff…"]


def test_signs_that_no_name_of_a_sheet_may_hold_are_left_out() -> None:
    assert sheet_names(["Needed / gained: [a]*?", "it's"]) == ["1. Needed gained a", "2. it s"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(min_size=1, max_size=60), min_size=1, max_size=12))
def test_every_name_is_legal_and_there_once(captions: list[str]) -> None:
    names = sheet_names(captions)
    assert all(1 <= len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)
    assert len({name.casefold() for name in names}) == len(captions)
