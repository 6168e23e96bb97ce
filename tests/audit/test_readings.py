"""What would make the real documents consistent; each reading was found by hand first."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.audit.readings import proposed_readings
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import read_document
from analysis.sources.paths import project_root

RAW = project_root(Path(__file__).parent) / "data" / "raw"


@pytest.fixture(scope="module")
def archives() -> pd.DataFrame:
    document = read_document(RAW / "1228-bc-snv-2017")
    return proposed_readings(document, clean_figures(document))


def readings(proposed: pd.DataFrame, check: str, way: str) -> pd.DataFrame:
    return proposed[(proposed["check"] == check) & (proposed["way"] == way)]


def test_the_briefing_attendances_leave_out_the_two_events_of_the_archives_office(
    archives: pd.DataFrame,
) -> None:
    assert 15021 == 2336 + 2838 + 3163 + 1850 + 1010 + 1653 + 2171
    found = readings(archives, "trained-briefing-parts", "subset").iloc[0]
    assert found["figures"] == "decision-38-briefing-2015;conference-2016"
    assert (found["tried"], found["fitting"]) == (2**9, 1)


def test_the_districts_total_is_first_read_with_one_digit_changed(archives: pd.DataFrame) -> None:
    assert 4834 == 1010 + 1653 + 2171
    found = readings(archives, "districts-briefing-years", "misprint").iloc[0]
    assert found["figures"] == "districts-briefing-stated"
    assert found["reading"] == (
        "districts-briefing-stated is 4,834 where 4,814 stands: one digit changed"
    )


def test_nothing_that_was_tried_explains_the_missing_qualified(archives: pd.DataFrame) -> None:
    found = archives[archives["check"] == "qualified-2016-levels"]
    assert set(found["way"]) == {"subset", "misprint"}
    assert found["fitting"].eq(0).all()
    assert found["rank"].isna().all()


def test_a_slip_that_many_figures_could_have_is_shown_with_their_number() -> None:
    document = read_document(RAW / "1698-qd-ubnd-2022")
    proposed = proposed_readings(document, clean_figures(document))
    found = readings(proposed, "scheme-parts-both", "misprint")
    assert 6535 + 167 == 92 + 121 + 3460 + 63 + 20 + 1453 + 1493
    assert "scheme-abroad is 167 where 267 stands: one digit changed" in set(found["reading"])
    assert found["fitting"].eq(len(found)).all()


def test_the_stated_rate_allows_the_stated_count_alone(archives: pd.DataFrame) -> None:
    assert round(100 * 2156 / 3860, 2) < 55.88 < round(100 * 2158 / 3860, 2)
    found = readings(archives, "rate-2016-table", "count_range").iloc[0]
    assert found["reading"] == (
        "the share allows a count of 2,157 of 3,860; the figures give 1,987"
    )
    assert found["fitting"] == 1


def test_every_share_that_is_rounded_wrongly_was_nudged_to_close_its_column() -> None:
    document = read_document(RAW / "1698-qd-ubnd-2022")
    proposed = proposed_readings(document, clean_figures(document))
    forced = proposed[proposed["way"] == "forced_sum"].set_index("check")
    assert forced["fitting"].eq(1).all()
    assert {
        check: reading.split(" by ")[1][:5] for check, reading in forced["reading"].items()
    } == {
        "commune-staff-share": "+0.01",
        "civil-servants-college-intermediate-share": "+0.01",
        "commune-staff-college-or-below-share": "-0.01",
        "public-employees-master-share": "+0.01",
        "public-employees-bachelor-share": "+0.01",
    }
    assert "to 99.98 if rounded correctly" in forced.at["public-employees-master-share", "reading"]


def test_only_what_does_not_hold_is_explained(archives: pd.DataFrame) -> None:
    assert set(archives["check"]) == {
        "qualified-2016-levels",
        "rate-2016-table",
        "districts-briefing-years",
        "trained-briefing-parts",
    }
