"""Which amount does a cell of a return hold, and which kind of nothing does an empty one mean?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, Literal

from analysis.sources.errors import MalformedNumber
from analysis.sources.numbers import parse_printed
from analysis.sources.returns.terms import MOST_KEPT, SCALES, Terms

State = Literal["number", "none", "not_applicable", "not_reported", "refused"]
ERRORS = re.compile(r"#(REF!|DIV/0!|VALUE!|NAME\?|N/A|NULL!|NUM!)|Err:\d+")
SCALED = re.compile(r"(?P<whole>[0-9]{1,3}(\.[0-9]{3})+|[0-9]+)(,(?P<decimals>[0-9]+))?")


@dataclass(frozen=True)
class Amount:
    """What a cell says: a value in the plain unit (persons, đồng, per cent), or why it has none.

    ``state``: number (zero too), none ("-"), not_applicable ("x"), not_reported (blank), refused.
    ``problem`` is a kind of problems.yml, "" where the cell is as it should be.
    """

    value: Decimal | None
    state: State
    problem: str = ""


@lru_cache(MOST_KEPT, typed=True)
def read_amount(cell: Any, unit: str, terms: Terms) -> Amount:
    """Which amount does a cell hold?

    ``unit`` is a unit of terms.csv; thousands and millions are taken to persons and đồng. A number
    kept as text is read as documents print numbers, with a problem that says so. What is no
    number, negative or a part of a person or đồng is refused.
    """
    if cell is None or cell == "":
        return Amount(None, "not_reported")
    if isinstance(cell, str):
        return _of_text(cell, unit, terms)
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return Amount(None, "refused", "malformed_number")
    return _scaled(Decimal(repr(cell)), unit)


def _of_text(cell: str, unit: str, terms: Terms) -> Amount:
    mark = terms.match(cell, "mark").code
    if mark == "none":
        return Amount(None, "none")
    if mark == "not_applicable":
        return Amount(None, "not_applicable")
    if ERRORS.fullmatch(cell):
        return Amount(None, "refused", "error_value")
    amount = _scaled(_printed(cell, unit), unit)
    return amount if amount.problem else Amount(amount.value, "number", "number_as_text")


def _printed(cell: str, unit: str) -> Decimal | None:
    plain, scale = SCALES[unit]
    if scale > 1:
        match = SCALED.fullmatch(cell)
        return Decimal(cell.replace(".", "").replace(",", ".")) if match else None
    try:
        number = parse_printed(cell, plain)
    except MalformedNumber:
        return None
    return number.value if number.bound == "exact" else None


def _scaled(number: Decimal | None, unit: str) -> Amount:
    if number is None or not number.is_finite() or number < 0:
        return Amount(None, "refused", "malformed_number")
    plain, scale = SCALES[unit]
    value = number * scale
    if plain != "percent" and value != value.to_integral_value():
        return Amount(None, "refused", "not_whole")
    return Amount(value, "number")
