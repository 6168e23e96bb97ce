"""The same cells in a plain kernel and in a forked one: the same notebook, to the byte."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from analysis.pipeline.engines import PLAIN, WARM
from analysis.pipeline.execute import kernel_environment
from analysis.pipeline.kernel import QuietKernel
from analysis.pipeline.normalise import normalised

ROOT = Path(__file__).resolve().parents[3]
OPTIONS: dict[str, dict[str, Any]] = {
    PLAIN: {"kernel_manager_class": QuietKernel},
    WARM: {"engine_name": WARM},
}

CELLS = {
    "streams in order": "import sys\nprint('a'); print('e', file=sys.stderr); print('b')",
    "a result": "1 + 1",
    "a result that is not shown": "2 + 2;",
    "display and its update": (
        "from IPython.display import HTML, Markdown, clear_output, display\n"
        "shown = display('first', display_id='x'); display(HTML('<b>đ</b>'), Markdown('*m*')); 1"
    ),
    "an update from another cell": "shown.update('second')",
    "an output that is cleared": "print('gone'); clear_output(); print('kept')",
    "outputs that are cleared late": (
        "for i in range(3):\n    print(i)\n    clear_output(wait=True)\nprint('end')"
    ),
    "top-level await": "import asyncio\nawait asyncio.sleep(0.01)\n'awaited'",
    "a task that another cell waits for": "task = asyncio.create_task(asyncio.sleep(0.01, 'done'))",
    "the cell that waits": "await task",
    "a command of the shell": "!echo tiếng Việt có dấu",
    "its output as a list": "listed = !echo một; echo hai\nlisted",
    "output below Python": "import os, time\nos.write(1, b'below\\n'); time.sleep(0.5)",
    "output of a child": (
        "import subprocess\nsubprocess.run(['echo', 'child'], check=True); time.sleep(0.5)"
    ),
    "a warning": "import warnings\nwarnings.warn('cảnh báo')",
    "a deprecation in the notebook": "warnings.warn('old', DeprecationWarning)",
    "magics": "%who_ls str",
    "a magic of the cell": "%%capture kept\nprint('caught')",
    "what the magic kept": "kept.stdout",
    "the line magics of a briefing": "%config InlineBackend.figure_formats = ['svg']",
    "the history": "_, In[1][:10], Out.get(2)",
    "a figure between prints": (
        "import matplotlib\nmatplotlib.rcParams['svg.hashsalt'] = 'x'\n"
        "import matplotlib.pyplot as plt\n"
        "figure, axes = plt.subplots(); axes.plot([1, 2]); print('before'); plt.show(); print('on')"
    ),
    "a figure that is shown at the end": "figure, axes = plt.subplots(); axes.set_title('đ');",
    "a table": "import pandas as pd\npd.DataFrame({'số': [1.5, None]})",
    "a wide table": "pd.DataFrame([['một từ dài'] * 15], columns=[f'cột {i}' for i in range(15)])",
    "a model": (
        "import statsmodels.api as sm\nprint(sm.OLS([1, 2, 4.0], sm.add_constant([1, 2, 3]))"
        ".fit().params)"
    ),
    "an object with a repr of its own": (
        "class A:\n    def __repr__(self): return 'A()'\n"
        "    def _repr_html_(self): return '<b>A</b>'\nA()"
    ),
    "a module of the notebook": "__name__, type(get_ipython()).__name__, A.__module__",
    "a class that is pickled": "import pickle\npickle.loads(pickle.dumps(A()))",
    "the hash of a text": "hash('a')",
    "the number of threads of a library": "os.environ['OPENBLAS_NUM_THREADS']",
    "a long output": "print('đ' * 300_000)",
    "a thread that prints": (
        "import threading\nt = threading.Thread(target=print, args=('thread',))\n"
        "t.start(); t.join(); print('main')"
    ),
    "a carriage return": "print('1 %\\r2 %\\r100 %')",
    "input that nobody gives": (
        "try:\n    input('?')\nexcept Exception as e:\n    print(type(e), e)"
    ),
    "an interrupt": (
        "import signal\ntry:\n    os.kill(os.getpid(), signal.SIGINT); time.sleep(5)\n"
        "except KeyboardInterrupt:\n    print('interrupted')"
    ),
    "the folder": "os.path.basename(os.getcwd())",
    "logging": "import logging\nlogging.getLogger('x').warning('heard')",
}
ERRORS = {
    "a rich traceback": "def f(x):\n    return 1 / x\nf(0)",
    "a chain of errors": (
        "try:\n    {}['a']\nexcept KeyError as e:\n    raise RuntimeError('đ') from e"
    ),
    "a syntax error": "1 +",
    "an unknown magic": "%nothing",
    "an exit": "import sys\nsys.exit(3)",
    "an interrupt that is not caught": (
        "import os, signal, time\nos.kill(os.getpid(), signal.SIGINT); time.sleep(5)"
    ),
    # The statement has a line of its own: of several on one line IPython's tracebacks take any one
    # for the scope, in a plain kernel too, and show other lines around it from run to run.
    "an object whose page cannot be made": (
        "class Broken:\n    def __repr__(self): return 'Broken()'\n"
        "    def _repr_html_(self):\n        raise ValueError('không có trang')\nBroken()"
    ),
    "an await that fails": "import asyncio\nawait asyncio.wait_for(asyncio.sleep(9), 0.01)",
}


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name, value in kernel_environment(ROOT).items():
        if name != "PYTHONHASHSEED":
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / ".ipython"))
    monkeypatch.delenv("PYTEST_CURRENT_TEST")


def notebook_of(folder: Path, *sources: str, raises: bool = False, name: str = "edge") -> Path:
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    for place, cell in enumerate(cells):
        cell["id"] = f"cell-{place}"
        if raises:
            cell["metadata"]["tags"] = ["raises-exception"]
    notebook = folder / f"{name}.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), notebook)
    return notebook


def executed(notebook: Path, engine: str, **options: Any) -> dict[str, Any]:
    papermill.execute_notebook(
        notebook,
        output_of(notebook, engine),
        kernel_name="python3",
        language="python",
        cwd=notebook.parent,
        progress_bar=False,
        **OPTIONS[engine],
        **options,
    )
    return result_of(notebook, engine)


def output_of(notebook: Path, engine: str) -> Path:
    return notebook.with_name(f"{notebook.stem}.{engine}.ipynb")


def result_of(notebook: Path, engine: str) -> dict[str, Any]:
    return dict(json.loads(output_of(notebook, engine).read_text(encoding="utf-8")))


def texts(notebook: dict[str, Any]) -> list[str]:
    return [
        "".join(output.get("text", output.get("data", {}).get("text/plain", "")))
        for cell in notebook["cells"]
        for output in cell.get("outputs", ())
    ]


def in_both(*notebooks: Path) -> list[list[dict[str, Any]]]:
    """What a build keeps of notebooks that a process without pytest ran in each kernel."""
    script = (
        "import sys\nfrom pathlib import Path\n"
        "from tests.pipeline.warm.test_engine import PapermillExecutionError, executed\n"
        "from analysis.pipeline.warm.libraries import import_at_first\n"
        "import_at_first(['seaborn', 'matplotlib.pyplot', 'statsmodels.api'])\n"
        "for name in sys.argv[1:]:\n    for engine in ('plain', 'warm'):\n"
        "        try:\n            executed(Path(name), engine)\n"
        "        except PapermillExecutionError:\n            pass\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": f"{ROOT}:{ROOT / 'src'}"}
    command = [sys.executable, "-c", script, *map(str, notebooks)]
    subprocess.run(command, env=environment, check=True)
    return [
        [json.loads(normalised(result_of(path, engine), {})) for engine in OPTIONS]
        for path in notebooks
    ]


def test_all_edge_cases_give_the_same_notebook_as_in_a_plain_kernel(tmp_path: Path) -> None:
    ((plain, warm),) = in_both(notebook_of(tmp_path, *CELLS.values()))
    for name, expected, got in zip(CELLS, plain["cells"], warm["cells"], strict=True):
        assert got == expected, name
    assert warm["metadata"] == plain["metadata"]
    assert len([text for text in texts(warm) if text]) >= len(CELLS) - 8


def without_colours(notebook: dict[str, Any]) -> list[dict[str, Any]]:
    """Python merges instructions of code that ran often: then no colour marks the failing one."""
    return list(json.loads(re.sub(r"\\u001b\[[\d;]*m", "", json.dumps(notebook["cells"]))))


def test_errors_are_told_as_in_a_plain_kernel(tmp_path: Path) -> None:
    notebooks = [
        notebook_of(tmp_path, "'before'", source, "'after'", name=f"error-{place}")
        for place, source in enumerate(ERRORS.values())
    ]
    for name, (plain, warm) in zip(ERRORS, in_both(*notebooks), strict=True):
        assert without_colours(warm) == without_colours(plain), name
        assert warm["cells"][1]["outputs"], name
        assert not warm["cells"][2]["outputs"], name


def test_a_cell_that_may_fail_lets_the_next_one_run(tmp_path: Path) -> None:
    notebook = notebook_of(tmp_path, "1 / 0", "'after'", raises=True)
    results = []
    for engine in OPTIONS:
        with pytest.raises(PapermillExecutionError):
            executed(notebook, engine)
        results.append(result_of(notebook, engine))
    plain, warm = (normalised(result, {}) for result in results)
    assert warm == plain
    assert texts(results[1])[-1] == "'after'"


@pytest.mark.parametrize("engine", OPTIONS)
def test_a_time_limit_ends_a_cell(tmp_path: Path, engine: str) -> None:
    notebook = notebook_of(tmp_path, "print('x', flush=True)", "while True: pass")
    with pytest.raises(CellTimeoutError):
        executed(notebook, engine, execution_timeout=1)
    assert texts(result_of(notebook, engine))[0] == "x\n"


@pytest.mark.parametrize("death", ["os.kill(os.getpid(), 9)", "os._exit(0)"])
@pytest.mark.parametrize("engine", OPTIONS)
def test_a_cell_that_ends_its_process_leaves_what_ran_before(
    tmp_path: Path, engine: str, death: str
) -> None:
    notebook = notebook_of(tmp_path, "print('x')", f"import os\n{death}", "'after'")
    with pytest.raises(DeadKernelError):
        executed(notebook, engine)
    assert texts(result_of(notebook, engine)) == ["x\n"]


SEEDED = (
    "import random, numpy\nfrom IPython.display import display\n"
    "random.seed(1); numpy.random.seed(1)\n"
    "display(random.random(), numpy.random.random())"
)


def test_nothing_of_one_notebook_reaches_the_next_or_this_process(tmp_path: Path) -> None:
    leave = notebook_of(
        tmp_path,
        "import builtins, json, os, random, sys, warnings\nimport matplotlib, numpy, pandas",
        "builtins.left = json.left = 1; os.environ['LEFT'] = '1'; sys.path.append('left')",
        "matplotlib.rcParams['lines.linewidth'] = 99; warnings.simplefilter('ignore')",
        "pandas.set_option('display.precision', 1); random.seed(1); numpy.random.seed(1)",
        "sys.modules['left'] = sys; os.chdir('/'); x = 1",
    )
    executed(leave, WARM)
    look = notebook_of(
        tmp_path,
        "import json, os, random, sys, warnings\nimport matplotlib, numpy, pandas",
        "[hasattr(json, 'left'), 'left' in vars(__builtins__), 'LEFT' in os.environ]",
        "['left' in sys.path, 'left' in sys.modules, 'x' in globals(), os.getcwd() == '/']",
        "matplotlib.rcParams['lines.linewidth'] == 99",
        "[f for f in warnings.filters if f[0] == 'ignore' and f[1:3] == (None, Warning)]",
        "pandas.get_option('display.precision')",
        "random.random()",
        "numpy.random.random()",
    )
    first, second = executed(look, WARM), executed(look, WARM)
    assert texts(first)[:5] == ["[False, False, False]", "[False, False, False, False]", "False",
                                "[]", "6"]  # fmt: skip
    seeded = texts(executed(notebook_of(tmp_path, SEEDED, name="seeded"), WARM))
    for place in (-2, -1):
        drawn = texts(first)[place], texts(second)[place], seeded[place]
        assert len({*drawn}) == len(drawn)
    assert "LEFT" not in os.environ
    assert not hasattr(json, "left")


def test_the_kernel_is_gone_when_the_notebook_has_run(tmp_path: Path) -> None:
    notebook = notebook_of(tmp_path, "import os\nprint(os.getpid())")
    (pid,) = texts(executed(notebook, WARM))
    with pytest.raises(ProcessLookupError):
        os.kill(int(pid), 0)


def test_a_file_that_is_left_open_is_written_when_the_kernel_ends(tmp_path: Path) -> None:
    executed(notebook_of(tmp_path, "file = open('left.txt', 'w'); file.write('whole')"), WARM)
    assert (tmp_path / "left.txt").read_text(encoding="utf-8") == "whole"
