"""What do returns say once no person is named in what is written of them?"""

from __future__ import annotations

from dataclasses import replace

from analysis.sources.persons import without_names
from analysis.sources.returns.collection import Collection
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.reading import Return
from analysis.sources.text import shown_text


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


def _told_text(text: str) -> str:
    return without_names(shown_text(text))


def _names(files: list[str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for file in files:
        bare, count = _told_text(file), 1
        while (name := bare if count == 1 else f"{bare} ({count})") in names.values():
            count += 1
        names[file] = name
    return names


def _told(one: Return, names: dict[str, str]) -> Return:
    sheets = tuple(replace(sheet, name=_told_text(sheet.name)) for sheet in one.sheets)
    problems = tuple(_without_names(problem, names) for problem in one.problems)
    return replace(one, file=names[one.file], sheets=sheets, problems=problems)


def _without_names(problem: Problem, names: dict[str, str]) -> Problem:
    facts = {
        name: names.get(said, _told_text(said)) if isinstance(said, str) else said
        for name, said in problem.facts.items()
    }
    return replace(
        problem,
        found=_told_text(problem.found),
        file=names.get(problem.file, _told_text(problem.file)),
        sheet=_told_text(problem.sheet),
        facts=facts,
    )
