"""Which files of this package does a piece of code rest on?"""

from __future__ import annotations

import ast
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import takewhile
from pathlib import Path

from analysis.pipeline.workplace import replace

PACKAGE = "analysis"
PLAIN_NAME = re.compile(r"[\w-][\w.-]*(/[\w-][\w.-]*)*")

Said = tuple[Sequence[str], Sequence[str]]
"""What code imports, and which plain names it has in strings."""
_said: dict[str, Said] = {}
_said_before: dict[str, Said] = {}
"""By the package of the code and its digest: what it says, and what it said in an earlier run."""


@contextmanager
def remembered(file: Path) -> Iterator[None]:
    """Was code read before? What it imports is kept in this file from one run to the next."""
    if not _said_before and file.is_file():
        _said_before.update(json.loads(file.read_bytes()))
    yield
    if not _said.keys() <= _said_before.keys():
        file.parent.mkdir(parents=True, exist_ok=True)
        replace(file, json.dumps(_said).encode())


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
    content = path.read_bytes()
    package = ".".join(path.relative_to(source_root).parts[:-1])
    key = f"{package} {hashlib.sha256(content).hexdigest()}"
    if key in _said_before:
        _said[key] = _said_before[key]
    else:
        tree = ast.parse(content.decode("utf-8"), filename=str(path))
        _said[key] = (_imported(tree, package), _plain_names(tree))
    imported, strings = _said[key]
    return tuple(imported), tuple(sorted(_data_files(strings, path, source_root)))


def _plain_names(tree: ast.AST) -> tuple[str, ...]:
    texts = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return tuple(
        sorted(
            {
                text
                for text in texts
                if isinstance(text, str) and len(text) <= 100 and PLAIN_NAME.fullmatch(text)
            }
        )
    )


def _data_files(strings: Iterable[str], path: Path, source_root: Path) -> set[Path]:
    found: set[Path] = set()
    for folder in takewhile(lambda folder: folder != source_root, path.parents):
        there = {entry.name for entry in folder.iterdir()}
        for text in strings:
            if text.partition("/")[0] in there:
                found.update(_of_name(folder / text))
    return found


def _of_name(candidate: Path) -> Iterator[Path]:
    if candidate.is_file() and candidate.suffix != ".py":
        yield candidate
    elif candidate.is_dir() and not (candidate / "__init__.py").exists():
        inside = (file for file in candidate.rglob("*") if file.is_file())
        yield from (file for file in inside if file.suffix not in {".py", ".pyc"})
