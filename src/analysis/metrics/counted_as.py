"""In which words does a formula say where a count of persons comes from?"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.sources.origins import Kind, kind_of

ADDED_UP = "persons added up over the rows of the returns"
ONE_BY_ONE = "persons counted one by one in the register"
STATED = "the number as the units state it"
COUNTED: Mapping[Kind, str] = {"returns": ADDED_UP, "register": ONE_BY_ONE}


def counted_as(sources: str, printed: str, variant: str = "both") -> str:
    """How does a count come about? ``printed`` says it of a document.

    ``sources``: its cells, ``<source>#<id>`` joined by ;. Units state a number (variant
    ``printed``) or report it row by row, a register is counted.
    """
    kind = kind_of(sources.partition(";")[0].partition("#")[0])
    if kind == "returns" and variant == "printed":
        return STATED
    return COUNTED.get(kind, printed)
