"""What does a fact rest on? Its chain down to the printed cells, in a terminal or a notebook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analysis.briefing.markup import html_text
from analysis.briefing.material import read_material
from analysis.briefing.receipts_of import receipt_chain
from analysis.briefing.teller import Teller


@dataclass(frozen=True, repr=False)
class Chain:
    """The formula, status, verdict and printed cells behind one fact, a line each.

    A notebook shows it as a terminal does.
    """

    fact: str
    text: str

    def __str__(self) -> str:
        return f"{self.fact}\n{self.text}"

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return f"<pre>{html_text(str(self))}</pre>"


def chain_of(fact: str, root: Path, lang: str = "en") -> Chain:
    """Which chain stands behind a fact? ``fact`` is its id, whose beginning names the programme.

    Raises KeyError for a fact that is not there.
    """
    teller = Teller(read_material(fact.partition("/")[0], root), lang)
    return Chain(fact, receipt_chain(teller, teller.by_id(fact)))
