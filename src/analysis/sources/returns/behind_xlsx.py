"""What lies behind the values of an .xlsx: fonts, errors, formulas, what is hidden?"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from openpyxl.formula.translate import Translator
from openpyxl.utils import column_index_from_string, get_column_letter

from analysis.sources.returns.behind import Behind, BehindBook, Place
from analysis.sources.returns.legacy import encoding_of_font

Parts = Mapping[str, bytes]
WORKBOOK = "xl/workbook.xml"
MOST_COLUMNS = 16_384
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,9})")
TELLS = re.compile(rb"hidden|<(?:[\w.-]+:)?f[\s/>]|\bt\s*=\s*[\"']e[\"']|&#")
"""Without any of these a sheet has nothing behind its values but fonts."""
OLD_FONTS = re.compile(rb"[\"']\s*(?:\.vn|vni-)|&#", re.IGNORECASE)


def behind_xlsx(parts: Parts) -> BehindBook:
    """What lies behind each sheet, and which names does the workbook define?

    ``parts`` are those of the archive, unpacked, of which ``require_safe`` found that no XML in
    them declares entities. Sheets that hold none of the signs are not gone through. Raises KeyError
    for an archive that is no .xlsx.
    """
    found = {name.lower(): name for name in parts}
    book = ElementTree.fromstring(parts[found[WORKBOOK]])
    targets = _targets(parts, found)
    fonts = _old_fonts(parts.get(found.get("xl/styles.xml", ""), b""))
    sheets, names = dict[str, Behind](), dict[str, str]()
    for one in book.iter():
        kind = _local(one.tag)
        if kind == "sheet":
            target = next((v for k, v in one.items() if _local(k) == "id"), "")
            content = parts.get(found.get(targets.get(target, ""), ""), b"")
            if content and (fonts or TELLS.search(content)):
                sheets[one.get("name", "")] = _of_sheet(content, fonts)
        elif kind == "definedName" and one.get("localSheetId") is None:
            names[one.get("name", "")] = one.text or ""
    return BehindBook(sheets, names)


def _targets(parts: Parts, found: Mapping[str, str]) -> dict[str, str]:
    content = parts.get(found.get("xl/_rels/workbook.xml.rels", ""), b"")
    if not content:
        return {}
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))
        .lstrip("/")
        .lower()
        for one in ElementTree.fromstring(content)
    }


def _old_fonts(styles: bytes) -> dict[str, str]:
    """Which styles of cells are in a font of old, by number?"""
    if not OLD_FONTS.search(styles):
        return {}
    sheet = ElementTree.fromstring(styles)
    by_kind = {_local(one.tag): one for one in sheet}
    fonts = [_name_of(font) for font in by_kind.get("fonts", ())]
    named = {
        str(number): fonts[int(style.get("fontId", "0"))]
        for number, style in enumerate(by_kind.get("cellXfs", ()))
        if int(style.get("fontId", "0")) < len(fonts)
    }
    return {number: font for number, font in named.items() if encoding_of_font(font)}


def _name_of(font: Element) -> str:
    return next((one.get("val", "") for one in font if _local(one.tag) == "name"), "")


def _of_sheet(content: bytes, old_fonts: Mapping[str, str]) -> Behind:
    fonts, errors, formulas = dict[Place, str](), dict[Place, str](), dict[Place, str]()
    rows, columns = set[int](), set[int]()
    shared: dict[str, tuple[Place, str]] = {}
    for row, one in _rows_and_columns(content):
        if row is None:
            last = min(int(one.get("max", "0")), MOST_COLUMNS)
            columns |= set(range(int(one.get("min", "1")) - 1, last)) if _is_hidden(one) else set()
            continue
        if _is_hidden(one):
            rows.add(row)
        column = -1
        for cell in one:
            stated = PLACE.fullmatch(cell.get("r", ""))
            column = _column(stated[1]) if stated else column + 1
            place = (row, column)
            if (style := cell.get("s", "0")) in old_fonts:
                fonts[place] = old_fonts[style]
            for part in cell:
                kind = _local(part.tag)
                if kind == "f":
                    formulas[place] = _formula(part, place, shared)
                elif kind == "v" and cell.get("t") == "e":
                    errors[place] = part.text or ""
    return Behind(fonts, errors, formulas, frozenset(rows), frozenset(columns))


def _rows_and_columns(content: bytes) -> Iterator[tuple[int | None, Element]]:
    at = -1
    for _, one in ElementTree.iterparse(io.BytesIO(content), ("end",)):
        kind = _local(one.tag)
        if kind == "col":
            yield None, one
        elif kind == "row":
            at = int(one.get("r", str(at + 2))) - 1
            yield at, one
            one.clear()


def _formula(part: Element, place: Place, shared: dict[str, tuple[Place, str]]) -> str:
    text, group = f"={part.text or ''}", part.get("si", "")
    if part.get("t") != "shared":
        return text
    if part.text:
        shared[group] = (place, text)
        return text
    if group not in shared:
        return text
    origin, first = shared[group]
    moved = Translator(first, _address(origin)).translate_formula(
        row_delta=place[0] - origin[0], col_delta=place[1] - origin[1]
    )
    return str(moved)


def _address(place: Place) -> str:
    return f"{get_column_letter(place[1] + 1)}{place[0] + 1}"


def _is_hidden(one: Element) -> bool:
    return one.get("hidden", "0") in ("1", "true")


@lru_cache(MOST_COLUMNS)
def _column(letters: str) -> int:
    return int(column_index_from_string(letters)) - 1


@lru_cache(1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
