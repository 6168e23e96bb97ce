"""Does a page say which conclusions survive, and follow the document when it changes?"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from analysis.briefing import receipts_of
from analysis.briefing.compose import compose
from analysis.briefing.elements import DataTable, Element, Heading, KeyFindings, Masthead
from analysis.briefing.material import read_material
from analysis.briefing.page import Page
from analysis.briefing.teller import Teller
from analysis.metrics.facts import READINGS

PageOf = Callable[[str, str], Page]
Changed = Callable[[Mapping[str, str]], Path]

ARCHIVES = "hcmc-archives-2014-2020"
MENDED = {"qualified-2016-stated": "1.987", "rate-2016-stated": "51,48%"}
BELOW_THE_TABLE = {"qualified-2016-stated": "1.000"}
FEW_MORE = {"qualified-2016-stated": "2.001"}


def told(*elements: Element) -> str:
    return "\n".join(element.plain() for element in elements).replace("\u00a0", " ")


def section(page: Page, anchor: str) -> list[Element]:
    """The elements from the heading with this anchor up to the next heading of any level."""
    parts: list[Element] = []
    for part in page.questions:
        if isinstance(part, Heading):
            parts = [part] if part.anchor == anchor else parts
            if parts and part.anchor != anchor:
                return parts
        elif parts:
            parts.append(part)
    return parts


def rows(page: Page, anchor: str) -> list[list[str]]:
    (table,) = (part for part in section(page, anchor) if isinstance(part, DataTable))
    _, _, *lines = told(table).split("\n")
    return [line.split("\t") for line in lines]


def standfirst(page: Page) -> str:
    masthead = page.opening[0]
    assert isinstance(masthead, Masthead)
    return told(masthead.standfirst)


def test_the_first_screen_says_that_its_finding_survives_and_what_turns_the_others(
    page_of: PageOf,
) -> None:
    page = page_of(ARCHIVES, "en")
    assert standfirst(page).endswith(
        "Every reading agrees that the qualified share of all staff rose."
    )
    (findings,) = (part for part in page.opening if isinstance(part, KeyFindings))
    _, departments, districts, *_ = (told(item.text) for item in findings.items)
    assert departments.endswith("if 15 or more of the 170 in dispute belong there.")
    assert districts.endswith("Over all readings: 67–83%.")


@pytest.mark.parametrize(
    ("lang", "verdicts"),
    [
        (
            "en",
            [
                "yes",
                "not if 15 or more of the 170 unplaced belong there",
                "yes",
                "yes",
                "in 7 of 8 readings",
            ],
        ),
        (
            "vi",
            [
                "có",
                "không, nếu từ 15 người trở lên trong 170 người chưa rõ nhóm thuộc nhóm này",
                "có",
                "có",
                "đúng với 7 trong 8 cách đọc",
            ],
        ),
    ],
)
def test_each_conclusion_says_whether_it_holds_in_all_readings(
    page_of: PageOf, lang: str, verdicts: list[str]
) -> None:
    assert [row[1] for row in rows(page_of(ARCHIVES, lang), "conclusions")] == verdicts


def test_a_table_shows_the_change_of_each_body_that_could_hold_them_all(page_of: PageOf) -> None:
    assert rows(page_of(ARCHIVES, "en"), "unplaced") == [
        ["No body", "–", "–", "+21.44", "−0.17"],
        ["Departments", "−1.53", "+16.87", "+25.80", "−0.13"],
        ["Districts", "+28.37", "+35.45", "+25.87", "−0.20"],
        ["Companies", "+29.42", "+62.31", "+25.72", "−0.05"],
    ]
    words = told(*section(page_of(ARCHIVES, "en"), "unplaced"))
    assert "Archives Office: not all of them can belong there, as it has 9 staff" in words


def test_a_report_without_contradiction_has_no_scenarios_and_every_conclusion_holds(
    changed: Changed,
) -> None:
    root = changed(MENDED)
    for lang, yes in (("vi", "có"), ("en", "yes")):
        page = compose(ARCHIVES, lang, root)
        assert section(page, "unplaced") == []
        assert {row[1] for row in rows(page, "conclusions")} == {yes}


def test_a_stated_total_below_the_table_leaves_nobody_unplaced_but_turns_the_finding(
    changed: Changed,
) -> None:
    page = compose(ARCHIVES, "en", changed(BELOW_THE_TABLE))
    assert section(page, "unplaced") == []
    rose, departments, *_ = rows(page, "conclusions")
    assert rose[1] == "only by the table"
    assert departments[1] == "yes"
    assert "Not every reading agrees that the qualified share of all staff rose." in standfirst(
        page
    )


def test_too_few_unplaced_cannot_turn_the_departments(changed: Changed) -> None:
    page = compose(ARCHIVES, "en", changed(FEW_MORE))
    _, departments, *_ = rows(page, "conclusions")
    assert departments[1] == "yes"
    assert "Turned round" not in told(*page.opening)
    assert "enough to turn" not in told(*section(page, "unplaced"))


@pytest.mark.parametrize("programme", ["hanoi-staff-2014-2020", "hanoi-scheme-2022-2025"])
def test_where_no_result_rests_on_a_failing_check_the_first_screen_says_so(
    page_of: PageOf, programme: str
) -> None:
    sentence = "No result on this page rests on a figure in conflict."
    assert standfirst(page_of(programme, "en")).endswith(sentence)
    assert sentence not in told(*page_of(ARCHIVES, "en").opening)


def test_the_two_cities_name_the_results_that_stand_in_two_readings(page_of: PageOf) -> None:
    assert standfirst(page_of("two-cities", "en")).endswith(
        "In two readings, because their figures are in conflict: Share qualified; Cost per "
        "participation or seat. They cannot be compared, whichever reading is right."
    )


def test_a_page_whose_checks_all_agree_says_nothing_of_readings(page_of: PageOf) -> None:
    assert "reading" not in told(*page_of("hcmc-admin-reform-2016-2020", "en").opening)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_range_and_scenario_of_the_ledger_can_be_written(project: Path, lang: str) -> None:
    teller = Teller(read_material(ARCHIVES, project), lang)
    for row in teller.material.facts.itertuples():
        if row.variant not in READINGS:
            fact = teller.fact(row.metric, row.group, row.period, row.variant)
            assert teller.number(fact).text
            assert receipts_of.group_name(teller, row.group) if row.group != "total" else True
            assert receipts_of.variant_name(teller, row.variant)
