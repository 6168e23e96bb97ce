"""In which shapes do the files of returns arrive: encodings, endings, programs?"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from typing import Any

from analysis.sources.generated.drafts import Draft, Grid
from analysis.sources.generated.workbooks import as_csv, as_ods, as_xlsx, zipped
from analysis.sources.returns.legacy import TCVN3, VNI

Made = tuple[str, str, str, Callable[[Draft], Any]]
TYPED = {letter: sign for sign, letter in TCVN3.items()}
TYPED_VNI = {letter: sign for sign, letter in reversed(VNI.items())}


def typed(text: str, table: dict[str, str]) -> str:
    """How does a text look that was typed in an old font?"""
    return "".join(table.get(letter, letter) for letter in text)


def _old(table: dict[str, str], font: str, capitals: bool = False) -> Callable[[Draft], list[Grid]]:
    def change(draft: Draft) -> list[Grid]:
        grid = draft.grid()
        grid.font = font
        grid.rows = [
            [typed(cell.lower() if capitals else cell, table) if isinstance(cell, str) else cell
             for cell in row]
            for row in grid.rows
        ]  # fmt: skip
        if capitals:
            for column in draft.columns:
                for _, name, *_ in draft.bodies:
                    draft.truth[name.upper(), *column] = draft.truth.pop((name, *column))
        return [grid]

    return change


def _csv(made: Callable[[bytes], bytes], separator: str = ";") -> Callable[[Draft], bytes]:
    def change(draft: Draft) -> bytes:
        draft.depth, draft.index = 1, False
        return made(as_csv([draft.grid()], separator))

    return change


def _recoded(encoding: str) -> Callable[[bytes], bytes]:
    return lambda content: content.decode().encode(encoding, "replace")


def _as(saved: Callable[[Sequence[Grid]], bytes]) -> Callable[[Draft], bytes]:
    return lambda draft: saved([draft.grid()])


def _page(draft: Draft) -> bytes:
    rows = "".join(
        "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in draft.grid().rows
    )
    return f"<html><body><table>{rows}</table></body></html>".encode()


def _cut(draft: Draft) -> bytes:
    content = as_xlsx([draft.grid()])
    return content[: len(content) // 2]


def _program(draft: Draft) -> bytes:
    return zipped({"xl/workbook.xml": b"<workbook/>", "xl/vbaProject.bin": b"Sub AutoOpen"})


def _csv_of_old_text(draft: Draft) -> bytes:
    draft.depth, draft.index = 1, False
    grid = draft.grid()
    grid.rows = [
        [typed(cell, TYPED) if isinstance(cell, str) else cell for cell in row] for row in grid.rows
    ]
    return as_csv([grid])


FILES: tuple[Made, ...] = (
    ("tcvn3-by-its-font", ".xlsx", "legacy_text", _old(TYPED, ".VnTime")),
    ("tcvn3-capitals", ".xlsx", "legacy_text", _old(TYPED, ".VnTimeH", capitals=True)),
    ("tcvn3-by-its-text", ".ods", "legacy_text", _old(TYPED, "")),
    ("tcvn3-capitals-ods", ".ods", "legacy_text", _old(TYPED, ".VnTimeH", capitals=True)),
    ("tcvn3-csv", ".csv", "legacy_text", _csv_of_old_text),
    ("vni-by-its-font", ".xlsx", "legacy_text", _old(TYPED_VNI, "VNI-Times")),
    ("vni-by-its-text", ".ods", "legacy_text", _old(TYPED_VNI, "")),
    ("csv-with-commas", ".csv", "", _csv(bytes, ",")),
    ("csv-with-byte-order-mark", ".csv", "", _csv(lambda c: codecs.BOM_UTF8 + c)),
    ("csv-in-utf-16", ".csv", "unreadable_file", _csv(_recoded("utf-16"))),
    ("csv-in-windows-1258", ".csv", "unreadable_file", _csv(_recoded("cp1258"))),
    ("web-page-as-xls", ".xls", "unreadable_file", _page),
    ("xlsx-named-xls", ".xls", "", _as(as_xlsx)),
    ("ods-named-xlsx", ".xlsx", "unreadable_file", _as(as_ods)),
    ("csv-named-xlsx", ".xlsx", "unreadable_file", _as(as_csv)),
    ("file-cut-short", ".xlsx", "unreadable_file", _cut),
    ("file-with-macros", ".xlsm", "macro_file", _program),
    ("macros-named-xlsx", ".xlsx", "macro_file", _program),
    ("portable-document", ".pdf", "unreadable_file", lambda draft: b"%PDF-1.7"),
    ("empty-file", ".xlsx", "unreadable_file", lambda draft: b""),
    ("empty-csv", ".csv", "no_table", lambda draft: b""),
)
