"""A programme told from a register: why do people leave?"""

from __future__ import annotations

from analysis.briefing.elements import Cell, Column, DataTable, Element
from analysis.briefing.stories.place.known import years_of
from analysis.briefing.teller import Teller
from analysis.briefing.told.cells import cell_value
from analysis.briefing.told.receipted import as_printed
from analysis.sources.origins import kind_of
from analysis.sources.register.settings import codes

DASH = "–"


def table_of_reasons(t: Teller) -> list[Element]:
    """How many left for which reason, in the years that are compared? The most frequent first.

    By the last year; what is kept back last. Nothing where no register tells a reason.
    """
    cells = t.material.cells
    told = cells[cells["category"].isin(codes()["exit_reasons"]) & cells["group"].eq("total")]
    told = told[[kind_of(source) == "register" for source in told["document"]]]
    years = [year for year in years_of(t) if year in set(told["period"])]
    if not years:
        return []
    named = {
        (row["category"], row["period"]): f"{row['document']}#{row['id']}"
        for row in told.to_dict("records")
    }
    reasons = list(dict.fromkeys(told.loc[told["period"].isin(years), "category"]))
    reasons.sort(key=lambda reason: _persons(t, named.get((reason, years[-1]), "")), reverse=True)
    columns = (Column(t.word("Reason"), numeric=False), *(Column(year) for year in years))
    rows = []
    for reason in reasons:
        found = [named.get((reason, year), "") for year in years]
        row: list[Cell] = [
            as_printed(t, cell, cell_value(t, cell)) if cell else DASH for cell in found
        ]
        rows.append((t.label(reason), *row))
    note = t.say("A dash: nobody.") if any(DASH in row for row in rows) else None
    return [DataTable(t.word("Exits by reason, persons"), columns, tuple(rows), note)]


def _persons(t: Teller, cell: str) -> float:
    value = t.material.cell[cell]["value"] if cell else ""
    return float(value) if value else -1.0
