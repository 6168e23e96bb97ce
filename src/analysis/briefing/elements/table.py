"""How are figures set in rows and columns?"""

from dataclasses import dataclass
from typing import Any

from analysis.briefing.elements.element import Element
from analysis.briefing.elements.inline import Number, Sentence, html_of, plain_of, typst_of
from analysis.briefing.markup import html_text, typst_items, typst_text

Cell = str | Number | Sentence
SHORT = len("2012–2016")
"""Where no row has a longer name, as of years, a phone shows one more column beside it."""

BETWEEN = "\n"
"""What parts cells and rows: without it whoever takes the tags out reads 18 and 5,5 as 185,5."""


@dataclass(frozen=True)
class Column:
    """What does a column hold? numeric: right-aligned digits of one width."""

    label: str
    numeric: bool = True


@dataclass(frozen=True)
class DataTable(Element):
    """Which figures stand behind a chart or a sentence?

    caption: what the table shows, with period and unit.
    columns, rows: the first cell of a row names it. ValueError for a row of another length.
    note: what must be known to read it.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: Sentence | None = None

    def __post_init__(self) -> None:
        for row in self.rows:
            if len(row) != len(self.columns):
                raise ValueError(
                    f"table {self.caption!r}: row {plain_of(row[0])!r} has {len(row)} cells, "
                    f"the table {len(self.columns)} columns"
                )

    def html(self) -> str:
        head = "".join(
            f'<th scope="col"{_number_class(column)}>{html_text(column.label)}</th>'
            for column in self.columns
        )
        rows = BETWEEN.join(f"<tr>{self._html_row(row)}</tr>" for row in self.rows)
        note = f'<p class="note">{self.note.html()}</p>' if self.note else ""
        names = (plain_of(row[0]) for row in self.rows)
        short = ' class="short"' if all(len(name) <= SHORT for name in names) else ""
        return (
            '<div class="data"><div class="scroll" tabindex="0" role="region" '
            f'aria-label="{html_text(self.caption)}"><table{short}>'
            f"<caption><span>{html_text(self.caption)}</span></caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>{note}</div>"
        )

    def typst(self) -> str:
        align = "".join("right, " if column.numeric else "left, " for column in self.columns)
        head = typst_items(typst_text(column.label) for column in self.columns)
        cells = typst_items(typst_of(cell) for row in self.rows for cell in row)
        note = f"[{self.note.typst()}]" if self.note else "none"
        return (
            f"#data-table(caption: [{typst_text(self.caption)}], align: ({align}), "
            f"head: {head}, cells: {cells}, note: {note})"
        )

    def plain(self) -> str:
        head = "\t".join(column.label for column in self.columns)
        rows = ["\t".join(plain_of(cell) for cell in row) for row in self.rows]
        return "\n".join([self.caption, head, *rows])

    def data(self) -> dict[str, Any]:
        return {
            "kind": "table",
            "caption": self.caption,
            "columns": [{"label": one.label, "numeric": one.numeric} for one in self.columns],
            "rows": [[cell_data(cell) for cell in row] for row in self.rows],
            "note": self.note.plain() if self.note else "",
        }

    def _html_row(self, row: tuple[Cell, ...]) -> str:
        first = f'<th scope="row"{_number_class(self.columns[0])}>{html_of(row[0])}</th>'
        rest = zip(self.columns[1:], row[1:], strict=True)
        cells = (f"<td{_number_class(column)}>{html_of(cell)}</td>" for column, cell in rest)
        return BETWEEN.join((first, *cells))


def cell_data(cell: Cell) -> dict[str, Any]:
    """What does a cell hold: its text, and the ids of the facts that it names?"""
    return {
        "text": plain_of(cell),
        "receipts": [] if isinstance(cell, str) else list(cell.receipts),
    }


def _number_class(column: Column) -> str:
    return ' class="num"' if column.numeric else ""
