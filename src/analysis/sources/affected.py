"""Which programmes does a document bear on?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def affected_by(document: str, programmes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """Which programmes have headline results that rest on a document, and which do they draw on?

    ``programmes`` is programmes.yml: programme id to its settings.
    """
    resting = [
        name
        for name, settings in programmes.items()
        if document in settings["documents"] and "headline" in settings
    ]
    drawn_on = [other for name in resting for other in programmes[name].get("draws_on", [])]
    return list(dict.fromkeys([*resting, *drawn_on]))
