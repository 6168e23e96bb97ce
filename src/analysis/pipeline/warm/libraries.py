"""What do notebooks and pages import, so that a process has it before it forks?"""

from __future__ import annotations

import gc
import importlib
import sys
from collections.abc import Iterable
from types import ModuleType

NOBODY_NEEDS = "rfc3987_syntax"
"""A grammar of a second that jsonschema builds for a format that no notebook has."""


def import_at_first(modules: Iterable[str]) -> None:
    """Is all imported that the processes forked from this one will import?

    A name that is no module is one in the module above it, as `from a import b` has it. Nothing of
    it is collected as garbage later: the forked processes share its memory.
    """
    sys.modules.setdefault(NOBODY_NEEDS, None)  # type: ignore[arg-type]
    for name in modules:
        _import(name)
    gc.collect()
    gc.freeze()


def _import(name: str) -> ModuleType | None:
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        parent, _, last = name.rpartition(".")
        if error.name != name or not hasattr(sys.modules.get(parent), last):
            raise
        return None
