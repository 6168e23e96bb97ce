"""How did charts look before and after a change? One page that shows both, and loads nothing."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import unescape

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from analysis.briefing.charts.outlines import outlined
from analysis.briefing.exporters.html import TEMPLATES
from analysis.briefing.typeface import embedded

TEXT = re.compile(r"<text[^>]*>([^<]*)</text>")
ALOUD = re.compile(r'aria-label="([^"]*)"')
WORDS = {
    "redrawn": {"vi": "vẽ lại", "en": "redrawn"},
    "new": {"vi": "mới", "en": "new"},
    "gone": {"vi": "không còn", "en": "gone"},
}


@dataclass(frozen=True)
class Pair:
    """Which chart changed, and how: redrawn, new or gone? before, after: SVG, empty for none."""

    name: str
    change: str
    before: str
    after: str

    @property
    def words(self) -> Mapping[str, str]:
        """How is that said in both languages?"""
        return WORDS[self.change]

    @property
    def pictures(self) -> Mapping[str, tuple[str, str]]:
        """Which pictures show it, by when: an address that holds the picture, and its words?"""
        drawn = {"before": self.before, "after": self.after}
        return {when: (_address(svg), _aloud(svg)) for when, svg in drawn.items() if svg}

    @property
    def labels(self) -> tuple[tuple[str, str], ...]:
        """Which labels are others than before? Old and new, empty where there is none."""
        return tuple(_labels(self.before, self.after)) if self.before and self.after else ()


def render_pictures(pairs: Sequence[Pair]) -> str:
    """Which page shows every chart that changed, before beside after, told in both languages?

    Equal charts give equal bytes.
    """
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    template = environment.get_template("pictures.html.j2")
    bare = template.render(faces="", pairs=pairs)
    return template.render(faces=embedded(unescape(bare)), pairs=pairs)


def _labels(before: str, after: str) -> Iterator[tuple[str, str]]:
    old, new = ([unescape(text) for text in TEXT.findall(svg)] for svg in (before, after))
    for tag, one, one_end, other, other_end in SequenceMatcher(
        None, old, new, autojunk=False
    ).get_opcodes():
        if tag != "equal":
            yield ", ".join(old[one:one_end]), ", ".join(new[other:other_end])


def _address(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(outlined(svg).encode()).decode()}"


def _aloud(svg: str) -> str:
    found = ALOUD.search(svg)
    return unescape(found[1]) if found else ""
