"""How does pytask run its tasks in processes that are forked from its own, one a core?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from pytask import ExecutionReport, PathNode, PTask, Session, has_mark, hookimpl
from pytask.tree_util import tree_leaves

from analysis.pipeline.imports import module_names
from analysis.pipeline.plan import listed
from analysis.pipeline.warm.forks import TASKS_OF_A_PROCESS, Forks, Raised, forks
from analysis.pipeline.warm.libraries import import_at_first
from analysis.pipeline.workers import forks_tasks, processes

NOTEBOOKS, REPORTS = "notebooks", "reports"
"""Kernels are forked from processes that make no reports: those leave traces in them."""


@hookimpl(tryfirst=True)
def pytask_execute_build(session: Session) -> bool | None:
    """Are all tasks run that pytask finds to be run? None where another plug-in is to do it.

    pytask decides, this process forks: what a task rests on is imported here, once for all tasks,
    partly while others run.
    """
    scheduler = session.scheduler
    if not forks_tasks() or session.config["dry_run"] or scheduler is None:
        return None

    def run(name: str) -> None:
        session.hook.pytask_execute_task(session=session, task=_task(session, name))

    urgency = cache(partial(_urgency, session))
    waiting: list[str] = []
    with forks(run, TASKS_OF_A_PROCESS) as running:
        try:
            while scheduler.is_active() and not session.should_stop:
                waiting = sorted([*waiting, *scheduler.get_ready(len(session.tasks))], key=urgency)
                is_any_begun = bool(waiting)
                while waiting and len(running) < processes():
                    _begin(session, waiting.pop(), running)
                if running and (not is_any_begun or len(running) == processes()):
                    _import_what_follows(session, running)
                    for name, raised in running.finished():
                        _end(session, name, raised)
        except KeyboardInterrupt:
            return True
    return True


def _urgency(session: Session, name: str) -> tuple[bool, int]:
    """Which task begins last of those that could? What can wait, and what made little before."""
    nodes = map(session.dag.nodes.__getitem__, session.dag.successors(name))
    made = (Path(str(node.path)) for node in nodes if isinstance(node, PathNode))
    sizes = (path.stat().st_size for path in made if path.is_file())
    return not has_mark(_task(session, name), "try_last"), sum(sizes)


def _begin(session: Session, name: str, running: Forks) -> None:
    task = _task(session, name)
    session.hook.pytask_execute_task_log_start(session=session, task=task)
    try:
        session.hook.pytask_execute_task_setup(session=session, task=task)
        _import(_modules_behind(session, task), running)
    except Exception:
        _report(session, ExecutionReport.from_task_and_exception(task, sys.exc_info()))
    else:
        running.start(name, NOTEBOOKS if "notebook" in task.depends_on else REPORTS)


def _import_what_follows(session: Session, running: Forks) -> None:
    for name in running.names():
        for product in session.dag.successors(name):
            for following in session.dag.successors(product):
                _import(_modules_behind(session, _task(session, following)), running)


def _import(modules: Iterable[str], running: Forks) -> None:
    if import_at_first(modules):
        running.renew()


def _end(session: Session, name: str, raised: Raised | None) -> None:
    task = _task(session, name)
    if raised:
        told: Any = (type(raised.error), raised.error, raised.traceback)
        _report(session, ExecutionReport.from_task_and_exception(task, told))
        return
    try:
        session.hook.pytask_execute_task_teardown(session=session, task=task)
    except Exception:
        _report(session, ExecutionReport.from_task_and_exception(task, sys.exc_info()))
    else:
        _report(session, ExecutionReport.from_task(task))


def _report(session: Session, report: ExecutionReport) -> None:
    session.hook.pytask_execute_task_process_report(session=session, report=report)
    session.hook.pytask_execute_task_log_end(session=session, task=report.task, report=report)
    session.execution_reports.append(report)
    assert session.scheduler is not None
    session.scheduler.done(report.task.signature)


def _task(session: Session, name: str) -> PTask:
    return cast(PTask, session.dag.nodes[name])


def _modules_behind(session: Session, task: PTask) -> Iterator[str]:
    root: Path = session.config["root"]
    nodes: list[Any] = tree_leaves(task.depends_on.get("code", ()))
    for listing in (Path(str(node.path)) for node in nodes if isinstance(node, PathNode)):
        if listing.is_file():
            yield from _modules_in(listing, listing.stat().st_mtime_ns, root)


@cache
def _modules_in(listing: Path, _as_of: int, root: Path) -> list[str]:
    return module_names(listed(listing, root), root / "src")
