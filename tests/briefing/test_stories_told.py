"""What does each briefing tell, and does it follow the documents when they change?"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from analysis.briefing.compose import compose
from analysis.briefing.elements import (
    Box,
    Chart,
    DataTable,
    Element,
    Heading,
    Input,
    KeyFindings,
    Masthead,
    Prose,
    Receipt,
    Receipts,
    Sentence,
)
from analysis.briefing.page import Page

PageOf = Callable[[str, str], Page]
Changed = Callable[[Mapping[str, str]], Path]

ARCHIVES = "hcmc-archives-2014-2020"
MENDED = {"qualified-2016-stated": "1.987", "rate-2016-stated": "51,48%"}
TURNED = {
    "table-2016-departments-short-course": "379",
    "table-2016-departments-bachelor": "04",
    "table-2016-departments-college": "06",
    "table-2016-departments-intermediate": "47",
    "table-2016-districts-short-course": "33",
}
RANKING = {
    "vi": ("tốt hơn", "kém hơn", "rẻ hơn", "đắt hơn", "cao hơn", "thấp hơn", "nhiều hơn", "ít hơn"),
    "en": ("better", "worse", "cheaper", "dearer", "higher", "lower", "ahead", "behind", "best"),
}


def told(*elements: Element) -> str:
    return "\n".join(element.plain() for element in elements).replace("\u00a0", " ")


def as_sentence(cell: object) -> Sentence:
    return cell if isinstance(cell, Sentence) else Sentence((str(cell),))


def titled(page: Page) -> Masthead:
    masthead = page.opening[0]
    assert isinstance(masthead, Masthead)
    return masthead


def title(page: Page) -> str:
    return told(titled(page).finding)


def key_findings(page: Page) -> list[str]:
    (found,) = (part for part in page.opening if isinstance(part, KeyFindings))
    return [told(item.figure, item.text) for item in found.items]


def receipts(page: Page) -> dict[str, Receipt]:
    return {
        entry.id: entry
        for part in page.closing
        if isinstance(part, Receipts)
        for entry in part.entries
    }


GROWN = {
    "table-2016-total-short-course": "1.653",
    "qualified-2016-stated": "2.500",
    "rate-2016-stated": "64,77%",
}
"""More people qualified than all who were qualified before and all trainees together."""


@pytest.mark.parametrize(
    ("lang", "unknown", "figure", "more_came"),
    [
        ("vi", "Chưa xác định được", "số người mới đạt trình độ", "số đến lớn hơn"),
        ("en", "is not known", "how many people newly qualified", "more came"),
    ],
)
def test_the_archives_page_says_what_of_leaving_is_known_and_what_would_settle_it(
    lang: str, unknown: str, figure: str, more_came: str, page_of: PageOf
) -> None:
    page = told(*page_of(ARCHIVES, lang).questions)
    thousands = {"vi": ".", "en": ","}[lang]
    assert unknown in page
    assert figure in page
    assert f"−1{thousands}086" in page
    by_assumption = assumptions_on(page_of(ARCHIVES, lang))
    assert [row[1] == more_came for row in by_assumption] == [False] * 3 + [True] * 2 + [False]


def assumptions_on(page: Page) -> list[list[str]]:
    (table,) = (
        part
        for part in page.questions
        if isinstance(part, DataTable) and len(part.columns) >= 5 and len(part.rows) == 6
        and told(part).count("−") > 5
    )  # fmt: skip
    return [line.split("\t") for line in told(table).splitlines()[2:]]


def test_where_trainees_cannot_explain_the_growth_the_page_says_that_more_came(
    changed: Changed,
) -> None:
    # 1.071 and at most 1.359 − 66 trainees of classes that could have ended, against 2.500
    page = told(*compose(ARCHIVES, "en", changed(GROWN)).questions)
    known = "More qualified people came than left: losses less arrivals are −1,429 to −136 persons"
    assert known in page
    assert "More left than came only if" not in page
    contradicted = "nobody came qualified from elsewhere\t–\tcontradicts the counts\t–\t–"
    assert contradicted in page


def test_the_receipt_of_a_bound_names_its_assumption_and_its_ends(page_of: PageOf) -> None:
    entries = receipts(page_of(ARCHIVES, "en"))
    bound = entries[f"{ARCHIVES}/net_leakage_different_people/total/2012-2016/recomputed"]
    assert "each certificate is a different person" in bound.what
    assert bound.value == "−314 to −111 persons".replace(" persons", "\u00a0persons")
    assert "assumed" in bound.status


def until_the_audit(page: Page) -> Iterator[Element]:
    for part in page.questions:
        if isinstance(part, Heading) and part.anchor == "audit":
            return
        yield part


def test_the_first_screen_on_archives_gives_both_readings_and_the_goal(page_of: PageOf) -> None:
    page = page_of(ARCHIVES, "vi")
    rate, departments, districts, cost, year = key_findings(page)
    assert "30,21 %" in title(page)
    assert "55,88 %" in title(page)
    assert "51,48 %" in title(page)
    assert "không thể cùng đúng" in title(page)
    assert rate.startswith("55,88 % / 51,48 %")
    assert departments.startswith("−1,53 điểm phần trăm")
    assert districts.startswith("80 %")
    assert cost.startswith("3,56 triệu đồng / 4,23 triệu đồng")
    assert year.startswith("2023 / 2025")
    assert "năm 2021" in year


def test_the_archives_page_says_which_readings_contradict_each_other(page_of: PageOf) -> None:
    boxes = [part for part in page_of(ARCHIVES, "en").opening if isinstance(part, Box)]
    limits, conflict = boxes
    assert (limits.tone, conflict.tone) == ("limits", "conflict")
    assert "2,157 persons against 1,987 persons" in told(conflict)
    assert "15,021 attendances against 17,165 attendances" in told(conflict)


def test_a_receipt_names_the_printed_string_and_where_it_stands(page_of: PageOf) -> None:
    entries = receipts(page_of(ARCHIVES, "en"))
    stated = entries[f"{ARCHIVES}/qualification_rate/total/2016/printed"]
    recomputed = entries[f"{ARCHIVES}/qualified/total/2016/recomputed"]
    assert Input("1228/BC-SNV", "Phần I, II.3.b", "2.157") in stated.inputs
    assert Input("1228/BC-SNV", "Phần I, II.3.b", "3.860") in stated.inputs
    assert [cell.printed for cell in recomputed.inputs] == ["158", "103", "586", "1.140"]
    assert "contradicts itself" in stated.verdict
    assert stated.value == "55.88% (55.880829…)"


def test_a_receipt_shows_a_misprint_with_its_reading(page_of: PageOf) -> None:
    cell = receipts(page_of("hanoi-staff-2014-2020", "en"))[
        "hanoi-staff-2014-2020/attendances/informatics/2016-2020/both"
    ].inputs[0]
    assert cell.printed == "45.5524, read as 45.552"


@pytest.mark.parametrize(
    ("lang", "nothing", "demanded"),
    [
        (
            "vi",
            "tài liệu hiện có chưa có báo cáo kết quả",
            ("Cán bộ chuyên trách công nghệ thông tin", "Sở Tài chính", "Sáu tháng một lần"),
        ),
        (
            "en",
            "the documents at hand report no result",
            ("Dedicated information technology staff", "Department of Finance", "six months"),
        ),
    ],
)
def test_the_directive_of_nghe_an_demands_but_has_no_results_and_no_numbers(
    lang: str, nothing: str, demanded: tuple[str, ...], page_of: PageOf
) -> None:
    page = page_of("nghe-an-it", lang)
    assert nothing in title(page)
    assert not any(character.isdigit() for character in told(*page.opening))
    assert not any(isinstance(part, Chart | KeyFindings) for part in page.opening)
    assert page.closing == ()
    assert all(text.lower() in told(*page.questions).lower() for text in demanded)


@pytest.mark.parametrize(
    ("lang", "missing"),
    [
        ("vi", ("số người", "trình độ", "kinh phí", "số người rời vị trí")),
        ("en", ("headcount", "qualification", "funding", "leavers")),
    ],
)
def test_the_page_on_administrative_reform_says_what_is_missing(
    lang: str, missing: tuple[str, ...], page_of: PageOf
) -> None:
    page = page_of("hcmc-admin-reform-2016-2020", lang)
    assert all(word in told(titled(page).standfirst) for word in missing)
    assert "1.029" in title(page) or "1,029" in title(page)
    assert len(key_findings(page)) == 2


def test_the_scheme_of_ha_noi_gives_its_cost_a_seat(page_of: PageOf) -> None:
    vi = page_of("hanoi-scheme-2022-2025", "vi")
    en = page_of("hanoi-scheme-2022-2025", "en")
    assert "272,316 tỷ đồng" in title(vi)
    assert "7.269 chỉ tiêu" in title(vi)
    assert key_findings(vi)[0].startswith("37,46 triệu đồng")
    assert "38,91 triệu đồng" in key_findings(vi)[0]
    assert key_findings(en)[0].startswith("37.46 million dong")


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_two_cities_are_flagged_and_never_ranked(lang: str, page_of: PageOf) -> None:
    page = page_of("two-cities", lang)
    limits = [part for part in page.opening if isinstance(part, Box) and part.tone == "limits"]
    said = told(
        *(part for part in page.opening if not isinstance(part, Box)), *until_the_audit(page)
    ).lower()
    assert [word for word in RANKING[lang] if word in said] == []
    assert any(word in told(*limits) for word in RANKING[lang])
    table = next(part for part in page.questions if isinstance(part, DataTable))
    no, partly = {"vi": ("không", "một phần"), "en": ("no", "in part")}[lang]
    assert [row[1] for row in table.rows] == [no, no, no, no, partly, partly, no]


@pytest.mark.parametrize(
    ("lang", "flag", "nominal", "real"),
    [("vi", "một phần", "0,69", "0,84 (0,82–0,85)"), ("en", "in part", "0.69", "0.84 (0.82–0.85)")],
)
def test_a_ratio_of_the_two_cities_has_its_flag_and_reason_beside_it(
    lang: str, flag: str, nominal: str, real: str, page_of: PageOf
) -> None:
    tables = [part for part in page_of("two-cities", lang).questions if isinstance(part, DataTable)]
    rows = [told(Prose(*map(as_sentence, row[1:]))) for row in tables[1].rows]
    assert [row.partition(": ")[0] for row in rows] == [f"{nominal} {flag}", f"{real} {flag}"]
    assert all(len(row.partition(": ")[2]) > len(flag) for row in rows)
    assert ("518.766 đồng" if lang == "vi" else "518,766 dong") in told(tables[0])


@pytest.mark.parametrize(
    ("lang", "base", "even", "ends"),
    [
        ("vi", "Theo giá năm 2024", "5,05 tỷ đồng", "4,95–5,11 tỷ đồng"),
        ("en", "In prices of 2024", "5.05 billion dong", "4.95–5.11 billion dong"),
    ],
)
def test_the_archives_money_is_told_in_prices_of_one_year_with_series_and_range(
    lang: str, base: str, even: str, ends: str, page_of: PageOf
) -> None:
    said = told(*page_of(ARCHIVES, lang).questions)
    assert all(text in said for text in (base, even, ends, "FP.CPI.TOTL.ZG"))
    assert "139/2010/TT-BTC" in said


def test_a_receipt_lists_the_yearly_changes_of_a_publisher_in_one_line(page_of: PageOf) -> None:
    entries = receipts(page_of("hanoi-scheme-2022-2025", "en"))
    real = entries["hanoi-scheme-2022-2025/funding_real/total/2022-2025/both"]
    found = [cell for cell in real.inputs if cell.document == "Reference table"]
    assert [cell.printed.replace("\u00a0", " ") for cell in found] == [
        "consumer prices, change on the year before: 2023: 3.25%; 2024: 3.62% "
        "(World Bank, series FP.CPI.TOTL.ZG)"
    ]
    check = entries[
        "hanoi-scheme-2022-2025/price_change/general_statistics_office_of_viet_nam/2022-2024/both"
    ]
    assert [cell.document for cell in check.inputs] == ["Reference table, unverified"]
    assert check.inputs[0].printed.endswith("(General Statistics Office)")


def section(page: Page, anchor: str) -> str:
    """What stands under a heading, until the next one?"""
    found: list[Element] = []
    for part in page.questions:
        if isinstance(part, Heading):
            if found:
                break
            found += [part] * (part.anchor == anchor)
        elif found:
            found.append(part)
    return told(*found)


def test_the_road_says_what_attrition_the_training_could_have_borne(page_of: PageOf) -> None:
    en, vi = (section(page_of(ARCHIVES, lang), "road") for lang in ("en", "vi"))
    assert "at most 3.9% / 2.8% (as stated / by the table)" in en
    assert "each of the 453 attendances a year" in en
    assert "net gain between the counts: missed even if nobody leaves" in en
    assert "không quá 3,9 % / 2,8 % (theo lời văn / theo bảng)" in vi
    named = "moves the qualified share in 2021 most within the assumed ranges: Attrition a year"
    assert named in en


def test_the_road_of_certificates_alone_misses_the_goal_even_if_nobody_leaves(
    page_of: PageOf,
) -> None:
    """21 + 1 + 320 + 529 in three years are 290, without 7 + 12 + 47 still under way 268."""
    en, vi = (section(page_of(ARCHIVES, lang), "road") for lang in ("en", "vi"))
    assert "268–290 attendances a year without and with the classes still under way: missed" in en
    assert "mỗi năm 268–290 lượt (chưa tính và tính cả lớp còn đang học): không đạt" in vi


def test_what_the_courses_leave_over_is_told_in_total_and_by_level(page_of: PageOf) -> None:
    """2,157 or 1,987 − 1,071 − 871 or 1,359; 158 − 56 − 21, 586 − 270 − 320, 1,140 − 745 − 529."""
    page = section(page_of(ARCHIVES, "en"), "attrition")
    assert "leaves 215 persons as stated, 45 persons by its own figures with the courses" in page
    assert "−273 persons as stated, −443 persons by its own figures with professional" in page
    rows = {line.split("\t")[0]: line.split("\t") for line in page.splitlines()}
    assert [rows[level][-1] for level in ("Bachelor's degree", "College diploma")] == ["81", "–"]
    assert [rows[level][-1] for level in ("Intermediate diploma", "Short course")] == [
        "−4", "−134",
    ]  # fmt: skip


def test_a_level_that_rests_on_a_lower_bound_says_so_where_it_stands(page_of: PageOf) -> None:
    page = section(page_of(ARCHIVES, "vi"), "attrition")
    assert "số đến lớn hơn, nếu lấy mức tối thiểu (≥ 200 người)\t" in page
    assert "\t0–273 trở lên\t" in page


def test_the_scheme_of_ha_noi_leads_with_the_salary_of_its_own_year(page_of: PageOf) -> None:
    """272,316 million / 7,269 seats / 1.49 million; over 2022–2025 1.49 to 2.34 million."""
    said = section(page_of("hanoi-scheme-2022-2025", "en"), "cost")
    assert "worth 25.1 months of the base salary in force in 2022, when the decision" in said
    assert "19.9 months of the salary averaged over 2022–2025, within 16.0–25.1 months" in said


def test_a_road_with_one_reading_has_no_bar_for_the_reading(changed: Changed) -> None:
    page = compose(ARCHIVES, "en", changed(MENDED))
    road = section(page, "road")
    assert "at most 2.8%, and only" in road
    assert "Every assumption central: 77.8%" in road
    assert "Reading of the closing count" not in road


def test_a_year_of_work_costs_more_the_more_leave(page_of: PageOf) -> None:
    """3,871 million / 1,086 people and / 916; 1 + 0.92 + … + 0.92^4 = 4.26148 years."""
    said = section(page_of(ARCHIVES, "en"), "staff-years")
    assert "gives 4.26 years of work" in said
    assert "836,436 dong as stated, 991,670 dong by its own figures a year of work" in said
    assert "0%\t5.00\t712,891 dong / 845,197 dong\t–" in said


def test_the_scheme_of_ha_noi_says_what_placement_as_in_the_pilot_adds(page_of: PageOf) -> None:
    """37.46 million / 2.7664 years, and × 1000 / 714."""
    said = section(page_of("hanoi-scheme-2022-2025", "en"), "attrition")
    assert "8%\t2.77\t13.54 million dong\t18.97 million dong\t774,604 dong" in said


def test_a_report_whose_readings_agree_is_told_without_a_contradiction(changed: Changed) -> None:
    root = changed(MENDED)
    page = compose(ARCHIVES, "en", root)
    first_screen = told(*page.opening)
    assert title(page) == ("The qualified share of archives staff rose from 30.21% to 51.48%")
    assert "55.88%" not in told(*page.opening, *page.questions)
    assert "Which of the two totals" not in first_screen
    assert [text.split(":")[0].split("\n")[0] for text in key_findings(page)] == [
        "51.48%", "−1.53 percentage points", "80%", "4.23 million dong", "2025",
    ]  # fmt: skip
    assert "không thể cùng đúng" not in title(compose(ARCHIVES, "vi", root))
    assert "51.48% | 68.25%" in told(*compose("two-cities", "en", root).opening)


def test_the_words_for_a_direction_follow_when_a_change_turns(changed: Changed) -> None:
    root = changed(TURNED)
    en, vi = (compose(ARCHIVES, lang, root) for lang in ("en", "vi"))
    departments = key_findings(en)[1]
    assert departments.startswith("+11.45 percentage points")
    assert "rose from 35.73% to 47.19%" in departments
    assert "certificates rose by 15.84" in departments
    assert "diplomas fell by 4.38" in departments
    assert "tăng từ 35,73 % lên 47,19 %" in key_findings(vi)[1]
    assert "the rate changed by −9.15 percentage points in the districts" in told(*en.questions)
