"""Which notebooks does a project run, on which files, and what does each make?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.pipeline.step import BRIEFING, Step
from analysis.sources.affected import affected_by
from analysis.sources.origins import DESCRIPTION, LISTS, MARK, Source, disclosed_earlier
from analysis.sources.told_apart import RETENTION

if TYPE_CHECKING:
    from analysis.pipeline.graph import Project

LANGUAGES = ("vi", "en")
REFERENCE = ("reference/base_salary.csv", "reference/consumer_prices.csv")
DOCUMENT = ("document.yml", "figures.csv", "checks.yml", "corrections.yml")
CLEANED = ("figures", "headcount", "training", "funding", "targets", "seats")
CHECKED = ("audit",)
EXPLAINED = ("readings", "effects")
AUDITED = (*CHECKED, *EXPLAINED)
STUDIED = ("programmes.yml", "breaks.yml", *REFERENCE)
READ_WITH = {
    "returns": ("programmes.yml", "disclosure.yml", "labels.csv", "terms.csv"),
    "register": ("programmes.yml", "disclosure.yml", "labels.csv"),
}
"""What a notebook reads beside the files that were dropped for it."""
COUNTED = ("outcomes", "movements", "unit_movements", "unit_stocks")
FOLLOWED = ("retention", "compared")
MADE_WITH = {
    "returns": ("cells", "disclosure"),
    "register": (*COUNTED, *FOLLOWED, "disclosure"),
}
"""Which tables it makes beside those that every source has."""


def steps_of(project: Project) -> Iterator[Step]:
    """Which notebooks run, each with which parameters? Sources first, then studies, briefings."""
    documents = [source.id for source in project.sources if source.kind == "document"]
    for document in documents:
        yield Step(
            "clean",
            {"document": document},
            project.raw("programmes.yml", *(f"{document}/{name}" for name in DOCUMENT)),
            project.processed(document, CLEANED),
        )
    for document in documents:
        yield _audit(project, document)
    for document in documents:
        yield _readings(project, document)
    for source in project.sources:
        if source.kind != "document":
            yield _read_by_machine(project, source)
    for programme, settings in project.programmes.items():
        for analysis in settings["analyses"]:
            yield _analysis(project, programme, analysis)
    for programme in project.programmes:
        for lang in LANGUAGES:
            parameters = {"programme": programme, "lang": lang}
            yield Step(BRIEFING, parameters, _briefing_inputs(project, programme), ())


def _read_by_machine(project: Project, source: Source) -> Step:
    own = project.root / "data" / "raw" / source.programme
    beside = (own / MARK, *(own / source.kind / name for name in LISTS))
    made = project.processed(source.id, (*CLEANED, *AUDITED, *MADE_WITH[source.kind]))
    described = (project.root / "data" / "processed" / source.id / name for name in DESCRIPTION)
    return Step(
        source.kind,
        {"programme": source.programme},
        (
            *project.raw(*READ_WITH[source.kind]),
            *(path for path in beside if path.is_file()),
            *disclosed_earlier(source.id, project.root),
        ),
        (*made, *described),
        source.files,
    )


def _audit(project: Project, document: str) -> Step:
    raw = project.raw(*(f"{document}/{name}" for name in DOCUMENT))
    cleaned = project.processed(document, ("figures",))
    return Step(
        "audit", {"document": document}, (*raw, *cleaned), project.processed(document, CHECKED)
    )


def _readings(project: Project, document: str) -> Step:
    raw = project.raw(*STUDIED, *(f"{document}/{name}" for name in DOCUMENT))
    documents = [document]
    for programme in affected_by(document, project.programmes):
        documents += project.programmes[programme]["documents"]
    cleaned = [
        path for name in dict.fromkeys(documents) for path in project.processed(name, CLEANED)
    ]
    return Step(
        "readings",
        {"document": document},
        (*raw, *cleaned, *project.processed(document, CHECKED)),
        project.processed(document, EXPLAINED),
    )


def _analysis(project: Project, programme: str, analysis: str) -> Step:
    settings = project.programmes[programme]
    inputs = [*project.raw(*STUDIED)]
    for document in settings["documents"]:
        inputs += project.processed(document, (*CLEANED, "audit"))
        inputs += project.disclosed(document)
    for other in settings.get("compares", ()):
        inputs += project.facts(other)
    if analysis == RETENTION:
        for document in settings["documents"]:
            inputs += project.processed(document, FOLLOWED)
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
        inputs += project.described(document)
        inputs += project.processed(document, (*CLEANED, *AUDITED))
        if disclosed := project.disclosed(document):
            inputs += (*disclosed, *project.raw("disclosure.yml"))
    return tuple(inputs)
