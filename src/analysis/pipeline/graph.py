"""Which notebook runs with which parameters, from which files, to which files?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from analysis.briefing.stories import STORIES
from analysis.pipeline.step import BRIEFING, Step
from analysis.sources.affected import affected_by

COMMON_TASKS = ("ledger[figures]", "ledger[audit]", "ledger[changes]", "edition", "index")
LANGUAGES = ("vi", "en")
REFERENCE = ("reference/base_salary.csv", "reference/consumer_prices.csv")
LETTER_LANGUAGE = "vi"
DOCUMENT = ("document.yml", "figures.csv", "checks.yml", "corrections.yml")
CLEANED = ("figures", "headcount", "training", "funding", "targets", "seats")
AUDITED = ("audit", "readings", "effects")
CODE_OF_REPORTS = ("pages", "ledgers", "front", "compared")
STUDIED = ("programmes.yml", "breaks.yml", *REFERENCE)


class WrongProgramme(ValueError):
    """What in programmes.yml names something that is not there?"""


@dataclass(frozen=True)
class Project:
    """The documents and programmes of a project, and where its files lie."""

    root: Path
    documents: tuple[str, ...]
    programmes: Mapping[str, Mapping[str, Any]]

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Which notebooks run, each with which parameters?"""
        return tuple(_steps(self))

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
        more = {name for step in self.briefings for name in (step.workbook_task, step.sheet_task)}
        changes = {f"changes[{programme}]" for programme in self.programmes}
        code = {f"code[{name}]" for name in (*map(self.code_name, self.steps), *CODE_OF_REPORTS)}
        return {*steps, *letters, *more, *changes, *code, *COMMON_TASKS}

    @property
    def titles(self) -> dict[str, dict[str, str]]:
        """How is each programme called, in each language?"""
        return {name: dict(settings["title"]) for name, settings in self.programmes.items()}

    def story(self, programme: str) -> str | None:
        """Which module tells the briefing of a programme? None where nobody has written it yet."""
        return STORIES.get(programme)

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
    raw = root / "data" / "raw"
    documents = tuple(sorted(path.parent.name for path in raw.glob("*/document.yml")))
    text = (raw / "programmes.yml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    programmes: dict[str, dict[str, Any]] = yaml.load(text, Loader=loader)
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
    if problems:
        raise WrongProgramme("data/raw/programmes.yml:\n" + "\n".join(problems))
    return Project(root, documents, programmes)


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


def _steps(project: Project) -> Iterator[Step]:
    for document in project.documents:
        yield Step(
            "clean",
            {"document": document},
            project.raw("programmes.yml", *(f"{document}/{name}" for name in DOCUMENT)),
            project.processed(document, CLEANED),
        )
    for document in project.documents:
        yield _audit(project, document)
    for programme, settings in project.programmes.items():
        for analysis in settings["analyses"]:
            yield _analysis(project, programme, analysis)
    for programme in project.programmes:
        for lang in LANGUAGES:
            parameters = {"programme": programme, "lang": lang}
            yield Step(BRIEFING, parameters, _briefing_inputs(project, programme), ())


def _audit(project: Project, document: str) -> Step:
    raw = project.raw(*STUDIED, *(f"{document}/{name}" for name in DOCUMENT))
    documents = [document]
    for programme in affected_by(document, project.programmes):
        documents += project.programmes[programme]["documents"]
    cleaned = [
        path for name in dict.fromkeys(documents) for path in project.processed(name, CLEANED)
    ]
    return Step(
        "audit", {"document": document}, (*raw, *cleaned), project.processed(document, AUDITED)
    )


def _analysis(project: Project, programme: str, analysis: str) -> Step:
    settings = project.programmes[programme]
    inputs = [*project.raw(*STUDIED)]
    for document in settings["documents"]:
        inputs += project.processed(document, (*CLEANED, "audit"))
    for other in settings.get("compares", ()):
        inputs += project.facts(other)
    if analysis == "attrition":
        if "cost" in settings["analyses"]:
            inputs += project.processed(programme, ("cost",))
        for other in settings.get("draws_on", ()):
            inputs += project.processed(other, ("attrition",))
    return Step(
        analysis,
        {"programme": programme},
        tuple(inputs),
        project.processed(programme, (analysis,)),
    )


def _briefing_inputs(project: Project, programme: str) -> tuple[Path, ...]:
    names = ("programmes.yml", "assumptions.yml", "labels.csv", *REFERENCE)
    inputs = [*project.raw(*names), *project.facts(programme)]
    inputs += [project.edition, project.changes(programme)]
    for document in project.documents_of(programme):
        inputs += project.raw(f"{document}/document.yml", f"{document}/checks.yml")
        inputs += project.processed(document, (*CLEANED, *AUDITED))
    return tuple(inputs)
