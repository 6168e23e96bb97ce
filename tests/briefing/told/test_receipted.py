from decimal import Decimal
from pathlib import Path

import pytest

from analysis.briefing.elements import Number, Receipt
from analysis.briefing.material import read_material
from analysis.briefing.receipts_of import receipts
from analysis.briefing.teller import Teller
from analysis.briefing.told.receipted import (
    as_printed,
    checks_counted,
    declared,
    figure_told,
    needed,
    side_of,
)

ARCHIVES, REPORT, SCHEME = "hcmc-archives-2014-2020", "1228-bc-snv-2017", "1698-qd-ubnd-2022"


@pytest.fixture
def en(project: Path) -> Teller:
    return Teller(read_material(ARCHIVES, project), "en")


def receipt_of(teller: Teller, number: Number | str) -> Receipt:
    assert isinstance(number, Number)
    (entry,) = (one for one in receipts(teller).entries if one.id == number.receipt)
    return entry


def test_both_sides_of_a_check_lead_to_one_receipt_with_its_verdict_and_cells(en: Teller) -> None:
    """The report states 2.157 qualified; its levels 158, 103, 586 and 1.140 add up to 1.987."""
    audit = en.material.audit
    check = audit[audit["id"] == "qualified-2016-levels"].to_dict("records")[0]
    left, right = side_of(en, check, "left"), side_of(en, check, "right")
    assert (str(getattr(left, "text", "")), str(getattr(right, "text", ""))) == (
        "2,157\N{NO-BREAK SPACE}persons",
        "1,987\N{NO-BREAK SPACE}persons",
    )
    receipt = receipt_of(en, left)
    assert receipt == receipt_of(en, right)
    assert receipt.verdict == "contradicts itself"
    assert [cell.printed for cell in receipt.inputs] == ["2.157", "158", "103", "586", "1.140"]
    assert dict(receipt.amounts)["difference"] == Decimal(170)


def test_the_counts_of_an_audit_add_up_in_their_receipt(en: Teller) -> None:
    rows = en.material.audit
    numbers = [checks_counted(en, rows, verdict) for verdict in ("", "holds", "fails")]
    receipt = receipt_of(en, numbers[0])
    total, _, parts = receipt.value.partition(" = ")
    assert int(total) == sum(map(int, parts.split(" + "))) == len(rows)
    assert {number.receipt for number in numbers} == {f"audit/{REPORT}"}


def test_a_printed_figure_is_quoted_to_the_letter_with_its_place(en: Teller) -> None:
    number = as_printed(en, f"{REPORT}#table-2016-total-staff")
    receipt = receipt_of(en, number)
    assert number.text == receipt.value == "3.860"
    assert receipt.what.startswith("Printed figure, ")
    assert receipt.status == "reported"


def test_a_misprint_is_shown_with_its_reading(project: Path) -> None:
    scheme = Teller(read_material("hanoi-scheme-2022-2025", project), "en")
    cells = scheme.material.cells
    (cell,) = cells.index[(cells["printed"] == "45.5524") & (cells["correction"] != "")]
    assert receipt_of(scheme, as_printed(scheme, cell)).value == "45.5524 → 45.552"


def test_a_figure_named_in_a_sentence_is_linked_and_its_place_is_not(en: Teller) -> None:
    told = figure_told(en, f"{REPORT}#table-2016-total-staff")
    assert [type(part) for part in told.parts] == [Number, str]
    assert told.plain().startswith("3,860 (")


def test_a_setting_is_said_with_its_assumption(en: Teller) -> None:
    number = declared(en, "retention.attrition_pct", 8)
    receipt = receipt_of(en, number)
    assert number.text == "8%"
    assert (receipt.status, receipt.inputs[0].document) == ("assumed", "Assumption")
    assert declared(en, "retention.horizon_years").text == "5"
    assert declared(en, "attrition.road.draws").text == "100,000"


def test_what_is_not_declared_cannot_be_said(en: Teller) -> None:
    with pytest.raises(ValueError, match=r"would say 7: .*data/raw/programmes\.yml"):
        declared(en, "retention.attrition_pct", 7)
    with pytest.raises(ValueError, match="name one of them"):
        declared(en, "retention.attrition_pct")
    with pytest.raises(KeyError):
        declared(en, "region")


def test_what_a_method_needs_has_its_receipt(en: Teller) -> None:
    assert receipt_of(en, needed(en, "trend", 3)).formula == "what the method needs"


def test_a_receipt_writes_its_figure_as_the_page_does_and_the_digits_behind_it(
    en: Teller,
) -> None:
    """3,860 − 2,157 = 1,703 people are missing over 5 years: 340.6 a year."""
    number = en.number(en.fact("required_per_year", "flat", variant="printed"), decimals=0)
    assert receipt_of(en, number).value == f"{number.text} (340.6)"
    assert number.text == "341\N{NO-BREAK SPACE}persons"
