"""What does a text in YAML hold?"""

from __future__ import annotations

import pickle
from functools import lru_cache
from typing import Any

import yaml

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parsed(text: str) -> Any:
    """What does this text in YAML hold? A copy of its own for each who asks.

    A text is parsed once in a process, and not again in those forked from it. Raises YAMLError.
    """
    return pickle.loads(_packed(text))


@lru_cache(maxsize=256)
def _packed(text: str) -> bytes:
    return pickle.dumps(yaml.load(text, Loader=LOADER))
