"""How is one notebook run by hand, with parameters that are checked first?"""

from __future__ import annotations

import sys

from analysis.pipeline.execute import NotebookFailed, run_step
from analysis.pipeline.graph import Project, allowed_values, read_project
from analysis.pipeline.notebooks import parameters_of
from analysis.pipeline.parameters import WrongParameters, check_parameters, from_text
from analysis.pipeline.step import Step
from analysis.sources.paths import project_root


def main(arguments: list[str]) -> int:
    """Did the notebook run? Its executed copy goes to build/tried, its tables nowhere.

    `arguments` are the notebook and `<parameter>=<value>` for those that are not to have their
    default. Returns 1 where the notebook failed, 2 where the arguments are wrong.
    """
    project = read_project(project_root())
    try:
        step = chosen_step(project, arguments)
        executed = project.root / "build" / "tried" / f"{step.name}.ipynb"
        executed.parent.mkdir(parents=True, exist_ok=True)
        run_step(step, project.notebook(step), executed, project.root, keep_tables=False)
    except WrongParameters as error:
        print(error, file=sys.stderr)
        return 2
    except NotebookFailed as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Executed: {executed.relative_to(project.root)}. Tables and reports are as they were.")
    return 0


def chosen_step(project: Project, arguments: list[str]) -> Step:
    """Which run of which notebook do these arguments mean?

    Raises WrongParameters where there is no such notebook, where a parameter has a wrong name, type
    or value, and where no programme asks for this run.
    """
    notebooks = sorted({step.notebook for step in project.steps})
    if not arguments or arguments[0] not in notebooks:
        raise WrongParameters(
            "Say which notebook, and its parameters as name=value. There are the notebooks "
            f"{', '.join(notebooks)}."
        )
    name, *rest = arguments
    declared = parameters_of(project.root / "notebooks" / f"{name}.ipynb")
    kinds = {parameter.name: parameter.type for parameter in declared}
    given = {
        key: from_text(text, kinds.get(key, "str"))
        for key, _, text in (argument.partition("=") for argument in rest)
    }
    check_parameters(name, declared, given, allowed_values(project, name))
    wanted = {parameter.name: parameter.default for parameter in declared} | given
    for step in project.steps:
        if step.notebook == name and dict(step.parameters) == wanted:
            return step
    raise WrongParameters(f"No programme asks for {name} with {wanted}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
