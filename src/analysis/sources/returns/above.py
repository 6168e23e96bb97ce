"""What is said above the table: who reports, and in which unit of count?"""

from __future__ import annotations

from analysis.sources.returns.figures import unit_name
from analysis.sources.returns.headings import text_of
from analysis.sources.returns.layout import Table
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.sheets import Sheet, address
from analysis.sources.returns.terms import SCALES, term_key


def reporting_unit(
    sheet: Sheet, top: int, named: tuple[int, int] | None, asked: Asked
) -> tuple[str, list[Problem]]:
    """Which unit reports?

    In the cell that a form names, else after "Đơn vị báo cáo:", else a cell above the table that is
    exactly the name of a listed unit. A code of the list of units; of several units that bore one
    name, one after the other, the last; the name as it stands where no list is kept; "" where none
    is found.
    """
    said = [sheet.rows[named[0]][named[1]]] if named else _after_term(sheet, top, asked)
    names = asked.code_of_name
    written = [text_of(cell) for cell in said if cell != ""]
    if not written and names:
        above = [text_of(cell) for row in sheet.rows[:top] for cell in row if cell != ""]
        written = [text for text in above if term_key(text) in names]
    codes = list(dict.fromkeys(names.get(term_key(text), "") for text in written))
    if not names:
        return (written[0] if written else ""), []
    if len(codes) == 1 and codes[0]:
        return codes[0], []
    if not written:
        return "", []
    facts = {"nearest": asked.first_units}
    return "", [Problem("unknown_reporting_unit", " / ".join(written), facts=facts)]


def _after_term(sheet: Sheet, top: int, asked: Asked) -> list[str]:
    for row in sheet.rows[:top]:
        for at, cell in enumerate(row):
            found = asked.terms.beginning(cell, "above") if isinstance(cell, str) else None
            if found and found[0] == "reporting_unit":
                beside = [text_of(other) for other in row[at + 1 :] if other != ""]
                return [found[1]] if found[1] else beside[:1]
    return []


def stated_unit(sheet: Sheet, table: Table, asked: Asked) -> tuple[str, list[Problem]]:
    """In which unit of count are the figures? A code of terms.csv.

    What stands after "Đơn vị tính" above the table; the unit of the form where nothing does. A unit
    of another measure than the form's, or none that is known, is a problem.
    """
    wanted: str = asked.settings["unit"]
    called = unit_name(wanted, asked)
    other = [
        Problem("wrong_unit_of_count", column.unit, address(table.bottom, column.at), facts=facts)
        for column in table.figures
        for facts in [{"unit": called}]
        if column.unit and SCALES[column.unit][0] != SCALES[wanted][0]
    ]
    if other:
        return wanted, other
    for at, row in enumerate(sheet.rows[: table.top]):
        for column, cell in enumerate(row):
            found = asked.terms.beginning(cell, "above") if isinstance(cell, str) else None
            if not found or found[0] != "stated_unit":
                continue
            beside = [text_of(other) for other in row[column + 1 :] if other != ""]
            said = (found[1] or "".join(beside[:1])).strip(" ()")
            match = asked.terms.match(said, "unit")
            where = address(at, column)
            if match.code is None:
                near = ", ".join(match.nearest) or "–"
                facts = {"nearest": near}
                return wanted, [Problem("unknown_unit_of_count", said, where, facts=facts)]
            if SCALES[match.code][0] != SCALES[wanted][0]:
                return wanted, [Problem("wrong_unit_of_count", said, where, facts={"unit": called})]
            return match.code, []
    if any(column.unit for column in table.figures):
        return wanted, []
    return wanted, [Problem("unit_not_stated", facts={"unit": called})]
