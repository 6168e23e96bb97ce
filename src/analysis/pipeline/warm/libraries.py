"""What do notebooks and pages import, so that a process has it before it forks?"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Iterable

NOBODY_NEEDS = "rfc3987_syntax"
"""A grammar of a second that jsonschema builds for a format that no notebook has."""


def import_at_first(modules: Iterable[str]) -> None:
    """Is all imported that the processes forked from this one will import?

    Nothing of it is looked through for garbage later: the forked processes share its memory.
    """
    new = [name for name in modules if name not in sys.modules]
    if new:
        sys.modules.setdefault(NOBODY_NEEDS, None)  # type: ignore[arg-type]
        for name in new:
            importlib.import_module(name)
        gc.collect()
        gc.freeze()
