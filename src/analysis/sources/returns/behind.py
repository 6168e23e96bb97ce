"""What lies behind the values of a sheet: fonts, errors, formulas, what is hidden?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[int, int]
OLD_FONTS = re.compile(rb"[\"']\s*(?:\.vn|vni-)|&#", re.IGNORECASE)
"""Without any of these no font of old is named in XML."""


@dataclass(frozen=True)
class Behind:
    """What lies behind the values of a sheet. Rows and columns count from 0.

    ``fonts`` are those of cells in a font of old, ``errors`` how a cell shows that its formula
    failed, ``formulas`` are as the program writes them ("=" where the file keeps them otherwise).
    """

    fonts: Mapping[Place, str] = field(default_factory=dict)
    errors: Mapping[Place, str] = field(default_factory=dict)
    formulas: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()


@dataclass(frozen=True)
class BehindBook:
    """What lies behind each sheet, by its name, and the names that the workbook defines."""

    sheets: Mapping[str, Behind] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)
