"""How is it written which value a reading puts in place of which figure?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from analysis.sources.numbers import plain


def written(reads: Mapping[str, Decimal]) -> str:
    """How do the values stand in the table of readings? `id=value`, joined by ;."""
    return ";".join(f"{figure}={plain(value)}" for figure, value in reads.items())


def reads_of(reading: Mapping[str, str]) -> dict[str, str]:
    """Which value does a reading put in place of which cell? `<document>#<id>` to the value.

    ``reading`` is a row of the table of readings. Raises KeyError where it lacks document or reads.
    """
    pairs = [text.partition("=") for text in reading["reads"].split(";") if text]
    return {f"{reading['document']}#{figure}": value for figure, _, value in pairs}


def reading_code(reads: str) -> str:
    """Under which variant do the effects of a reading stand? From the first figure it changes.

    `cell=249;column=1310` is `if_cell_is_249`.
    """
    figure, _, value = reads.split(";")[0].partition("=")
    return f"if_{figure}_is_{value}".replace("-", "_").replace(".", "_")
