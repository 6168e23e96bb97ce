"""How does a notebook run, and did it run whole?"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from analysis.pipeline.engines import PLAIN, WARM
from analysis.pipeline.normalise import normalised
from analysis.pipeline.step import Step
from analysis.pipeline.workplace import UndeclaredTables, publish, replace, workplace

SECONDS_PER_CELL = 600


class NotebookFailed(RuntimeError):
    """Which notebook failed in which cell, why, and what is to be done?"""


def run_step(
    step: Step,
    notebook: Path,
    executed: Path,
    root: Path,
    keep_tables: bool = True,
    engine: str = PLAIN,
) -> None:
    """Did the notebook run whole? Then its tables and its executed copy take their places.

    `engine`: PLAIN for a kernel that is started anew, WARM for one forked from this process.
    Raises NotebookFailed where a cell raises, does not run or the kernel dies, and where a table is
    missing: all that was there before stays, and the notebook is kept as far as it ran in
    build/failed.
    """
    failed = root / "build" / "failed" / executed.name
    missing = [str(path.relative_to(root)) for path in step.visible if not path.is_file()]
    if missing:
        raise NotebookFailed(
            f"notebooks/{step.notebook}.ipynb was not run: {', '.join(missing)} is not there. "
            "Next: make briefings, which makes the tables that a notebook reads."
        )
    with workplace(root, step.name, step.visible) as folder:
        names = {str(folder): ".", str(root): ".", sys.prefix: "<environment>"}
        ended = _run(notebook, step.parameters, folder, root, engine)
        result = json.loads((folder / "executed.ipynb").read_text(encoding="utf-8"))
        problem = failure(result) or ended
        if not problem and keep_tables:
            try:
                publish(folder, root, step.tables, step.inputs)
            except UndeclaredTables as error:
                problem = str(error)
        if problem:
            failed.parent.mkdir(parents=True, exist_ok=True)
            replace(failed, normalised(result, names))
            raise NotebookFailed(_message(step, problem, names, root, failed))
        replace(executed, normalised(result, names))
    failed.unlink(missing_ok=True)


def failure(notebook: Mapping[str, Any]) -> str | None:
    """Where did the executed notebook fail, and why? None where every cell ran and none raised."""
    before = 0
    for cell in notebook["cells"]:
        source = "".join(cell["source"]).strip()
        if cell["cell_type"] != "code" or not source:
            continue
        prompt = cell["execution_count"]
        place = f"cell [{prompt}]" if prompt else f"the cell after [{before}]"
        where = f"{place}, which begins with\n    {source.splitlines()[0]}\n"
        errors = [output for output in cell["outputs"] if output["output_type"] == "error"]
        if errors and errors[0]["ename"] == "SystemExit":
            return f"{where}ended the notebook (sys.exit or exit); the cells after it did not run"
        if errors:
            return f"{where}raised {errors[0]['ename']}: {errors[0]['evalue']}"
        if "shell.execute_reply" not in cell["metadata"].get("execution", {}):
            return f"{where}did not run to its end: the kernel died"
        before = prompt
    return None


def kernel_environment(root: Path) -> dict[str, str]:
    """In which environment does a kernel run, so that equal inputs give equal bytes?

    This Python and this project's code; nobody's plot settings or hash seed. A process from which
    kernels are forked is started in it: some of it counts only from the start.
    """
    path = [str(root / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {
        "IPYKERNEL_CELL_NAME": "<cell>",
        "JUPYTER_PATH": str(Path(sys.prefix) / "share" / "jupyter"),
        "LC_ALL": "C.UTF-8",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "MPLCONFIGDIR": str(root / "build" / "matplotlib"),
        "OPENBLAS_NUM_THREADS": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONNOUSERSITE": "1",
        "PYTHONPATH": os.pathsep.join(dict.fromkeys(path)),
        "SOURCE_DATE_EPOCH": "1735689600",
        "TZ": "UTC",
    }


def _run(
    notebook: Path, parameters: Mapping[str, str], folder: Path, root: Path, engine: str
) -> str | None:
    import papermill

    (root / "build" / "matplotlib").mkdir(parents=True, exist_ok=True)
    startup = {"IPYTHONDIR": str(folder / ".ipython")}
    try:
        with (
            tempfile.TemporaryDirectory() as runtime,
            _environment({**kernel_environment(root), **startup, "JUPYTER_RUNTIME_DIR": runtime}),
        ):
            papermill.execute_notebook(
                notebook,
                folder / "executed.ipynb",
                dict(parameters),
                kernel_name="python3",
                language="python",
                cwd=folder / "notebooks",
                progress_bar=False,
                autosave_cell_every=0,
                execution_timeout=SECONDS_PER_CELL,
                **_options(engine),
            )
    except Exception as error:
        if not (folder / "executed.ipynb").exists():
            raise
        return f"it ended early: {type(error).__name__}: {error}"
    return None


def _options(engine: str) -> dict[str, Any]:
    if engine == WARM:
        return {"engine_name": WARM}
    from analysis.pipeline.kernel import QuietKernel

    return {"kernel_manager_class": QuietKernel}


@contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _message(step: Step, problem: str, names: Mapping[str, str], root: Path, kept: Path) -> str:
    for folder, name in names.items():
        problem = problem.replace(folder, name)
    parameters = ", ".join(f"{name} = {value}" for name, value in step.parameters.items())
    named = {Path(path) for path in re.findall(r"data/(?:raw|processed)/[\w./-]+\w", problem)}
    declared = {path.relative_to(root) for path in step.visible}
    hidden = sorted(str(path) for path in named - declared if (root / path).is_file())
    hint = (
        f"The project has {', '.join(hidden)}, but a notebook sees only the files that its step "
        "declares in src/analysis/pipeline/graph.py.\n"
    )
    return (
        f"notebooks/{step.notebook}.ipynb with {parameters} failed: {problem}\n"
        f"{hint if hidden else ''}"
        f"As far as it ran it is kept in {kept.relative_to(root)}; reports and tables are as they "
        "were.\n"
        "Next: make lab, open that file, find the cause and correct it in notebooks/, src/ or "
        "data/raw; then make briefings again."
    )
