"""The rules of the house that a reader cannot check at a glance."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import nbformat
import pytest

from analysis.pipeline.imports import imported_modules

ROOT = Path(__file__).parents[1]
FLOORS = ("sources", "audit", "metrics", "briefing", "pipeline")
MODULES = sorted((ROOT / "src" / "analysis").rglob("*.py"))
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LONGEST_MODULE = 250
REGISTRIES = (("pypi", "org"), ("pythonhosted", "org"), ("registry", "npmjs"))


def tracked_texts() -> dict[Path, str]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=False, capture_output=True, text=True,
    )  # fmt: skip
    if listed.returncode:
        pytest.skip("this copy of the project is not a git checkout")
    texts = {}
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.is_file() and path.suffix not in (".png", ".woff2"):
            texts[path] = path.read_text(encoding="utf-8")
    return texts


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_from_its_own_floor_and_those_below(module: Path) -> None:
    parts = module.relative_to(ROOT / "src" / "analysis").parts
    if len(parts) == 1:
        return
    allowed = FLOORS[: FLOORS.index(parts[0]) + 1]
    package = ".".join(("analysis", *parts[:-1]))
    imported = imported_modules(module.read_text(encoding="utf-8"), package)
    floors = {name.split(".")[1] for name in imported if "." in name}
    assert floors <= set(allowed)


@pytest.mark.parametrize("module", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_holds_one_idea(module: Path) -> None:
    assert len(module.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs_and_defines_nothing(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.source for cell in code if cell.outputs or cell.execution_count] == []
    definitions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    nodes = [node for cell in code for node in ast.walk(ast.parse(cell.source))]
    assert [node for node in nodes if isinstance(node, definitions)] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_opens_with_its_title_and_its_parameters(path: Path) -> None:
    title, parameters = nbformat.read(path, as_version=4).cells[:2]
    assert title.source.startswith("# ")
    assert parameters.metadata.get("tags") == ["parameters"]


def test_no_file_names_the_host_of_a_package_registry() -> None:
    hosts = re.compile("|".join(map(r"\.".join, REGISTRIES)))
    assert [path for path, text in tracked_texts().items() if hosts.search(text)] == []


def test_every_published_data_set_is_listed_with_its_source() -> None:
    told = (ROOT / "tests" / "data" / "README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in (ROOT / "tests" / "data").glob("*.csv"))
    assert files == sorted(re.findall(r"^\| `([\w.]+)` \|", told, re.MULTILINE))


def test_nothing_is_left_to_be_done_later() -> None:
    marks = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
    code = {p: t for p, t in tracked_texts().items() if p.suffix in (".py", ".ipynb", ".yml")}
    assert [path for path, text in code.items() if marks.search(text)] == []
