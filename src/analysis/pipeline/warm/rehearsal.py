"""What do libraries put off until they are used for the first time? It is done before a fork."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import cache


@cache
def _kernel() -> None:
    import ipykernel.debugger
    import nbformat
    from IPython.core.interactiveshell import InteractiveShell

    assert ipykernel.debugger and InteractiveShell
    nbformat.validate(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell()]))


@cache
def _tables() -> None:
    import pandas as pd

    from analysis.sources.schemas import LABELS, validate

    validate(pd.DataFrame({"code": ["a"], "vi": ["a"], "en": ["a"]}), LABELS, "rehearsal")


@cache
def _numbers() -> None:
    from analysis.briefing.catalogue import LANGUAGES, translator
    from analysis.briefing.locale_format import quantity

    for lang in LANGUAGES:
        translator(lang)("Contents")
        quantity(Decimal("1234.5"), "percent", lang)


@cache
def _charts() -> None:
    from analysis.briefing.charts.canvas import sheet, text_width, write
    from analysis.briefing.charts.svg import inline_svg

    figure, axes = sheet(40)
    for bold in (False, True):
        write(axes, 0, 20, f"{text_width('ệ', bold)}", bold=bold)
    inline_svg(figure, "")


@cache
def _pages() -> None:
    from analysis.briefing.exporters import AnnexHTMLExporter, BriefingHTMLExporter
    from analysis.briefing.exporters.pdf import fonts
    from analysis.briefing.typeface import embedded

    for exporter in (BriefingHTMLExporter(), AnnexHTMLExporter()):
        assert exporter.template
    embedded("")
    fonts()


REHEARSALS: dict[str, Callable[[], None]] = {
    "analysis.pipeline.warm.engine": _kernel,
    "analysis.sources.schemas": _tables,
    "analysis.briefing.locale_format": _numbers,
    "analysis.briefing.charts": _charts,
    "analysis.briefing.exporters": _pages,
}
"""What is done once, as soon as a module is imported, so that no forked process has to do it."""
