from __future__ import annotations

from pathlib import Path

import pytest

from analysis.sources.errors import MalformedTable, SourceError
from analysis.sources.reference import read_reference


def saved(root: Path, name: str, content: str) -> None:
    folder = root / "data" / "raw" / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{name}.csv").write_text(content, encoding="utf-8")


def test_prices_keep_publisher_and_status(tmp_path: Path) -> None:
    header = "year,change_pct,publisher,series,status\n"
    saved(tmp_path, "consumer_prices", f"{header}2015,0.63,GSO,CPI,found\n2015,0.6,WB,CPI,found\n")
    prices = read_reference("consumer_prices", tmp_path)
    assert prices["change_pct"].tolist() == [0.63, 0.6]
    assert prices["status"].tolist() == ["found", "found"]


def test_a_salary_without_status_is_refused(tmp_path: Path) -> None:
    header = "valid_from,vnd_per_month,legal_act,status\n"
    saved(tmp_path, "base_salary", f"{header}2013-07-01,1150000,66/2013/NĐ-CP,\n")
    with pytest.raises(MalformedTable, match="row 2, column status"):
        read_reference("base_salary", tmp_path)


def test_an_unknown_reference_table_is_refused_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="there are base_salary, consumer_prices"):
        read_reference("wages", tmp_path)
