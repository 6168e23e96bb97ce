"""How does a page call what it rests on: documents, returns of units, a register of persons?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from analysis.briefing.catalogue import mark as _
from analysis.briefing.names import VARIANTS
from analysis.sources.origins import Kind, kind_of

DOCUMENT: Kind = "document"
GENERATED_DATA = _("Generated data: they tell of no real unit and no real person")

INPUTS: Mapping[Kind, str] = {
    "document": _("Printed in"),
    "returns": _("Source figures"),
    "register": _("Source figures"),
}
RECEIPTS: Mapping[Kind, str] = {
    "document": _("Each number in the text leads here; the printed strings are in Vietnamese."),
    "returns": _(
        "Each number in the text leads here: formula, figures of the returns and result of the "
        "checks. Which cells of which return a figure adds up stands in cells.csv."
    ),
    "register": _(
        "Each number in the text leads here: formula, counts of the register and result of the "
        "checks."
    ),
}
NOTHING: Mapping[Kind, str] = {
    "document": _("nothing printed"),
    "returns": _("nothing reported"),
    "register": _("nobody counted"),
}
FIGURE: Mapping[Kind, str] = {
    "document": _("Printed figure"),
    "returns": _("Figure of the returns"),
    "register": _("Count of the register"),
}
AS_IT_IS: Mapping[Kind, str] = {
    "document": _("as the document prints it"),
    "returns": _("as the returns add up to it"),
    "register": _("as the register counts it"),
}
CHECKS: Mapping[Kind, str] = {
    "document": _("Checks of {document}"),
    "returns": _("Checks of the returns"),
    "register": _("Checks of the register"),
}
OF_RETURNS = {
    **VARIANTS,
    "printed": _("as the units state it"),
    "recomputed": _("by the rows of the returns"),
}
READINGS: Mapping[Kind, Mapping[str, str]] = {
    "document": VARIANTS,
    "returns": OF_RETURNS,
    "register": VARIANTS,
}
"""What the readings of a figure are called."""


def kind_of_all(sources: Iterable[str]) -> Kind:
    """Which kind of source are these, by their ids? Documents, where they are not all of a kind."""
    kinds = {kind_of(source) for source in sources}
    return kinds.pop() if len(kinds) == 1 else DOCUMENT
