"""Which figures stand in the rows of a return, and do its sums agree with their parts?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from analysis.sources.numbers import plain
from analysis.sources.returns.amounts import Amount, State, read_amount
from analysis.sources.returns.headings import Column, text_of
from analysis.sources.returns.layout import Table
from analysis.sources.returns.problems import Problem
from analysis.sources.returns.rows import READ, Row
from analysis.sources.returns.settings import Asked
from analysis.sources.returns.sheets import Sheet, address
from analysis.sources.returns.terms import SCALES

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Figure:
    """One cell of a return that is counted or could not be: its row, its column, its amount."""

    row: Row
    column: Column
    amount: Amount

    @property
    def cell(self) -> str:
        """What is its address?"""
        return address(self.row.at, self.column.at)


def read_figures(
    sheet: Sheet, table: Table, rows: Sequence[Row], unit: str, asked: Asked
) -> tuple[list[Figure], list[Problem]]:
    """Which figures do the bodies, groups and totals of a table hold?

    ``unit`` is the one stated above the table; a heading may state another. A sum that was never
    calculated is not reported.
    """
    figures, problems = list[Figure](), list[Problem]()
    for row in rows:
        for column in table.figures if row.kind in READ else []:
            figure, problem = _figure(sheet, row, column, column.unit or unit, asked)
            figures.append(figure)
            problems += [problem] if problem else []
    return figures, _sums_together(problems)


def _sums_together(problems: Sequence[Problem]) -> list[Problem]:
    kind = "total_not_calculated"
    sums = [problem for problem in problems if problem.kind == kind]
    others = [problem for problem in problems if problem.kind != kind]
    first = [replace(sum_, facts={"count": str(len(sums))}) for sum_ in sums[:1]]
    return [*others, *first]


def _figure(
    sheet: Sheet, row: Row, column: Column, unit: str, asked: Asked
) -> tuple[Figure, Problem | None]:
    cell, place = sheet.rows[row.at][column.at], (row.at, column.at)
    computed = place in sheet.formulas
    if computed and cell == "":
        kind = "formula_without_value" if row.kind == "body" else "total_not_calculated"
        state: State = "refused" if row.kind == "body" else "not_reported"
        found = Problem(kind, sheet.formulas[place], address(*place))
        return Figure(row, column, Amount(None, state)), found
    amount = read_amount(cell, unit, asked.terms)
    figure = Figure(row, column, amount)
    if amount.problem == "number_as_text" and sheet.all_text:
        return figure, None
    if amount.problem:
        value = "" if amount.value is None else plain(amount.value)
        wanted = unit_name(SCALES[unit][0], asked)
        facts: dict[str, str | Mapping[str, str]] = {"value": value, "unit": wanted}
        return figure, Problem(amount.problem, text_of(cell), address(*place), facts=facts)
    if computed and row.kind == "body":
        return figure, Problem("computed_cell", sheet.formulas[place], address(*place))
    return figure, None


def unit_name(unit: str, asked: Asked) -> dict[str, str]:
    """What is a unit of count called inside a sentence, by language?"""
    names = asked.labels.get(unit, {"vi": unit, "en": unit})
    return {lang: name[0].lower() + name[1:] for lang, name in names.items()}


def check_sums(table: Table, figures: Sequence[Figure]) -> list[Problem]:
    """Which sums of a table differ from the parts that they sum?

    A group against its bodies, a total against the groups that state a sum and the bodies outside
    of these, and across
    the columns what the index row states, such as (3)=(4)+(5). A "-" counts as zero. A sum is not
    checked where it or one of its parts is not reported or refused.
    """
    by_column: dict[int, list[Figure]] = {}
    for figure in figures:
        by_column.setdefault(figure.column.at, []).append(figure)
    found = [problem for column in by_column.values() for problem in _down(column)]
    if not table.sums:
        return found
    at = {(figure.row.at, figure.column.at): figure for figure in figures}
    for row in dict.fromkeys(figure.row.at for figure in figures):
        for left, right in table.sums:
            if (row, left) in at and all((row, part) in at for part in right):
                found += _differs(at[row, left], [at[row, part] for part in right])
    return found


def _down(column: Sequence[Figure]) -> list[Problem]:
    if all(figure.row.kind == "body" or counted(figure) is None for figure in column):
        return []
    found = list[Problem]()
    heads = [figure for figure in column if figure.row.kind == "group"]
    inside = {head.row.at: _bodies_of(head, column) for head in heads}
    for head in heads:
        found += _differs(head, inside[head.row.at])
    silent = {head.row.at for head in heads if counted(head) is None}
    covered = {part.row.at for at, parts in inside.items() if at not in silent for part in parts}
    outer = [
        figure
        for figure in column
        if figure.row.kind in ("group", "body") and figure.row.at not in covered | silent
    ]
    for total in (figure for figure in column if figure.row.kind == "total"):
        found += _differs(total, outer)
    return found


def _bodies_of(head: Figure, column: Sequence[Figure]) -> list[Figure]:
    after = [figure for figure in column if figure.row.at > head.row.at]
    end = min((f.row.at for f in after if f.row.kind != "body"), default=None)
    return [f for f in after if end is None or f.row.at < end]


def _differs(whole: Figure, parts: Sequence[Figure]) -> list[Problem]:
    stated, summed = counted(whole), [counted(part) for part in parts]
    known = [part for part in summed if part is not None]
    if stated is None or not parts or len(known) < len(summed) or stated == sum(known):
        return []
    total = sum(known, Decimal(0))
    cells = [part.cell for part in parts]
    facts = {
        "expected": plain(total),
        "difference": plain(stated - total),
        "parts": ", ".join(cells) if len(cells) <= 3 else f"{cells[0]}, …, {cells[-1]}",
    }
    return [Problem("sum_differs", plain(stated), whole.cell, facts=facts)]


def counted(figure: Figure) -> Decimal | None:
    """What does a figure add to a sum? None where that is not known."""
    return NOTHING if figure.amount.state == "none" else figure.amount.value


def refused_rows(rows: Iterable[Row], figures: Iterable[Figure]) -> set[int]:
    """Which rows of a sheet cannot be read? Those not understood, and those with a refused cell."""
    unknown = {row.at for row in rows if row.kind == "unknown"}
    return unknown | {f.row.at for f in figures if f.amount.state == "refused"}
