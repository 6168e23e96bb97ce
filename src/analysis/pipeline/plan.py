"""Can the build begin: do parameters fit, can notebooks and modules be read?"""

from __future__ import annotations

from pathlib import Path

from analysis.briefing.stories import story_of
from analysis.pipeline.graph import Project, allowed_values
from analysis.pipeline.imports import files_behind
from analysis.pipeline.notebooks import UnreadableNotebook, modules_of, parameters_of
from analysis.pipeline.parameters import WrongParameters, check_parameters
from analysis.pipeline.step import BRIEFING, Step

HOW_IT_RUNS = (
    "analysis.pipeline.execute",
    "analysis.pipeline.warm.engine",
    "analysis.pipeline.warm.libraries",
)


class CannotBegin(ValueError):
    """Why can nothing be built? Every reason, in the words of an analyst."""


def code_behind_steps(project: Project) -> dict[str, tuple[Path, ...]]:
    """On which files of this package does each task of a notebook rest? By the name of the task.

    Raises CannotBegin with everything that is wrong with parameters, notebooks and modules: nothing
    has run then.
    """
    code: dict[str, tuple[Path, ...]] = {}
    problems: dict[str, None] = {}
    for step in project.steps:
        try:
            code[step.task] = _code_behind(step, project)
        except SyntaxError as error:
            place = Path(error.filename or "").name
            problems[f"{place}, line {error.lineno}: {error.msg}: {(error.text or '').strip()}"] = (
                None
            )
        except (ModuleNotFoundError, UnreadableNotebook, WrongParameters) as error:
            problems[str(error)] = None
    if problems:
        raise CannotBegin("\n".join(problems))
    return code


def _code_behind(step: Step, project: Project) -> tuple[Path, ...]:
    notebook = project.notebook(step)
    allowed = allowed_values(project, step.notebook)
    check_parameters(step.notebook, parameters_of(notebook), step.parameters, allowed)
    modules = [*HOW_IT_RUNS, *modules_of(notebook)]
    if step.notebook == BRIEFING:
        programme = step.parameters["programme"]
        story = story_of(programme, project.programmes[programme])
        modules += [story] if story else []
    return files_behind(modules, project.root / "src")
