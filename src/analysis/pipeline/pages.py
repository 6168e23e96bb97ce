"""How does an executed notebook become a page or a PDF?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from analysis.pipeline.ledgers import facts_text
from analysis.pipeline.workplace import replace
from analysis.sources.origins import GENERATED


class PageFailed(RuntimeError):
    """Which page could not be made from which notebook, and why?"""


def write_page(executed: Path, programme: str, facts: Iterable[Path], html: Path) -> None:
    """Which page does an executed briefing make? It is held against the facts of the programme.

    Raises PageFailed.
    """
    from analysis.briefing import exporters

    attached = _attachments(programme, facts)
    replace(html, _exported(exporters.BriefingHTMLExporter, executed, attached))


def write_paper(executed: Path, programme: str, facts: Iterable[Path], pdf: Path) -> None:
    """Which PDF does an executed briefing make? It carries the facts of the programme.

    Raises PageFailed.
    """
    from analysis.briefing import exporters

    attached = _attachments(programme, facts)
    replace(pdf, _exported(exporters.BriefingPDFExporter, executed, attached))


def write_letter(
    executed: Path,
    programme: str,
    facts: Iterable[Path],
    letterhead: Mapping[str, Any],
    pdf: Path,
) -> None:
    """Which official document does an executed briefing make, under which letterhead?

    It carries the facts of the programme. Raises PageFailed.
    """
    from analysis.briefing import exporters

    def exporter() -> exporters.BriefingPDFExporter:
        return exporters.BriefingPDFExporter(layout="letter", letterhead=dict(letterhead))

    replace(pdf, _exported(exporter, executed, _attachments(programme, facts)))


def write_workbook(executed: Path, workbook: Path) -> None:
    """Which Excel workbook do the tables of an executed briefing make? Raises PageFailed."""
    from analysis.briefing import exporters

    replace(workbook, _exported(exporters.BriefingXlsxExporter, executed))


def write_sheet(executed: Path, svg: Path, png: Path) -> None:
    """Which sheet of charts does an executed briefing make, in two forms? Raises PageFailed."""
    from analysis.briefing import exporters

    drawn, painted = (
        _exported(partial(exporters.ChartSheetExporter, form=form), executed)
        for form in ("svg", "png")
    )
    replace(svg, drawn)
    replace(png, painted)


def write_annex(executed: Path, html: Path) -> None:
    """Which technical annex does an executed notebook make? Raises PageFailed.

    One of a generated programme or source, by what it is run for, says so first.
    """
    from analysis.briefing import exporters

    about = executed.stem.partition("-")[2]
    exporter = partial(exporters.AnnexHTMLExporter, generated=about.startswith(GENERATED))
    replace(html, _exported(exporter, executed))


def _attachments(programme: str, facts: Iterable[Path]) -> dict[str, str]:
    text = facts_text(facts, programme)
    return {f"{programme}.figures.csv": text} if text else {}


def _exported(
    exporter: Callable[[], Any], executed: Path, attachments: Mapping[str, str] | None = None
) -> bytes:
    import nbformat

    notebook = nbformat.read(executed, as_version=4)
    resources = {"metadata": {"name": executed.stem}, "attachments": dict(attachments or {})}
    try:
        content, _ = exporter().from_notebook_node(notebook, resources)
    except Exception as error:
        raise PageFailed(
            f"build/executed/{executed.name} makes no page: {type(error).__name__}: {error}\n"
            "The pages that were there are as they were.\n"
            "Next: correct the notebook in notebooks/ or the texts in src/analysis/briefing, then "
            "make briefings again."
        ) from error
    return content if isinstance(content, bytes) else str(content).encode()
