"""Does the gap of a sum of column totals lie in one cell beneath them?"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from analysis.audit.audited import Audited, Proposal, values
from analysis.audit.checks import evaluate
from analysis.sources.declarations import Check, left_of

Columns = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class Candidate:
    """One cell that the gap may lie in, its column total, and what both would then be."""

    cell: str
    column: str
    printed: Decimal
    meant: Decimal
    column_printed: Decimal
    column_meant: Decimal


def cell_readings(check: Check, known: Audited) -> Iterator[Proposal]:
    """In which one cell of the table beneath may the gap of a failing sum lie?

    For sums whose parts are totals of columns that add up: the cell and its column total would both
    be misprinted by the whole gap. Every cell beneath is tried. A cell without a figure does not
    fit, nor one that would fall below zero or give a body more people at its levels than staff.
    First come the cells whose printed course since the last count before runs against that of their
    column while all others of the column go with it, and with the reading no longer would
    (singled_out counts them); then those whose growth would be closest to that of their column, by
    |ln(cell ÷ cell before) − ln(column ÷ column before)|; then those without an earlier count. The
    search and its order are our own. Raises KeyError for a figure that is not there.
    """
    columns = columns_beneath(check, known)
    if check["kind"] != "sum" or not columns:
        return
    gap = evaluate(check, known.figures).difference or Decimal(0)
    tried = sum(map(len, columns.values()))
    fitting = [
        candidate
        for column, cells in columns.items()
        for cell in cells
        if (candidate := _candidate(cell, column, gap, known)) is not None
        if _possible(candidate, columns, known)
    ]
    if not fitting:
        reading = "The gap fits into no single cell beneath the totals."
        yield Proposal("table_cell", tried, 0, reading, "The gap is not one slip in one cell.")
        return
    turned = {one.cell for one in fitting if against_its_column(one, columns[one.column], known)}
    ranked = sorted(fitting, key=lambda one: (one.cell not in turned, _distance(one, known)))
    for one in ranked:
        printed = known.figures[one.cell].printed
        reading = (
            f"{one.cell} is {one.meant:,f} where {printed} is printed, and {one.column} "
            f"{one.column_meant:,f} where {known.figures[one.column].printed} is."
        )
        yield Proposal(
            "table_cell",
            tried,
            len(fitting),
            reading,
            _implied(one.cell in turned, one, known),
            (one.cell, one.column),
            {one.cell: one.meant, one.column: one.column_meant},
            len(turned),
        )


def columns_beneath(check: Check, known: Audited) -> dict[str, tuple[str, ...]]:
    """Which parts of a sum are totals that the document's own cells add up to, and of which?

    Part to its cells; a part that no check adds up, or whose check does not hold, is not there.
    """
    holding = {
        left_of(other)[0]: tuple(other["right"])
        for other in known.checks
        if other["kind"] == "sum" and known.verdicts[other["id"]] == "holds"
        if len(left_of(other)) == 1
    }
    return {part: holding[part] for part in check.get("right", []) if part in holding}


def against_its_column(one: Candidate, cells: tuple[str, ...], known: Audited) -> bool:
    """Does the cell alone move against its column, as printed, and with the reading no longer?

    By the sign of the change since the last count before. Raises KeyError for a figure that is not
    there.
    """
    column = _move(one.column_printed, earlier(one.column, known))
    others = [
        move
        for cell in cells
        if cell != one.cell
        if (move := _move(known.figures[cell].value, earlier(cell, known))) is not None
    ]
    before = earlier(one.cell, known)
    return (
        column not in (None, 0)
        and bool(others)
        and set(others) == {column}
        and _move(one.printed, before) == -(column or 0)
        and _move(one.meant, before) == column
    )


def earlier(figure: str, known: Audited) -> Decimal | None:
    """What did the last count before this one say: same group, category and measure?

    None where there is none. Raises KeyError for a figure that is not there.
    """
    place = known.places[figure]
    before = {
        other.period: known.figures[name].value
        for name, other in known.places.items()
        if other[1:] == place[1:] and other.period < place.period
        if known.figures[name].value is not None
    }
    return before[max(before)] if before else None


def _candidate(cell: str, column: str, gap: Decimal, known: Audited) -> Candidate | None:
    printed, total = known.figures[cell].value, known.figures[column].value
    if printed is None or total is None:
        return None
    return Candidate(cell, column, printed, printed + gap, total, total + gap)


def _possible(one: Candidate, columns: Columns, known: Audited) -> bool:
    place = known.places[one.cell]
    same_body = [
        cell
        for cells in columns.values()
        for cell in cells
        if cell != one.cell and known.places[cell][:2] == place[:2]
    ]
    at_levels = sum(values(same_body, known.figures).values(), one.meant)
    staff = [
        known.figures[name].value
        for name, other in known.places.items()
        if other == (place.period, place.group, "all", place.measure)
    ]
    return one.meant >= 0 and all(at_levels <= count for count in staff if count is not None)


def _move(now: Decimal | None, before: Decimal | None) -> int | None:
    return None if now is None or before is None else (now > before) - (now < before)


def _distance(one: Candidate, known: Audited) -> float:
    before, column_before = earlier(one.cell, known), earlier(one.column, known)
    if not (before and column_before and one.meant and one.column_meant):
        return math.inf
    return abs(math.log(one.meant / before) - math.log(one.column_meant / column_before))


def _implied(turned: bool, one: Candidate, known: Audited) -> str:
    stands = "The stated total stands; the cell and its column carry the same slip."
    if not turned:
        return stands
    return (
        f"{stands} As printed this cell alone moves against its column, from "
        f"{earlier(one.cell, known):,f} to {one.printed:,f}; read so it moves with it."
    )
