"""What lies behind the values of an .xlsx: fonts, errors, formulas, what is hidden?"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from analysis.sources.returns.behind import OLD_FONTS, Behind, BehindBook, Place
from analysis.sources.returns.legacy import encoding_of_font

Parts = Mapping[str, bytes]
WORKBOOK = "xl/workbook.xml"
MOST_COLUMNS = 16_384
MOST_ALIKE = 256
"""Programs that save a workbook of one sheet write the same lists of its parts each time."""
PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,9})")
TELLS = (b"hidden", b"<f", b":f", b'"e"', b"'e'", b"&#")
"""Without any of these a sheet has nothing behind its values but fonts."""


def behind_xlsx(parts: Parts) -> BehindBook:
    """What lies behind each sheet, and which names does the workbook define?

    ``parts`` are those of the archive, unpacked, of which ``require_safe`` found that no XML in
    them declares entities. Sheets that hold none of the signs are not gone through. Raises KeyError
    for an archive that is no .xlsx.
    """
    found = {name.lower(): name for name in parts}
    relations = parts.get(found.get("xl/_rels/workbook.xml.rels", ""), b"")
    targets, names = _contents(parts[found[WORKBOOK]], relations)
    fonts = _old_fonts(parts.get(found.get("xl/styles.xml", ""), b""))
    sheets = dict[str, Behind]()
    for sheet, target in targets.items():
        content = parts.get(found.get(target, ""), b"")
        if content and (fonts or any(sign in content for sign in TELLS)):
            sheets[sheet] = _of_sheet(content, fonts)
    return BehindBook(sheets, names)


@lru_cache(MOST_ALIKE)
def _contents(workbook: bytes, relations: bytes) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """In which part is each sheet, by its name, and what do the names of the workbook stand for?"""
    targets, found, names = _targets(relations), dict[str, str](), dict[str, str]()
    for one in ElementTree.fromstring(workbook).iter():
        kind = _local(one.tag)
        if kind == "sheet":
            target = next((v for k, v in one.items() if _local(k) == "id"), "")
            found[one.get("name", "")] = targets.get(target, "")
        elif kind == "definedName" and one.get("localSheetId") is None:
            names[one.get("name", "")] = one.text or ""
    return found, names


def _targets(relations: bytes) -> dict[str, str]:
    if not relations:
        return {}
    return {
        one.get("Id", ""): posixpath.normpath(posixpath.join("/xl", one.get("Target", "")))
        .lstrip("/")
        .lower()
        for one in ElementTree.fromstring(relations)
    }


@lru_cache(MOST_ALIKE)
def _old_fonts(styles: bytes) -> Mapping[str, str]:
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
    from openpyxl.formula.translate import Translator  # a fifth of a second, and seldom needed

    moved = Translator(first, xl_rowcol_to_cell(*origin)).translate_formula(
        row_delta=place[0] - origin[0], col_delta=place[1] - origin[1]
    )
    return str(moved)


def _is_hidden(one: Element) -> bool:
    return one.get("hidden", "0") in ("1", "true")


@lru_cache(MOST_COLUMNS)
def _column(letters: str) -> int:
    return int(xl_cell_to_rowcol(f"{letters}1")[1])


@lru_cache(1024)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
