"""What is one measured process to do? `route <name> <notebooks> <processes>`, in a built copy."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from analysis.pipeline.bench.jobs import bare, commands, forked, jobs
from analysis.pipeline.graph import read_project
from analysis.pipeline.imports import module_names
from analysis.pipeline.plan import code_sets
from analysis.pipeline.warm.libraries import import_at_first

OURS, LIMIT, COMMANDS = "this project", "the limit", "the commands"
ROUTES = (OURS, LIMIT, COMMANDS)


def main(arguments: list[str]) -> int:
    """Make so many briefings by one route, with so many processes."""
    name, notebooks, processes = arguments[0], int(arguments[1]), int(arguments[2])
    root = Path.cwd()
    project = read_project(root)
    numbered = jobs(project, notebooks)
    if name == COMMANDS:
        commands(root, numbered, processes)
        return 0
    sets = code_sets(project)
    behind = [path for step in project.briefings for path in sets[project.code_name(step)]]
    import_at_first(module_names(behind, root / "src"))
    pages = module_names(sets["pages"], root / "src")
    if name == OURS:
        forked(root, numbered, processes, meanwhile=partial(import_at_first, pages))
    else:
        import_at_first(pages)
        bare(root, numbered, processes)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
