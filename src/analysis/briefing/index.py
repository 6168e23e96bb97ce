"""What is there to read, for leadership and for analysts? The front page of the reports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.briefing.catalogue import translator
from analysis.briefing.exporters.script import page_policy
from analysis.briefing.names import VERDICTS
from analysis.briefing.typeface import embedded

TEMPLATES = Path(__file__).parent / "templates"
FORMS = {
    "vi": (
        ("Trang", "html"),
        ("PDF", "pdf"),
        ("Dự thảo văn bản", "letter.pdf"),
        ("Excel", "xlsx"),
        ("Trang chiếu", "sheet.png"),
    ),
    "en": (("Page", "html"), ("PDF", "pdf"), ("Excel", "xlsx"), ("Slide", "sheet.png")),
}
"""In which forms there is a briefing, by language: what the link says, and how the file ends."""


@dataclass(frozen=True)
class Programme:
    """Which programme is it, and what was found? ``title`` and ``finding`` by language."""

    id: str
    title: Mapping[str, str]
    finding: Mapping[str, str]


@dataclass(frozen=True)
class Document:
    """Which document is it, and how many of its checks have which verdict?

    ``name`` and ``subject`` by language. ``checks``: number of checks by verdict of the audit.
    """

    name: Mapping[str, str]
    subject: Mapping[str, str]
    checks: Mapping[str, int]


@dataclass(frozen=True)
class Front:
    """What does the front page list?

    ``editions``: names and days, the latest first. ``annexes``: name and address of each.
    """

    programmes: Sequence[Programme]
    documents: Sequence[Document]
    editions: Sequence[tuple[str, str]]
    annexes: Sequence[tuple[str, str]]


def render_index(front: Front) -> str:
    """Which page presents all briefings, in both languages, with what stands behind them?

    One file that loads nothing. Equal contents give equal bytes.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("index.html.j2")
    settings = {
        "front": front,
        "forms": FORMS,
        "policy": page_policy(),
        "verdicts": {lang: _verdicts(lang) for lang in FORMS},
    }
    bare = template.render(faces="", **settings)
    return template.render(faces=embedded(unescape(bare)), **settings)


def _verdicts(lang: str) -> dict[str, str]:
    say = translator(lang)
    return {"holds": say("agrees"), **{name: say(text) for name, text in VERDICTS.items()}}
