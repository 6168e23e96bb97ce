"""How is an integer program solved without a word on the terminal?"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from scipy.optimize import milp

STDOUT = 1


def solved(costs: np.ndarray, **program: Any) -> np.ndarray | None:
    """Where is the least cost of a program for scipy's milp? None where nothing fits it.

    HiGHS 1.12 prints a line of its own for some solutions, below Python: into a notebook, that
    would be output of the cell.
    """
    with _silent():
        found = milp(costs, **program)
    return None if found.x is None else np.asarray(found.x)


@contextmanager
def _silent() -> Iterator[None]:
    sys.stdout.flush()
    kept, nowhere = os.dup(STDOUT), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, STDOUT)
        yield
    finally:
        os.dup2(kept, STDOUT)
        os.close(kept)
        os.close(nowhere)
