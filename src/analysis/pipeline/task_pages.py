"""Which pages are made? Briefings as HTML and PDF, the notebooks behind them as annexes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pytask import Product, task

from analysis.pipeline.graph import read_project
from analysis.pipeline.imports import files_behind
from analysis.pipeline.pages import write_annex, write_briefing

ROOT = Path(__file__).resolve().parents[3]
REPORTS = ROOT / "reports"
PROJECT = read_project(ROOT)
CODE = files_behind(["analysis.pipeline.pages", "analysis.briefing.exporters"], ROOT / "src")

for step in PROJECT.briefings:

    @task(
        name=step.report_task,
        kwargs={
            "executed": PROJECT.executed(step),
            "html": REPORTS / f"{step.report}.html",
            "pdf": REPORTS / f"{step.report}.pdf",
        },
    )
    def pages(
        executed: Path,
        html: Annotated[Path, Product],
        pdf: Annotated[Path, Product],
        code: tuple[Path, ...] = CODE,
        lock: Path = ROOT / "requirements.lock",
    ) -> None:
        """Make the page and the PDF of a briefing."""
        write_briefing(executed, html, pdf)


for step in PROJECT.annexes:

    @task(
        name=step.report_task,
        kwargs={
            "executed": PROJECT.executed(step),
            "html": REPORTS / "annexes" / f"{step.report}.html",
        },
    )
    def annex(
        executed: Path,
        html: Annotated[Path, Product],
        code: tuple[Path, ...] = CODE,
        lock: Path = ROOT / "requirements.lock",
    ) -> None:
        """Make the technical annex of a notebook."""
        write_annex(executed, html)
