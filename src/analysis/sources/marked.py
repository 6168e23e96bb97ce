"""How does a row of a ledger say in plain words that its data are generated?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.sources.origins import GENERATED

if TYPE_CHECKING:
    import pandas as pd

NOT_REAL = "generated data, not real (số liệu mô phỏng, không có thật)"
BETWEEN = ": "
TOLD_IN = {"programme": "formula", "document": "explanation"}
"""In which column of a ledger it stands, by the column that names what a row is of."""


def told(name: str, text: str) -> str:
    """How does a text read that tells of a programme or a source of this name?"""
    if not name.startswith(GENERATED):
        return text
    return f"{NOT_REAL}{BETWEEN}{text}" if text else NOT_REAL


def marked(ledger: pd.DataFrame) -> pd.DataFrame:
    """The rows of a ledger, of figures or of checks, with words before what they say of themselves.

    Rows of no generated programme or source stay as they are.
    """
    named, column = _columns(ledger)
    texts = [told(*pair) for pair in zip(ledger[named], ledger[column], strict=True)]
    return ledger.assign(**{column: texts})


def unmarked(ledger: pd.DataFrame) -> pd.DataFrame:
    """The same rows without these words, as they stood before ``marked``."""
    _, column = _columns(ledger)
    bare = ledger[column].str.removeprefix(NOT_REAL).str.removeprefix(BETWEEN)
    own = ledger[column].str.startswith(NOT_REAL)
    return ledger.assign(**{column: ledger[column].where(~own, bare)})


def _columns(ledger: pd.DataFrame) -> tuple[str, str]:
    return next((name, column) for name, column in TOLD_IN.items() if name in ledger.columns)
