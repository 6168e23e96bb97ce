"""Which briefings does a measurement make, and what has it to do for each?"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice
from pathlib import Path

from analysis.pipeline.bench.cells import run_bare
from analysis.pipeline.bench.plain import by_commands
from analysis.pipeline.engines import WARM
from analysis.pipeline.execute import run_step
from analysis.pipeline.graph import Project, read_project
from analysis.pipeline.pages import write_page, write_paper
from analysis.pipeline.step import Step
from analysis.pipeline.warm.forks import TASKS_OF_A_PROCESS, Do, forks

Job = tuple[int, Step]
RUN, RENDER = "run", "render"


def jobs(project: Project, notebooks: int) -> list[Job]:
    """So many briefings: those of the project, again and again where it has fewer."""
    return list(enumerate(islice(cycle(project.briefings), notebooks)))


def forked(
    root: Path, numbered: Iterable[Job], processes: int, meanwhile: Callable[[], object]
) -> None:
    """Each briefing is run, then rendered, by processes forked from this one, so many at a time.

    ``meanwhile`` is called once, as soon as the first of them run.
    """
    project = read_project(root)
    of = {f"{number}": (number, step) for number, step in numbered}
    ways = {RUN: _run, RENDER: _render_what_ran}

    def do(name: str) -> None:
        number, _, way = name.partition(" ")
        ways[way](project, *of[number])

    runs = [f"{number} {RUN}" for number in of]
    _side_by_side(runs, do, processes, meanwhile)


def bare(root: Path, numbered: Iterable[Job], processes: int) -> None:
    """The limit: the code of the cells as a plain script, and the bare calls that render.

    What is rendered is what a build has executed; as many processes as are asked for share the
    work and do nothing else.
    """
    project = read_project(root)
    shares = [list(numbered)[first::processes] for first in range(processes)]
    _side_by_side(
        map(str, range(processes)), lambda n: _all_bare(project, shares[int(n)]), processes
    )


def commands(root: Path, numbered: Iterable[Job], processes: int) -> None:
    """The plain route: commands alone, so many briefings at a time."""
    project = read_project(root)
    with ThreadPoolExecutor(processes) as threads:
        list(threads.map(lambda job: _by_commands(project, *job), numbered))


def _side_by_side(
    names: Iterable[str], do: Do, processes: int, meanwhile: Callable[[], object] | None = None
) -> None:
    waiting = list(names)
    with forks(do, TASKS_OF_A_PROCESS) as running:
        while waiting or running:
            while waiting and len(running) < processes:
                name = waiting.pop(0)
                running.start(name, name.partition(" ")[2])
            if meanwhile:
                meanwhile()
                meanwhile = None
            for name, raised in running.finished():
                if raised:
                    raise RuntimeError(f"job {name}: {raised.traceback or raised.error}")
                if name.endswith(RUN):
                    waiting.insert(0, name.replace(RUN, RENDER))


def _run(project: Project, number: int, step: Step) -> None:
    executed = _output(project, number, step, "ipynb")
    run_step(step, project.notebook(step), executed, project.root, engine=WARM)


def _render_what_ran(project: Project, number: int, step: Step) -> None:
    _render(project, number, step, _output(project, number, step, "ipynb"))


def _render(project: Project, number: int, step: Step, executed: Path) -> None:
    programme = step.parameters["programme"]
    html, pdf = (_output(project, number, step, ending) for ending in ("html", "pdf"))
    facts = project.told_facts(programme)
    write_page(executed, programme, facts, html)
    write_paper(executed, programme, facts, pdf)


def _all_bare(project: Project, share: list[Job]) -> None:
    os.chdir(project.root / "notebooks")
    for number, step in share:
        run_bare(project.notebook(step), step.parameters)
        _render(project, number, step, project.executed(step))


def _by_commands(project: Project, number: int, step: Step) -> None:
    executed = _output(project, number, step, "ipynb")
    by_commands(project.notebook(step), executed, step.parameters, project.root / "notebooks")


def _output(project: Project, number: int, step: Step, ending: str) -> Path:
    folder = project.root / "build" / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{number:04}-{step.name}.{ending}"
