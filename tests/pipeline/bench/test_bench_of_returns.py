from __future__ import annotations

from pathlib import Path

import pytest

from analysis.pipeline.bench import returns_ours, returns_plain
from analysis.pipeline.bench.measure import Counted
from analysis.pipeline.bench.returns import (
    AGAIN,
    OURS,
    PLACE,
    PLAIN,
    WHOLE,
    measure_returns,
    prepare,
    returns_report,
)
from analysis.sources.generated.shapes import shapes
from analysis.sources.returns.sums import totals_of

ROOT = Path(__file__).resolve().parents[3]
AS_THE_FORM = (
    *("two-rows-of-headings", "no-index-row", "group-with-sums", "total-below", "group-and-total"),
    *("merged-nowhere-csv", "merged-ods", "xlsx-named-xls", "dash-for-none", "group-sum-wrong"),
)
"""Shapes that a program can read which looks for nothing: one of them with a wrong sum."""


def test_a_report_tells_medians_and_holds_them_against_the_goals() -> None:
    taken = {
        OURS: [Counted(4.0, 200, 6), Counted(2.0, 300, 4), Counted(3.0, 100, 5)],
        PLAIN: [Counted(30.0, 250, 45)],
        WHOLE: [Counted(9.0, 240, 12)],
        AGAIN: [Counted(0.4, 30, 0.4)],
    }
    told = returns_report(taken, 3321, 2, 3)
    assert "| this project | 3.0 | 5.0 | 300 |" in told
    assert "| make returns, nothing changed | 0.4 | 0.4 | 30 |" in told
    assert "| 10 times faster | 10.0 | met |" in told
    assert "| the same in seconds of cores | 9.0 | missed |" in told
    assert "| memory of pandas or less | 1.20 | missed |" in told
    assert "3 rounds in turn, 2 processes" in told


def test_both_routes_add_up_the_same_of_returns_that_are_as_the_form_would_have_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(ROOT, tmp_path, len(shapes()))
    folder = tmp_path / "data" / "raw" / PLACE / "returns"
    for path in folder.iterdir():
        if path.stem[4:] not in AS_THE_FORM and path.name != "units.csv":
            path.unlink()
    monkeypatch.chdir(tmp_path)
    collection, totals = returns_ours.main(PLACE, 2), returns_plain.main(PLACE, 2)
    assert len(collection.counting) == totals.read == len(AS_THE_FORM)
    assert totals.differing == 1
    ours = totals_of(collection).set_index(["group", "period", "category"])["value"]
    theirs = totals.sums.stack(level=[0, 1], future_stack=True)
    assert len(theirs) == 3 * 2 * 5
    assert {key: float(ours[key]) for key in theirs.index} == theirs.to_dict()


def test_every_route_reads_a_few_returns(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = measure_returns(ROOT, tmp_path, 3, 2, 1)
    assert list(taken) == [OURS, PLAIN, WHOLE, AGAIN]
    assert "round 1: 3 returns, make returns: " in capsys.readouterr().out
