"""How is money told in prices of one year, and what changes with the settings and the series?"""

from dataclasses import replace
from pathlib import Path

import pytest

from analysis.briefing.elements import DataTable
from analysis.briefing.material import Material, read_material
from analysis.briefing.teller import Teller
from analysis.briefing.told.prices import bounds_of, course_costs, funding_in_prices_of_one_year
from analysis.briefing.told.references import prices_cited, reference_inputs, series_told

ARCHIVES = "hcmc-archives-2014-2020"
BANK = tuple(f"reference:consumer_prices-world-bank-{year}" for year in (2015, 2016))
OFFICE = "reference:consumer_prices-general-statistics-office-of-viet-nam-2024"


@pytest.fixture(scope="module")
def archives(project: Path) -> Material:
    return read_material(ARCHIVES, project)


def funding(material: Material, lang: str = "en") -> str:
    told = funding_in_prices_of_one_year(Teller(material, lang)).plain()
    return told.replace("\u00a0", " ")


def test_the_second_publisher_is_called_unverified_only_where_it_is(archives: Material) -> None:
    facts = archives.facts
    verified = facts.assign(status=facts["status"].replace("unverified", "computed"))
    assert "some of whose rows are not verified" in funding(archives)
    assert "(General Statistics Office)." in funding(replace(archives, facts=verified))


def test_the_word_for_the_direction_of_prices_follows_the_series(archives: Material) -> None:
    facts = archives.facts.copy()
    facts.loc[facts["metric"] == "price_change", "value"] = "-2.5"
    assert "prices rose by 32.06%" in funding(archives)
    assert "prices fell by 2.50% in 2014–2024" in funding(replace(archives, facts=facts))


def test_without_a_change_of_prices_none_is_told(archives: Material) -> None:
    facts = archives.facts[archives.facts["metric"] != "price_change"]
    assert "Consumer prices" not in funding(replace(archives, facts=facts))


def test_money_of_one_year_has_no_range_by_year_of_spending(project: Path) -> None:
    scheme = read_material("hanoi-scheme-2022-2025", project)
    assert "if the plan stands in prices of the year of the decision" in funding(scheme)
    assert "in one of these years" not in funding(scheme)


def test_a_fact_without_two_ends_has_no_bounds(archives: Material) -> None:
    teller = Teller(archives, "en")
    with pytest.raises(ValueError, match=rf"{ARCHIVES}/funding/total/.* has no two ends"):
        bounds_of(teller, teller.fact("funding"))
    assert bounds_of(teller, teller.fact("funding_real"), 2).text.startswith("4.95–5.11")


def test_without_norms_the_cost_of_a_course_cannot_be_said_and_the_law_is_named(
    archives: Material,
) -> None:
    answer, chart, table = course_costs(Teller(archives, "en"))
    assert "cannot be said" in answer.plain()
    assert "Circular 139/2010/TT-BTC" in answer.plain()
    assert isinstance(table, DataTable)
    assert [row[0] for row in table.rows] == [
        "Award-bearing training",
        "Short courses",
        "Briefings",
    ]
    assert "0–11.32\u00a0million" in table.plain()
    assert "0–11.32\u00a0million" in chart.plain()


def test_with_norms_the_cost_of_a_course_is_called_bounded(archives: Material) -> None:
    cost = archives.settings["cost"]
    kinds = [{**kind, "sources": ["assumption:norm"]} for kind in cost["kinds"]]
    settings = {**archives.settings, "cost": {**cost, "kinds": kinds}}
    answer, *_ = course_costs(Teller(replace(archives, settings=settings), "en"))
    assert "bounded by the declared norms" in answer.plain()


def test_a_receipt_groups_the_rows_of_a_publisher_and_says_which_are_unverified(
    archives: Material,
) -> None:
    teller = Teller(archives, "vi")
    salary = "reference:base_salary-2016-05-01"
    inputs = reference_inputs(teller, ("1228-bc-snv-2017#funding-stated", salary, *BANK, OFFICE))
    assert [cell.document for cell in inputs] == [
        "Bảng tham chiếu, chưa kiểm chứng",
        "Bảng tham chiếu",
        "Bảng tham chiếu, chưa kiểm chứng",
    ]
    assert "2015: 0,63 %; 2016: 2,67 %" in inputs[1].printed.replace("\u00a0", " ")
    assert "47/2016/NĐ-CP" in inputs[0].printed


def test_a_series_is_told_by_its_publisher_and_its_code_where_it_has_one(
    archives: Material,
) -> None:
    teller = Teller(archives, "vi")
    assert series_told(teller, prices_cited(teller, BANK)) == (
        "Ngân hàng Thế giới, chuỗi FP.CPI.TOTL.ZG"
    )
    assert series_told(teller, prices_cited(teller, (OFFICE,))) == "Tổng cục Thống kê"
