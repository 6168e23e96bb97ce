"""What do other publishers say: consumer prices, base salary?"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from analysis.sources.errors import SourceError
from analysis.sources.schemas import REFERENCE, read_table


def read_reference(name: str, root: Path) -> pd.DataFrame:
    """What does a reference table hold, and how sure is each row?

    `name` is base_salary (valid_from, vnd_per_month, legal_act, status) or consumer_prices
    (year, change_pct, publisher, series, status). `root` is the project's root. Raises SourceError
    for another name and MalformedTable where the table does not fit its schema.
    """
    if name not in REFERENCE:
        raise SourceError(f"No reference table {name!r}; there are {', '.join(REFERENCE)}.")
    return read_table(root / "data" / "raw" / "reference" / f"{name}.csv", REFERENCE[name])
