"""How does a briefing become one HTML file?"""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook
from traitlets import default

from analysis.briefing.catalogue import translator
from analysis.briefing.exporters.checks import LARGEST_BRIEFING_BYTES, check_page
from analysis.briefing.exporters.ledger import packed
from analysis.briefing.exporters.outputs import Page, page_of
from analysis.briefing.exporters.parts import (
    RECEIPTS,
    contents,
    folded,
    masthead_and_body,
    published,
)
from analysis.briefing.exporters.script import page_policy, page_script
from analysis.briefing.exporters.uses import html_uses
from analysis.briefing.lint import check_text
from analysis.briefing.markup import HTML
from analysis.briefing.typeface import embedded

TEMPLATES = Path(__file__).parent.parent / "templates"
AMOUNTS = ("value", "low", "high")
ASCII = "".join(map(chr, range(32, 127))) + "↑↓·"
"""What scripts and styles can put on any page."""


class PageExporter(TemplateExporter):
    """What do the pages have in common? Their templates lie beside this package."""

    output_mimetype = "text/html"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(TEMPLATES)]

    @default("extra_template_paths")
    def _extra_template_paths_default(self) -> list[str]:
        return [str(TEMPLATES)]


def around(
    page: Page, masthead: str, attachments: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What stands around the elements of a page: contents, words, letters, script?"""
    say = translator(page.lang)
    words = {
        "skip": say("Skip to the text"),
        "contents": say("Contents"),
        "receipts": say("Each number in the text leads to its receipt at the end of the page."),
        "top": say("Back to the top"),
        "ledger": say(
            "All figures of this programme, with those that the page does not say (CSV; zipped "
            "where scripts do not run)"
        ),
    }
    written = "".join([page.title, masthead, *page.elements, *words.values(), ASCII])
    return {
        "masthead": masthead,
        "contents": contents(page.elements),
        "has_receipts": any(RECEIPTS in element for element in page.elements),
        "words": words,
        "ledgers": packed(attachments or {}),
        "faces": embedded(unescape(written)),
        "policy": page_policy(),
        "script": page_script(),
    }


def amounts_of(attachments: Mapping[str, str]) -> dict[str, tuple[Decimal, ...]]:
    """Which exact amounts do attached ledgers hold, by the id of the fact?"""
    rows = (row for text in attachments.values() for row in csv.DictReader(io.StringIO(text)))
    return {row["id"]: tuple(Decimal(row[name]) for name in AMOUNTS if row[name]) for row in rows}


class BriefingHTMLExporter(PageExporter):
    """How does a briefing become one HTML file? Its elements alone, no code, no notes.

    `resources["attachments"]` may hold the programme's facts as CSV texts by file name: what its
    charts draw and tell is held against them, and the page carries them all. Raises UnfitOutput
    for outputs that are no elements, UnfitText for a number without receipt and for anything else
    that the receipts do not bear out, UnfitPage for a page that would load something, has a link
    that does not land or is too heavy.
    """

    export_from_notebook = "Briefing (HTML)"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "briefing"

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Which page do the outputs of the notebook make?"""
        page = page_of(nb, HTML)
        attached = (resources or {}).get("attachments")
        facts = amounts_of(attached) if attached is not None else None
        check_text(page.title, page.lang, page.elements, facts)
        masthead, body = masthead_and_body(html_uses(published(page.elements)))
        page = replace(page, elements=folded(body))
        resources = {**(resources or {}), "page": page, **around(page, masthead, attached)}
        text, resources = super().from_notebook_node(new_notebook(), resources, **kw)
        return check_page(text, LARGEST_BRIEFING_BYTES), resources
