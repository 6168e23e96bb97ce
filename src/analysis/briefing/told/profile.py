"""How does a table show which qualification the classes of staff hold?"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.briefing.elements import Cell, Column, DataTable, Sentence
from analysis.briefing.teller import Teller


def table_of_levels(t: Teller, classes: Sequence[str], note: Sentence) -> DataTable:
    """How many of each class hold each level, and what share is that? ``note`` says of a dash."""
    columns = (
        Column(t.word("Level"), numeric=False),
        *(
            column
            for name in classes
            for column in (Column(t.label(name)), Column(t.word("Share")))
        ),
    )
    rows = []
    for level in t.material.settings["profile"]["levels"]:
        cells: list[Cell] = [t.label(level)]
        for name in classes:
            if t.has(f"staff_with_{level}", name):
                cells += [
                    t.number(t.fact(f"staff_with_{level}", name), digits_only=True),
                    t.number(t.fact(f"share_with_{level}", name)),
                ]
            else:
                cells += ["–", "–"]
        rows.append(tuple(cells))
    return DataTable(t.word("Staff by class and level"), columns, tuple(rows), note)
