"""What would make a failing check agree, told on the pages of the real documents."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from analysis.briefing.elements import DataTable, Element, Heading, Prose
from analysis.briefing.material import read_material
from analysis.briefing.names import VARIANTS
from analysis.briefing.page import Page
from analysis.briefing.teller import Teller
from analysis.briefing.told.cells import cell_name, reading_name
from analysis.briefing.told.readings import readings_told
from analysis.sources.schemas import WAYS

PageOf = Callable[[str, str], Page]
Changed = Callable[[Mapping[str, str]], Path]
ARCHIVES, STAFF = "hcmc-archives-2014-2020", "hanoi-staff-2014-2020"
CELL = "1228-bc-snv-2017#table-2016-departments-short-course"
MENDED = {"qualified-2016-stated": "1.987", "rate-2016-stated": "51,48%"}
LEVELS_AGREE = {
    "table-2016-departments-short-course": "249",
    "table-2016-total-short-course": "1.310",
}


def told(elements: list[Element]) -> str:
    return "\n".join(element.plain() for element in elements).replace("\u00a0", " ")


def of(programme: str, lang: str, root: Path) -> list[Element]:
    return readings_told(Teller(read_material(programme, root), lang))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", ["12 trong 16 ô", "có 1 ô mà số đã in biến động ngược chiều", "79 (Sở, ngành",
                "đọc là 249", "trong 576 cách cộng", "4.814 (Quận, huyện", "đọc là 4.834"]),
        ("en", ["12 of the 16 cells", "1 of them moves against its column", "79 (Departments",
                "read as 249", "1 of 576 combinations", "4,814 (Districts", "read as 4,834"]),
    ],
)  # fmt: skip
def test_each_failing_check_is_told_with_its_first_reading_and_its_counts(
    lang: str, said: list[str], project: Path
) -> None:
    text = told(of(ARCHIVES, lang, project))
    assert [part for part in said if part not in text] == []


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("vi", ["trong 2 số khác mà văn bản ghi cho cùng đối tượng và cùng kỳ, có 1 số",
                "2.157 (Đạt trình độ chuyên ngành; 2016)", "Không số nguyên nào khác cho đúng",
                "chỗ sau cũng khớp: Tỷ lệ năm 2016 nêu trong lời văn so với bảng."]),
        ("en", ["of 2 other counts printed for the same body and period, 1 would give",
                "the stated share: 2,157 (", "No other whole number would give that share.",
                "agree as well: Stated rate of 2016 against the table."]),
    ],
)  # fmt: skip
def test_the_count_behind_a_share_is_told_among_the_counts_that_are_printed(
    lang: str, said: list[str], project: Path
) -> None:
    others, own_levels = {2157, 3860}, {158, 103, 586, 1140}
    assert len(others - own_levels) == 2
    assert round(100 * 2156 / 3860, 2) < 55.88 < round(100 * 2158 / 3860, 2)
    text = told(of(ARCHIVES, lang, project))
    assert [part for part in said if part not in text] == []


def test_a_wider_range_of_counts_is_not_called_the_only_one(changed: Changed) -> None:
    text = told(of(ARCHIVES, "en", changed({"rate-2016-stated": "56%"})))
    assert 55.5 < 100 * 2157 / 3860 < 56.5 and 55.5 < 100 * 2158 / 3860 < 56.5
    assert "1 would give the stated share: 2,157" in text
    assert "No other whole number" not in text


def test_the_other_fault_that_one_slip_closes_is_told_under_both(changed: Changed) -> None:
    text = told(of(ARCHIVES, "en", changed({"case-files-2015": "146"})))
    assert 478 - 185 - 64 - 73 == 488 - 78 - 68 - 49 - 64 - 73 == 156
    assert (
        "146 (City courses; Compiling case files; 2015), read as 156. Read so, this would" in text
    )
    for other in ("Course attendances of 2015", "Attendances of professional courses"):
        assert f"this would agree as well: {other}" in text


def test_the_effects_of_the_first_reading_stand_beside_what_is_published(project: Path) -> None:
    (table,) = (part for part in of(ARCHIVES, "en", project) if isinstance(part, DataTable))
    rows = {line.split("\t")[0]: line.split("\t")[1:] for line in told([table]).split("\n")[2:]}
    assert rows["Change of the qualification rate, Departments, 2012–2016"] == [
        "−1.53 percentage points → 16.87 percentage points"
    ]
    assert rows["Qualification rate, 2016"] == ["55.88% / 51.48% → 55.88%"]
    assert len(rows) <= 8


def test_a_reading_that_changes_no_main_result_says_so(project: Path) -> None:
    text = told(of(STAFF, "en", project))
    assert "of 631 readings tried (one slip in one figure), 9 would make it agree" in text
    assert "Arithmetic alone does not decide between them" in text
    assert "no main result of this page changes" in text


def test_a_check_that_no_reading_explains_says_so(project: Path) -> None:
    assert "no reading that was tried makes it agree" in told(of(STAFF, "en", project))


def test_every_number_of_a_reading_has_its_receipt(page_of: PageOf) -> None:
    page = page_of(ARCHIVES, "vi")
    (closing,) = page.closing
    text = closing.plain().replace("\u00a0", " ")
    assert "Số cách đọc đã thử" in text
    assert "nếu 79 (Sở, ngành; Bồi dưỡng; 2016) đọc là 249" in text


def test_readings_end_the_audit_section_and_changes_end_the_page(
    page_of: PageOf,
) -> None:
    anchors = [
        part.anchor for part in page_of(ARCHIVES, "vi").questions if isinstance(part, Heading)
    ]
    assert anchors[-3:] == ["audit", "readings", "changes"]


@pytest.mark.parametrize("programme", ["hcmc-admin-reform-2016-2020", "nghe-an-it", "two-cities"])
def test_a_page_without_a_failing_check_of_its_own_tells_no_reading(
    programme: str, project: Path
) -> None:
    assert of(programme, "vi", project) == []


def test_checks_that_agree_once_the_document_is_mended_are_no_longer_told(
    changed: Changed,
) -> None:
    text = told(of(ARCHIVES, "en", changed(MENDED)))
    assert "cells beneath the totals" not in text
    assert "1 of 576 combinations" in text


def test_a_table_mended_as_the_reading_has_it_needs_no_reading(changed: Changed) -> None:
    text = told(of(ARCHIVES, "en", changed(LEVELS_AGREE)))
    assert "cells beneath the totals" not in text


def test_a_printed_figure_is_named_by_its_value_its_body_and_its_period(project: Path) -> None:
    vi = Teller(read_material(ARCHIVES, project), "vi")
    assert cell_name(vi, CELL) == "79 (Sở, ngành; Bồi dưỡng; 2016)"
    total = "1228-bc-snv-2017#qualified-2016-stated"
    assert cell_name(vi, total) == "2.157 (Đạt trình độ chuyên ngành; 2016)"


def test_the_name_of_a_reading_that_nobody_proposed_is_an_error(project: Path) -> None:
    with pytest.raises(KeyError, match="no reading if_the_moon_is_1"):
        reading_name(Teller(read_material(ARCHIVES, project), "en"), "if_the_moon_is_1")


def test_a_reading_is_told_in_paragraphs_that_hold_no_empty_place(project: Path) -> None:
    for lang in ("vi", "en"):
        for part in of(ARCHIVES, lang, project):
            assert not isinstance(part, Prose) or "{" not in part.plain()


def test_a_stated_sum_that_a_total_takes_in_place_of_its_parts_is_said(changed: Changed) -> None:
    listed = 2336 + 2838 + 1116 + 3163 + 1028 + 1850
    root = changed({"trained-briefing": f"{(listed + 4814) // 1000}.{(listed + 4814) % 1000:03d}"})
    text = told(of(ARCHIVES, "en", root))
    assert "1 of 576 combinations of the parts listed give the stated total" in text
    assert "It takes 4,814 (Districts; Briefing-type training; 2014–2016) in place" in text


def test_every_way_of_the_audit_has_a_name() -> None:
    assert set(WAYS) <= set(VARIANTS)


@pytest.mark.parametrize(("fitting", "said"), [("1", "it concerns 7 ("), ("0", "no reading that")])
def test_a_reading_that_puts_no_value_in_place_is_told_with_the_figure_it_concerns(
    fitting: str, said: str, project: Path
) -> None:
    material = read_material(STAFF, project)
    document, check = "hnp-2019-06-08", "officials-standard-change"
    own = (material.audit["document"] == document) & (material.audit["id"] == check)
    failing = material.audit[own].assign(verdict="fails")
    evidence = material.effects[material.effects["group"] == "scheme_parts_domestic"].assign(
        group="officials_standard_change", variant="points_as_percent", value=[fitting] * 2
    )
    page = replace(material, audit=failing, effects=evidence)
    assert said in told(readings_told(Teller(page, "en")))
