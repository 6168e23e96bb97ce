"""Can the build begin: do parameters fit, can notebooks and modules be read?"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from analysis.pipeline.graph import Project, allowed_values
from analysis.pipeline.imports import files_behind, remembered
from analysis.pipeline.notebooks import UnreadableNotebook, modules_of, parameters_of
from analysis.pipeline.parameters import WrongParameters, check_parameters
from analysis.pipeline.step import BRIEFING, Step
from analysis.pipeline.workplace import replace

HOW_IT_RUNS = (
    "analysis.pipeline.execute",
    "analysis.pipeline.warm.engine",
    "analysis.pipeline.warm.libraries",
)
REPORTS = {
    "pages": ("analysis.pipeline.pages", "analysis.briefing.exporters"),
    "ledgers": ("analysis.pipeline.ledgers",),
    "front": ("analysis.pipeline.front", "analysis.pipeline.graph"),
    "compared": ("analysis.pipeline.compared",),
}
"""Which modules make what no notebook makes, by the name of the code?"""


class CannotBegin(ValueError):
    """Why can nothing be built? Every reason, in the words of an analyst."""


def code_sets(project: Project) -> dict[str, tuple[Path, ...]]:
    """On which files of this package does each kind of task rest? By the name of the code.

    Raises CannotBegin with everything that is wrong with parameters, notebooks and modules: nothing
    has run then.
    """
    with remembered(project.root / "build" / "imports.json"):
        return _sets(project)


def _sets(project: Project) -> dict[str, tuple[Path, ...]]:
    source = project.root / "src"
    sets = {name: files_behind(modules, source) for name, modules in REPORTS.items()}
    notebooks = {step.notebook for step in project.steps}
    allowed = {notebook: allowed_values(project, notebook) for notebook in notebooks}
    problems: dict[str, None] = {}
    for step in project.steps:
        try:
            modules = _checked_modules(step, project, allowed[step.notebook])
            name = project.code_name(step)
            if name not in sets:
                sets[name] = files_behind(modules, source)
        except SyntaxError as error:
            place = Path(error.filename or "").name
            problems[f"{place}, line {error.lineno}: {error.msg}: {(error.text or '').strip()}"] = (
                None
            )
        except (ModuleNotFoundError, UnreadableNotebook, WrongParameters) as error:
            problems[str(error)] = None
    if problems:
        raise CannotBegin("\n".join(problems))
    return sets


def _checked_modules(
    step: Step, project: Project, allowed: Mapping[str, Collection[str]]
) -> list[str]:
    notebook = project.notebook(step)
    check_parameters(step.notebook, parameters_of(notebook), step.parameters, allowed)
    modules = [*HOW_IT_RUNS, *modules_of(notebook)]
    if step.notebook == BRIEFING and (story := project.story(step.parameters["programme"])):
        modules.append(story)
    return modules


def write_listing(files: Iterable[Path], listing: Path, root: Path) -> None:
    """Which file stands for all of these? A line for each: its digest and its path."""
    lines = (
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.relative_to(root).as_posix()}\n"
        for path in files
    )
    listing.parent.mkdir(parents=True, exist_ok=True)
    replace(listing, "".join(lines).encode())


def listed(listing: Path, root: Path) -> list[Path]:
    """Which files does a listing stand for, that are still there? None before it is made."""
    if not listing.is_file():
        return []
    lines = listing.read_text(encoding="utf-8").splitlines()
    paths = (root / line.partition("  ")[2] for line in lines)
    return [path for path in paths if path.is_file()]
