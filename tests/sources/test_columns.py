"""What may stand in a cell that people copy from a document."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.sources import columns as of
from analysis.sources.errors import MalformedTable
from analysis.sources.tables import validate

TABLE = of.table({"printed": of.printed_text()})


@pytest.mark.parametrize(
    "text",
    ["", "3.545", "30,21 %", "45.5524", "-", "-5,5", "+3", "x", "–", "trên 2.000", "Bảng 1\nDòng 2",
     "(1) = (2) + (3)"],
)  # fmt: skip
def test_what_documents_print_may_stand_there(text: str) -> None:
    assert validate(pd.DataFrame({"printed": [text]}), TABLE, "figures")["printed"].tolist() == [
        text
    ]


@pytest.mark.parametrize(
    "text",
    ["=cmd|'/C calc'!A0", "@SUM(A1)", "+cmd|x", "-1+cmd|'/C calc'!A0", "\t=1", "\r=1", "a\x00",
     "\u202e123", "x\x1b[31m"],
)  # fmt: skip
def test_what_a_spreadsheet_would_run_may_not_and_is_named(text: str) -> None:
    with pytest.raises(MalformedTable, match="does not begin like a formula"):
        validate(pd.DataFrame({"printed": [text]}), TABLE, "figures")
