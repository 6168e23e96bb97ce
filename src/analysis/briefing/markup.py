"""How does plain text enter a page or a PDF without being read as markup?"""

import html
import re
from collections.abc import Iterable

from analysis.sources.text import slug

HTML = "text/html"
TYPST = "text/vnd.typst"
PLAIN = "text/plain"
UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff]"
)
DATA = "application/vnd.briefing+json"


def shown_text(text: str) -> str:
    """Which text can be shown? Each sign that no output may hold becomes a question mark.

    Those are controls (but for tabs and ends of lines), the signs that turn the direction of a line
    so that it reads otherwise than it stands, halves of letters, and codes that are no letters.
    """
    return UNFIT.sub("?", text.replace("\r\n", "\n").replace("\r", "\n"))


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


def receipt_anchor(receipt: str) -> str:
    """Where on the page is a receipt? Its id in HTML and its label in Typst."""
    return f"r-{slug(receipt)}"
