"""A build of places that is cut short twice, and how long many such builds are said to take."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from tests.pipeline.conftest import Copy, tasks

from analysis.pipeline.bench import provinces
from analysis.pipeline.bench.measure import Measured
from analysis.pipeline.bench.places import write_places
from analysis.pipeline.bench.provinces import (
    Built,
    build_provinces,
    predicted_seconds,
    read,
    report,
    sizes_of_provinces,
)
from analysis.pipeline.build import entries, is_current
from analysis.pipeline.graph import read_project

ROOT = Path(__file__).resolve().parents[3]


def built(province: int, places: int, seconds: float, peak: float = 500.0) -> Built:
    return Built(province, places, 6 * places, seconds, peak)


def test_places_are_split_into_projects_of_fifty_and_what_is_left() -> None:
    assert sizes_of_provinces(120) == [50, 50, 20]
    assert sizes_of_provinces(100) == [50, 50]
    assert sizes_of_provinces(3) == [3]


def test_what_is_predicted_is_the_beginning_of_each_project_and_each_of_its_places() -> None:
    # 6 places in 15 s and 24 in 51 s: 2 s a place, 3 s to begin; 2 × (3 + 100) + 3 + 40
    samples = [built(0, 6, 15.0), built(0, 24, 51.0)]
    assert predicted_seconds(samples, [50, 50, 20]) == pytest.approx(249.0)


def test_a_report_holds_what_was_taken_against_what_was_predicted() -> None:
    samples = [built(0, 6, 18.0), built(0, 24, 72.0)]
    told = report([*samples, built(1, 50, 100.0, 480.0), built(2, 50, 140.0, 510.0)], 2, 210.0)
    assert "| briefings, each as page and PDF | 200 |" in told
    assert "| seconds taken | 240 |" in told
    assert "| off by, at most a fifth | +14%, met |" in told
    assert "| peak MiB | 510 |" in told
    assert "| 36 in one project | 0.50 |" in told
    assert "| the first 300 | 0.33 |" in told
    assert "| the first 600 | 0.40 |" in told
    assert "+33%, missed" in report([*samples, built(1, 50, 280.0)], 2, 210.0)


def test_an_interrupted_run_is_taken_up_by_the_next_with_what_it_took_until_then(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def measured(_: object, folder: Path) -> Measured:
        made.append(folder)
        if folder.name == "province-02" and len(made) == 5:
            raise KeyboardInterrupt
        return Measured(2.0 * len(read_project(folder).programmes) + 3, 500.0)

    monkeypatch.setattr(provinces, "measured", measured)
    with pytest.raises(KeyboardInterrupt):
        build_provinces(ROOT, tmp_path, 204)
    assert [one.places for one in read(tmp_path / "taken.csv")] == [50, 0]
    told = build_provinces(ROOT, tmp_path, 204)
    names = [folder.name for folder in made]
    assert names[:3] == ["sample-1", "sample-6", "sample-24"]
    assert names[3:] == ["province-01", "province-02", "province-02", "province-03"]
    assert "| briefings, each as page and PDF | 204 |" in told
    assert "| seconds predicted | 213 |" in told
    assert "met" in told


def cut_short(copy: Copy, after: str, how: signal.Signals) -> set[str]:
    """Stop a build once a notebook of this name has run: which tasks had it told as done?"""
    process = copy.start("-m", "analysis.pipeline.build")
    assert process.stdout is not None
    done: set[str] = set()
    sent = False
    for line in process.stdout:
        done |= tasks(line, "done")
        if not sent and any(name.startswith(f"{after}[") for name in done):
            os.killpg(process.pid, how)
            sent = True
    assert process.wait() != 0
    return done


def recorded(root: Path) -> set[str]:
    """Which tasks are done for good? A build that is killed may not have told the last of them."""
    journal = root / "pytask.lock.journal"
    lines = journal.read_text(encoding="utf-8").splitlines() if journal.exists() else []
    return {*entries(root), *(json.loads(line)["id"].partition("::")[2] for line in lines)}


@pytest.mark.build
def test_a_build_that_is_interrupted_and_then_killed_is_finished_without_doing_a_thing_twice(
    tmp_path: Path,
) -> None:
    write_places(ROOT, tmp_path / "cut", 1, 1)
    write_places(ROOT, tmp_path / "whole", 1, 1)
    copy, whole = Copy(tmp_path / "cut"), Copy(tmp_path / "whole")
    code, output = whole.build()
    assert code == 0, output
    folders = ("reports", "data/processed", "build/executed")
    expected = {name: content for of in folders for name, content in whole.bytes_of(of).items()}
    done = []
    for after, how in (("clean", signal.SIGINT), ("qualification", signal.SIGKILL)):
        done.append(cut_short(copy, after, how))
        assert not is_current(copy.root)
        for name, content in (one for of in folders for one in copy.bytes_of(of).items()):
            assert name.endswith(".tmp") or content == expected[name], name
    kept = recorded(copy.root)
    assert done[0] | done[1] <= kept
    assert not done[0] & done[1]
    code, output = copy.build()
    assert code == 0, output
    assert tasks(output, "done") == read_project(copy.root).tasks - kept
    assert {name: made for of in folders for name, made in copy.bytes_of(of).items()} == expected
    assert (copy.root / "pytask.lock").read_bytes() == (whole.root / "pytask.lock").read_bytes()
    assert copy.build() == (0, "Nothing to do: every report is current.\n")
