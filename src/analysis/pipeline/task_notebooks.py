"""Which notebooks run? Documents are cleaned, programmes analysed, their briefings composed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pytask import Product, task

from analysis.pipeline.engines import engine
from analysis.pipeline.execute import run_step
from analysis.pipeline.graph import read_project
from analysis.pipeline.listings import watched
from analysis.pipeline.plan import code_behind_steps
from analysis.pipeline.step import Step

ROOT = Path(__file__).resolve().parents[3]
PROJECT = read_project(ROOT)
CODE = code_behind_steps(PROJECT)


def declare(step: Step) -> None:
    """Which files does a run of a notebook rest on, and which does it make?"""

    @task(
        name=step.task,
        kwargs={
            "notebook": PROJECT.notebook(step),
            "inputs": watched(PROJECT, step),
            "products": (PROJECT.executed(step), *step.tables),
            "code": CODE[step.task],
        },
    )
    def run(
        notebook: Path,
        inputs: tuple[Path, ...],
        products: Annotated[tuple[Path, ...], Product],
        code: tuple[Path, ...],
        lock: Path = ROOT / "requirements.lock",
    ) -> None:
        run_step(step, notebook, products[0], ROOT, engine=engine())


for each in PROJECT.steps:
    declare(each)
