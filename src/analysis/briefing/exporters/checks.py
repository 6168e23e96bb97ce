"""Does a page keep its promises? One file, no request, every link lands, light enough."""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from analysis.briefing.exporters.script import page_script

LARGEST_BRIEFING_BYTES = 350_000
"""The ledger within the largest page takes 37,000 of them, and an e-mail may have 10,000,000."""
LOADING_TAGS = frozenset({"script", "link", "iframe", "object", "embed", "base", "audio", "video"})
LOADING_ATTRIBUTES = frozenset({"src", "srcset", "poster", "data", "background"})
LOADING_STYLE = re.compile(r"url\((?!\s*['\"]?\s*(?:#|data:))|@import", re.IGNORECASE)


class UnfitPage(ValueError):
    """Which promises does a page break?"""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.loads: list[str] = []
        self._inside = ""
        self._script = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        if tag in LOADING_TAGS and (tag != "script" or attrs):
            self.loads.append(f"<{tag}>")
        for name, text in attrs:
            value = text or ""
            if name == "id":
                self.ids.append(value)
            elif name == "href" and value.startswith("#"):
                self.links.append(unescape(value[1:]))
            elif name in LOADING_ATTRIBUTES and not value.startswith("data:"):
                self.loads.append(f'<{tag} {name}="{value[:80]}">')
            elif name == "style" and LOADING_STYLE.search(value):
                self.loads.append(f'<{tag} style="{value[:80]}">')
            elif name.startswith("on"):
                self.loads.append(f"<{tag} {name}>")

    def handle_data(self, data: str) -> None:
        if self._inside == "style" and LOADING_STYLE.search(data):
            self.loads.append("<style> with url() or @import")
        if self._inside == "script":
            self._script += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._script != page_script():
            self.loads.append("<script>")
        self._inside = self._script = ""


def check_page(page: str, largest_bytes: int | None = None) -> str:
    """Does the page load nothing, hold each id once, and does each link within it land?

    The one script of templates/page.js may run. largest_bytes: how heavy it may be. Gives the
    page back; raises UnfitPage with all that is
    wrong. A folder of this machine on the page is wrong as well.
    """
    reader = _Reader()
    reader.feed(page)
    faults = list(_faults(reader))
    size = len(page.encode())
    if largest_bytes is not None and size > largest_bytes:
        faults.append(f"the page has {size} bytes, at most {largest_bytes} are allowed")
    faults.extend(f"the folder {folder} is named" for folder in _local_folders() if folder in page)
    if faults:
        raise UnfitPage("; ".join(faults))
    return page


def _faults(reader: _Reader) -> Iterator[str]:
    for load in reader.loads:
        yield f"{load} would load or run something"
    for name, count in sorted(Counter(reader.ids).items()):
        if count > 1:
            yield f"the id {name!r} stands {count} times"
    for link in sorted(set(reader.links) - set(reader.ids)):
        yield f"the link #{link} leads nowhere: give it a receipt or a heading"


def _local_folders() -> list[str]:
    folders = {Path.cwd(), Path.home(), Path(sys.prefix)}
    return sorted(str(folder) for folder in folders if len(folder.parts) > 2)
