"""What lies behind the values of an OpenDocument: fonts, errors, formulas, what is hidden?"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from analysis.sources.returns.behind import OLD_FONTS, Behind, BehindBook, Place
from analysis.sources.returns.guard import OFFICE, TABLE
from analysis.sources.returns.legacy import encoding_of_font

CONTENT, STYLES = "content.xml", "styles.xml"
STYLE = "urn:oasis:names:tc:opendocument:xmlns:style:1.0"
CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
TELLS = (b"visibility", b"formula", b'"error"', b"'error'", b"&#")
"""Without any of these a content has nothing behind its values but fonts."""
HIDDEN = ("collapse", "filter")
CELLS = (f"{{{TABLE}}}table-cell", f"{{{TABLE}}}covered-table-cell")
MOST_COLUMNS = 16_384


def behind_ods(parts: Mapping[str, bytes]) -> BehindBook:
    """What lies behind each sheet?

    ``parts`` are those of the archive, unpacked, of which ``require_safe`` found that no XML in
    them declares entities and that no sheet spans too many cells. Raises KeyError for an archive
    that is no .ods.
    """
    content = parts[CONTENT]
    fonts = _old_fonts(content, parts.get(STYLES, b""))
    if not fonts and not any(sign in content for sign in TELLS):
        return BehindBook()
    return BehindBook(dict(_sheets(content, fonts)))


def _sheets(content: bytes, fonts: Mapping[str, str]) -> Iterator[tuple[str, Behind]]:
    sheet, looks, at = _Sheet(fonts), list[str](), 0
    for _, one in ElementTree.iterparse(io.BytesIO(content), ("end",)):
        if one.tag == f"{{{TABLE}}}table-column":
            first, count = len(looks), _times(one, "columns")
            looks += [_own(one, "default-cell-style-name")] * min(count, MOST_COLUMNS - first)
            sheet.hidden_columns |= set(range(first, len(looks))) if _is_hidden(one) else set()
        elif one.tag == f"{{{TABLE}}}table-row":
            sheet.add(one, at, looks)
            at += _times(one, "rows")
            one.clear()
        elif one.tag == f"{{{TABLE}}}table":
            yield _own(one, "name"), sheet.behind()
            sheet, looks, at = _Sheet(fonts), [], 0


class _Sheet:
    """What lies behind one sheet, gathered row by row."""

    def __init__(self, old_fonts: Mapping[str, str]) -> None:
        self._old = old_fonts
        self._fonts, self._errors = dict[Place, str](), dict[Place, str]()
        self._formulas = dict[Place, str]()
        self._hidden_rows = set[int]()
        self.hidden_columns = set[int]()

    def add(self, row: Element, at: int, looks: list[str]) -> None:
        """One more row, which may stand for several alike: only what is filled lies behind it."""
        column, rows = 0, range(at, at + _times(row, "rows"))
        for cell in row:
            if cell.tag not in CELLS:
                continue
            first, column = column, column + _times(cell, "columns")
            if not cell.get(f"{{{OFFICE}}}value-type") and not len(cell):
                continue
            look = _own(cell, "style-name") or _own(row, "default-cell-style-name")
            font = self._old.get(look or "".join(looks[first : first + 1]))
            formula = _own(cell, "formula")
            failed = cell.get(f"{{{CALC}}}value-type") == "error"
            for place in ((r, c) for r in rows for c in range(first, column)):
                if font:
                    self._fonts[place] = font
                if formula:
                    self._formulas[place] = f"={formula.partition('=')[2]}"
                if failed:
                    self._errors[place] = "".join(cell.itertext())
            self._hidden_rows |= set(rows) if _is_hidden(row) else set()

    def behind(self) -> Behind:
        """All of it."""
        hidden = frozenset(self._hidden_rows), frozenset(self.hidden_columns)
        return Behind(self._fonts, self._errors, self._formulas, *hidden)


def _old_fonts(*contents: bytes) -> dict[str, str]:
    """Which styles of cells are in a font of old, by name, their own or that of a parent?"""
    fonts, parents = dict[str, str](), dict[str, str]()
    for content in contents:
        if not OLD_FONTS.search(content):
            continue
        for style in ElementTree.fromstring(content).iter(f"{{{STYLE}}}style"):
            name = style.get(f"{{{STYLE}}}name", "")
            parents[name] = style.get(f"{{{STYLE}}}parent-style-name", "")
            for text in style.iter(f"{{{STYLE}}}text-properties"):
                fonts[name] = text.get(f"{{{STYLE}}}font-name", "")
    named = {name: fonts.get(name) or fonts.get(parent, "") for name, parent in parents.items()}
    return {name: font for name, font in named.items() if encoding_of_font(font)}


def _own(one: Element, name: str) -> str:
    return one.get(f"{{{TABLE}}}{name}", "")


def _times(one: Element, what: str) -> int:
    return int(_own(one, f"number-{what}-repeated") or "1")


def _is_hidden(one: Element) -> bool:
    return _own(one, "visibility") in HIDDEN
