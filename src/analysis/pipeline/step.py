"""What is one run of a notebook?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

BRIEFING = "briefing"


@dataclass(frozen=True)
class Step:
    """One run of a notebook: its parameters, the files that it may read, the tables it makes.

    ``dropped`` are files that people dropped into a folder for it, as many and as they come: it may
    read them too, and rests on all that there are.
    """

    notebook: str
    parameters: Mapping[str, str]
    inputs: tuple[Path, ...]
    tables: tuple[Path, ...]
    dropped: tuple[Path, ...] = ()

    @property
    def visible(self) -> tuple[Path, ...]:
        """Which files may it read?"""
        return (*self.inputs, *self.dropped)

    @property
    def name(self) -> str:
        """How is the run called? `<notebook>-<parameter>-...`"""
        return "-".join([self.notebook, *self.parameters.values()])

    @property
    def task(self) -> str:
        """How is its task called? `<notebook>[<parameter>-...]`"""
        return f"{self.notebook}[{'-'.join(self.parameters.values())}]"

    @property
    def report(self) -> str:
        """How is the report called that it becomes? A briefing `<programme>.<lang>`."""
        return ".".join(self.parameters.values()) if self.notebook == BRIEFING else self.name

    @property
    def report_task(self) -> str:
        """How is the task called that makes the report?"""
        return f"{'page' if self.notebook == BRIEFING else 'annex'}[{self.report}]"

    @property
    def paper_task(self) -> str:
        """How is the task called that makes the PDF of a briefing?"""
        return f"paper[{self.report}]"

    @property
    def workbook_task(self) -> str:
        """How is the task called that makes the workbook of a briefing?"""
        return f"workbook[{self.report}]"

    @property
    def sheet_task(self) -> str:
        """How is the task called that makes the sheet of charts of a briefing?"""
        return f"sheet[{self.report}]"

    @property
    def letter(self) -> str:
        """How is the report called where it takes the form of an official document?

        `<programme>.<lang>.letter`: what looks for `*.<lang>.pdf` finds the briefings alone.
        """
        return f"{self.report}.letter"

    @property
    def letter_task(self) -> str:
        """How is the task called that makes it?"""
        return f"letter[{self.report}]"
