"""What do the cells of a notebook cost, and what they display, without kernel and messages?"""

from __future__ import annotations

import ast
import os
from collections.abc import Mapping
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from types import CodeType

from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from analysis.pipeline.notebooks import code_cells


def run_bare(notebook: Path, parameters: Mapping[str, str]) -> None:
    """Run the code of the cells one after the other, as a plain script would.

    What they display, and the value that a cell ends in, takes every form that a kernel would send:
    page, Typst and drawing are made, and thrown away.
    """
    formatter = _shell().display_formatter
    assert formatter is not None
    names: dict[str, object] = {}
    with Path(os.devnull).open("w") as nothing, redirect_stdout(nothing):
        for source, tags in code_cells(notebook):
            statements, last = _parts(source)
            exec(statements, names)
            if last is not None and (value := eval(last, names)) is not None:
                formatter.format(value)  # type: ignore[no-untyped-call]
            if "parameters" in tags:
                names.update(parameters)


@cache
def _shell() -> InteractiveShell:
    """The shell that `display` asks for formatters; it keeps no history."""
    config = Config()
    config.HistoryManager.enabled = False
    return InteractiveShell.instance(config=config)


def _parts(source: str) -> tuple[CodeType, CodeType | None]:
    tree = ast.parse(source)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr) or source.rstrip().endswith(";"):
        return compile(tree, "<cell>", "exec"), None
    before = ast.Module(tree.body[:-1], [])
    return compile(before, "<cell>", "exec"), compile(ast.Expression(last.value), "<cell>", "eval")
