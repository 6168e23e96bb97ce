"""How does a number stand on a page that is no fact: a printed string, a check, a setting?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from functools import reduce
from typing import Any

import pandas as pd

from analysis.briefing import kinds
from analysis.briefing.catalogue import mark as _
from analysis.briefing.elements import Number, Receipt, Sentence
from analysis.briefing.locale_format import number, quantity
from analysis.briefing.names import STATUSES, VARIANTS, VERDICTS
from analysis.briefing.receipts_of import input_of, short_name, verdict_of
from analysis.briefing.teller import Teller
from analysis.briefing.told.cells import cell_place, cell_value
from analysis.sources.origins import kind_of
from analysis.sources.text import slug

AGREES = _("agrees")
COUNTED = ("holds", "fails", "rounding", "not_checkable")
KINDS = {
    "sum": _("stated total against the sum of its parts"),
    "share": _("stated share against part / whole"),
    "same": _("figure against the same figure elsewhere"),
    "difference": _("stated difference against the figures that it lies between"),
    "words": _("amount in figures against amount in words"),
    "hundred": _("the whole against the sum of its shares"),
    "not_checkable": _("figure against nothing that is printed"),
}
SETTINGS = {
    "retention.attrition_pct": (_("Assumed attrition a year"), "annual-attrition"),
    "retention.lowered_pp": (_("Assumed lowering of attrition"), "annual-attrition"),
    "retention.horizon_years": (_("Years over which work is counted"), ""),
    "attrition.pace.attrition_pct": (_("Assumed attrition a year"), "annual-attrition"),
    "attrition.pace.target_rate_pct": (_("Target rate"), ""),
    "attrition.road.draws": (_("Draws of the simulation"), "declared-ranges"),
    "attrition.road.coverage_pct": (_("Share of the simulated roads shown"), "declared-ranges"),
}
NEEDS = {"trend": _("Fewest counts that show a trend"), "side": _("Fewest counts on either side")}
UNITS = {"pct": "percent", "pp": "percentage_points"}


def as_printed(t: Teller, cell: str, text: str = "") -> Number:
    """How does a page quote a printed figure? To the letter; ``cell`` is ``<document>#<id>``.

    ``text`` is how the page writes it, where not to the letter.
    """
    row = t.material.cells.loc[cell]
    read_as = f" → {row['read_as']}" if row["correction"] else ""
    amounts = (("value", Decimal(row["value"])),) if row["value"] else ()
    receipt = Receipt(
        f"cell/{cell}",
        f"{t.word(kinds.FIGURE[t.kind])}, {cell_place(t, cell)}",
        row["printed"] + read_as,
        t.word(kinds.AS_IT_IS[t.kind]),
        (input_of(t, cell),),
        verdict_of(t, [cell]),
        t.word(STATUSES["reported"]),
        amounts,
    )
    return t.witnessed(text or row["printed"], receipt)


def figure_told(t: Teller, cell: str) -> Sentence:
    """How does a sentence name a printed figure? Its value, then whose, what and when."""
    value = as_printed(t, cell, cell_value(t, cell))
    return Sentence((value, f" ({cell_place(t, cell)})"))


def side_of(t: Teller, check: Mapping[str, Any], side: str) -> Number | str:
    """What does one side of a check come to: left, right, or the difference of the two?

    ``check`` is a row of the audit with what it holds against what. A dash where there is none.
    """
    written = {name: _side(t, check, name) for name in ("left", "right", "difference")}
    if not check[side]:
        return "–"
    receipt = Receipt(
        f"check/{check['document']}/{check['id']}",
        t.text(check["what"]),
        f"{written['left']} / {written['right']}",
        t.word(KINDS[check["check"]]),
        tuple(input_of(t, cell) for cell in check["sources"].split(";")),
        t.word({"holds": AGREES, **VERDICTS}[check["verdict"]]),
        t.word(STATUSES["computed"]),
        tuple((name, Decimal(check[name])) for name in written if check[name]),
        _unit(t, check),
    )
    return t.witnessed(written[side], receipt, side)


def _side(t: Teller, check: Mapping[str, Any], side: str) -> str:
    if not check[side]:
        return "–"
    unit = _unit(t, check)
    decimals = 2 if unit == "percent" else None
    if side == "difference":
        return number(Decimal(check[side]), t.lang, decimals, signed=True)
    return quantity(Decimal(check[side]), unit, t.lang, decimals)


def _unit(t: Teller, check: Mapping[str, Any]) -> str:
    return str(t.material.cells.at[check["sources"].split(";")[0], "unit"])


def checks_counted(t: Teller, rows: pd.DataFrame, verdict: str = "") -> Number:
    """How many checks has a document, or have this verdict? ``rows`` are those of one document."""
    counts = {name: int((rows["verdict"] == name).sum()) for name in COUNTED}
    document = rows["document"].iloc[0]
    receipt = Receipt(
        f"audit/{document}",
        t.word(kinds.CHECKS[kind_of(document)]).format(
            document=short_name(t, t.material.documents[document])
        ),
        f"{len(rows)} = {' + '.join(map(str, counts.values()))}",
        t.word("checks that agree + fail + are rounded wrongly + cannot be made"),
        (),
        "",
        t.word(STATUSES["computed"]),
        (("value", Decimal(len(rows))), *((name, Decimal(n)) for name, n in counts.items())),
    )
    return t.witnessed(str(counts[verdict] if verdict else len(rows)), receipt, verdict)


def readings_counted(t: Teller, rows: pd.DataFrame) -> Number:
    """How many readings of one way and one document are these?"""
    way, document = rows["way"].iloc[0], rows["document"].iloc[0]
    receipt = Receipt(
        f"readings/{document}/{way}",
        t.word(VARIANTS[way]),
        str(len(rows)),
        t.word("counted among the readings that were tried"),
        (),
        "",
        t.word(STATUSES["computed"]),
        (("value", Decimal(len(rows))),),
    )
    return t.witnessed(str(len(rows)), receipt)


def declared(t: Teller, setting: str, value: int | None = None) -> Number:
    """How does a page write a setting of its programme? ``setting`` is its path, with points.

    ``value``: which one, of a list. Raises KeyError for a setting without a name in SETTINGS,
    ValueError for a value that is not declared.
    """
    found: Any = reduce(lambda part, key: part[key], setting.split("."), t.material.settings)
    shown: Any = found if value is None else value
    if shown not in (found if isinstance(found, list) else [found]):
        raise ValueError(
            f"{t.material.programme} declares {found} as {setting}, the page would say {shown}: "
            "name one of them, or declare it in data/raw/programmes.yml."
        )
    what, assumption = SETTINGS[setting]
    unit = UNITS.get(setting.rpartition("_")[2], "ratio")
    written = quantity(Decimal(shown), unit, t.lang)
    receipt = Receipt(
        f"setting/{setting.replace('.', '/')}/{shown}",
        t.word(what),
        written,
        t.word("declared in the settings of the programme"),
        (input_of(t, f"assumption:{assumption}"),) if assumption else (),
        "",
        t.word(STATUSES["assumed"]) if assumption else t.word("set for the analysis"),
        (("value", Decimal(shown)),),
    )
    return t.witnessed(written, receipt)


def needed(t: Teller, method: str, count: int) -> Number:
    """How many counts does a method need? ``method`` is a key of NEEDS."""
    receipt = Receipt(
        f"needs/{method}",
        t.word(NEEDS[method]),
        str(count),
        t.word("what the method needs"),
        (),
        "",
        t.word("set for the analysis"),
        (("value", Decimal(count)),),
    )
    return t.witnessed(str(count), receipt)


def unit_named(t: Teller, names: Mapping[str, str]) -> Number | str:
    """How does a page name a unit? One whose name has a number says where the name comes from.

    ``names``: what it is called, by language.
    """
    name = names[t.lang]
    if not any(sign.isdigit() for text in names.values() for sign in text):
        return name
    receipt = Receipt(
        f"unit/{slug(names['vi'])}",
        t.word("Name of a unit"),
        name,
        t.word("as the list of units has it"),
        (),
        "",
        t.word(STATUSES["reported"]),
        (),
    )
    return t.witnessed(name, receipt)
