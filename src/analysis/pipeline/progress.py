"""How far is the build, and what went wrong? Hooks of pytask that tell it, a line for each task."""

from __future__ import annotations

import time
from collections.abc import Generator
from typing import TYPE_CHECKING

from pytask import ExecutionError, ExecutionReport, TaskOutcome, console, hookimpl
from rich.progress import BarColumn, MofNCompleteColumn, Progress

from analysis.pipeline.execute import NotebookFailed
from analysis.pipeline.pages import PageFailed

if TYPE_CHECKING:
    from pluggy import PluginManager
    from pytask import Session

TOLD_IN_FULL = (NotebookFailed, PageFailed)
WORDS = {
    TaskOutcome.SUCCESS: "done",
    TaskOutcome.FAIL: "FAILED",
    TaskOutcome.SKIP_PREVIOUS_FAILED: "waits",
    TaskOutcome.WOULD_BE_EXECUTED: "to do",
}

_bar = Progress(
    BarColumn(),
    MofNCompleteColumn(),
    console=console,
    auto_refresh=False,
    transient=True,
    disable=not console.is_terminal,
)


@hookimpl
def pytask_add_hooks(pm: PluginManager) -> None:
    """Is the state kept twice? Only in pytask.lock: the database of older versions is left out."""
    pm.unregister(name="_pytask.database")


@hookimpl(wrapper=True)
def pytask_execute_build(session: Session) -> Generator[None, object, object]:
    """Did the build come to its end? Raises ExecutionError where it was interrupted."""
    _bar.add_task("", total=len(session.tasks))
    with _bar:
        result = yield
    if session.scheduler is not None and session.scheduler.is_active():
        console.print("Interrupted. What was finished stays; the next run does the rest.")
        raise ExecutionError
    return result


@hookimpl(tryfirst=True)
def pytask_execute_task_log_end(session: Session, report: ExecutionReport) -> bool:
    """What became of the task, how long after the start? One line, unless it had nothing to do."""
    word = WORDS.get(report.outcome)
    if word:
        seconds = time.time() - session.execution_start
        name = report.task.name.rpartition("::")[2]
        console.print(f"{seconds:6.1f} s  {word:<6}  {name}", markup=False, highlight=False)
    if report.outcome is TaskOutcome.FAIL and report.exc_info:
        error = report.exc_info[1]
        told = str(error) if isinstance(error, TOLD_IN_FULL) else report
        console.print(told, markup=False, highlight=False, soft_wrap=True)
    _bar.advance(_bar.task_ids[0])
    _bar.refresh()
    return True
