"""What do notebooks and pages import, so that a process has it before it forks?"""

from __future__ import annotations

import builtins
import gc
import importlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from types import SimpleNamespace

REHEARSED: set[str] = set()
SELDOM = (50_000, 20, 20)
"""How seldom forked processes look for garbage: they live for a second."""


def import_at_first(modules: Iterable[str]) -> bool:
    """Is all imported that the processes forked from this one will import? Now; was any of it new?

    A module that has a function `rehearse` is asked to do what is put off until the first use.
    Libraries that ask at their import whether they are in a kernel, as pandas does, are told so.
    Nothing of it is looked through for garbage later: the forked processes share its memory.
    """
    new = [name for name in modules if name not in REHEARSED]
    if new:
        with _without_looking_for_garbage(), _as_in_a_kernel():
            for name in new:
                module = importlib.import_module(name)
                getattr(module, "rehearse", _nothing)()
        REHEARSED.update(new)
    return bool(new)


def _nothing() -> None:
    pass


@contextmanager
def _without_looking_for_garbage() -> Iterator[None]:
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()


@contextmanager
def _as_in_a_kernel() -> Iterator[None]:
    """The shell that each kernel makes takes the place of this one."""
    builtins.get_ipython = lambda: SimpleNamespace(kernel=True)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]
