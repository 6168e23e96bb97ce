from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from analysis.pipeline.imports import files_behind, imported_modules, remembered


@pytest.fixture
def source(tmp_path: Path) -> Path:
    files = {
        "analysis/__init__.py": "",
        "analysis/alone.py": "import json",
        "analysis/low/__init__.py": "",
        "analysis/low/base.py": "WORDS = 'words.txt'",
        "analysis/low/words.txt": "a",
        "analysis/low/others.txt": "b",
        "analysis/high/__init__.py": "from analysis.low.base import WORDS",
        "analysis/high/deep/__init__.py": "",
        "analysis/high/deep/page.py": "def page():\n    from . import part\n    return 'pages'",
        "analysis/high/deep/part.py": '"""low pages audit"""',
        "analysis/high/pages/one.html": "",
        "analysis/high/pages/more/two.html": "",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def names(source: Path, *modules: str) -> list[str]:
    return [str(path.relative_to(source / "analysis")) for path in files_behind(modules, source)]


def test_a_module_rests_on_itself_and_its_packages(source: Path) -> None:
    assert names(source, "analysis.alone") == ["__init__.py", "alone.py"]


def test_a_data_file_that_a_module_names_belongs_to_it_and_others_do_not(source: Path) -> None:
    assert names(source, "analysis.low.base") == [
        "__init__.py",
        "low/__init__.py",
        "low/base.py",
        "low/words.txt",
    ]


def test_what_is_imported_in_a_function_or_by_a_package_is_followed(source: Path) -> None:
    assert names(source, "analysis.high.deep.page") == [
        "__init__.py",
        "high/__init__.py",
        "high/deep/__init__.py",
        "high/deep/page.py",
        "high/deep/part.py",
        "high/pages/more/two.html",
        "high/pages/one.html",
        "low/__init__.py",
        "low/base.py",
        "low/words.txt",
    ]


def test_a_name_imported_from_a_module_is_no_module(source: Path) -> None:
    assert "alone.py" not in names(source, "analysis.low.base.WORDS")


def test_a_module_that_is_not_there_is_an_error(source: Path) -> None:
    with pytest.raises(ModuleNotFoundError, match=r"analysis\.lost"):
        files_behind(["analysis.lost.page"], source)


def test_only_modules_of_this_package_are_named() -> None:
    code = "import json, analysis.a\nfrom analysis.b import c as d\nfrom .e import f"
    assert imported_modules(code, "analysis.high") == (
        "analysis.a",
        "analysis.b",
        "analysis.b.c",
        "analysis.high.e",
        "analysis.high.e.f",
    )


def test_what_code_says_is_kept_for_the_next_run_and_only_as_long_as_it_says_it(
    source: Path, tmp_path: Path
) -> None:
    kept = tmp_path / "build" / "imports.json"
    with remembered(kept):
        names(source, "analysis.alone")
    first = kept.read_bytes()
    (source / "analysis" / "alone.py").write_text("from analysis.low import base", encoding="utf-8")
    command = (
        "import sys; from pathlib import Path; "
        "from analysis.pipeline.imports import files_behind, remembered\n"
        "kept, source = map(Path, sys.argv[1:])\n"
        "with remembered(kept):\n"
        "    for path in files_behind(['analysis.alone'], source): print(path.name)"
    )
    run = subprocess.run(
        [sys.executable, "-c", command, str(kept), str(source)],
        check=True,
        capture_output=True,
        text=True,
    )
    assert run.stdout.split() == ["__init__.py", "alone.py", "__init__.py", "base.py", "words.txt"]
    assert kept.read_bytes() != first
    assert b"analysis.low" in kept.read_bytes()
