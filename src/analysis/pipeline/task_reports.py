"""What do all programmes have in common? The ledgers and the front page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pytask import Product, mark, task

from analysis.pipeline.graph import read_project
from analysis.pipeline.ledgers import write_audit, write_changes, write_figures

ROOT = Path(__file__).resolve().parents[3]
PROJECT = read_project(ROOT)
DISCLOSURES = {
    path: settings
    for settings in PROJECT.programmes.values()
    for document in settings["documents"]
    for path in PROJECT.disclosed(document)
}
LEDGER_CODE = PROJECT.code("ledgers")
FRONT_CODE = PROJECT.code("front")


@mark.try_last  # type: ignore[untyped-decorator]
@task(name="ledger[figures]")
def figures(
    tables: tuple[Path, ...] = (
        *(path for programme in PROJECT.programmes for path in PROJECT.facts(programme)),
        *(path for name in PROJECT.documents for path in PROJECT.processed(name, ("effects",))),
    ),
    ledger: Annotated[Path, Product] = ROOT / "reports" / "figures.csv",
    code: Path = LEDGER_CODE,
    beside: tuple[Path, ...] = (ROOT / "requirements.lock", *DISCLOSURES),
) -> None:
    """Gather the facts of all programmes, and what proposed readings would change."""
    write_figures(tables, ledger, DISCLOSURES)


@mark.try_last  # type: ignore[untyped-decorator]
@task(name="ledger[audit]")
def audit(
    tables: tuple[Path, ...] = tuple(
        path for document in PROJECT.documents for path in PROJECT.processed(document, ("audit",))
    ),
    ledger: Annotated[Path, Product] = ROOT / "reports" / "audit.csv",
    code: Path = LEDGER_CODE,
    lock: Path = ROOT / "requirements.lock",
) -> None:
    """Gather the checks of all documents."""
    write_audit(tables, ledger)


@mark.try_last  # type: ignore[untyped-decorator]
@task(name="ledger[changes]")
def changes(
    tables: tuple[Path, ...] = tuple(map(PROJECT.changes, PROJECT.programmes)),
    ledger: Annotated[Path, Product] = ROOT / "reports" / "changes.csv",
    code: Path = LEDGER_CODE,
) -> None:
    """Gather what changed in all programmes since the edition before."""
    write_changes(tables, ledger)


@mark.try_last  # type: ignore[untyped-decorator]
@task(name="index")
def index(
    executed: tuple[Path, ...] = tuple(PROJECT.executed(step) for step in PROJECT.briefings),
    ledger: Path = ROOT / "reports" / "audit.csv",
    declared: tuple[Path, ...] = (
        *(PROJECT.described(document)[0] for document in PROJECT.documents),
        *sorted(ROOT.glob("editions/*/edition.yml")),
    ),
    programmes: Path = ROOT / "data" / "raw" / "programmes.yml",
    page: Annotated[Path, Product] = ROOT / "reports" / "index.html",
    code: Path = FRONT_CODE,
    lock: Path = ROOT / "requirements.lock",
) -> None:
    """Present the briefings, the audit, the editions and the annexes."""
    from analysis.pipeline.front import hold_editions_together, write_front

    annexes = [(step.report, f"annexes/{step.report}.html") for step in PROJECT.annexes]
    briefings: dict[str, dict[str, Path]] = {}
    for step, path in zip(PROJECT.briefings, executed, strict=True):
        parameters = step.parameters
        briefings.setdefault(parameters["programme"], {})[parameters["lang"]] = path
    documents = [path for path in declared if path.name == "document.yml"]
    editions = [path for path in declared if path.name == "edition.yml"]
    hold_editions_together(briefings)
    write_front(briefings, PROJECT.titles, documents, ledger, editions, annexes, page)
