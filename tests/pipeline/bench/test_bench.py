from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.pipeline.conftest import Copy

from analysis.pipeline.bench.jobs import jobs
from analysis.pipeline.bench.measure import Measured, measured
from analysis.pipeline.bench.report import COLD, NOTHING, SHOWN, report
from analysis.pipeline.bench.route import COMMANDS, LIMIT, OURS
from analysis.pipeline.graph import read_project

ROOT = Path(__file__).resolve().parents[3]


def test_a_report_tells_medians_and_holds_them_against_the_goals() -> None:
    taken = {
        ("12 notebooks", OURS): [Measured(4.0, 300), Measured(2.0, 100), Measured(3.0, 200)],
        ("12 notebooks", LIMIT): [Measured(2.0, 10)],
        ("12 notebooks", COMMANDS): [Measured(61.0, 400), Measured(59.0, 400), Measured(60.0, 400)],
        (NOTHING, OURS): [Measured(0.25, 20)],
        (SHOWN, OURS): [Measured(3.5, 20)],
        (COLD, OURS): [Measured(30.0, 20)],
    }
    told = report(taken, 3)
    assert "| 12 notebooks | this project | 3.0 | 200 |" in told
    assert "| 12 notebooks: 20 times faster | 20.00 | met |" in told
    assert "| 12 notebooks: 1.3 times the limit | 1.50 | missed |" in told
    assert "| 12 notebooks: memory of the commands or less | 0.50 | met |" in told
    assert "| nothing to do: under 1 s | 0.25 | met |" in told
    assert "| one figure saved under make watch: under 3 s | 3.50 | missed |" in told
    assert "| one figure changed | this project | 30.0 | 20 |" in told
    assert "one figure changed:" not in told


def test_more_notebooks_than_the_project_has_are_its_own_again() -> None:
    project = read_project(ROOT)
    steps = [step for _, step in jobs(project, len(project.briefings) + 1)]
    assert steps == [*project.briefings, project.briefings[0]]


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="memory is read there")
def test_time_and_memory_of_a_command_and_its_children_are_measured(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    code = (
        "import subprocess, sys, time\n"
        "subprocess.run([sys.executable, '-c', 'import time; x = bytearray(80 << 20); "
        "time.sleep(1)'])"
    )
    one = measured(["-c", code], tmp_path)
    assert 1 <= one.seconds < 60
    assert 80 <= one.peak_mib < 200


def test_a_command_that_fails_ends_the_measurement_with_what_it_said(tmp_path: Path) -> None:
    (tmp_path / "build").mkdir()
    with pytest.raises(SystemExit, match="no such luck"):
        measured(["-c", "raise SystemExit('no such luck')"], tmp_path)


@pytest.mark.build
def test_every_route_makes_a_page_and_a_pdf_of_a_briefing(built: Path) -> None:
    made = built / "build" / "bench"
    for way in (OURS, LIMIT, COMMANDS):
        command = [sys.executable, "-m", "analysis.pipeline.bench.route", way, "1", "1"]
        subprocess.run(command, cwd=built, env=Copy(built).environment, check=True)
        assert sorted(path.suffix for path in made.iterdir() if path.suffix != ".ipynb") == [
            ".html",
            ".pdf",
        ]
        for path in made.iterdir():
            path.unlink()
