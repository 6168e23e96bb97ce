"""How does an analysis notebook become a technical annex, with its code?"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import mistune
from nbformat import NotebookNode
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer
from traitlets import Bool, default

from analysis.briefing.catalogue import LANGUAGES, translator
from analysis.briefing.exporters.checks import check_page
from analysis.briefing.exporters.html import PageExporter
from analysis.briefing.exporters.outputs import UnfitOutput, cell_name, described
from analysis.briefing.kinds import GENERATED_DATA
from analysis.sources.text import shown_text, slug

MARKS = tuple(translator(lang)(GENERATED_DATA) for lang in LANGUAGES)
PANDAS_STYLE = re.compile(r"<style scoped>.*?</style>", re.DOTALL)
BARE_HEADER = re.compile(r"<th(?![a-z])(?![^>]*\bscope=)")


@dataclass(frozen=True)
class Block:
    """What does one cell show? Ready HTML: its text or code, then its outputs."""

    kind: str
    text: str
    outputs: tuple[str, ...] = ()


class AnnexHTMLExporter(PageExporter):
    """How does an analysis notebook become a technical annex in one HTML file?

    Markdown, code and outputs in their order; ``generated``: whether its data are, which it says
    first. Raises UnfitOutput for warnings and errors, UnfitPage for a page that would load
    something or names a folder of this machine.
    """

    export_from_notebook = "Technical annex (HTML)"
    generated = Bool(False).tag(config=True)

    @default("template_name")
    def _template_name_default(self) -> str:
        return "annex"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Which page do the cells of the notebook make?"""
        blocks = tuple(annex_blocks(nb))
        resources = {**(resources or {}), "blocks": blocks, "title": annex_title(nb)}
        resources["mark"] = " · ".join(MARKS) if self.generated else ""
        page, resources = super().from_notebook_node(nb, resources, **kw)
        return check_page(shown_text(page)), resources


def annex_title(notebook: NotebookNode) -> str:
    """What is the annex about? The first heading of the notebook; UnfitOutput without one."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            heading = re.search(r"^# +(.+)$", cell.source, re.MULTILINE)
            if heading:
                return heading[1].strip()
    raise UnfitOutput("an annex needs a notebook whose first Markdown cell has a `# title`")


def annex_blocks(notebook: NotebookNode) -> Iterator[Block]:
    """What does each cell show, in order?"""
    markdown = mistune.create_markdown(renderer=_Markdown(), plugins=["table"])
    faults = []
    for place, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            yield Block("text", str(markdown(cell.source)))
        elif cell.cell_type == "code" and cell.source.strip():
            unfit = [output for output in cell.outputs if _is_unfit(output)]
            faults += [f"{cell_name(place, cell)}: {described(output)}" for output in unfit]
            shown = tuple(_shown(output) for output in cell.outputs if output not in unfit)
            yield Block("code", _highlighted(cell.source), shown)
    if faults:
        raise UnfitOutput("an annex shows no warnings and no errors; found in " + "; ".join(faults))


class _Markdown(mistune.HTMLRenderer):
    def __init__(self) -> None:
        super().__init__(escape=True)
        self._anchors: set[str] = set()

    def heading(self, text: str, level: int, **attrs: Any) -> str:
        base = slug(re.sub(r"<[^>]+>", "", html.unescape(text)))
        anchor, count = base, 1
        while anchor in self._anchors:
            count += 1
            anchor = f"{base}-{count}"
        self._anchors.add(anchor)
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'


def _highlighted(source: str) -> str:
    return str(highlight(source, PythonLexer(), HtmlFormatter(nowrap=True))).rstrip("\n")


def _is_unfit(output: NotebookNode) -> bool:
    return output.output_type == "error" or output.get("name") == "stderr"


def _shown(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return f"<pre>{html.escape(output.text)}</pre>"
    data = output.data
    if "text/html" in data:
        return f'<div class="scroll" tabindex="0">{with_scopes(data["text/html"])}</div>'
    if "image/svg+xml" in data:
        return str(data["image/svg+xml"][data["image/svg+xml"].index("<svg") :])
    if "image/png" in data:
        alt = html.escape(str(data.get("text/plain", "")), quote=True)
        return f'<img alt="{alt}" src="data:image/png;base64,{data["image/png"].strip()}">'
    return f"<pre>{html.escape(data.get('text/plain', ''))}</pre>"


def with_scopes(table: str) -> str:
    """Which heading belongs to a column and which to a row? Written into pandas' table.

    The corner above the names of the rows heads nothing and is no heading.
    """
    head, body_start, body = PANDAS_STYLE.sub("", table).partition("<tbody")
    columns = BARE_HEADER.sub('<th scope="col"', head).replace('<th scope="col"></th>', "<td></td>")
    return columns + body_start + BARE_HEADER.sub('<th scope="row"', body)
