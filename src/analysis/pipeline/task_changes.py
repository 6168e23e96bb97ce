"""What changed since the edition before? For each programme, and in one table of the reports."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pytask import Product, task

from analysis.pipeline.basis import files_behind_facts
from analysis.pipeline.graph import read_project
from analysis.pipeline.imports import files_behind

ROOT = Path(__file__).resolve().parents[3]
PROJECT = read_project(ROOT)
CODE = files_behind(["analysis.pipeline.compared"], ROOT / "src")
EDITIONS = tuple(sorted(path for path in ROOT.glob("editions/*/*") if path.name != "audit.csv"))
BASIS = files_behind_facts(ROOT) if EDITIONS else ()


@task(name="edition")
def edition(
    basis: tuple[Path, ...] = BASIS,
    editions: tuple[Path, ...] = EDITIONS,
    table: Annotated[Path, Product] = PROJECT.edition,
    code: tuple[Path, ...] = CODE,
) -> None:
    """Say which edition came before."""
    from analysis.pipeline.compared import write_edition

    write_edition(ROOT, table)


for programme in PROJECT.programmes:

    @task(
        name=f"changes[{programme}]",
        kwargs={
            "programme": programme,
            "facts": PROJECT.told_facts(programme),
            "table": PROJECT.changes(programme),
        },
    )
    def changes(
        programme: str,
        facts: tuple[Path, ...],
        table: Annotated[Path, Product],
        edition: Path = PROJECT.edition,
        basis: tuple[Path, ...] = BASIS,
        editions: tuple[Path, ...] = EDITIONS,
        code: tuple[Path, ...] = CODE,
    ) -> None:
        """Compare the facts of a programme with the edition before."""
        from analysis.pipeline.compared import write_changes

        write_changes(ROOT, programme, edition, facts, table)
