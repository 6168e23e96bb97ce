"""In which kernels do notebooks run: plain ones, or such as are forked from a warm process?"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

PLAIN = "plain"
WARM = "warm"
ASKED_FOR = "ENGINE"


class WrongEngine(ValueError):
    """Which kernels were asked for, that are not there?"""


def engine(environment: Mapping[str, str] = os.environ) -> str:
    """Which kernels does this process use? WARM where it can, PLAIN where ENGINE says so.

    A forked kernel has the seed of hashes of the process that forked it: one that does not have the
    seed of a build uses plain kernels. Raises WrongEngine for an ENGINE that is not there.
    """
    asked = environment.get(ASKED_FOR) or WARM
    if asked not in (PLAIN, WARM):
        raise WrongEngine(f"There is no {ASKED_FOR}={asked}; there are {PLAIN} and {WARM}.")
    return asked if can_fork() and not sys.flags.hash_randomization else PLAIN


def can_fork() -> bool:
    """May a process that has imported libraries be forked here? Not on Windows, not on macOS."""
    return hasattr(os, "fork") and sys.platform != "darwin"
