"""What does a project rest on, which programmes has it, and what runs for them?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from analysis.briefing.stories import story_of
from analysis.pipeline.step import BRIEFING, Step
from analysis.pipeline.steps import steps_of
from analysis.sources.errors import MalformedDocument
from analysis.sources.origins import (
    READ_BY_MACHINE,
    Source,
    described_in,
    documents_in,
    read_by_machine,
    require_honest,
)
from analysis.sources.parsed import parsed
from analysis.sources.told_apart import rests_on_something, with_sources

COMMON_TASKS = ("ledger[figures]", "ledger[audit]", "ledger[changes]", "edition", "index")
LETTER_LANGUAGE = "vi"
CODE_OF_REPORTS = ("pages", "ledgers", "front", "compared")


class WrongProgramme(ValueError):
    """What in programmes.yml names something that is not there?"""


@dataclass(frozen=True)
class Project:
    """What a project rests on, its programmes, and where its files lie."""

    root: Path
    sources: tuple[Source, ...]
    programmes: Mapping[str, Mapping[str, Any]]

    @property
    def documents(self) -> tuple[str, ...]:
        """What may a programme rest on, by id? Documents, then what is read by machine."""
        return tuple(source.id for source in self.sources)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Which notebooks run, each with which parameters?"""
        return tuple(steps_of(self))

    @property
    def briefings(self) -> tuple[Step, ...]:
        """Which runs become briefings?"""
        return tuple(step for step in self.steps if step.notebook == BRIEFING)

    @property
    def letters(self) -> tuple[Step, ...]:
        """Which briefings also take the form of an official document? Those in Vietnamese."""
        return tuple(step for step in self.briefings if step.parameters["lang"] == LETTER_LANGUAGE)

    @property
    def annexes(self) -> tuple[Step, ...]:
        """Which runs become technical annexes?"""
        return tuple(step for step in self.steps if step.notebook != BRIEFING)

    @property
    def tasks(self) -> set[str]:
        """How is each task of the build called?"""
        steps = {name for step in self.steps for name in (step.task, step.report_task)}
        letters = {step.letter_task for step in self.letters}
        more = {
            name
            for step in self.briefings
            for name in (step.paper_task, step.workbook_task, step.sheet_task)
        }
        changes = {f"changes[{programme}]" for programme in self.programmes}
        code = {f"code[{name}]" for name in (*map(self.code_name, self.steps), *CODE_OF_REPORTS)}
        return {*steps, *letters, *more, *changes, *code, *COMMON_TASKS}

    @property
    def titles(self) -> dict[str, dict[str, str]]:
        """How is each programme called, in each language?"""
        return {name: dict(settings["title"]) for name, settings in self.programmes.items()}

    def story(self, programme: str) -> str:
        """Which module tells the briefing of a programme? None, "", where nobody has written it."""
        return story_of(programme, self.programmes[programme])

    def code_name(self, step: Step) -> str:
        """How is the code called that a run of a notebook rests on? Alike where it is the same."""
        if step.notebook != BRIEFING:
            return step.notebook
        story = self.story(step.parameters["programme"]) or step.parameters["programme"]
        return f"{BRIEFING}-{story.rpartition('.')[2]}"

    def code(self, name: str) -> Path:
        """Where does the listing of the code of this name lie?"""
        return self.root / "build" / "code" / f"{name}.txt"

    def executed(self, step: Step) -> Path:
        """Where does the executed notebook of a step lie?"""
        return self.root / "build" / "executed" / f"{step.name}.ipynb"

    def notebook(self, step: Step) -> Path:
        """Where does the notebook of a step lie?"""
        return self.root / "notebooks" / f"{step.notebook}.ipynb"

    def raw(self, *names: str) -> tuple[Path, ...]:
        """Where do these raw files lie?"""
        return tuple(self.root / "data" / "raw" / name for name in names)

    def processed(self, folder: str, names: tuple[str, ...]) -> tuple[Path, ...]:
        """Where do these tables of a document or programme lie?"""
        return tuple(self.root / "data" / "processed" / folder / f"{name}.csv" for name in names)

    def facts(self, programme: str) -> tuple[Path, ...]:
        """Where do the facts of a programme lie?"""
        return self.processed(programme, tuple(self.programmes[programme]["analyses"]))

    def described(self, document: str) -> tuple[Path, ...]:
        """Where does a source's description lie, its checks behind it?"""
        return described_in(document, self.root)

    def disclosed(self, document: str) -> tuple[Path, ...]:
        """Where does it stand which counts of a source are shown? Nowhere for a document."""
        machines = {source.id for source in self.sources if source.kind != "document"}
        return self.processed(document, ("disclosure",)) if document in machines else ()

    @property
    def edition(self) -> Path:
        """Where does the table lie that names the edition before this one?"""
        return self.root / "data" / "processed" / "edition.csv"

    def changes(self, programme: str) -> Path:
        """Where does the table lie of what changed in a programme since then?"""
        return self.root / "data" / "processed" / programme / "changes.csv"

    def told_facts(self, programme: str) -> tuple[Path, ...]:
        """Which tables hold what the ledger has of a programme, among facts of others?

        Its own facts, and what proposed readings of its documents would change.
        """
        read = self.documents_of(programme)
        effects = (
            path
            for name in self.documents
            if name in read
            for path in self.processed(name, ("effects",))
        )
        return (*self.facts(programme), *effects)

    def letterhead(self, programme: str) -> dict[str, Any]:
        """What is known of the office of a programme's official document? Often nothing."""
        return dict(self.programmes[programme].get("letter", {}))

    def documents_of(self, programme: str) -> tuple[str, ...]:
        """Which documents does a programme rest on, directly or through those it looks at?"""
        settings = self.programmes[programme]
        others = (*settings.get("compares", ()), *settings.get("draws_on", ()))
        members = (programme, *others)
        return tuple(dict.fromkeys(d for m in members for d in self.programmes[m]["documents"]))


def read_project(root: Path) -> Project:
    """Which documents and programmes does the project in this folder have?

    Raises WrongProgramme for a programme that names a document, a programme or an analysis that
    is not there.
    """
    text = (root / "data" / "raw" / "programmes.yml").read_text(encoding="utf-8")
    declared: dict[str, dict[str, Any]] = parsed(text)
    sources = (*documents_in(root), *read_by_machine(root, declared))
    try:
        require_honest(root, declared)
        programmes = with_sources(declared, sources[len(documents_in(root)) :])
    except MalformedDocument as error:
        raise WrongProgramme(str(error)) from error
    documents = tuple(source.id for source in sources)
    problems = [
        f"{programme}: {kind} {name!r}; there are {', '.join(sorted(known))}"
        for programme, settings in programmes.items()
        for kind, named, known in (
            ("no document", settings["documents"], documents),
            ("no programme", settings.get("compares", ()), tuple(programmes)),
            ("no programme", settings.get("draws_on", ()), tuple(programmes)),
            ("no notebook", settings["analyses"], _notebooks(root)),
        )
        for name in named
        if name not in known
    ]
    problems += [
        f"there is no programme {folder.parent.name!r}, but a folder "
        f"data/raw/{folder.parent.name}/{kind}: declare the one, or take the other away"
        for kind in READ_BY_MACHINE
        for folder in sorted((root / "data" / "raw").glob(f"*/{kind}"))
        if folder.parent.name not in declared
    ]
    if problems:
        raise WrongProgramme("data/raw/programmes.yml:\n" + "\n".join(problems))
    told = {name: own for name, own in programmes.items() if rests_on_something(own)}
    return Project(root, sources, told)


def allowed_values(project: Project, notebook: str) -> dict[str, set[str]]:
    """Which values does each parameter of a notebook take in this project?"""
    values: dict[str, set[str]] = {}
    for step in project.steps:
        if step.notebook == notebook:
            for name, value in step.parameters.items():
                values.setdefault(name, set()).add(value)
    return values


def _notebooks(root: Path) -> tuple[str, ...]:
    return tuple(path.stem for path in (root / "notebooks").glob("*.ipynb"))
