"""How does a page show which qualification the classes of staff hold?"""

from __future__ import annotations

from collections.abc import Sequence

from analysis.briefing.charts import Series, stacked_bars
from analysis.briefing.elements import Cell, Chart, Column, DataTable, Sentence
from analysis.briefing.teller import Teller
from analysis.briefing.told.charts import chart_told
from analysis.briefing.told.kept_back import shown_of, without


def chart_of_degrees(t: Teller, classes: Sequence[str], subtitle: Sentence) -> Chart:
    """Which share of each class holds a university degree or more?

    Classes whose share is kept back are named below the title. Raises ValueError where none is
    left.
    """
    shown = shown_of(t, "share_at_or_above_university", classes)
    left_out = [t.label(name) for name in classes if name not in shown]
    classes = shown
    labels = [t.label(name) for name in classes]
    values = [t.fact("share_at_or_above_university", name).amount for name in classes]
    series = [
        Series(t.word("University degree or more"), tuple(values)),
        Series(t.word("Below"), tuple(100 - value for value in values)),
    ]
    written = t.written("percent", 1)
    return chart_told(
        stacked_bars(labels, series, written, t.palette),
        t.say("Staff with a university degree or more, by class"),
        without(t, subtitle, left_out),
        labels,
        series,
        written,
    )


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
