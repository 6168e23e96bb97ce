"""What changed since the edition before? For each programme, and in one table of the reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pytask import Product, task

from analysis.pipeline.basis import files_behind_facts
from analysis.pipeline.graph import read_project

ROOT = Path(__file__).resolve().parents[3]
PROJECT = read_project(ROOT)
CODE = PROJECT.code("compared")
EDITIONS = tuple(sorted(path for path in ROOT.glob("editions/*/*") if path.name != "audit.csv"))
COMPARED = (*EDITIONS, *files_behind_facts(ROOT)) if EDITIONS else ()


@task(name="edition")
def edition(
    compared: tuple[Path, ...] = (ROOT / "requirements.lock", *COMPARED),
    table: Annotated[Path, Product] = PROJECT.edition,
    code: Path = CODE,
) -> None:
    """Say which edition came before."""
    from analysis.pipeline.compared import write_edition

    write_edition(ROOT, table)


def declare(programme: str) -> None:
    """On which files does it rest what changed in a programme?"""
    facts = PROJECT.told_facts(programme)

    @task(
        name=f"changes[{programme}]",
        kwargs={
            "inputs": (PROJECT.edition, *facts, *COMPARED),
            "table": PROJECT.changes(programme),
        },
    )
    def changes(
        inputs: tuple[Path, ...],
        table: Annotated[Path, Product],
        code: Path = CODE,
    ) -> None:
        from analysis.pipeline.compared import write_changes

        write_changes(ROOT, programme, PROJECT.edition, facts, table)


for each in PROJECT.programmes:
    declare(each)
