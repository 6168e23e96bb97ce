from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest
from tests.pipeline.conftest import Copy, tasks

from analysis.pipeline.build import is_current

pytestmark = pytest.mark.build

CITYWEB = "data/raw/hcmcityweb-2022-05-18/figures.csv"
CLASSES = ("admin_reform,classes,classes,10,", "admin_reform,classes,classes,11,")


def add_cell(notebook: Path, source: str) -> None:
    content = json.loads(notebook.read_text(encoding="utf-8"))
    cell = {"cell_type": "code", "id": "added", "metadata": {}, "outputs": []}
    content["cells"].insert(-1, {**cell, "execution_count": None, "source": source})
    notebook.write_text(json.dumps(content), encoding="utf-8")


def test_a_second_run_finds_nothing_to_do(copy: Copy) -> None:
    before = copy.bytes_of("reports")
    code, output = copy.build()
    assert (code, output) == (0, "Nothing to do: every report is current.\n")
    assert copy.bytes_of("reports") == before


def test_the_state_is_kept_without_a_trace_of_folder_and_machine(copy: Copy) -> None:
    lock = (copy.root / "pytask.lock").read_text(encoding="utf-8")
    assert str(copy.root) not in lock
    assert str(Path.home()) not in lock
    for name, content in copy.bytes_of("build/executed").items():
        assert str(copy.root.parent).encode() not in content, name


def test_a_changed_figure_reruns_what_rests_on_it_and_nothing_else(copy: Copy) -> None:
    reports = copy.bytes_of("reports")
    copy.edit(CITYWEB, *CLASSES)
    code, output = copy.build()
    assert code == 0, output
    programme, document = "hcmc-admin-reform-2016-2020", "hcmcityweb-2022-05-18"
    assert tasks(output, "done") - {"ledger[audit]"} == {
        f"clean[{document}]",
        f"annex[clean-{document}]",
        f"audit[{document}]",
        f"readings[{document}]",
        f"cost[{programme}]",
        f"annex[cost-{programme}]",
        f"changes[{programme}]",
        f"briefing[{programme}-vi]",
        f"briefing[{programme}-en]",
        f"page[{programme}.vi]",
        f"page[{programme}.en]",
        f"paper[{programme}.vi]",
        f"paper[{programme}.en]",
        f"letter[{programme}.vi]",
        f"sheet[{programme}.vi]",
        f"sheet[{programme}.en]",
        f"workbook[{programme}.vi]",
        f"workbook[{programme}.en]",
        "ledger[figures]",
        "index",
    }
    after = copy.bytes_of("reports")
    changed = {name for name, content in after.items() if reports[name] != content}
    assert f"reports/{programme}.vi.html" in changed
    assert not any("hanoi" in name or "archives" in name for name in changed)


def test_plain_kernels_give_the_bytes_that_forked_ones_give(copy: Copy) -> None:
    made = copy.bytes_of("build/executed") | copy.bytes_of("reports")
    lock = (copy.root / "pytask.lock").read_bytes()
    chain = ("clean-hcmcityweb-2022-05-18", "cost-hcmc-admin-reform-2016-2020")
    for name in (*chain, "briefing-hcmc-admin-reform-2016-2020-vi"):
        (copy.root / "build" / "executed" / f"{name}.ipynb").unlink()
    (copy.root / "reports" / "hcmc-admin-reform-2016-2020.vi.pdf").unlink()
    copy.environment["ENGINE"] = "plain"
    code, output = copy.build()
    assert code == 0, output
    assert len(tasks(output, "done")) >= 4
    assert copy.bytes_of("build/executed") | copy.bytes_of("reports") == made
    assert (copy.root / "pytask.lock").read_bytes() == lock


def test_a_changed_module_reruns_the_notebooks_that_import_it(copy: Copy) -> None:
    module = copy.root / "src" / "analysis" / "metrics" / "comparison.py"
    module.write_text(module.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    code, output = copy.build()
    assert code == 0, output
    assert tasks(output, "done") == {"code[comparison]", "comparison[two-cities]"}


def test_a_correction_whose_expectation_no_longer_holds_fails_and_says_so(copy: Copy) -> None:
    before = copy.bytes_of("reports") | copy.bytes_of("data/processed")
    copy.edit(
        "data/raw/1228-bc-snv-2017/corrections.yml",
        "printed: Ba tỷ tám trăm bảy mươi mốt ngàn đồng",
        "printed: Ba tỷ tám trăm bảy mươi ngàn đồng",
    )
    code, output = copy.build()
    assert code != 0
    assert tasks(output, "FAILED") == {"clean[1228-bc-snv-2017]"}
    assert "CorrectionNoLongerHolds" in output
    assert "funding-words" in output
    assert copy.bytes_of("reports") | copy.bytes_of("data/processed") == before
    code, output = copy.run("-m", "analysis.pipeline.check")
    assert code == 1
    assert "funding-words" in output


def test_a_misspelt_parameter_stops_the_build_before_anything_runs(copy: Copy) -> None:
    copy.edit("notebooks/cost.ipynb", "programme: str", "program: str")
    copy.edit(CITYWEB, *CLASSES)
    code, output = copy.build()
    assert code == 2
    assert tasks(output, "done") == set()
    assert "there is no parameter 'programme'; expected one of program." in output


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("cost program=two-cities", "there is no parameter 'program'; expected one of programme."),
        ("cost programme=hcmc-archives", "Did you mean 'hcmc-archives-2014-2020'?"),
        ("briefing lang=fr", "lang is 'fr'; expected one of en, vi."),
        ("costs", "There are the notebooks attrition, audit, briefing, clean, comparison, cost"),
    ],
)
def test_a_wrong_parameter_by_hand_is_refused_with_what_is_allowed(
    built: Path, arguments: str, said: str
) -> None:
    code, output = Copy(built).run("-m", "analysis.pipeline.run", *arguments.split())
    assert code == 2
    assert said in output


def test_a_failing_cell_leaves_the_reports_and_is_tried_again(copy: Copy) -> None:
    before = copy.bytes_of("reports") | copy.bytes_of("data/processed")
    add_cell(copy.root / "notebooks" / "comparison.ipynb", "# the culprit\nraise KeyError('gone')")
    for _ in range(2):
        code, output = copy.build()
        assert code != 0
        assert tasks(output, "FAILED") == {"comparison[two-cities]"}
        for said in (
            "notebooks/comparison.ipynb with programme = two-cities failed: cell [",
            "# the culprit",
            "raised KeyError: 'gone'",
            "kept in build/failed/comparison-two-cities.ipynb",
            "Next: make lab",
        ):
            assert said in output
        assert copy.bytes_of("reports") | copy.bytes_of("data/processed") == before
    kept = (copy.root / "build" / "failed" / "comparison-two-cities.ipynb").read_text("utf-8")
    assert "KeyError" in kept
    copy.edit("notebooks/comparison.ipynb", "raise KeyError('gone')", "pass")
    code, output = copy.build()
    assert code == 0, output
    assert "comparison[two-cities]" in tasks(output, "done")
    assert not list((copy.root / "build" / "failed").iterdir())


def test_a_killed_build_leaves_nothing_by_halves_and_is_finished_by_the_next(copy: Copy) -> None:
    before = copy.bytes_of("reports")
    copy.edit(CITYWEB, *CLASSES)
    process = copy.start("-m", "analysis.pipeline.build")
    assert process.stdout is not None
    for line in process.stdout:
        if tasks(line, "done"):
            break
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    halves = [name for name in copy.bytes_of(".") if name.endswith(".tmp")]
    assert halves == []
    for name, content in copy.bytes_of("reports").items():
        assert content == before[name] or content.rstrip().endswith((b"</html>", b"%%EOF"))
    code, output = copy.build()
    assert code == 0, output
    assert "clean[hcmcityweb-2022-05-18]" not in tasks(output, "done")
    assert "page[hcmc-admin-reform-2016-2020.vi]" in tasks(output, "done")
    assert is_current(copy.root)
