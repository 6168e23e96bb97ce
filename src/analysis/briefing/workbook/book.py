"""Which sheets has the workbook of a briefing, and how are they called?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from analysis.briefing.catalogue import translator
from analysis.briefing.workbook.columns import SheetColumn, sheet_columns
from analysis.briefing.workbook.figures import Figure, figures_of

LONGEST_NAME = 31
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']+")


@dataclass(frozen=True)
class Sheet:
    """One table: the name of its sheet, what it shows, its columns, how to read it."""

    name: str
    caption: str
    columns: tuple[SheetColumn, ...]
    note: str

    @property
    def height(self) -> int:
        """How many rows has the table, without its header?"""
        return len(self.columns[0].values)


@dataclass(frozen=True)
class Book:
    """A workbook: what its notes say of the briefing, and its tables.

    said: programme, marking, mark, kind of sources, finding, standfirst and facts, as the masthead
    has them.
    """

    lang: str
    notes_name: str
    said: Mapping[str, str]
    sheets: tuple[Sheet, ...]


def book_of(held: Sequence[Mapping[str, Any]]) -> Book:
    """Which workbook do the elements of a page make? ``held``: their data, in the page's order.

    The key findings are a table as well. Raises ValueError without exactly one masthead.
    """
    mastheads = [one for one in held if one["kind"] == "masthead"]
    if len(mastheads) != 1:
        raise ValueError(f"a workbook has one Masthead, these elements have {len(mastheads)}")
    said = mastheads[0]
    lang = said["lang"]
    figures = {
        name: figure
        for one in held
        if one["kind"] == "receipts"
        for name, figure in figures_of(one).items()
    }
    tables = list(_tables(held, figures, lang))
    say = translator(lang)
    names = sheet_names([table["caption"] for table in tables])
    sheets = (
        Sheet(
            name,
            table["caption"],
            tuple(sheet_columns(table, figures, lang, said["sources"])),
            table["note"],
        )
        for name, table in zip(names, tables, strict=True)
    )
    return Book(lang, say("Notes"), said, tuple(sheets))


def sheet_names(captions: Sequence[str]) -> list[str]:
    """Under which names do the tables stand? Numbered, legal, at most 31 characters long.

    A caption that is too long is cut between words. The number keeps equal captions apart.
    """
    return [_cut(f"{place}. {_legal(text)}") for place, text in enumerate(captions, 1)]


def _legal(text: str) -> str:
    return " ".join(NOT_IN_A_NAME.sub(" ", text).split())


def _cut(name: str) -> str:
    if len(name) <= LONGEST_NAME:
        return name
    short = name[: LONGEST_NAME - 1]
    kept, _, _ = short.rpartition(" ")
    return f"{kept if len(kept) > LONGEST_NAME // 2 else short}…"


def _tables(
    held: Sequence[Mapping[str, Any]], figures: Mapping[str, Figure], lang: str
) -> Iterator[Mapping[str, Any]]:
    for one in held:
        if one["kind"] == "table":
            yield one
        elif one["kind"] == "findings":
            yield _findings(one, figures, lang)


def _findings(
    findings: Mapping[str, Any], figures: Mapping[str, Figure], lang: str
) -> dict[str, Any]:
    say = translator(lang)
    rows = []
    for item in findings["items"]:
        text = item["text"]
        for name, times in Counter(item["receipts"]).items():
            figure = {"text": figures[name].what, "receipts": []}
            rows.append(
                [{"text": text, "receipts": []}, figure, {"text": "", "receipts": [name] * times}]
            )
            text = ""
    columns = [
        {"label": say("What it says"), "numeric": False},
        {"label": say("Figure"), "numeric": False},
        {"label": say("Value"), "numeric": True},
    ]
    return {"caption": findings["heading"], "columns": columns, "rows": rows, "note": ""}
