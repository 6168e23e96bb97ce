"""Which elements did a notebook put out, and is anything among them that is none?"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from analysis.briefing.markup import DATA
from analysis.sources.text import shown_text


class UnfitOutput(ValueError):
    """Which cells put out something that has no place on a page, and what?"""


@dataclass(frozen=True)
class Page:
    """What stands on a page? title, lang and mark are said by its masthead."""

    lang: str
    title: str
    elements: tuple[str, ...]
    mark: str = ""


def page_of(notebook: NotebookNode, mimetype: str) -> Page:
    """Which page do the outputs of a notebook make, in one markup?

    Raises UnfitOutput naming every cell with an output that is no element of a briefing (printed
    text, a warning, an error, a bare value), or where there is not exactly one masthead.
    """
    faults: list[str] = []
    elements: list[str] = []
    pages: list[dict[str, str]] = []
    for name, output in named_outputs(notebook):
        data = output.get("data", {})
        if mimetype not in data or "text/html" not in data:
            faults.append(f"{name}: {described(output)}")
            continue
        elements.append(data[mimetype])
        if "page" in output.metadata:
            pages.append(output.metadata["page"])
    if faults:
        raise UnfitOutput(
            "a briefing shows elements only (analysis.briefing.elements); found in "
            + "; ".join(faults)
        )
    if len(pages) != 1:
        raise UnfitOutput(f"a briefing has one Masthead, this notebook has {len(pages)}")
    page = pages[0]
    title = shown_text(f"{page['title']} ({page['programme']})")
    return Page(page["lang"], title, tuple(elements), page.get("mark", ""))


def data_of(notebook: NotebookNode) -> list[dict[str, Any]]:
    """What do the elements of a notebook hold, for a workbook? In their order, by kind."""
    shown = (output.get("data", {}) for _, output in named_outputs(notebook))
    return [_shown(data[DATA]) for data in shown if DATA in data]


def _shown(value: Any) -> Any:
    if isinstance(value, str):
        return shown_text(value)
    if isinstance(value, list | tuple):
        return [_shown(one) for one in value]
    if isinstance(value, dict):
        return {name: _shown(one) for name, one in value.items()}
    return value


def named_outputs(notebook: NotebookNode) -> Iterator[tuple[str, NotebookNode]]:
    """What does each code cell put out, and how is the cell called in a message?"""
    for place, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "code":
            for output in cell.outputs:
                yield cell_name(place, cell), output


def cell_name(place: int, cell: NotebookNode) -> str:
    """How is a cell called so that an analyst finds it? By its place and its first line."""
    first = next((line for line in cell.source.splitlines() if line.strip()), "")
    return f"cell {place} ({first.strip()[:60]})"


def described(output: NotebookNode) -> str:
    """What is an output that has no place on a page?"""
    if output.output_type == "stream":
        return f"text on {output.name}: {output.text.strip()[:200]!r}"
    if output.output_type == "error":
        return f"error {output.ename}: {output.evalue[:200]}"
    kinds = ", ".join(sorted(output.data))
    return f"a value shown as {kinds}: {str(output.data.get('text/plain', ''))[:200]!r}"
