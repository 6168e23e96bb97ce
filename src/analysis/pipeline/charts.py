"""Which charts differ between two folders of reports, and how do they look before and after?"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from analysis.briefing.exporters.pdf import picture
from analysis.briefing.pictures import Pair, render_pictures
from analysis.pipeline.workplace import replace
from analysis.sources.errors import SourceError
from analysis.sources.paths import project_root

PARTS = re.compile(r'<h[234] id="(?P<anchor>[^"]+)">|(?P<svg><svg .*?</svg>)', re.DOTALL)
OF_THE_PAGE = re.compile(r"var\(--[\w-]+, (#[0-9a-f]{6})\)")
OWN_ID = re.compile(r"\bc[0-9a-f]{8}-(?=\d)")
PAGES = "*.??.html"


def charts_of(reports: Path) -> dict[str, str]:
    """Which charts do the briefings in a folder show? SVG by ``<page>.<section>-<place>``.

    Colours are those of the chart itself, not of the page, and so are the names of its parts:
    neither makes another chart of it. Raises SourceError where the folder
    holds no briefing.
    """
    pages = sorted(reports.glob(PAGES))
    if not pages:
        raise SourceError(f"{reports} holds no briefing: build it with `make briefings`.")
    return {
        f"{page.stem}.{place}": svg
        for page in pages
        for place, svg in _charts(page.read_text(encoding="utf-8"))
    }


def digests(charts: Mapping[str, str]) -> dict[str, str]:
    """By what is a chart known again, where the drawing itself is not kept?"""
    return {name: hashlib.sha256(svg.encode()).hexdigest() for name, svg in charts.items()}


def chart_changes(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Which charts are new, redrawn or gone? The word by the chart's name, in their order."""
    words = {name: "redrawn" if name in before else "new" for name in after}
    changed = {name: word for name, word in words.items() if before.get(name) != after[name]}
    return {**changed, **{name: "gone" for name in before if name not in after}}


def told(changed: Mapping[str, str]) -> Iterator[str]:
    """Which lines of a terminal tell them?"""
    if not changed:
        yield "No chart changed."
    for name, word in changed.items():
        yield f"chart {word}: {name}"


def draw(
    changed: Mapping[str, str], before: Mapping[str, str], after: Mapping[str, str], into: Path
) -> None:
    """How did they look before and after? All in `charts.html`, which needs no other file.

    Beside it each alone, as `<name>.before.png` and `<name>.after.png`.
    """
    into.mkdir(parents=True, exist_ok=True)
    pairs = [
        Pair(name, word, before.get(name, ""), after.get(name, ""))
        for name, word in changed.items()
    ]
    replace(into / "charts.html", render_pictures(pairs).encode())
    for name in changed:
        for when, charts in (("before", before), ("after", after)):
            if name in charts:
                (into / f"{name}.{when}.png").write_bytes(picture(charts[name]))


def _charts(page: str) -> Iterator[tuple[str, str]]:
    anchor, place = "top", 0
    for part in PARTS.finditer(page):
        if part["anchor"]:
            anchor, place = part["anchor"], 0
        else:
            place += 1
            yield f"{anchor}-{place}", OWN_ID.sub("c-", OF_THE_PAGE.sub(r"\1", part["svg"]))


def main(arguments: list[str]) -> int:
    """Name the charts that changed against another folder of reports, and draw them."""
    parser = argparse.ArgumentParser(prog="make charts", description=main.__doc__)
    parser.add_argument("before", type=Path, help="the folder with the reports of before")
    parser.add_argument("into", type=Path, help="the folder for the pictures")
    asked = parser.parse_args(arguments)
    try:
        before, after = charts_of(asked.before), charts_of(project_root() / "reports")
    except SourceError as fault:
        print(fault, file=sys.stderr)
        return 1
    changed = chart_changes(before, after)
    draw(changed, before, after, asked.into)
    print("\n".join(told(changed)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
