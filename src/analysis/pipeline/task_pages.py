"""Which pages are made? Briefings as HTML and PDF, letters, workbooks, slides, annexes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pytask import Product, mark, task

from analysis.pipeline.graph import read_project
from analysis.pipeline.pages import (
    write_annex,
    write_letter,
    write_page,
    write_paper,
    write_sheet,
    write_workbook,
)
from analysis.pipeline.step import Step

ROOT = Path(__file__).resolve().parents[3]
REPORTS = ROOT / "reports"
PROJECT = read_project(ROOT)
CODE = PROJECT.code("pages")


def declare_briefing(step: Step) -> None:
    """On which files do the page and the PDF of a briefing rest?"""
    programme = step.parameters["programme"]
    inputs = (PROJECT.executed(step), *PROJECT.told_facts(programme))

    @task(
        name=step.report_task,
        kwargs={
            "inputs": inputs,
            "html": REPORTS / f"{step.report}.html",
        },
    )
    def page(
        inputs: tuple[Path, ...],
        html: Annotated[Path, Product],
        code: Path = CODE,
        lock: Path = ROOT / "requirements.lock",
    ) -> None:
        executed, *facts = inputs
        write_page(executed, programme, facts, html)

    @mark.try_last  # type: ignore[untyped-decorator]
    @task(
        name=step.paper_task,
        kwargs={
            "inputs": inputs,
            "pdf": REPORTS / f"{step.report}.pdf",
        },
    )
    def paper(
        inputs: tuple[Path, ...],
        pdf: Annotated[Path, Product],
        code: Path = CODE,
        lock: Path = ROOT / "requirements.lock",
    ) -> None:
        executed, *facts = inputs
        write_paper(executed, programme, facts, pdf)


def declare_letter(step: Step) -> None:
    """On which files does the official document of a briefing rest?"""
    programme = step.parameters["programme"]
    letterhead = PROJECT.letterhead(programme)

    @mark.try_last  # type: ignore[untyped-decorator]
    @task(
        name=step.letter_task,
        kwargs={
            "inputs": (PROJECT.executed(step), *PROJECT.told_facts(programme)),
            "pdf": REPORTS / f"{step.letter}.pdf",
        },
    )
    def letter(
        inputs: tuple[Path, ...],
        pdf: Annotated[Path, Product],
        settings: Path = ROOT / "data" / "raw" / "programmes.yml",
        code: Path = CODE,
        lock: Path = ROOT / "requirements.lock",
    ) -> None:
        executed, *facts = inputs
        write_letter(executed, programme, facts, letterhead, pdf)


def declare_workbook(step: Step) -> None:
    """On which file does the workbook of a briefing rest?"""

    @mark.try_last  # type: ignore[untyped-decorator]
    @task(
        name=step.workbook_task,
        kwargs={
            "executed": PROJECT.executed(step),
            "xlsx": REPORTS / f"{step.report}.xlsx",
        },
    )
    def workbook(
        executed: Path,
        xlsx: Annotated[Path, Product],
        code: Path = CODE,
        lock: Path = ROOT / "requirements.lock",
    ) -> None:
        write_workbook(executed, xlsx)


def declare_sheet(step: Step) -> None:
    """On which file does the sheet of charts of a briefing rest?"""

    @mark.try_last  # type: ignore[untyped-decorator]
    @task(
        name=step.sheet_task,
        kwargs={
            "executed": PROJECT.executed(step),
            "svg": REPORTS / f"{step.report}.sheet.svg",
            "png": REPORTS / f"{step.report}.sheet.png",
        },
    )
    def sheet(
        executed: Path,
        svg: Annotated[Path, Product],
        png: Annotated[Path, Product],
        code: Path = CODE,
        lock: Path = ROOT / "requirements.lock",
    ) -> None:
        write_sheet(executed, svg, png)


for each in PROJECT.briefings:
    declare_briefing(each)
    declare_workbook(each)
    declare_sheet(each)

for each in PROJECT.letters:
    declare_letter(each)

for step in PROJECT.annexes:

    @mark.try_last  # type: ignore[untyped-decorator]
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
        code: Path = CODE,
        lock: Path = ROOT / "requirements.lock",
    ) -> None:
        """Make the technical annex of a notebook."""
        write_annex(executed, html)
