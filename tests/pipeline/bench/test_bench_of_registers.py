from __future__ import annotations

from pathlib import Path

import pytest

from analysis.pipeline.bench import register
from analysis.pipeline.bench.measure import Counted
from analysis.pipeline.bench.register import OURS, PLAIN, asked_of, register_report
from analysis.sources.generated.register import write_register
from analysis.sources.register.counting import Counts, count_register
from analysis.sources.register.engine import frame_of


def test_a_report_tells_medians_and_holds_them_against_the_goals() -> None:
    taken = {
        (2_200_000, OURS): [Counted(9.0, 900, 7), Counted(8.0, 2500, 6), Counted(30.0, 800, 8)],
        (2_200_000, PLAIN): [Counted(6.0, 700, 5)],
        (44_000_000, OURS): [Counted(200.0, 1900, 180)],
        (44_000_000, PLAIN): [Counted(100.0, 1500, 90)],
    }
    told = register_report(taken, 3)
    assert "| 2200000 | this project | 9.0 | 7.0 | 2500 |" in told
    assert "| 2200000 rows: under 10 s | 9.00 | met |" in told
    assert "| 2200000 rows: at most 1.5 times plain DuckDB | 1.50 | met |" in told
    assert "| 2200000 rows: within 2048 MiB | 2500.00 | missed |" in told
    assert "| 44000000 rows: at most 1.5 times plain DuckDB | 2.00 | missed |" in told
    assert "44000000 rows: under" not in told


def test_both_routes_count_the_same_persons(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_register(tmp_path, 500, seed=9)
    folder = tmp_path / "register"
    counts: Counts = count_register(folder, asked_of(folder))
    found: list[int] = []

    def noted(*arguments: object) -> object:
        frame = frame_of(*arguments)  # type: ignore[arg-type]
        found.append(int(frame["persons"].sum()))
        return frame

    monkeypatch.setattr(register, "frame_of", noted)
    register.plain(folder)
    names = ("cells", "stocks", "unit_cells", "unit_stocks", "courses")
    assert found == [int(getattr(counts, name)["persons"].sum()) for name in names]
