"""Nothing is left of a task that the project no longer has."""

from __future__ import annotations

import tomllib
from pathlib import Path

from analysis.pipeline.vanished import clear_away

LOCK = """\
lock-version = "1"

[[task]]
id = "tasks.py::kept"
state = "a"

[task.depends_on]
"data/raw/x.csv" = "1"

[task.produces]
"reports/kept.html" = "2"

[[task]]
id = "tasks.py::gone"
state = "a"

[task.depends_on]
"data/raw/y.csv" = "1"

[task.produces]
"reports/gone.html" = "2"

[[task]]
id = "tasks.py::ledger"
state = "a"

[task.depends_on]
"reports/gone.html" = "2"
"reports/kept.html" = "2"

[task.produces]
"reports/ledger.csv" = "3"
"""


def project(root: Path) -> Path:
    (root / "reports").mkdir()
    for name in ("kept.html", "gone.html", "ledger.csv"):
        (root / "reports" / name).touch()
    (root / "pytask.lock").write_text(LOCK, encoding="utf-8")
    return root


def entries(root: Path) -> list[str]:
    recorded = tomllib.loads((root / "pytask.lock").read_text(encoding="utf-8"))["task"]
    return [entry["id"].partition("::")[2] for entry in recorded]


def test_what_only_a_vanished_task_made_is_deleted_and_what_read_it_runs_again(
    tmp_path: Path,
) -> None:
    root = project(tmp_path)
    clear_away(root, {"kept", "ledger"})
    assert entries(root) == ["kept"]
    assert sorted(path.name for path in (root / "reports").iterdir()) == ["kept.html", "ledger.csv"]


def test_where_every_task_is_still_there_nothing_is_touched(tmp_path: Path) -> None:
    root = project(tmp_path)
    clear_away(root, {"kept", "ledger", "gone"})
    assert (root / "pytask.lock").read_text(encoding="utf-8") == LOCK
    assert (root / "reports" / "gone.html").is_file()


def test_without_a_lock_there_is_nothing_to_clear_away(tmp_path: Path) -> None:
    clear_away(tmp_path, set())
