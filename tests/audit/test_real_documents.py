"""What the audit finds in the documents of data/raw; each sum below was added up by hand."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from analysis.audit import audit
from analysis.sources.cleaning import clean_figures
from analysis.sources.documents import read_document
from analysis.sources.paths import project_root

RAW = project_root(Path(__file__).parent) / "data" / "raw"
CONTRADICTIONS = {
    "1228-bc-snv-2017": {
        "qualified-2016-levels": "170",
        "rate-2016-table": "4.4033160622",
        "districts-briefing-years": "-20",
        "trained-briefing-parts": "-2144",
    },
    "1698-qd-ubnd-2022": {"scheme-parts-both": "100", "scheme-parts-domestic": "-167"},
    "hcmcityweb-2022-05-18": {},
    "hnp-2019-06-08": {},
    "nghe-an-chi-thi-cntt": {},
}


def ledger_of(name: str) -> pd.DataFrame:
    document = read_document(RAW / name)
    return audit(document, clean_figures(document)).set_index("id")


def test_every_document_is_expected_here() -> None:
    assert {path.parent.name for path in RAW.glob("*/document.yml")} == set(CONTRADICTIONS)


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_the_contradictions_of_a_document_are_those_known(name: str) -> None:
    ledger = ledger_of(name)
    failing = ledger[ledger["verdict"] == "fails"]
    assert failing["difference"].to_dict() == CONTRADICTIONS[name]


def test_the_misprinted_words_and_count_close_their_checks_as_read() -> None:
    assert ledger_of("1228-bc-snv-2017").at["funding-words", "verdict"] == "holds"
    assert ledger_of("1698-qd-ubnd-2022").at["domestic-parts", "verdict"] == "holds"


def test_shares_whose_last_digit_is_not_the_rounded_one_are_told_apart() -> None:
    ledger = ledger_of("1698-qd-ubnd-2022")
    assert set(ledger.index[ledger["verdict"] == "rounding"]) == {
        "commune-staff-share",
        "civil-servants-college-intermediate-share",
        "commune-staff-college-or-below-share",
        "public-employees-master-share",
        "public-employees-bachelor-share",
    }
