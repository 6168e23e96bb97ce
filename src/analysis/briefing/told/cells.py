"""How is a printed figure named in a sentence?"""

from __future__ import annotations

from decimal import Decimal

from analysis.audit.reads import reading_code, reads_of
from analysis.briefing.locale_format import number, period
from analysis.briefing.teller import Teller

GENERAL = ("total", "all")


def cell_name(teller: Teller, cell: str) -> str:
    """Which figure is it? Its value, then whose, what and when; ``cell`` is ``<document>#<id>``."""
    row = teller.material.cells.loc[cell]
    value = number(Decimal(row["value"]), teller.lang) if row["value"] else row["printed"]
    return f"{value} ({cell_place(teller, cell)})"


def cell_place(teller: Teller, cell: str) -> str:
    """Whose, what and when is a printed figure? The address itself where it is printed no more."""
    if cell not in teller.material.cells.index:
        return cell
    row = teller.material.cells.loc[cell]
    names = [teller.label(code) for code in (row["group"], row["category"]) if code not in GENERAL]
    return "; ".join([*names, period(row["period"])])


def reading_name(teller: Teller, variant: str) -> str:
    """Which figure is read as what, in the effects of a proposed reading?

    ``variant`` is that of a fact of effect_facts. Raises KeyError where no reading has it.
    """
    for reading in teller.material.readings.to_dict("records"):
        code = reading_code(reading["reads"]) if reading["reads"] else ""
        if code and variant in (code, f"{code}_printed", f"{code}_recomputed"):
            cell, value = next(iter(reads_of(reading).items()))
            return teller.say(
                "if {figure} is read as {value}",
                figure=cell_name(teller, cell),
                value=number(Decimal(value), teller.lang),
            ).plain()
    raise KeyError(f"{teller.material.programme} has no reading {variant}.")
