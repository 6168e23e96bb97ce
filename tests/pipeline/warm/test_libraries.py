from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis.pipeline.execute import kernel_environment
from analysis.pipeline.graph import read_project
from analysis.pipeline.imports import module_names
from analysis.pipeline.plan import code_sets

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def imported() -> list[str]:
    """What a process says that has imported everything before it forks."""
    code = {path for paths in code_sets(read_project(ROOT)).values() for path in paths}
    names = module_names(code, ROOT / "src")
    script = (
        "import os, sys\nfrom analysis.pipeline.warm.libraries import import_at_first\n"
        "import_at_first([*sys.argv[1:], 'analysis.briefing.exporters'])\n"
        "import pandas\n"
        "print(len(os.listdir('/proc/self/task')))\n"
        "print(pandas.get_option('display.max_columns'))\n"
        "print(os.environ['OPENBLAS_NUM_THREADS'], hasattr(__builtins__, 'get_ipython'))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *names],
        env={**os.environ, **kernel_environment(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="threads are counted on Linux")
def test_no_thread_is_alive_when_a_process_forks(imported: list[str]) -> None:
    assert imported[0] == "1"


def test_a_library_imported_before_looks_as_one_imported_in_a_kernel(imported: list[str]) -> None:
    assert imported[1] == "20", "pandas shows 20 columns in a kernel, else as many as fit"
    assert imported[2] == "1 False"


def test_what_collects_the_tasks_leaves_the_libraries_to_those_that_are_told_of_a_kernel() -> None:
    script = (
        "import sys\n"
        "import analysis.pipeline.build, analysis.pipeline.forked_tasks\n"
        "import analysis.pipeline.progress\n"
        "import analysis.pipeline.task_changes, analysis.pipeline.task_code\n"
        "import analysis.pipeline.task_notebooks, analysis.pipeline.task_pages\n"
        "import analysis.pipeline.task_reports, analysis.pipeline.workers\n"
        "print({'pandas', 'numpy', 'matplotlib'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, **kernel_environment(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "set()"
