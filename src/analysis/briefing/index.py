"""Which briefings are there, and where?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"


def render_index(
    titles: Mapping[str, Mapping[str, str]], annexes: Sequence[tuple[str, str]]
) -> str:
    """Which page lists all briefings, in both languages, with what stands behind them?

    `titles` holds for each programme its title by language, `annexes` the name of each annex and
    its address relative to the page. Equal titles give equal bytes.
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
    return template.render(titles=titles, annexes=annexes)
