"""Which columns has a table in a workbook? Its own, in numbers, then the receipts of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from analysis.briefing.catalogue import translator
from analysis.briefing.kinds import DOCUMENT, INPUTS, READINGS
from analysis.briefing.locale_format import unit_name
from analysis.briefing.workbook.figures import Amount, Figure, amount_of, is_whole
from analysis.metrics.disclosure.facts import KEPT_BACK
from analysis.sources.origins import Kind

TWO_READINGS = ("printed", "recomputed")
Value = str | Amount | None
Slot = tuple[str, int]
"""A reading, and how many figures of it stand before in the cell."""


@dataclass(frozen=True)
class SheetColumn:
    """One column of a sheet: its header, unique on the sheet, and a value for each row.

    receipt: whether it tells where the numbers of another column come from.
    """

    header: str
    values: tuple[Value, ...]
    receipt: bool = False


def sheet_columns(
    table: Mapping[str, Any], figures: Mapping[str, Figure], lang: str, kind: Kind = DOCUMENT
) -> list[SheetColumn]:
    """Which columns has the sheet of a table? Those of the page, then the receipts.

    table: columns with `label` and `numeric`, rows of cells with `text` and `receipts`. A column of
    the page becomes a column for each reading, a range two, figures of several units one more that
    names the unit. A text without figure, such as "–", stays a text. kind: what the page rests on.
    Raises KeyError for a figure without receipt.
    """
    say = translator(lang)
    shown: list[SheetColumn] = []
    receipts: list[SheetColumn] = []
    for place, column in enumerate(table["columns"]):
        cells = [row[place] for row in table["rows"]]
        named = [
            [figures[name].said(times) for name, times in Counter(cell["receipts"]).items()]
            for cell in cells
        ]
        slots = _slots(named, lang)
        in_numbers = column["numeric"] and bool(slots)
        name = column["label"]
        if not in_numbers:
            shown.append(SheetColumn(name, tuple(cell["text"] for cell in cells)))
            name = f"{name}: {say('Value')}"
        for number, (slot, found) in enumerate(slots.items()):
            label = _label(name, slot, slots)
            alone = in_numbers and number == 0
            texts = [
                cell["text"] if alone and not some else None
                for cell, some in zip(cells, named, strict=True)
            ]
            shown += _number_columns(label, found, texts, lang)
            receipts += _receipt_columns(label, found, lang, kind)
    return list(_told_apart([*shown, *receipts]))


def _slots(named: Sequence[Sequence[Figure]], lang: str) -> dict[Slot, list[Figure | None]]:
    in_readings = any(len({figure.reading for figure in cell}) > 1 for cell in named)
    keyed = [_keyed(cell, in_readings) for cell in named]
    slots = list(dict.fromkeys(slot for cell in keyed for slot in cell))
    say = translator(lang)
    pairs = [{say(names[name]) for name in TWO_READINGS} for names in READINGS.values()]
    found = {count: {r for r, c in slots if c == count} for _, count in slots}
    apart = {count for count, named in found.items() if any(pair <= named for pair in pairs)}
    readings = set[str]().union(*pairs)
    return {
        (reading, count): [
            cell.get((reading, count))
            or (cell.get(("", count)) if count in apart and reading in readings else None)
            for cell in keyed
        ]
        for reading, count in slots
        if reading or count not in apart
    }


def _keyed(figures: Sequence[Figure], in_readings: bool) -> dict[Slot, Figure]:
    found: dict[Slot, Figure] = {}
    for figure in figures:
        reading = figure.reading if in_readings else ""
        before = sum(reading == other for other, _ in found)
        found[reading, before] = figure
    return found


def _label(label: str, slot: Slot, slots: Mapping[Slot, object]) -> str:
    reading, count = slot
    parts = [label, reading if len({one for one, _ in slots}) > 1 else ""]
    named = ", ".join(part for part in parts if part)
    return f"{named} ({count + 1})" if count else named


def _number_columns(
    label: str, found: Sequence[Figure | None], texts: Sequence[str | None], lang: str
) -> Iterator[SheetColumn]:
    say = translator(lang)
    there = [figure for figure in found if figure]
    units = list(dict.fromkeys(unit_name(figure.unit, lang) for figure in there))
    in_parts = {figure.unit for figure in there if not is_whole(figure)}
    shown = {end for figure in there for end in figure.ends}
    words_of = {"value": "", "low": say("from"), "high": say("to")}
    ends = {end: words for end, words in words_of.items() if end in shown} or {"value": ""}
    for place, (end, words) in enumerate(ends.items()):
        values: list[Value] = [
            amount_of(figure, end, figure.unit not in in_parts) if figure else None
            for figure in found
        ]
        if place == 0:
            kept = [KEPT_BACK if figure and not figure.ends else None for figure in found]
            values = [t or k or v for t, k, v in zip(texts, kept, values, strict=True)]
        header = f"{label}, {words}" if words else label
        whole = units[0].replace("\N{NO-BREAK SPACE}", " ") if len(units) == 1 else ""
        unit = f" ({whole})" if whole and not header.endswith(whole) else ""
        yield SheetColumn(header + unit, tuple(values))
    if len(units) > 1:
        named = [unit_name(figure.unit, lang) if figure else None for figure in found]
        yield SheetColumn(f"{label}: {say('Unit')}", tuple(named))


def _receipt_columns(
    label: str, found: Sequence[Figure | None], lang: str, kind: Kind
) -> Iterator[SheetColumn]:
    say = translator(lang)
    parts: dict[str, Callable[[Figure], str]] = {
        say("Id of the figure"): lambda figure: figure.id,
        say("Figure"): lambda figure: figure.what,
        say("Status"): lambda figure: figure.status,
        say("Formula"): lambda figure: figure.formula,
        say(INPUTS[kind]): lambda figure: "; ".join(figure.sources),
        say("Audit of these cells"): lambda figure: figure.verdict,
    }
    for part, told in parts.items():
        values = tuple(told(figure) if figure else None for figure in found)
        yield SheetColumn(f"{label}: {part}", values, receipt=True)


def _told_apart(columns: Sequence[SheetColumn]) -> Iterator[SheetColumn]:
    taken: set[str] = set()
    for column in columns:
        header, count = column.header, 1
        while header.casefold() in taken:
            count += 1
            header = f"{column.header} ({count})"
        taken.add(header.casefold())
        yield replace(column, header=header)
