"""What do returns say once no person is named in what is written of them?"""

from __future__ import annotations

from dataclasses import replace

from analysis.sources.persons import without_names
from analysis.sources.returns.collection import Collection
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return


def nameless(collection: Collection) -> Collection:
    """How is a collection told of: files, sheets and problems without the persons they name?

    Who signs a return often names the file after themselves, and may have written into a cell that
    a problem quotes. Files keep names of their own: where two would be called alike they are
    numbered. What is read and added up is the same.
    """
    names = _names([one.file for one in collection.returns])
    told = {one.file: _told(one, names) for one in collection.returns}
    return replace(
        collection,
        returns=tuple(told[one.file] for one in collection.returns),
        counting=tuple(told[one.file] for one in collection.counting),
    )


def _names(files: list[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for file in files:
        bare, count = without_names(file), 1
        while (name := bare if count == 1 else f"{bare} ({count})") in names.values():
            count += 1
        names[file] = name
    return names


def _told(one: Return, names: dict[str, str]) -> Return:
    sheets = tuple(replace(sheet, name=without_names(sheet.name)) for sheet in one.sheets)
    problems = tuple(_without_names(problem, names) for problem in one.problems)
    return replace(one, file=names[one.file], sheets=sheets, problems=problems)


def _without_names(problem: Problem, names: dict[str, str]) -> Problem:
    facts = {
        name: names.get(said, without_names(said)) if isinstance(said, str) else said
        for name, said in problem.facts.items()
    }
    return replace(
        problem,
        found=without_names(problem.found),
        file=names.get(problem.file, without_names(problem.file)),
        sheet=without_names(problem.sheet),
        facts=facts,
    )
