"""Which files of this package does a piece of code rest on?"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

PACKAGE = "analysis"
PLAIN_NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*")


def files_behind(modules: Iterable[str], source_root: Path) -> tuple[Path, ...]:
    """Which files does importing these modules of the package run or read?

    The modules, the packages that they lie in, everything of the package that these import, and
    the data files that one of them names in a string: a file or folder beside the module or
    beside a package around it. `source_root` is the folder that holds the package. Sorted. Raises
    ModuleNotFoundError for a module that the package does not have.
    """
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        for path in _files_of_module(name, source_root):
            if path not in found:
                imported, named = _references(path, source_root)
                found |= {path, *named}
                waiting += imported
    return tuple(sorted(found))


def module_names(files: Iterable[Path], source_root: Path) -> list[str]:
    """How are the modules called that lie in these files of the package? Data files have none."""
    kept = {path.relative_to(source_root).with_suffix("") for path in files if path.suffix == ".py"}
    return sorted(".".join(path.parts).removesuffix(".__init__") for path in kept)


def imported_modules(source: str, package: str = "") -> tuple[str, ...]:
    """Which modules of the package does this code import?

    For `from a import b` both `a` and `a.b` are named, `b` being a module or a name in `a`.
    `package` is the package that the code lies in, for relative imports.
    """
    return _imported(ast.parse(source), package)


def _imported(tree: ast.AST, package: str) -> tuple[str, ...]:
    names: list[str] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            origin = _origin(node, package)
            names += [origin, *(f"{origin}.{alias.name}" for alias in node.names)]
    return tuple(dict.fromkeys(name for name in names if name.split(".")[0] == PACKAGE))


def _origin(node: ast.ImportFrom, package: str) -> str:
    if not node.level:
        return node.module or ""
    parents = package.split(".")
    base = parents[: len(parents) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


@cache
def _files_of_module(name: str, source_root: Path) -> tuple[Path, ...]:
    return tuple(_found(name, source_root))


def _found(name: str, source_root: Path) -> Iterator[Path]:
    parts = name.split(".")
    for length in range(1, len(parts) + 1):
        place = source_root.joinpath(*parts[:length])
        if (place / "__init__.py").is_file():
            yield place / "__init__.py"
        elif place.with_suffix(".py").is_file():
            yield place.with_suffix(".py")
            return
        elif length == len(parts) > 1:
            return
        else:
            raise ModuleNotFoundError(f"There is no module {name} in {source_root}.")


@cache
def _references(path: Path, source_root: Path) -> tuple[tuple[str, ...], tuple[Path, ...]]:
    tree = ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
    package = ".".join(path.relative_to(source_root).parts[:-1])
    strings = {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    named = {file for text in strings for file in _data_files(text, path, source_root)}
    return _imported(tree, package), tuple(sorted(named))


def _data_files(text: str, path: Path, source_root: Path) -> Iterator[Path]:
    if len(text) > 100 or not PLAIN_NAME.fullmatch(text):
        return
    for folder in path.parents:
        if folder == source_root:
            return
        candidate = folder / text
        if candidate.is_file() and candidate.suffix != ".py":
            yield candidate
        elif candidate.is_dir() and not (candidate / "__init__.py").exists():
            inside = (file for file in candidate.rglob("*") if file.is_file())
            yield from (file for file in inside if file.suffix not in {".py", ".pyc"})
