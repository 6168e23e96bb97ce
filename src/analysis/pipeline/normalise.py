"""What of an executed notebook is its result, whatever the machine, the folder and the day?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

LANGUAGE_KEYS = ("file_extension", "mimetype", "name", "pygments_lexer")
INJECTED = "injected-parameters"
ERROR_MARK = "papermill-error-cell-tag"


def normalised(notebook: Mapping[str, Any], names: Mapping[str, str]) -> bytes:
    """Which bytes say what the notebook did and nothing of where and when?

    Keeps cells, outputs, parameters; drops times, statuses and versions. `names` maps folders of
    this machine to what is written in their place. Equal runs give equal bytes.
    """
    metadata = notebook["metadata"]
    language = metadata.get("language_info", {})
    kept = {
        "cells": [
            _cell(cell, place)
            for place, cell in enumerate(notebook["cells"], 1)
            if ERROR_MARK not in cell["metadata"].get("tags", ())
        ],
        "metadata": {
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
            "language_info": {key: language[key] for key in LANGUAGE_KEYS if key in language},
            "papermill": {"parameters": metadata.get("papermill", {}).get("parameters", {})},
        },
        "nbformat": notebook["nbformat"],
        "nbformat_minor": notebook["nbformat_minor"],
    }
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    for folder in sorted(names, key=len, reverse=True):
        text = text.replace(json.dumps(folder, ensure_ascii=False)[1:-1], names[folder])
    return (text + "\n").encode()


def _cell(cell: Mapping[str, Any], place: int) -> dict[str, Any]:
    metadata = {k: v for k, v in cell["metadata"].items() if k not in ("execution", "papermill")}
    kept = {**cell, "metadata": metadata}
    if INJECTED in metadata.get("tags", ()):
        kept["id"] = INJECTED
    else:
        kept.setdefault("id", f"cell-{place}")
    if cell["cell_type"] == "code":
        kept["outputs"] = _joined(cell["outputs"])
    return kept


def _joined(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    joined: list[dict[str, Any]] = []
    for output in outputs:
        before = joined[-1] if joined else {}
        if output["output_type"] == "stream" and before.get("name") == output["name"]:
            joined[-1] = {**before, "text": _text(before["text"]) + _text(output["text"])}
        else:
            joined.append(dict(output))
    return joined


def _text(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)
