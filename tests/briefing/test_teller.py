from decimal import Decimal

import pandas as pd
import pytest

from analysis.briefing.elements import Number
from analysis.briefing.material import Material
from analysis.briefing.teller import Teller
from analysis.sources.schemas import FACTS

NBSP = "\u00a0"
FACTS_TOLD = (
    # metric, group, variant, value, low, high, unit; all of 2016, but for the last
    ("target", "total", "both", "70", "", "", "percent"),
    ("rate", "total", "printed", "55.8808290155", "", "", "percent"),
    ("rate", "total", "recomputed", "51.4766839378", "", "", "percent"),
    ("rate", "districts", "both", "60.3584826", "", "", "percent"),
    ("change", "total", "printed", "25.669", "", "", "percentage_points"),
    ("change", "total", "recomputed", "-21.265", "", "", "percentage_points"),
    ("change", "departments", "both", "-1.53", "", "", "percentage_points"),
    ("change", "companies", "both", "0", "", "", "percentage_points"),
    ("staff", "total", "both", "3545", "", "", "persons"),
    ("losses", "total", "both", "", "0", "2430", "persons"),
    ("cost", "total", "both", "3564456.72", "", "", "vnd"),
    ("rate", "total", "range", "", "51.4766839378", "55.8808290155", "percent"),
    ("rate", "total", "unplaced_in_districts", "55.8808290155", "", "", "percent"),
    ("rate", "districts", "range", "", "60.3584826", "67.4447686", "percent"),
    ("rate", "districts", "unplaced_in_districts", "67.4447686", "", "", "percent"),
    ("retained", "total", "placement_as_observed", "53000000", "", "", "vnd"),
    ("retained", "total", "range", "", "53000000", "54000000", "vnd"),
    ("places", "total", "both", "12", "", "", "seats"),
    ("places", "total", "both", "15", "", "", "seats"),
)
PERIODS = ["2016"] * (len(FACTS_TOLD) - 1) + ["2020"]


def told_by(lang: str) -> Teller:
    rows = [
        {
            "id": f"town/{metric}/{group}/{period}/{variant}",
            "programme": "town",
            "metric": metric,
            "group": group,
            "period": period,
            "variant": variant,
            "value": value,
            "low": low,
            "high": high,
            "unit": unit,
            "status": "reported" if metric == "target" else "computed",
            "formula": "closing rate − opening rate",
            "sources": "report#one;report#two",
        }
        for period, (metric, group, variant, value, low, high, unit) in zip(
            PERIODS, FACTS_TOLD, strict=True
        )
    ]
    cells = pd.DataFrame({"printed": ["hơn 1.850"]}, index=["report#one"])
    material = Material(
        programme="town",
        settings={},
        facts=pd.DataFrame(rows, columns=list(FACTS.columns), dtype="str"),
        cells=cells,
        audit=pd.DataFrame(),
        readings=pd.DataFrame(),
        effects=pd.DataFrame(),
        documents={},
        labels={"districts": {"vi": "Quận, huyện", "en": "Districts"}},
        assumptions={},
        base_salary=pd.DataFrame(),
        consumer_prices=pd.DataFrame(),
    )
    return Teller(material, lang)


@pytest.fixture
def vi() -> Teller:
    return told_by("vi")


@pytest.fixture
def en() -> Teller:
    return told_by("en")


def test_a_number_is_written_by_its_unit_and_leads_to_its_fact(vi: Teller, en: Teller) -> None:
    assert vi.number(vi.fact("rate", variant="printed")) == Number(
        f"55,88{NBSP}%", "town/rate/total/2016/printed"
    )
    assert en.number(en.fact("staff")).text == f"3,545{NBSP}persons"
    assert vi.number(vi.fact("cost")).text == f"3,56{NBSP}triệu{NBSP}đồng"


def test_a_reported_number_gets_no_decimals_that_were_not_printed(vi: Teller) -> None:
    assert vi.number(vi.fact("target")).text == f"70{NBSP}%"


def test_a_change_is_written_with_its_sign_or_without_or_as_digits(vi: Teller) -> None:
    points = f"{NBSP}điểm phần trăm"
    rise, fall = vi.fact("change", variant="printed"), vi.fact("change", "departments")
    written = {
        "plain": vi.number(rise).text,
        "signed": vi.number(rise, signed=True).text,
        "falling": vi.number(fall).text,
        "absolute": vi.number(fall, absolute=True).text,
        "digits": vi.number(fall, signed=True, digits_only=True).text,
        "whole": vi.number(rise, decimals=0, signed=True).text,
    }
    assert {name: text.replace(points, " đ") for name, text in written.items()} == {
        "plain": "25,67 đ",
        "signed": "+25,67 đ",
        "falling": "−1,53 đ",
        "absolute": "1,53 đ",
        "digits": "−1,53",
        "whole": "+26 đ",
    }


def test_a_fact_with_bounds_alone_is_written_as_a_range(en: Teller) -> None:
    assert en.number(en.fact("losses")).text == f"0–2,430{NBSP}persons"
    with pytest.raises(ValueError, match="town/losses/total/2016/both has bounds but no value"):
        _ = en.fact("losses").amount


def test_every_fact_that_was_written_is_remembered_once_in_order(vi: Teller) -> None:
    vi.number(vi.fact("staff"))
    vi.either("rate")
    vi.number(vi.fact("staff"))
    vi.direction(vi.fact("change", "departments"))
    assert list(vi.said) == [
        "town/staff/total/2016/both",
        "town/rate/total/2016/printed",
        "town/rate/total/2016/recomputed",
    ]


def test_two_readings_stand_side_by_side_and_one_alone(vi: Teller, en: Teller) -> None:
    assert en.either("rate").plain() == "55.88% / 51.48%"
    assert en.either("rate", "districts").plain() == "60.36%"
    assert vi.either("change", signed=True).plain().startswith("+25,67")
    assert en.both("rate").plain() == "55.88% as stated, 51.48% by its own figures"
    assert en.both("rate", "districts", decimals=0).plain() == "60%"
    assert vi.in_conflict("rate")
    assert not vi.in_conflict("rate", "districts")


def test_a_reading_that_is_not_in_doubt_answers_for_both(en: Teller) -> None:
    assert en.fact("staff", variant="printed") == en.fact("staff", variant="recomputed")


def test_ranges_and_scenarios_stand_aside_unless_they_are_asked_for(en: Teller) -> None:
    assert [fact.variant for fact in en.readings("rate")] == ["printed", "recomputed"]
    assert en.either("rate").plain() == "55.88% / 51.48%"
    assert en.fact("rate", "districts").variant == "both"
    assert not en.in_conflict("rate", "districts")
    assert en.fact("rate", "districts", variant="range").variant == "range"
    scenario = en.fact("rate", "districts", variant="unplaced_in_districts")
    assert en.number(scenario).text == "67.44%"


def test_a_scenario_without_a_reading_beside_it_answers_for_itself(en: Teller) -> None:
    assert en.fact("retained").variant == "placement_as_observed"


def test_the_span_of_a_result_is_its_range_or_its_one_value(en: Teller, vi: Teller) -> None:
    assert en.span("rate").text == "51.48–55.88%"
    assert en.span("rate", "districts", decimals=0).text == "60–67%"
    assert en.span("staff").text == f"3,545{NBSP}persons"
    assert vi.span("retained").text == f"53,00–54,00{NBSP}triệu{NBSP}đồng"
    assert "town/rate/total/2016/range" in en.said


def test_a_range_is_written_without_its_unit_where_digits_are_wanted(en: Teller) -> None:
    assert en.has_range("rate", "districts")
    assert not en.has_range("staff")
    over = en.fact("rate", variant="range")
    assert en.number(over, digits_only=True).text == "51.48–55.88"


def test_the_word_for_a_direction_follows_the_value(vi: Teller, en: Teller) -> None:
    rise, fall, rest = (
        en.fact("change", variant="printed"),
        en.fact("change", "departments"),
        en.fact("change", "companies"),
    )
    assert [en.direction(fact) for fact in (rise, fall, rest)] == ["rose", "fell", "did not change"]
    assert [vi.direction(fact) for fact in (rise, fall)] == ["tăng", "giảm"]


def test_a_fact_that_does_not_exist_is_an_error_that_names_it(vi: Teller) -> None:
    with pytest.raises(KeyError, match=r"town has no fact rate/communes/\*"):
        vi.fact("rate", "communes")
    with pytest.raises(KeyError, match="town has no fact rate/total/2012"):
        vi.both("rate", period="2012")


def test_a_name_that_fits_two_facts_is_an_error_that_names_both(vi: Teller) -> None:
    with pytest.raises(KeyError, match="2016/printed, town/rate/total/2016/recomputed"):
        vi.fact("rate")


def test_readings_of_two_periods_are_never_mixed(en: Teller) -> None:
    assert en.both("places", period="2020").plain() == f"15{NBSP}seats"
    for say in (en.both, en.either):
        with pytest.raises(KeyError, match="places/total should name one period, found: town"):
            say("places")


def test_a_label_comes_from_the_list_of_names_or_is_an_error_that_says_where(
    vi: Teller, en: Teller
) -> None:
    assert (vi.label("districts"), en.label("districts")) == ("Quận, huyện", "Districts")
    with pytest.raises(KeyError, match=r"data/raw/labels.csv has no name for 'communes'"):
        vi.label("communes")


def test_a_chart_writes_its_values_as_the_page_does(vi: Teller) -> None:
    assert vi.written("percent", 1, signed=True)(Decimal("2.25")) == f"+2,3{NBSP}%"


def test_a_language_that_is_not_there_is_an_error_that_says_which_are() -> None:
    with pytest.raises(ValueError, match="language 'fr' is not one of vi, en"):
        told_by("fr")
