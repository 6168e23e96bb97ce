"""What does a notebook ask for: which parameters, which modules?"""

from __future__ import annotations

import ast
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from analysis.pipeline.imports import imported_modules


class UnreadableNotebook(ValueError):
    """Why can the code of a notebook not be read?"""


@dataclass(frozen=True)
class Parameter:
    """A parameter of a notebook: its name, its type as written, its default."""

    name: str
    type: str
    default: Any


@cache
def code_cells(notebook: Path) -> tuple[tuple[str, frozenset[str]], ...]:
    """Which code does the notebook hold? For each code cell its source and its tags."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    return tuple(
        ("".join(cell["source"]), frozenset(cell["metadata"].get("tags", ())))
        for cell in cells
        if cell["cell_type"] == "code"
    )


def modules_of(notebook: Path) -> tuple[str, ...]:
    """Which modules of this package does the notebook import?"""
    source = "\n".join(_without_magics(source) for source, _ in code_cells(notebook))
    return imported_modules(_checked(source, notebook))


def parameters_of(notebook: Path) -> tuple[Parameter, ...]:
    """Which parameters does the notebook take?

    Read from the cell tagged `parameters`; a type that is not written is that of the default.
    Raises UnreadableNotebook for a default that is no plain value.
    """
    tagged = [source for source, tags in code_cells(notebook) if "parameters" in tags]
    statements = ast.parse(_checked("\n".join(tagged), notebook)).body
    return tuple(_parameter(node, notebook) for node in statements if _assigns(node))


def _assigns(node: ast.stmt) -> bool:
    return isinstance(node, ast.Assign | ast.AnnAssign)


def _parameter(node: ast.stmt, notebook: Path) -> Parameter:
    assert isinstance(node, ast.Assign | ast.AnnAssign)
    if isinstance(node, ast.AnnAssign):
        name, written = ast.unparse(node.target), ast.unparse(node.annotation)
    else:
        name, written = ast.unparse(node.targets[0]), ""
    try:
        default = ast.literal_eval(node.value) if node.value else None
    except ValueError:
        raise UnreadableNotebook(
            f"{notebook.name}: the default of {name} must be a plain value (text, number, True "
            f"or False), not {ast.unparse(node)}."
        ) from None
    return Parameter(name, written or type(default).__name__, default)


def _without_magics(source: str) -> str:
    return "\n".join(
        "pass" if line.startswith(("%", "!")) else line for line in source.splitlines()
    )


def _checked(source: str, notebook: Path) -> str:
    try:
        ast.parse(source)
    except SyntaxError as error:
        line = (error.text or "").strip()
        raise UnreadableNotebook(f"{notebook.name}: {error.msg}: {line}") from None
    return source
