"""How does plain text enter a page or a PDF without being read as markup?"""

import html
from collections.abc import Iterable
from functools import cache

from analysis.sources.text import shown_text, slug

HTML = "text/html"
TYPST = "text/vnd.typst"
PLAIN = "text/plain"
DATA = "application/vnd.briefing+json"


def html_text(text: str) -> str:
    """How is a text written in HTML, in content and in attributes?"""
    return html.escape(shown_text(text), quote=True)


def css_string(text: str) -> str:
    """How is a text written as a string of CSS?"""
    escaped = shown_text(text).replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\a ")
    return f"'{escaped}'"


def typst_string(text: str) -> str:
    """How is a text written as a string literal of Typst?"""
    escaped = shown_text(text).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def typst_text(text: str) -> str:
    """How is a text written in Typst markup? As a string, so nothing in it is read as markup."""
    return f"#{typst_string(text)};"


def typst_items(contents: Iterable[str]) -> str:
    """How are several pieces of Typst markup handed to a Typst function? As an array."""
    return "(" + "".join(f"[{content}], " for content in contents) + ")"


@cache
def receipt_anchor(receipt: str) -> str:
    """Where on the page is a receipt? Its id in HTML and its label in Typst."""
    return f"r-{slug(receipt)}"
