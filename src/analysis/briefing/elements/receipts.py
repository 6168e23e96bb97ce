"""Where does every figure of the page come from? The receipts at its end."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import groupby
from typing import Any

from analysis.briefing.elements.element import Element
from analysis.briefing.markup import (
    css_string,
    html_text,
    receipt_anchor,
    typst_text,
)
from analysis.sources.text import slug

LONG_RUN = 2


@dataclass(frozen=True)
class Input:
    """Which printed figure went into it?

    document: the document as readers know it. locator: the place in it; nothing for what no
    document prints, such as an assumption. printed: the figure as the document prints it, or the
    assumption in the language of the page.
    """

    document: str
    locator: str
    printed: str

    def plain(self) -> str:
        """How is it cited without a page?"""
        if not self.locator:
            return f"{self.document}: {self.printed}"
        return f"{self.document}, {self.locator}: “{self.printed}”"


@dataclass(frozen=True)
class ReceiptLabels:
    """How are the parts of a receipt called in the language of the page?

    uses: the links back to the numbers that lead to the receipt, which the whole page adds.
    """

    formula: str
    inputs: str
    verdict: str
    status: str
    uses: str


@dataclass(frozen=True)
class Receipt:
    """How did one figure come about?

    id: the fact to which the figures of the page link. what: the measure, group and period.
    verdict: whether the document's own figures agree. status: reported, computed, assumed ...
    amounts: the exact numbers behind the figure (value, low, high), by which tables are sorted.
    unit: that of the amounts. reading: what is stated, what is recomputed, a scenario; empty where
    there is only one.
    """

    id: str
    what: str
    value: str
    formula: str
    inputs: tuple[Input, ...]
    verdict: str
    status: str
    amounts: tuple[tuple[str, Decimal], ...] = ()
    unit: str = ""
    reading: str = ""

    @property
    def anchor(self) -> str:
        """Where on the page is it?"""
        return receipt_anchor(self.id)

    def plain(self, labels: ReceiptLabels) -> str:
        """How does the chain read without a page: each part and each printed figure on a line?"""
        cells = [f"    {item.plain()}" for item in self.inputs]
        return "\n".join([*self.parts(labels), *([f"  {labels.inputs}:", *cells] if cells else [])])

    def parts(self, labels: ReceiptLabels) -> list[str]:
        """How does each part of it read but the printed figures? A line each."""
        rows = (
            (labels.formula, self.formula),
            (labels.status, self.status),
            (labels.verdict, self.verdict),
        )
        return [
            f"{self.what}: {self.value}",
            *(f"  {label}: {text}" for label, text in rows if text),
        ]


@dataclass(frozen=True)
class Receipts(Element):
    """Which chain leads from each figure to the places where its inputs are printed?

    Each receipt names its printed figures by number, those that follow each other by the first and
    the last; the figures stand once, in a list below. On the page a receipt is a row of a table,
    set as a paragraph that names its parts. Both are folded: a link to what is in them opens them,
    and print shows them.
    intro: how to read a receipt. source_lang: the language of locators and printed figures.
    Raises ValueError where two receipts would stand at one place.
    """

    heading: str
    labels: ReceiptLabels
    entries: tuple[Receipt, ...]
    intro: str = ""
    source_lang: str = "vi"

    def __post_init__(self) -> None:
        counts = Counter(entry.anchor for entry in self.entries)
        repeated = sorted(anchor for anchor, count in counts.items() if count > 1)
        if repeated:
            raise ValueError(f"more than one receipt for {', '.join(repeated)}")

    @cached_property
    def cells(self) -> dict[Input, int]:
        """Which printed figures stand behind the page, each once, and under which number?"""
        every = dict.fromkeys(item for entry in self.entries for item in entry.inputs)
        return {item: number for number, item in enumerate(every, 1)}

    def html(self) -> str:
        named = self.labels
        labels = (named.formula, named.verdict, named.status, named.inputs, named.uses)
        heads = "".join(f'<th scope="col">{html_text(label)}</th>' for label in labels)
        names = ";".join(
            f"--l{place}:{css_string(label)}" for place, label in enumerate(labels, start=2)
        )
        entries = "".join(self._html_entry(entry) for entry in self.entries)
        intro = f"<p>{html_text(self.intro)}</p>" if self.intro else ""
        cells = "".join(
            f'<li id="c-{number}">{self._html_cell(item)}</li>'
            for item, number in self.cells.items()
        )
        return (
            f'<section class="receipts"><details><summary><h2 id="{slug(self.heading)}">'
            f'{html_text(self.heading)}</h2></summary>{intro}<table style="{html_text(names)}">'
            f"<thead><tr><td></td>{heads}</tr></thead><tbody>{entries}</tbody></table></details>"
            f'<details><summary><h3 id="{slug(self.labels.inputs)}">'
            f"{html_text(self.labels.inputs)}</h3></summary><ol>{cells}</ol></details></section>"
        )

    def typst(self) -> str:
        intro = f"[{typst_text(self.intro)}]" if self.intro else "none"
        entries = "\n".join(self._typst_entry(entry) for entry in self.entries)
        cells = "\n".join(
            f"#printed({number})[{self._typst_cell(item)}] <c-{number}>"
            for item, number in self.cells.items()
        )
        return (
            f"#receipts(heading: [{typst_text(self.heading)}], intro: {intro}, "
            f"entries: [{entries}], inputs: [{typst_text(self.labels.inputs)}], cells: [{cells}])"
        )

    def plain(self) -> str:
        lines = [self.heading]
        for entry in self.entries:
            lines += entry.parts(self.labels)
            if entry.inputs:
                places = ", ".join(text for _, text in self._places(entry))
                lines.append(f"  {self.labels.inputs}: {places}")
        cells = (f"  {number}. {item.plain()}" for item, number in self.cells.items())
        return "\n".join([*lines, self.labels.inputs, *cells])

    def data(self) -> dict[str, Any]:
        names = ("id", "what", "unit", "reading", "formula", "verdict", "status")
        return {
            "kind": "receipts",
            "cells": [item.plain() for item in self.cells],
            "entries": [
                {name: getattr(entry, name) for name in names}
                | {
                    "amounts": {name: f"{amount:f}" for name, amount in entry.amounts},
                    "inputs": [self.cells[item] for item in entry.inputs],
                }
                for entry in self.entries
            ],
        }

    def _places(self, entry: Receipt) -> Iterator[tuple[int, str]]:
        numbers = sorted(self.cells[item] for item in entry.inputs)
        for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
            places = [number for _, number in run]
            if len(places) < LONG_RUN:
                yield from ((number, str(number)) for number in places)
            else:
                yield places[0], f"{places[0]}–{places[-1]}"

    def _html_cell(self, item: Input) -> str:
        if not item.locator:
            return html_text(f"{item.document}: {item.printed}")
        return (
            f'{html_text(item.document)}, <span lang="{self.source_lang}">'
            f"{html_text(item.locator)}: <q>{html_text(item.printed)}</q></span>"
        )

    def _typst_cell(self, item: Input) -> str:
        if not item.locator:
            return typst_text(f"{item.document}: {item.printed}")
        return (
            f"{typst_text(item.document + ', ')}"
            f'#text(lang: "{self.source_lang}")[{typst_text(f"{item.locator}: “{item.printed}”")}]'
        )

    def _html_entry(self, entry: Receipt) -> str:
        links = " ".join(f'<a href="#c-{first}">{text}</a>' for first, text in self._places(entry))
        texts = (entry.formula, entry.verdict, entry.status)
        cells = "".join(f"<td>{html_text(text)}" for text in texts)
        return (
            f'<tr id="{entry.anchor}"><th>{html_text(entry.what)}: '
            f"<b{_amount(entry)}>{html_text(entry.value)}</b>{cells}<td>{links}<td>"
        )

    def _typst_entry(self, entry: Receipt) -> str:
        parts = (
            (self.labels.formula, entry.formula),
            (self.labels.verdict, entry.verdict),
            (self.labels.status, entry.status),
        )
        rows = [f"#strong[{typst_text(label)}] {typst_text(text)}" for label, text in parts if text]
        if entry.inputs:
            links = " ".join(f"#link(<c-{first}>)[{text}]" for first, text in self._places(entry))
            rows.append(f"#strong[{typst_text(self.labels.inputs)}] {links}")
        return (
            f"#receipt(what: [{typst_text(entry.what)}], value: [{typst_text(entry.value)}], "
            f"rows: [{' · '.join(rows)}]) <{entry.anchor}>"
        )


def _amount(entry: Receipt) -> str:
    return "".join(f' data-{name}="{amount:f}"' for name, amount in entry.amounts)
